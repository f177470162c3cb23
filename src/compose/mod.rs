//! Kept blocks in, typed content out: the one model that text, Markdown and HTML are rendered from.
//!
//! Blocks that were scored one by one are put together here: the cells of a table, the lines of code, an image and its
//! caption. Every step is one pass over the blocks, the elements or the marks of the page.

mod address;
mod code;
mod gather;
mod inline;
mod math;
mod places;
mod standing;
mod tables;
mod things;

use crate::article::content::{Content, Item, ItemKind, NONE, PathStep, Piece, PieceKind, Record, Style};
use crate::article::{BlockKind, Rule};
use crate::blocks::{Page, TextBlock};
use crate::dom::Document;
use crate::options::Extractor;
use crate::scratch::Scratch;
use crate::select::Choice;
use address::Addresses;
use html5ever::local_name;
use inline::{Line, Sweep};
use places::{Place, PlaceKind, Places};
use standing::Figures;
use std::ops::Range;
use tables::Gathered;
use things::Shown;

/// The content of an article. What is known to be no part of it after all (line numbers, a repeated title) is left
/// out of the choice.
pub(crate) fn compose(
    document: &Document,
    page: &Page,
    scores: &[f32],
    choice: Choice,
    title: Option<&str>,
    options: &Extractor,
) -> Content {
    let mut composer = Composer::new(document, page, scores, choice, title, options);
    composer.run();
    let Composer { content, choice, .. } = composer;
    let mut content = content.fitted();
    content.blocks = records(page, scores, &choice);
    content.path = path(document, page);
    content
}

/// The last heading before the body that is the title.
fn headline(page: &Page, title: &str, kept: &[bool]) -> Option<usize> {
    let before = kept.iter().position(|kept| *kept).unwrap_or_default();
    let is_headline = |block: &TextBlock| {
        matches!(block.kind, BlockKind::Heading(1 | 2)) && comparable(page.block_text(block)).eq(comparable(title))
    };
    page.blocks.iter().take(before).rposition(is_headline)
}

fn records(page: &Page, scores: &[f32], choice: &Choice) -> Vec<Record> {
    let record = |(at, (block, &score)): (usize, (&TextBlock, &f32))| Record {
        link_ratio: block.inline.link_chars as f32 / block.counts.chars.max(1) as f32,
        text: block.text.clone(),
        element: block.element,
        kind: block.kind,
        score,
        kept: choice.is_kept(at),
        rule: choice.rule(at, score),
    };
    page.blocks.iter().zip(scores).enumerate().map(record).collect()
}

fn path(document: &Document, page: &Page) -> Vec<PathStep> {
    let name = |node| document.element(node).map_or_else(|| local_name!(""), |element| element.name.clone());
    page.elements.iter().map(|holder| PathStep { parent: holder.parent, name: name(holder.node) }).collect()
}

struct Composer<'a> {
    document: &'a Document,
    page: &'a Page,
    scores: &'a [f32],
    choice: Choice,
    title: Option<&'a str>,
    /// The heading before the body that is the title.
    headline: Option<usize>,
    options: &'a Extractor,
    addresses: Addresses,
    places: Scratch<Place>,
    /// Of each node the element of the page that it is, or `NONE`.
    holders: Scratch<u32>,
    /// Characters of kept blocks before each block.
    kept_chars: Scratch<u32>,
    /// The same of all blocks.
    chars: Scratch<u32>,
    content: Content,
    table: Option<Gathered>,
    /// The code and the formula that were written last.
    code: u32,
    figures: Figures,
    /// The image that was looked at last.
    shown: Shown,
}

