//! Links that need not be formatting elements.
//!
//! The standard keeps each open `a` in the list of active formatting elements, to open it again where markup is misnested; html5ever copies
//! its attributes for that at its start tag and at its end tag. Of a link that is closed before anything but text and
//! phrases nothing is ever opened again: to the tree builder it may as well be an element that it has no rules for. Its
//! tag gets a name that no page can write, since the tokenizer lowers names, and the sink gives the element its own.

use super::sink::{Handle, Sink};
use html5ever::interface::Tracer;
use html5ever::tokenizer::{Tag, TagKind};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};
use std::cell::Cell;

const CLOSED: &str = "A";

/// The name of a link that is closed before anything but text and phrases.
pub(super) fn closed() -> LocalName {
    LocalName::from(CLOSED)
}

/// The name that the element of a tag has.
pub(super) fn own_name(name: &LocalName) -> LocalName {
    if is_closed(name) { local_name!("a") } else { name.clone() }
}

fn is_closed(name: &LocalName) -> bool {
    **name == *CLOSED
}

/// Elements that may stand in a closed link: the tree builder puts them where they stand, and closes nothing for them. Those
/// without an end tag are told apart.
pub(super) fn phrase(name: &LocalName) -> Option<Phrase> {
    match *name {
        local_name!("img") | local_name!("br") | local_name!("wbr") => Some(Phrase::Void),
        local_name!("span")
        | local_name!("b")
        | local_name!("i")
        | local_name!("em")
        | local_name!("strong")
        | local_name!("small")
        | local_name!("u")
        | local_name!("s")
        | local_name!("font")
        | local_name!("sub")
        | local_name!("sup")
        | local_name!("abbr")
        | local_name!("time")
        | local_name!("mark")
        | local_name!("cite")
        | local_name!("code")
        | local_name!("bdi") => Some(Phrase::Around),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    Void,
    Around,
}

/// What the filter knows of links.
#[derive(Default)]
pub(super) struct Links {
    /// The end tag to come is that of a closed link.
    within: Cell<bool>,
    /// There may be an `a` among the open or the active formatting elements.
    open: Cell<bool>,
}

impl Links {
    /// Gives a tag the name that the tree builder is to see. `plainly` tells whether the start tag of a closed link would
    /// be handled as that of any phrase.
    pub(super) fn rename(&self, tag: &mut Tag, builder: &TreeBuilder<Handle, Sink>, plainly: impl FnOnce() -> bool) {
        match tag.kind {
            TagKind::StartTag if is_closed(&tag.name) && plainly() && !self.is_open(builder) => self.within.set(true),
            TagKind::StartTag if is_closed(&tag.name) || tag.name == local_name!("a") => {
                tag.name = local_name!("a");
                self.open.set(true);
            }
            TagKind::EndTag if self.within.get() && tag.name == local_name!("a") => {
                tag.name = closed();
                self.within.set(false);
            }
            _ => {}
        }
    }

    /// Whether the tree builder knows of an open `a`, which a further one would close.
    fn is_open(&self, builder: &TreeBuilder<Handle, Sink>) -> bool {
        if self.open.get() {
            let found = Found(Cell::new(false));
            builder.trace_handles(&found);
            self.open.set(found.0.get());
        }
        self.open.get()
    }
}

/// Whether there is an `a` among elements.
struct Found(Cell<bool>);

impl Tracer for Found {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        if node.is_link() {
            self.0.set(true);
        }
    }
}
