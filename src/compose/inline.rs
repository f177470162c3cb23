//! Marks over a block's text -> runs of one style. One sweep over all blocks of a page: each mark is opened and closed
//! once, however many blocks it covers.

use super::address::Addresses;
use super::math;
use crate::article::content::{Content, NONE, Piece, PieceKind, Style};
use crate::blocks::{Mark, MarkKind};
use crate::dom::{Document, NodeId};
use crate::scratch::{Scratch, kept};
use html5ever::local_name;
use std::ops::Range;

/// Where the sweep is, and what is open there.
#[derive(Debug)]
pub(super) struct Sweep<'a> {
    document: &'a Document,
    marks: &'a [Mark],
    next: usize,
    open: Scratch<Open>,
    /// How many marks of each style are open.
    depth: [u32; STYLES.len()],
    controls: u32,
    /// Up to here, the text stands for a formula that is written already.
    formula_end: u32,
}

kept!(Open, Thing);

#[derive(Debug)]
struct Open {
    kind: MarkKind,
    end: u32,
    /// The innermost link here.
    link: u32,
}

const STYLES: [(MarkKind, Style); 6] = [
    (MarkKind::Strong, Style::STRONG),
    (MarkKind::Emphasis, Style::EMPHASIS),
    (MarkKind::Strike, Style::STRIKE),
    (MarkKind::Sub, Style::SUB),
    (MarkKind::Sup, Style::SUP),
    (MarkKind::Code, Style::CODE),
];

/// An image or a formula in a text, and how many pieces stand before it.
type Thing = (usize, NodeId, MarkKind);

/// What a block is made of.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) pieces: Scratch<Piece>,
    /// Room for the pieces while they are put in order.
    room: Scratch<Piece>,
    /// Images and formulas to draw in the middle of the text.
    pub(super) things: Scratch<Thing>,
    /// From the first to the last of its text that is in no button.
    pub(super) outside_controls: Option<Range<u32>>,
}

impl Line {
    /// An empty line, in the memory of this one: most blocks of a page are lines of a piece or two.
    fn clear(&mut self) {
        self.pieces.clear();
        self.things.clear();
        self.outside_controls = None;
    }

    /// Hands on each piece in turn, to be kept as one or more.
    pub(super) fn replace(&mut self, mut with: impl FnMut(Piece, &mut Vec<Piece>)) {
        self.room.clear();
        for piece in self.pieces.drain(..) {
            with(piece, &mut self.room);
        }
        std::mem::swap(&mut self.pieces, &mut self.room);
    }

    /// Takes white space at the edges of styled text out of the style, and joins neighbours of one style.
    pub(super) fn tidy(&mut self, content: &Content) {
        if self.pieces.len() == 1 {
            return;
        }
        self.replace(|piece, out| out.extend(split(piece, content)));
        let is_space = |piece: &Piece| piece.kind == PieceKind::Text && content.slice(&piece.text).trim().is_empty();
        self.room.clear();
        let out = &mut self.room;
        let mut pieces = self.pieces.drain(..).peekable();
        while let Some(mut piece) = pieces.next() {
            if is_space(&piece) {
                let (before, after) = (out.last(), pieces.peek());
                let style = |side: Option<&Piece>| side.map_or(Style::default(), |side| side.style);
                let link = |side: Option<&Piece>| side.map_or(NONE, |side| side.link);
                piece.style = style(before).both(style(after));
                piece.link = if link(before) == link(after) { link(before) } else { NONE };
            }
            match out.last_mut() {
                Some(last) if joins(last, &piece) => last.text.end = piece.text.end,
                _ => out.push(piece),
            }
        }
        drop(pieces);
        std::mem::swap(&mut self.pieces, &mut self.room);
    }
}

impl<'a> Sweep<'a> {
    pub(super) fn new(document: &'a Document, marks: &'a [Mark]) -> Self {
        Self { document, marks, next: 0, open: Scratch::new(), depth: [0; STYLES.len()], controls: 0, formula_end: 0 }
    }

