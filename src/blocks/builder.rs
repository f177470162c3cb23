//! The one walk from the tree to the blocks.

use super::edge::Edge;
use super::marks::{Mark, MarkKind};
use super::rendered::{Hidden, Rendered, rendered};
use super::{Holder, Inline, Page, TextBlock};
use crate::article::BlockKind;
use crate::dom::{Document, Element, NodeData, NodeId, Step, Walk};
use crate::scratch::{Scratch, kept};
use crate::tags::{Display, Tag};
use crate::text;

/// Splits the text of a document into blocks as a browser would show it.
pub(crate) fn split(document: &Document) -> Page {
    let mut builder = Builder { page: Page::with_room(document), ..Builder::default() };
    let mut walk = Walk::new(document, NodeId::DOCUMENT);
    while let Some(step) = walk.next() {
        match (step, document.data(step.node())) {
            (Step::Open(node), NodeData::Text(_)) => builder.text(document.text(node)),
            (Step::Open(node), NodeData::Element(element)) => {
                let shown = builder.open(document, node, element);
                if !shown {
                    walk.skip_children();
                    walk.next();
                }
            }
            (Step::Close(_), NodeData::Element(_)) => builder.close(),
            _ => {}
        }
    }
    builder.flush();
    builder.page
}

/// An element that the walk is inside of.
struct Open {
    display: Display,
    tag: Tag,
    /// Its place in `Page::elements`.
    holder: u32,
    /// The kind that a block directly inside it has.
    kind: BlockKind,
    hidden: Option<Hidden>,
    /// Its place in `Page::marks`, if it has one.
    mark: Option<u32>,
}

kept!(Open);

#[derive(Default)]
struct Builder {
    page: Page,
    stack: Scratch<Open>,
    /// Positions in `stack` of the block-level elements.
    block_level: Scratch<u32>,
    links: u32,
    bolds: u32,
    preformatted: u32,
    /// The first mark opened in the run, and those from before it that have closed in it.
    first_mark: usize,
    closed: Scratch<u32>,
    run: Run,
}

/// The block being gathered. Its text is the tail of `Page::text`.
#[derive(Default)]
struct Run {
    start: usize,
    /// White space was met and not yet written.
    space: bool,
    /// Line breaks met and not yet written.
    breaks: u32,
    /// What stands between the text and what comes next.
    edge: Edge,
    inline: Inline,
}

impl Run {
    /// Appends text whose white space counts. Only a button in it leaves a space to be written.
    fn preformatted(&mut self, out: &mut String, text: &str) {
        if std::mem::take(&mut self.space) {
            text::part(out, self.start, text);
        }
        out.push_str(text);
    }
}

