//! A page as a flat list of text blocks in document order, and the elements that hold them.
//!
//! A block is a maximal run of inline text between block-level boundaries (Kohlschütter et al., "Boilerplate detection
//! using shallow text features", WSDM 2010, whose text blocks these are), also parted at `<br><br>`.

mod builder;
mod edge;
mod marks;
mod rendered;

pub(crate) use builder::split;
pub(crate) use marks::{Mark, MarkKind};
pub(crate) use rendered::{Hidden, rendered};

use crate::article::BlockKind;
use crate::dom::{self, Document, NodeId};
use crate::options::Limits;
use crate::scratch::{Scratch, Text, kept};
use crate::tags::Tag;
use crate::text::Counts;
use std::ops::Range;

/// A run of text and what it is made of.
#[derive(Debug, Clone)]
pub(crate) struct TextBlock {
    /// Where its text stands in [`Page::text`].
    pub(crate) text: Range<u32>,
    /// The innermost block-level element around it, an index into [`Page::elements`].
    pub(crate) element: u32,
    pub(crate) kind: BlockKind,
    pub(crate) counts: Counts,
    pub(crate) inline: Inline,
    pub(crate) hidden: Option<Hidden>,
}

/// What the inline elements of a block add up to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Inline {
    /// Non-space characters inside links.
    pub(crate) link_chars: u32,
    pub(crate) links: u16,
    /// Non-space characters inside `b` and `strong`.
    pub(crate) bold_chars: u32,
    /// Images, pictures and icons.
    pub(crate) images: u16,
    /// Buttons and form fields.
    pub(crate) controls: u16,
}

/// An element that holds at least one block.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) node: NodeId,
    /// Index of the enclosing holder; the first holder is its own parent.
    pub(crate) parent: u32,
    pub(crate) tag: Tag,
    /// The blocks inside. An element's blocks are contiguous in document order.
    pub(crate) blocks: Range<u32>,
}

kept!(TextBlock, Holder, NodeId, Mark);

/// The text of a page as a browser would show it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The blocks' texts, one after the other.
    pub(crate) text: Text,
    pub(crate) blocks: Scratch<TextBlock>,
    /// In document order, so that a parent stands before its children.
    pub(crate) elements: Scratch<Holder>,
    /// `noscript` elements of the body: what a browser without scripting would show.
    pub(crate) noscripts: Scratch<NodeId>,
    /// Inline markup and embedded things, in document order.
    pub(crate) marks: Scratch<Mark>,
}

/// Reads a page: what a browser shows, and where that is little beside what it would show without scripting, that too.
/// The flag tells whether `noscript` was read.
///
/// Forum software that draws threads by script (Discourse above all) sends crawlers the whole thread in a `noscript`.
pub(crate) fn read(document: Document, limits: &Limits) -> (Document, Page, bool) {
    let page = builder::split(&document);
    if !is_behind(&document, &page, limits) {
        return (document, page, false);
    }
    let document = page.noscripts.iter().fold(document, |document, &node| {
        let html = document.text_content(node);
        dom::graft(document, node, &html, limits)
    });
    let page = builder::split(&document);
    (document, page, true)
}

/// Whether what a page has to say stands in its `noscript` elements.
fn is_behind(document: &Document, page: &Page, limits: &Limits) -> bool {
    /// Markup of fewer bytes is a pixel and a request to enable scripting.
    const LEAST: usize = 1000;
    /// Markup this many times as long as a text may hold more than it.
    const MARKUP: usize = 4;
    /// However long the menus are, so many times as much prose is what the page has to say, if it is more than a notice.
    const MUCH: usize = 4;
    const NOTICE: usize = 400;
    let sources = || page.noscripts.iter().map(|&node| document.text_content(node));
    let source: usize = sources().map(|html| html.len()).sum();
    if source < LEAST {
        return false;
    }
    if source / MARKUP >= page.text.len() {
        return true;
    }
    let prose = page.prose();
    let prose_behind = || sources().map(|html| builder::split(&dom::parse(&html, limits).0).prose()).sum::<usize>();
    source / MARKUP >= prose && prose_behind() > NOTICE.max(MUCH * prose)
}

impl Page {
    /// Room for what most documents come to: vectors that grow are copied.
    fn with_room(document: &Document) -> Self {
        let nodes = document.len();
        Self {
            text: Text::with_capacity(document.buffer().len() / 2),
            blocks: Scratch::with_capacity(nodes / 8),
            elements: Scratch::with_capacity(nodes / 4),
            noscripts: Scratch::new(),
            marks: Scratch::with_capacity(nodes / 8),
        }
    }

    /// Characters in sight outside links, spaces aside. Markup that shows is none: pages saved from a browser have `noscript` escaped twice.
    fn prose(&self) -> usize {
        let read =
            self.blocks.iter().filter(|block| block.hidden.is_none() && !self.block_text(block).starts_with('<'));
        read.map(|block| block.counts.chars.saturating_sub(block.inline.link_chars) as usize).sum()
    }

    /// Tokens of a block, the weight that it has in word F1.
    pub(crate) fn tokens(&self, at: usize) -> f32 {
        self.blocks[at].counts.tokens as f32
    }

    pub(crate) fn block_text(&self, block: &TextBlock) -> &str {
        &self.text[block.text.start as usize..block.text.end as usize]
    }
}
