//! Which attributes a document keeps: those that something reads.
//!
//! Most of a page's attributes are handlers, test ids and `data-` of scripts. The table below is the only place that
//! says what is kept; reading another attribute fails in debug builds, and so in the tests.

use html5ever::LocalName;
use std::sync::LazyLock;

/// Which attributes of a page are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// Those that a stage reads.
    Read,
    /// All.
    All,
}

/// Names of attributes, by the one who reads them first.
const READ: &[&str] = &[
    // The tree builder: what is an `input` that is not shown, a `font` that ends SVG, an `annotation-xml` that is HTML.
    "type",
    "color",
    "face",
    "size",
    "encoding",
    // `blocks`: what is displayed, and how.
    "class",
    "style",
    "hidden",
    "open",
    // `features`: landmarks and lexicon.
    "id",
    "role",
    "aria-hidden",
    "itemprop",
    "itemtype",
    // `metadata`: microdata, RDFa, `meta`, `link`, `time`, languages.
    "itemscope",
    "property",
    "name",
    "content",
    "http-equiv",
    "rel",
    "href",
    "datetime",
    "pubdate",
    "lang",
    "xml:lang",
    "dir",
    // `compose`: lists, tables, code, formulas.
    "start",
    "value",
    "colspan",
    "rowspan",
    "data-lang",
    "data-language",
    "alttext",
    "display",
    // `compose`: images and videos, also where a script puts them in place.
    "src",
    "srcset",
    "alt",
    "width",
    "height",
    "data-src",
    "data-srcset",
    "data-original",
    "data-lazy-src",
    "data-lazy-srcset",
    "data-lazyload",
    "data-lazy",
    "data-actualsrc",
    "data-echo",
    "data-orig-file",
];

/// The longest of [`READ`].
pub(super) const LONGEST: usize = 16;

const SLOTS: usize = 256;
const EMPTY: u8 = u8::MAX;

/// The table, with interned names and a hash to find them by.
pub(super) struct Attributes {
    names: Vec<LocalName>,
    slots: [u8; SLOTS],
}

static ATTRIBUTES: LazyLock<Attributes> = LazyLock::new(|| {
    let mut slots = [EMPTY; SLOTS];
    for (at, name) in READ.iter().enumerate() {
        let free = probes(name.as_bytes()).find(|&slot| slots.get(slot) == Some(&EMPTY));
        if let Some(slot) = free.and_then(|slot| slots.get_mut(slot)) {
            *slot = at as u8;
        }
    }
    Attributes { names: READ.iter().copied().map(LocalName::from).collect(), slots }
});

/// Where a name may be found, in order.
fn probes(name: &[u8]) -> impl Iterator<Item = usize> {
    let byte = |at: usize| name.get(at).copied().map_or(0, usize::from);
    let middle = byte(name.len() / 2);
    let hash = name.len() + 31 * byte(0) + 7 * middle + 17 * byte(name.len().saturating_sub(1));
    (0..SLOTS).map(move |step| (hash + step) % SLOTS)
}

impl Attributes {
    pub(super) fn table() -> &'static Self {
        &ATTRIBUTES
    }

    /// The place of a name, in lower case, among those that are read. There are fewer than 64.
    pub(super) fn position(&self, name: &[u8]) -> Option<u8> {
        let slots = probes(name).map_while(|slot| self.slots.get(slot).copied());
        let mut taken = slots.take_while(|&at| at != EMPTY);
        taken.find(|&at| READ.get(usize::from(at)).is_some_and(|read| read.as_bytes() == name))
    }

    pub(super) fn name(&self, position: u8) -> Option<&LocalName> {
        self.names.get(usize::from(position))
    }
}

/// Whether something reads the attributes of that name.
pub(super) fn is_read(name: &str) -> bool {
    Attributes::table().position(name.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        let table = Attributes::table();
        for (at, name) in READ.iter().enumerate() {
            assert_eq!(table.position(name.as_bytes()), Some(at as u8), "{name}");
            assert_eq!(table.name(at as u8).map(|name| &**name), Some(*name));
        }
        for other in ["", "onclick", "data-", "classs", "clas", "srcsets", "data-src2", "\u{fffd}"] {
            assert!(!is_read(other), "{other}");
        }
    }

    #[test]
    fn a_set_of_names_fits_a_word() {
        assert!(READ.len() < 64);
        assert_eq!(READ.iter().map(|name| name.len()).max(), Some(LONGEST));
        assert!(READ.iter().all(|name| name.bytes().all(|byte| !byte.is_ascii_uppercase())));
    }

    #[test]
    fn names_are_found_within_few_steps() {
        let table = Attributes::table();
        let steps = |name: &&str| {
            probes(name.as_bytes()).take_while(|&slot| READ.get(usize::from(table.slots[slot])) != Some(name)).count()
        };
        assert!(READ.iter().map(steps).max().is_some_and(|most| most <= 3));
    }
}