impl Builder {
    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.write(|out, run| run.preformatted(out, text));
            return;
        }
        let visible = text::trim_start(text);
        self.run.space |= visible.len() < text.len();
        if !visible.is_empty() {
            self.write_breaks();
            if !self.run.space {
                self.run.space = self.run.edge.parts(&self.page.text[self.run.start..], visible);
            }
            self.write(|out, run| text::fold_into(out, run.start, &mut run.space, visible));
        }
    }

    fn write(&mut self, write: impl FnOnce(&mut String, &mut Run)) {
        let before = self.page.text.len();
        write(&mut self.page.text, &mut self.run);
        self.run.edge = Edge::None;
        if self.links > 0 || self.bolds > 0 {
            let chars = text::visible_chars(&self.page.text[before..]);
            self.run.inline.link_chars += if self.links > 0 { chars } else { 0 };
            self.run.inline.bold_chars += if self.bolds > 0 { chars } else { 0 };
        }
    }

    /// One line break stays inside the block; two end it.
    fn write_breaks(&mut self) {
        match std::mem::take(&mut self.run.breaks) {
            0 => return,
            1 if self.page.text.len() > self.run.start => self.page.text.push('\n'),
            _ => self.flush(),
        }
        self.run.space = false;
    }

    /// Enters an element; false if nothing inside is shown.
    fn open(&mut self, document: &Document, node: NodeId, element: &Element) -> bool {
        let tag = if element.html { element.tag } else { Tag::Unknown };
        let Rendered { display, hidden } = rendered(document, node, element, tag);
        match display {
            Display::Never => {
                self.left_out(node, tag, element);
                if let Some(kind) = MarkKind::of(document, element, tag) {
                    self.mark(kind, node);
                }
                return false;
            }
            Display::Block => self.flush(),
            Display::LineBreak if self.preformatted > 0 => self.write(|out, _| out.push('\n')),
            Display::LineBreak => self.run.breaks += 1,
            Display::Box => self.run.space |= self.is_parted_by(tag),
            Display::Inline => self.run.edge = self.run.edge.open(tag),
        }
        self.count_inline(tag);
        let mark = MarkKind::of(document, element, tag).map(|kind| self.mark(kind, node));
        self.push(node, tag, display, hidden, mark);
        true
    }

    /// Whether a box stands apart from the words around it. Code is kept as it is, but for the buttons on it.
    fn is_parted_by(&self, tag: Tag) -> bool {
        self.preformatted == 0 || tag == Tag::Button
    }

    fn mark(&mut self, kind: MarkKind, node: NodeId) -> u32 {
        let at = self.page.text.len() as u32;
        self.page.marks.push(Mark { kind, node, text: at..at });
        self.page.marks.len() as u32 - 1
    }

    fn end_mark(&mut self, mark: u32) {
        let end = self.page.text.len() as u32;
        if let Some(found) = self.page.marks.get_mut(mark as usize) {
            found.text.end = end;
        }
        if (mark as usize) < self.first_mark {
            self.closed.push(mark);
        }
    }

    /// Pulls the marks of the run back to where its text now ends.
    fn settle_marks(&mut self, shortened: bool) {
        let end = self.page.text.len() as u32;
        let marks = &mut self.page.marks;
        if shortened {
            for mark in marks.iter_mut().skip(self.first_mark) {
                mark.text = mark.text.start.min(end)..mark.text.end.min(end);
            }
            for &mark in &self.closed {
                if let Some(mark) = marks.get_mut(mark as usize) {
                    mark.text.end = mark.text.end.min(end);
                }
            }
        }
        self.closed.clear();
        self.first_mark = marks.len();
    }

    fn left_out(&mut self, node: NodeId, tag: Tag, element: &Element) {
        match tag {
            Tag::Noscript => self.page.noscripts.push(node),
            Tag::Select | Tag::Textarea => self.run.inline.controls += 1,
            _ if &*element.name == "svg" => self.run.inline.images = self.run.inline.images.saturating_add(1),
            _ => {}
        }
    }

    fn count_inline(&mut self, tag: Tag) {
        let inline = &mut self.run.inline;
        match tag {
            Tag::A => inline.links = inline.links.saturating_add(1),
            Tag::Img | Tag::Picture => inline.images = inline.images.saturating_add(1),
            Tag::Button | Tag::Input => inline.controls = inline.controls.saturating_add(1),
            _ => {}
        }
        self.enter(tag, 1);
    }

    fn enter(&mut self, tag: Tag, by: i32) {
        let depth = match tag {
            Tag::A => &mut self.links,
            Tag::B | Tag::Strong => &mut self.bolds,
            tag if tag.preformatted() => &mut self.preformatted,
            _ => return,
        };
        *depth = depth.saturating_add_signed(by);
    }

    fn push(&mut self, node: NodeId, tag: Tag, display: Display, hidden: Option<Hidden>, mark: Option<u32>) {
        let parent = self.stack.last();
        let holder = self.page.elements.len() as u32;
        let kind = kind_inside(tag, parent.map_or(BlockKind::Paragraph, |open| open.kind));
        let first = self.page.blocks.len() as u32;
        self.page.elements.push(Holder {
            node,
            parent: parent.map_or(holder, |open| open.holder),
            tag,
            blocks: first..first,
        });
        if display == Display::Block {
            self.block_level.push(self.stack.len() as u32);
        }
        let hidden = hidden.or(parent.and_then(|open| open.hidden));
        self.stack.push(Open { display, tag, holder, kind, hidden, mark });
    }

    fn close(&mut self) {
        let Some(&Open { display, tag, .. }) = self.stack.last() else { return };
        match display {
            Display::Block => self.flush(),
            Display::Box => self.run.space |= self.is_parted_by(tag),
            _ => {}
        }
        let Some(Open { display, tag, holder, mark, .. }) = self.stack.pop() else { return };
        if let Some(mark) = mark {
            self.end_mark(mark);
        }
        if display == Display::Block {
            self.block_level.pop();
        }
        self.enter(tag, -1);
        if display == Display::Inline {
            self.run.edge = self.run.edge.close(tag);
        }
        self.end_holder(holder);
    }

    /// An element without blocks is of no interest to later stages.
    fn end_holder(&mut self, holder: u32) {
        let end = self.page.blocks.len() as u32;
        let blocks = &mut self.page.elements[holder as usize].blocks;
        blocks.end = end;
        if blocks.start == blocks.end {
            self.page.elements.truncate(holder as usize);
        }
    }

    /// Ends the block being gathered.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        let page = &mut self.page;
        let block = page.text[run.start..].trim_end();
        let leading = block.len() - block.trim_start_matches(['\n', '\r']).len();
        let visible = block.chars().any(|char| !char.is_whitespace() && !is_invisible(char));
        let end = run.start + block.len();
        self.run.start = run.start;
        let Some(open) = self.block_level.last().map(|&at| &self.stack[at as usize]).filter(|_| visible) else {
            page.text.truncate(run.start);
            self.settle_marks(true);
            return;
        };
        let shortened = end < page.text.len();
        page.text.truncate(end);
        self.run.start = end;
        let start = run.start + leading;
        page.blocks.push(TextBlock {
            text: start as u32..end as u32,
            element: open.holder,
            kind: open.kind,
            counts: text::count(&page.text[start..end]),
            inline: run.inline,
            hidden: open.hidden,
        });
        self.settle_marks(shortened);
    }
}

/// Format characters that take no space: a block of nothing else is empty.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The kind of a block directly inside an element, given the kind outside.
fn kind_inside(tag: Tag, outside: BlockKind) -> BlockKind {
    match tag {
        Tag::Li => BlockKind::ListItem,
        Tag::Blockquote => BlockKind::Quote,
        Tag::Td | Tag::Th => BlockKind::Cell,
        Tag::Dt | Tag::Dd => BlockKind::Definition,
        Tag::Figcaption | Tag::Caption => BlockKind::Caption,
        tag if tag.preformatted() => BlockKind::Code,
        tag => tag.heading_level().map_or(outside, BlockKind::Heading),
    }
}
