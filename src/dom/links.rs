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
    /// be handled as that of any phrase. Tells whether it starts an `a` that will be the only one the tree builder knows.
    pub(super) fn rename(
        &self,
        tag: &mut Tag,
        builder: &TreeBuilder<Handle, Sink>,
        plainly: impl FnOnce() -> bool,
    ) -> bool {
        match tag.kind {
            TagKind::StartTag if is_closed(&tag.name) && plainly() && !self.is_open(builder) => self.within.set(true),
            TagKind::StartTag if is_closed(&tag.name) || tag.name == local_name!("a") => {
                tag.name = local_name!("a");
                let only = !self.is_open(builder);
                self.open.set(true);
                return only;
            }
            TagKind::EndTag if self.within.get() && tag.name == local_name!("a") => {
                tag.name = closed();
                self.within.set(false);
            }
            _ => {}
        }
        false
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

#[cfg(all(test, feature = "eval", feature = "rcdom"))]
mod tests {
    use crate::dom::{Keep, parse, rcdom, reference};
    use crate::options::Limits;
    use html5ever::tendril::TendrilSink;
    use html5ever::{ParseOpts, parse_document};
    use markup5ever_rcdom::RcDom;

    /// What the tree of a page lacks or has in another way, beside html5ever's own.
    fn assert_same(html: &str) {
        let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
        let (own, other) = (parse(html, &Limits::default()).0, rcdom::copy(&dom, Keep::Read, &Limits::default()).0);
        assert_eq!(reference::dump(&own), reference::dump(&other), "{html}");
    }

    #[test]
    fn links_that_are_opened_again_keep_their_attributes() {
        for html in [
            "<p><a href=/1 class=x>ice<div>water</div>snow</a>",
            "<a href=/1><p>ice</a> water",
            "<div><a href=/1><table><tr><td><a href=/2>ice</table></div>water",
            "<a href=/1><object><a>ice<p>water</object><p>snow",
            "<a href=/1><div><a href=/2><div>ice</a>water</a>snow",
            "<b><a href=/1><i><p>ice</b>water</i></a>snow",
            "<table><a href=/1><tr><td>ice</table>water",
        ] {
            assert_same(html);
        }
    }

    #[test]
    fn links_among_anything_keep_their_attributes() {
        const PIECES: &[&str] = &[
            "<a href=/1 class=x>",
            "<a href=/2>",
            "<a id=y>",
            "<a>",
            "</a>",
            "</a>",
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "<tr><td>",
            "<caption>",
            "</td>",
            "</table>",
            "<object>",
            "</object>",
            "<b>",
            "</b>",
            "<i class=z>",
            "</i>",
            "<svg>",
            "<foreignObject>",
            "</svg>",
            "<li>",
            "<button>",
            "</button>",
            "<select>",
            "</select>",
            "<h2>",
            "</h2>",
            "ice ",
            "<meta name=k content=v>",
            "<img src=/3 alt='a &amp; b and more'>",
            "<form>",
            "</form>",
            "<nobr>",
        ];
        let mut state = 1_u64;
        for _ in 0..2000 {
            let pieces = (0..24).map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                PIECES[(state >> 33) as usize % PIECES.len()]
            });
            assert_same(&pieces.collect::<String>());
        }
    }
}