    /// The things between the last block and the one that starts here.
    pub(super) fn things_before(&self, start: u32) -> impl Iterator<Item = (NodeId, MarkKind)> + use<'a> {
        let rest = self.marks.get(self.next..).unwrap_or_default();
        let before = rest.iter().take_while(move |mark| mark.text.start <= start);
        before.filter(|mark| mark.kind.is_thing()).map(|mark| (mark.node, mark.kind))
    }

    /// Passes a block that was left out.
    pub(super) fn pass(&mut self, block: &Range<u32>) {
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.text.start < block.end) {
            self.next += 1;
            if mark.text.end > block.end {
                self.close_until(mark.text.start, |_, _| ());
                self.enter(mark, NONE);
            }
        }
        self.close_until(block.end, |_, _| ());
    }

    /// The runs of a block.
    pub(super) fn line(&mut self, block: &Range<u32>, content: &mut Content, addresses: &Addresses, line: &mut Line) {
        line.clear();
        let mut at = block.start.max(self.formula_end.min(block.end));
        while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.text.start < block.end) {
            self.next += 1;
            let start = mark.text.start.max(at);
            self.text_until(&mut at, start, line);
            if mark.text.start < self.formula_end {
                continue;
            }
            if mark.kind.is_thing() {
                if mark.text.start > block.start {
                    line.things.push((line.pieces.len(), mark.node, mark.kind));
                }
            } else if mark.text.end > start {
                match math::formula(self.document, mark) {
                    Some(formula) => {
                        line.outside_controls = Some(block.clone());
                        // White space before an element is written with the text inside it.
                        let space = content.slice(&(start..mark.text.end)).starts_with([' ', '\n']);
                        self.text(&mut at, start + u32::from(space), line);
                        line.pieces.push(math::piece(&formula, content));
                        self.formula_end = mark.text.end;
                        at = mark.text.end.min(block.end);
                    }
                    None => self.open_mark(mark, content, addresses),
                }
            }
        }
        self.text_until(&mut at, block.end, line);
    }

    fn open_mark(&mut self, mark: &Mark, content: &mut Content, addresses: &Addresses) {
        let link = match mark.kind {
            MarkKind::Link => self.link(mark.node, content, addresses),
            _ => NONE,
        };
        self.enter(mark, link);
    }

    fn link(&self, node: NodeId, content: &mut Content, addresses: &Addresses) -> u32 {
        let href = self.document.element(node).and_then(|element| self.document.attr(element, &local_name!("href")));
        let address = href.and_then(|href| addresses.link(href));
        address.map_or(NONE, |address| content.targets.push(|out| address.write(out)))
    }

    fn enter(&mut self, mark: &Mark, link: u32) {
        let outer_link = self.open.last().map_or(NONE, |open| open.link);
        let link = if link == NONE { outer_link } else { link };
        self.count(mark.kind, 1);
        self.open.push(Open { kind: mark.kind, end: mark.text.end, link });
    }

    fn count(&mut self, kind: MarkKind, by: i32) {
        if kind == MarkKind::Control {
            self.controls = self.controls.saturating_add_signed(by);
        }
        for (depth, _) in self.depth.iter_mut().zip(STYLES).filter(|(_, (style, _))| *style == kind) {
            *depth = depth.saturating_add_signed(by);
        }
    }

    fn style(&self) -> Style {
        let open = self.depth.iter().zip(STYLES).filter(|(depth, _)| **depth > 0);
        open.fold(Style::default(), |style, (_, (_, open))| style.with(open))
    }

    /// Closes what ends up to `end`, telling of each where that is, before it is closed.
    fn close_until(&mut self, end: u32, mut before: impl FnMut(&Self, u32)) {
        while let Some(last) = self.open.last().filter(|open| open.end <= end) {
            let (kind, at) = (last.kind, last.end);
            before(self, at);
            self.count(kind, -1);
            self.open.pop();
        }
    }

    fn text_until(&mut self, at: &mut u32, end: u32, line: &mut Line) {
        self.close_until(end, |sweep, close| sweep.text(at, close, line));
        self.text(at, end, line);
    }

    fn text(&self, at: &mut u32, end: u32, line: &mut Line) {
        if *at < end {
            let target = self.open.last().map_or(NONE, |open| open.link);
            if self.controls == 0 {
                let start = line.outside_controls.as_ref().map_or(*at, |outside| outside.start);
                line.outside_controls = Some(start..end);
            }
            line.pieces.push(Piece { kind: PieceKind::Text, text: *at..end, style: self.style(), link: target });
            *at = end;
        }
    }
}

fn joins(last: &Piece, next: &Piece) -> bool {
    (last.kind, next.kind) == (PieceKind::Text, PieceKind::Text)
        && (last.style, last.link) == (next.style, next.link)
        && last.text.end == next.text.start
}

/// White space at the start, the rest, white space at the end; what is empty is left out.
fn split(piece: Piece, content: &Content) -> impl Iterator<Item = Piece> + use<> {
    let text = content.slice(&piece.text);
    let (start, end) = if piece.kind == PieceKind::Text {
        let start = piece.text.start + (text.len() - text.trim_start().len()) as u32;
        (start, (piece.text.start + text.trim_end().len() as u32).max(start))
    } else {
        (piece.text.start, piece.text.end)
    };
    let keep = piece.kind != PieceKind::Text;
    [piece.text.start..start, start..end, end..piece.text.end]
        .into_iter()
        .enumerate()
        .filter(move |(at, part)| !part.is_empty() || (keep && *at == 1))
        .map(move |(_, text)| Piece { text, ..piece.clone() })
}
