//! The attributes that metadata is read from.

use crate::dom::{Attr, Document, Element};
use html5ever::{LocalName, local_name};

/// The attributes of an element: those that most elements have, and a way to the others. Values are looked up where they are
/// read, as those of few elements are.
pub(super) struct Attributes<'a> {
    document: &'a Document,
    element: &'a Element,
    class: Option<&'a Attr>,
    id: Option<&'a Attr>,
    href: Option<&'a Attr>,
    /// There is one by which markup states something about the page: of microdata, of `RDFa`, or a relation.
    pub(super) stating: bool,
}

impl<'a> Attributes<'a> {
    #[inline]
    pub(super) fn of(document: &'a Document, element: &'a Element) -> Self {
        let mut found = Self { document, element, class: None, id: None, href: None, stating: false };
        for attr in document.list(element) {
            match attr.name {
                local_name!("class") => found.class = Some(attr),
                local_name!("id") => found.id = Some(attr),
                local_name!("href") => found.href = Some(attr),
                local_name!("itemprop") | local_name!("itemscope") | local_name!("property") | local_name!("rel") => {
                    found.stating = true;
                }
                _ => {}
            }
        }
        found
    }

    pub(super) fn class(&self) -> &'a str {
        self.class.map_or("", |class| self.document.value(class))
    }

    pub(super) fn id(&self) -> &'a str {
        self.id.map_or("", |id| self.document.value(id))
    }

    pub(super) fn href(&self) -> Option<&'a str> {
        self.href.map(|href| self.document.value(href))
    }

    pub(super) fn is_link(&self) -> bool {
        self.href.is_some()
    }

    /// Whether it has neither class nor id.
    pub(super) fn is_nameless(&self) -> bool {
        [self.class, self.id].into_iter().flatten().all(Attr::is_empty)
    }

    pub(super) fn get(&self, name: &LocalName) -> Option<&'a str> {
        self.document.attr(self.element, name)
    }

    /// The value that microdata and `RDFa` have in an attribute, so that it need not be in sight.
    pub(super) fn content(&self) -> Option<&'a str> {
        self.get(&local_name!("content"))
    }

    pub(super) fn names(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.class().contains(word) || self.id().contains(word))
    }
}