impl<'a> Composer<'a> {
    fn new(
        document: &'a Document,
        page: &'a Page,
        scores: &'a [f32],
        mut choice: Choice,
        title: Option<&'a str>,
        options: &'a Extractor,
    ) -> Self {
        let headline = title.and_then(|title| headline(page, title, choice.kept()));
        if let Some(at) = headline.filter(|_| options.title_in_body) {
            choice.keep(at, Rule::Title);
        }
        let mut content = Content { text: with_more_room(&page.text), ..Content::roomy() };
        let counts = running(choice.kept().iter().map(|kept| u32::from(*kept)));
        let places = Places::of(document, page, &counts, &mut content.containers);
        let mut holders = Scratch::filled(NONE, document.len());
        for (at, holder) in page.elements.iter().enumerate() {
            if let Some(found) = holders.get_mut(holder.node.index()) {
                *found = at as u32;
            }
        }
        let chars = || page.blocks.iter().map(|block| block.counts.chars);
        let of_kept = chars().zip(choice.kept()).map(|(chars, kept)| if *kept { chars } else { 0 });
        Self {
            document,
            page,
            scores,
            title: title.filter(|_| !options.title_in_body),
            headline,
            options,
            addresses: Addresses::new(document, options.url.as_deref()),
            places,
            holders,
            kept_chars: running(of_kept),
            chars: running(chars()),
            choice,
            content,
            table: None,
            code: NONE,
            figures: Figures::new(page),
            shown: Shown::default(),
        }
    }

    fn run(&mut self) {
        let page = self.page;
        let mut sweep = Sweep::new(self.document, &page.marks);
        let mut line = Line::default();
        for (at, block) in page.blocks.iter().enumerate() {
            for (node, kind) in sweep.things_before(block.text.start) {
                self.thing(node, kind, at);
            }
            if self.is_kept(at) {
                sweep.line(&block.text, &mut self.content, &self.addresses, &mut line);
                let written = self.block(at, block, &mut line);
                if !written {
                    let rule = if self.is_unwanted(block) { Rule::Unwanted } else { Rule::Redundant };
                    self.choice.leave(at, rule);
                }
            } else {
                sweep.pass(&block.text);
            }
        }
        for (node, kind) in sweep.things_before(NONE) {
            self.thing(node, kind, page.blocks.len());
        }
        self.end_table();
        while self.content.items.last().is_some_and(|item| item.kind == ItemKind::Separator) {
            self.content.items.pop();
        }
    }

    fn is_unwanted(&self, block: &TextBlock) -> bool {
        !self.options.tables && matches!(self.place(block.element).kind, PlaceKind::Cell { .. })
    }

    fn is_kept(&self, block: usize) -> bool {
        self.choice.is_kept(block)
    }

    fn place(&self, element: u32) -> Place {
        self.places.get(element as usize).copied().unwrap_or(Place { container: 0, kind: PlaceKind::Flow })
    }

    /// Writes a kept block; false if it turns out to be no part of the article.
    fn block(&mut self, at: usize, block: &TextBlock, line: &mut Line) -> bool {
        let Place { container, kind } = self.place(block.element);
        if let PlaceKind::Cell { table, row, cell } = kind {
            return self.cell(at, block, [table, row, cell], line);
        }
        self.end_table();
        match kind {
            PlaceKind::Beside => false,
            PlaceKind::Code(pre) => self.code(at, block, pre, container),
            PlaceKind::Caption(figure) => self.caption(at, block, figure, line),
            _ => self.paragraph(at, block, container, line),
        }
    }

    fn paragraph(&mut self, at: usize, block: &TextBlock, container: u32, line: &mut Line) -> bool {
        if line.pieces.is_empty()
            || self.belongs_to_code(at, block, line.outside_controls.as_ref())
            || self.is_title(block)
        {
            return false;
        }
        if matches!(block.kind, BlockKind::Heading(_)) {
            self.without_permalink(line);
        }
        self.with_things(line);
        if line.pieces.is_empty() {
            return false;
        }
        let kind = match (block.kind, line.pieces.as_slice()) {
            (BlockKind::Heading(level), _) => ItemKind::Heading(level),
            (_, [Piece { kind: PieceKind::Math { display: true }, .. }]) => ItemKind::Math,
            _ => ItemKind::Paragraph,
        };
        self.push(kind, line.pieces.drain(..), container, block.element, self.score(at));
        true
    }

    fn score(&self, block: usize) -> f32 {
        self.scores.get(block).copied().unwrap_or_default()
    }

