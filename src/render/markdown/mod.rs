//! `CommonMark` (<https://spec.commonmark.org/0.31.2/>) with the tables and the strikethrough of GFM
//! (<https://github.github.com/gfm/>).

mod inline;
mod table;

use super::escape;
use crate::article::content::{ContainerKind, Content, Item, ItemKind};
use inline::Context;
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn write(content: &Content) -> String {
    let mut writer = Writer {
        content,
        out: String::with_capacity(content.text.len() / 2),
        around: Vec::new(),
        prefix: String::new(),
        other_marker: BTreeMap::new(),
        before: None,
        code_end: None,
    };
    content.items.iter().for_each(|item| writer.item(item));
    if !writer.out.is_empty() {
        writer.out.push('\n');
    }
    writer.out
}

struct Writer<'a> {
    content: &'a Content,
    out: String,
    /// The containers around the block that was written last, from the outermost.
    around: Vec<u32>,
    /// What each line inside them begins with.
    prefix: String,
    /// Of each list whether it has the second marker, to part it from a list right before it.
    other_marker: BTreeMap<u32, bool>,
    before: Option<&'a Item>,
    /// Where the last piece of code in a line ended.
    code_end: Option<usize>,
}

impl<'a> Writer<'a> {
    fn item(&mut self, item: &'a Item) {
        self.enter(item);
        let pieces = self.content.pieces(&item.runs);
        match &item.kind {
            ItemKind::Paragraph | ItemKind::Math => self.inline(pieces, Context::Paragraph),
            ItemKind::Heading(level) => {
                let marks = "######".get(..usize::from((*level).clamp(1, 6))).unwrap_or_default();
                self.out.push_str(marks);
                self.out.push(' ');
                self.inline(pieces, Context::Heading);
            }
            ItemKind::Code { language } => {
                let code = pieces.first().map(|piece| self.content.slice(&piece.text)).unwrap_or_default();
                self.code(language.as_deref().unwrap_or_default(), code);
            }
            ItemKind::Table(rows) => self.table(rows),
            ItemKind::Figure(image) => {
                self.image(*image, false);
                if !pieces.is_empty() {
                    self.out.push_str("\\\n");
                    self.out.push_str(&self.prefix);
                    self.inline(pieces, Context::Paragraph);
                }
            }
            ItemKind::Separator => self.out.push_str("***"),
            ItemKind::Video(target) => {
                self.out.push_str("[\u{25b6}](");
                escape::destination(&mut self.out, self.content.target(*target).unwrap_or_default());
                self.out.push(')');
            }
        }
        self.before = Some(item);
    }

    /// Ends the block before and begins the first line of this one.
    fn enter(&mut self, item: &Item) {
        let chain = self.content.chain(item.container);
        let common = self.around.iter().zip(&chain).take_while(|(open, wanted)| open == wanted).count();
        self.mark_lists(&chain, common);
        if let Some(before) = self.before {
            let tight = self.is_tight(before, item, &chain, common);
            self.around.truncate(common);
            self.set_prefix();
            self.out.push('\n');
            if !tight {
                self.out.push_str(self.prefix.trim_end());
                self.out.push('\n');
            }
        }
        self.out.push_str(&self.prefix);
        for &container in chain.iter().skip(common) {
            let marker = self.marker(container);
            self.out.push_str(&marker);
        }
        self.around = chain;
        self.set_prefix();
    }

    fn set_prefix(&mut self) {
        let mut prefix = String::new();
        for &container in &self.around {
            match self.content.container_kind(container) {
                ContainerKind::Quote => prefix.push_str("> "),
                _ => prefix.extend(std::iter::repeat_n(' ', self.marker(container).len())),
            }
        }
        self.prefix = prefix;
    }

    fn marker(&self, container: u32) -> String {
        let other = |list: u32| self.other_marker.get(&list).copied().unwrap_or_default();
        match self.content.container_kind(container) {
            ContainerKind::Root | ContainerKind::Term { .. } => String::new(),
            ContainerKind::Quote => "> ".to_owned(),
            ContainerKind::Item { list, ordered: true, number, .. } => {
                format!("{number}{} ", if other(list) { ')' } else { '.' })
            }
            ContainerKind::Item { list, .. } | ContainerKind::Description { list } => {
                if other(list) { "+ " } else { "- " }.to_owned()
            }
        }
    }

    /// The list that an item would continue, and whether it is an ordered one.
    fn list(&self, container: Option<&u32>) -> Option<(u32, bool)> {
        match self.content.container_kind(*container?) {
            ContainerKind::Item { list, ordered, .. } => Some((list, ordered)),
            ContainerKind::Description { list } => Some((list, false)),
            _ => None,
        }
    }

    /// A list right after another of its kind has the other marker, or it would go on with that one.
    fn mark_lists(&mut self, chain: &[u32], common: usize) {
        let (Some(before), Some(next)) = (self.list(self.around.get(common)), self.list(chain.get(common))) else {
            return;
        };
        if before.0 != next.0 && before.1 == next.1 {
            let other = self.other_marker.get(&before.0).copied().unwrap_or_default();
            self.other_marker.insert(next.0, !other);
        }
    }

    /// Whether no empty line has to stand between: for short items, and for the list that begins inside of one.
    fn is_tight(&self, before: &Item, item: &Item, chain: &[u32], common: usize) -> bool {
        let paragraphs = (&before.kind, &item.kind) == (&ItemKind::Paragraph, &ItemKind::Paragraph);
        let next = self.list(chain.get(common));
        let is_next = next.is_some() && self.list(self.around.get(common)) == next;
        let inner = common > 0 && common == self.around.len() && self.list(self.around.last()).is_some();
        // A list that does not start at 1 cannot begin in the middle of a paragraph.
        let starts = chain.get(common).is_some_and(|&at| match self.content.container_kind(at) {
            ContainerKind::Item { ordered, number, .. } => !ordered || number == 1,
            _ => false,
        });
        paragraphs && (is_next || (inner && starts))
    }

    /// A fence longer than any inside. Lines keep every character they have.
    fn code(&mut self, language: &str, code: &str) {
        let fence = "`".repeat(3.max(escape::longest_run(code, '`') + 1));
        _ = write!(self.out, "{fence}{language}");
        for line in code.split('\n') {
            self.out.push('\n');
            let prefix = if line.is_empty() { self.prefix.trim_end() } else { &self.prefix };
            self.out.push_str(prefix);
            self.out.push_str(line);
        }
        _ = write!(self.out, "\n{}{fence}", self.prefix);
    }
}
