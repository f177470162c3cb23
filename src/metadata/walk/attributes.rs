//! The attributes that metadata is read from.

use crate::dom::{Document, Element};
use html5ever::local_name;

/// The attributes that metadata is read from.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) itemprop: Option<&'a str>,
    pub(super) itemtype: Option<&'a str>,
    pub(super) itemscope: bool,
    pub(super) property: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) content: Option<&'a str>,
    pub(super) rel: Option<&'a str>,
    pub(super) href: Option<&'a str>,
    pub(super) datetime: Option<&'a str>,
    pub(super) kind: Option<&'a str>,
    pub(super) equiv: Option<&'a str>,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(document: &'a Document, element: &'a Element) -> Self {
        let mut found = Self::default();
        for (name, value) in document.attrs(element) {
            match *name {
                local_name!("class") => found.class = value,
                local_name!("id") => found.id = value,
                local_name!("itemprop") => found.itemprop = Some(value),
                local_name!("itemtype") => found.itemtype = Some(value),
                local_name!("itemscope") => found.itemscope = true,
                local_name!("property") => found.property = Some(value),
                local_name!("name") => found.name = Some(value),
                local_name!("content") => found.content = Some(value),
                local_name!("rel") => found.rel = Some(value),
                local_name!("href") => found.href = Some(value),
                local_name!("datetime") => found.datetime = Some(value),
                local_name!("type") => found.kind = Some(value),
                local_name!("http-equiv") => found.equiv = Some(value),
                _ => {}
            }
        }
        found
    }

    pub(super) fn names(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.class.contains(word) || self.id.contains(word))
    }
}