    fn push(
        &mut self,
        kind: ItemKind,
        pieces: impl IntoIterator<Item = Piece>,
        container: u32,
        element: u32,
        score: f32,
    ) {
        let start = self.content.runs.len() as u32;
        self.content.runs.extend(pieces);
        let runs = start..self.content.runs.len() as u32;
        self.content.items.push(Item { kind, runs, container, element, score, text: 0..0 });
    }

    /// The title again, at the top of the body.
    fn is_title(&self, block: &TextBlock) -> bool {
        matches!(block.kind, BlockKind::Heading(1 | 2))
            && self.content.items.iter().all(|item| matches!(item.kind, ItemKind::Figure(_) | ItemKind::Separator))
            && self.title.is_some_and(|title| comparable(title).eq(comparable(self.page.block_text(block))))
    }

    /// A button that copies the code beside it, or the name of the code's language.
    fn belongs_to_code(&self, at: usize, block: &TextBlock, outside_controls: Option<&Range<u32>>) -> bool {
        let is_code = |at: Option<usize>| {
            at.and_then(|at| self.page.blocks.get(at)).filter(|block| block.kind == BlockKind::Code)
        };
        let next = is_code(at.checked_add(1));
        let Some(label) = outside_controls.map(|text| self.content.slice(text).trim()) else {
            return next.or(is_code(at.checked_sub(1))).is_some();
        };
        label.len() <= 20
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::Caption)
            && next.and_then(|next| self.language(next)).is_some_and(|found| found.eq_ignore_ascii_case(label))
    }

    fn language(&self, code: &TextBlock) -> Option<&'a str> {
        let PlaceKind::Code(pre) = self.place(code.element).kind else { return None };
        code::language(self.document, self.page.elements.get(pre as usize)?.node)
    }

    /// Code is written whole when the first of its kept blocks comes: half a program is none.
    fn code(&mut self, at: usize, block: &TextBlock, pre: u32, container: u32) -> bool {
        let Some(holder) = self.page.elements.get(pre as usize) else { return false };
        if self.code == pre {
            return true;
        }
        let text = code::text(self.document, holder.node, &mut self.content);
        if text.is_empty() {
            return false;
        }
        self.code = pre;
        let blocks = holder.blocks.start as usize..holder.blocks.end as usize;
        blocks.for_each(|at| self.choice.keep(at, Rule::Code));
        let language = code::language(self.document, holder.node).map(|name| name.to_ascii_lowercase().into());
        let piece = Piece { kind: PieceKind::Text, text, style: Style::default(), link: NONE };
        self.push(ItemKind::Code { language }, [piece], container, block.element, self.score(at));
        true
    }

    /// A caption joins its figure; one without an image is a paragraph.
    fn caption(&mut self, at: usize, block: &TextBlock, figure: u32, line: &mut Line) -> bool {
        let end = self.content.runs.len() as u32;
        let is_figure =
            |item: &Item| matches!(item.kind, ItemKind::Figure(_)) && item.element == figure && item.runs.end == end;
        if !self.content.items.last().is_some_and(is_figure) {
            return self.paragraph(at, block, self.place(figure).container, line);
        }
        self.with_things(line);
        let has_some = self.content.items.last().is_some_and(|item| !item.runs.is_empty());
        let gap = (has_some && !line.pieces.is_empty()).then(|| line_break(&mut self.content));
        self.content.runs.extend(gap.into_iter().chain(line.pieces.drain(..)));
        let (end, score) = (self.content.runs.len() as u32, self.score(at));
        if let Some(item) = self.content.items.last_mut() {
            item.runs.end = end;
            item.score = score;
        }
        true
    }

    /// A heading without the sign that links to the heading itself.
    fn without_permalink(&self, line: &mut Line) {
        let pieces = &mut *line.pieces;
        let leads_within = |piece: &Piece| self.leads_within(piece);
        if pieces.len() > 1 && (!pieces.iter().any(leads_within) || self.drop_permalink(pieces)) {
            self.trim(pieces);
        }
    }

    fn leads_within(&self, piece: &Piece) -> bool {
        self.content.target(piece.link).is_some_and(|target| target.contains('#'))
    }

    /// Takes the text from pieces that are signs of a permalink; false if there is nothing else.
    fn drop_permalink(&self, pieces: &mut [Piece]) -> bool {
        let has_words = |piece: &Piece| self.content.slice(&piece.text).chars().any(char::is_alphanumeric);
        // A link may hold words, and between pieces of code the marks that part them.
        let mut worded: Scratch<u32> = pieces.iter().filter(|piece| has_words(piece)).map(|piece| piece.link).collect();
        worded.sort_unstable();
        let has_other_words = |piece: &Piece| worded.binary_search(&piece.link).is_ok();
        let leads_here = |piece: &Piece| !has_words(piece) && !has_other_words(piece) && self.leads_within(piece);
        let ends = pieces.first().map(|piece| piece.text.start).zip(pieces.last().map(|piece| piece.text.end));
        // Between two words without white space it is all that parts them.
        let stands_apart = |piece: &Piece| {
            ends.is_some_and(|(start, end)| {
                let before = self.content.slice(&(start..piece.text.start));
                let after = self.content.slice(&(piece.text.end..end));
                let is_blank = |char: Option<char>| char.is_none_or(char::is_whitespace);
                is_blank(before.chars().next_back()) || is_blank(after.chars().next())
            })
        };
        if pieces.iter().all(leads_here) {
            return false;
        }
        for piece in pieces {
            if leads_here(piece) && stands_apart(piece) {
                piece.text.end = piece.text.start;
            }
        }
        true
    }

    /// Takes the white space from both ends of runs.
    fn trim(&self, pieces: &mut [Piece]) {
        let is_left = |piece: &Piece| !piece.text.is_empty() || piece.kind != PieceKind::Text;
        for piece in pieces.iter_mut() {
            piece.text.start = piece.text.end - self.content.slice(&piece.text).trim_start().len() as u32;
            if is_left(piece) {
                break;
            }
        }
        for piece in pieces.iter_mut().rev() {
            piece.text.end = piece.text.start + self.content.slice(&piece.text).trim_end().len() as u32;
            if is_left(piece) {
                break;
            }
        }
    }

    /// Puts the images and formulas in the middle of a block's text among its runs.
    fn with_things(&mut self, line: &mut Line) {
        if !self.options.links {
            line.pieces.iter_mut().for_each(|piece| piece.link = NONE);
        }
        if !line.things.is_empty() {
            self.put_things(line);
        }
        line.tidy(&self.content);
    }

    fn put_things(&mut self, line: &mut Line) {
        let mut things = std::mem::take(&mut line.things);
        let mut things = things.drain(..).peekable();
        let mut at = 0;
        line.replace(|piece, pieces| {
            while let Some((_, node, kind)) = things.next_if(|(before, ..)| *before <= at) {
                let Some(thing) = self.inline_thing(node, kind) else { continue };
                // White space before a thing is written with the text after it.
                if self.content.slice(&piece.text).starts_with([' ', '\n']) {
                    let text = piece.text.start..piece.text.start + 1;
                    pieces.push(Piece { text, ..piece.clone() });
                }
                pieces.push(thing);
            }
            pieces.push(piece);
            at += 1;
        });
    }
}

fn line_break(content: &mut Content) -> Piece {
    let at = content.text.len() as u32;
    content.text.push('\n');
    Piece { kind: PieceKind::Text, text: at..at + 1, style: Style::default(), link: NONE }
}

/// A copy of the text with room for what comes to it: code, formulas, what images show.
fn with_more_room(text: &str) -> String {
    let mut copy = String::with_capacity(text.len() + text.len() / 8 + 256);
    copy.push_str(text);
    copy
}

/// Sums before each value, and of all.
fn running(values: impl ExactSizeIterator<Item = u32>) -> Scratch<u32> {
    let mut sums = Scratch::with_capacity(values.len() + 1);
    let mut sum: u32 = 0;
    sums.push(sum);
    for value in values {
        sum = sum.saturating_add(value);
        sums.push(sum);
    }
    sums
}

/// Letters and digits in lower case: titles are repeated with other quotes and dashes.
fn comparable(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase)
}
