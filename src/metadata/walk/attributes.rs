//! The attributes that metadata is read from.

use crate::dom::{Document, Element};
use html5ever::{LocalName, local_name};

/// The attributes of an element: those that most elements have, and a way to the others.
pub(super) struct Attributes<'a> {
    document: &'a Document,
    element: &'a Element,
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) href: Option<&'a str>,
    /// There is one by which markup states something about the page: of microdata, of `RDFa`, or a relation.
    pub(super) stating: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(document: &'a Document, element: &'a Element) -> Self {
        let mut found = Self { document, element, class: "", id: "", href: None, stating: false };
        for attr in document.list(element) {
            match attr.name {
                local_name!("class") => found.class = document.value(attr),
                local_name!("id") => found.id = document.value(attr),
                local_name!("href") => found.href = Some(document.value(attr)),
                local_name!("itemprop") | local_name!("itemscope") | local_name!("property") | local_name!("rel") => {
                    found.stating = true;
                }
                _ => {}
            }
        }
        found
    }

    pub(super) fn get(&self, name: &LocalName) -> Option<&'a str> {
        self.document.attr(self.element, name)
    }

    /// The value that microdata and `RDFa` have in an attribute, so that it need not be in sight.
    pub(super) fn content(&self) -> Option<&'a str> {
        self.get(&local_name!("content"))
    }

    pub(super) fn names(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.class.contains(word) || self.id.contains(word))
    }
}
