//! Checks for robots that stand before a page.

use super::Sheet;
use crate::dom::{Document, NodeId, Walk};
use html5ever::{LocalName, local_name};
use memchr::memmem;

/// Something that the pages of a check have.
#[derive(Debug, Clone, Copy)]
enum Mark {
    /// An element of this id.
    Id(&'static str),
    /// An element that has this class.
    Class(&'static str),
    /// An image, a frame or a script whose address has this part.
    Source(&'static str),
    /// A text with this part, right inside of an element of this name.
    Text(&'static str, &'static str),
}

use Mark::{Class, Id, Source, Text};

/// What each service puts up in place of a page: it is that page if all of its marks are there. Anubis' is from a page of WCXB; the others were put down in
/// 2026 from what is known of the services' pages, none of which is among the labelled ones.
const WALLS: &[(&str, &[Mark])] = &[
    ("Akamai", &[Text("title", "Access Denied"), Text("p", "errors.edgesuite.net")]),
    ("Amazon", &[Source("images-amazon.com/captcha/")]),
    ("Anubis", &[Id("anubis_challenge")]),
    ("AWS WAF", &[Id("challenge-container")]),
    ("Cloudflare", &[Id("challenge-error-text")]),
    ("Cloudflare, without scripts", &[Text("noscript", "challenge-error-text")]),
    ("Cloudflare, a refusal", &[Id("cf-error-details"), Text("h1", "you have been blocked")]),
    ("Cloudflare, until 2022", &[Class("cf-browser-verification")]),
    ("DataDome", &[Source("captcha-delivery.com/")]),
    ("DDoS-Guard", &[Source("/.well-known/ddos-guard/")]),
    ("Google", &[Id("captcha-form")]),
    ("HUMAN", &[Id("px-captcha")]),
    ("Imperva", &[Text("iframe", "Incapsula incident ID")]),
    ("Vercel", &[Text("title", "Vercel Security Checkpoint")]),
];

/// Tokens of the longest page that is nothing but a check.
const MOST: f32 = 250.0;

/// Whether the page is one that a service shows in place of another, to find out whether a robot has asked for it or because it thinks so.
pub(super) fn is_wall(sheet: &Sheet) -> bool {
    sheet.tokens_of_page() < MOST && WALLS.iter().any(|(_, marks)| marks.iter().all(|mark| mark.is_on(sheet.document)))
}

impl Mark {
    fn is_on(&self, document: &Document) -> bool {
        let (Id(key) | Class(key) | Source(key) | Text(_, key)) = self;
        // Most pages have it nowhere, and need not be walked for it.
        memmem::find(document.buffer().as_bytes(), key.as_bytes()).is_some()
            && Walk::new(document, NodeId::DOCUMENT).opened().any(|node| self.is_at(document, node))
    }

    fn is_at(&self, document: &Document, node: NodeId) -> bool {
        let attr = |name: LocalName| {
            document.element(node).and_then(|element| document.attr(element, &name)).unwrap_or_default()
        };
        match self {
            Id(id) => attr(local_name!("id")) == *id,
            Class(class) => attr(local_name!("class")).split_ascii_whitespace().any(|word| word == *class),
            Source(part) => attr(local_name!("src")).contains(part),
            Text(name, part) => {
                let parent = document.parent(node).and_then(|parent| document.element(parent));
                parent.is_some_and(|parent| &*parent.name == *name) && document.text(node).contains(part)
            }
        }
    }
}
