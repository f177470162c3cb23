//! Addresses of links and images: absolute where the page's own is known, and none that runs a script.

use crate::dom::{Document, NodeId};
use html5ever::local_name;
use memchr::memchr;
use url::{ParseError, Url};

/// Schemes that a link may have. Those that only a browser with scripts follows are not among them.
const LINKS: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];
const IMAGES: [&str; 2] = ["http", "https"];

/// Longer addresses carry data, not places.
const MAX_LENGTH: usize = 8192;

#[derive(Debug)]
pub(super) struct Addresses {
    base: Option<Url>,
}

impl Addresses {
    pub(super) fn new(document: &Document, page: Option<&str>) -> Self {
        let page = page.and_then(|page| Url::parse(page).ok());
        let base = base(document).and_then(|href| match &page {
            Some(page) => page.join(href).ok(),
            None => Url::parse(href).ok(),
        });
        Self { base: base.or(page).filter(|url| !url.cannot_be_a_base()) }
    }

    pub(super) fn link<'r>(&self, href: &'r str) -> Option<Address<'r>> {
        self.resolve(href, &LINKS)
    }

    pub(super) fn image(&self, source: &str) -> Option<String> {
        self.resolve(source, &IMAGES).map(Address::into_string)
    }

    fn resolve<'r>(&self, reference: &'r str, schemes: &[&str]) -> Option<Address<'r>> {
        let reference = reference.trim();
        if reference.is_empty() || reference.len() > MAX_LENGTH {
            return None;
        }
        match self.parse(reference) {
            Ok(url) => schemes.contains(&url.scheme()).then_some(Address::Whole(url)),
            // Of all that a page can leave to its own address, the scheme is the one that can be told.
            Err(ParseError::RelativeUrlWithoutBase) if reference.starts_with("//") => {
                Url::parse(&format!("https:{reference}")).ok().map(Address::Whole)
            }
            Err(ParseError::RelativeUrlWithoutBase) => Some(Address::Relative(reference)),
            Err(_) => None,
        }
    }

    fn parse(&self, reference: &str) -> Result<Url, ParseError> {
        // A scheme ends in a colon. Most links of a page are relative to it.
        if self.base.is_none() && memchr(b':', reference.as_bytes()).is_none() {
            return Err(ParseError::RelativeUrlWithoutBase);
        }
        Url::options().base_url(self.base.as_ref()).parse(reference)
    }
}

/// An address as far as it can be told.
#[derive(Debug)]
pub(super) enum Address<'r> {
    Whole(Url),
    /// A reference that cannot be resolved.
    Relative(&'r str),
}

impl Address<'_> {
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Whole(url) => out.push_str(url.as_str()),
            Self::Relative(reference) => write_relative(reference, out),
        }
    }

    fn into_string(self) -> String {
        match self {
            Self::Whole(url) => url.into(),
            Self::Relative(reference) => {
                let mut out = String::with_capacity(reference.len());
                write_relative(reference, &mut out);
                out
            }
        }
    }
}

/// A reference that cannot be resolved, with what would end it early in a document encoded.
fn write_relative(reference: &str, out: &mut String) {
    for char in reference.chars() {
        match char {
            '\t' | '\n' | '\r' => {}
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '\\' => out.push('/'),
            char if char.is_control() => {}
            char => out.push(char),
        }
    }
}

fn base(document: &Document) -> Option<&str> {
    let is = |node: NodeId, name| document.element(node).is_some_and(|element| element.html && element.name == name);
    let html = document.children(NodeId::DOCUMENT).find(|&node| is(node, local_name!("html")))?;
    let head = document.children(html).find(|&node| is(node, local_name!("head")))?;
    document.children(head).find_map(|node| {
        let element = document.element(node).filter(|element| element.html && element.name == local_name!("base"))?;
        document.attr(element, &local_name!("href"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_absolute_and_scripts_do_not() {
        let link = |addresses: &Addresses, href| addresses.link(href).map(Address::into_string);
        let known = Addresses { base: Url::parse("https://quay.example/ice/today.html").ok() };
        assert_eq!(link(&known, "../tide?x=1#low").as_deref(), Some("https://quay.example/tide?x=1#low"));
        assert_eq!(link(&known, "//cdn.example/a").as_deref(), Some("https://cdn.example/a"));
        let unknown = Addresses { base: None };
        assert_eq!(link(&unknown, " a b.html ").as_deref(), Some("a%20b.html"));
        for addresses in [known, unknown] {
            for bad in
                ["javascript:alert(1)", " JaVa\nscript:alert(1)", "data:text/html,x", "vbscript:x", "\u{1}javascript:x"]
            {
                assert_eq!(link(&addresses, bad).filter(|url| !url.starts_with("https://quay")), None, "{bad:?}");
            }
            assert_eq!(addresses.image("data:image/gif;base64,R0"), None);
            assert_eq!(addresses.image("mailto:a@b.example"), None);
        }
    }
}
