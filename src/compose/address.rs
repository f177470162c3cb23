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

    pub(super) fn image<'r>(&self, source: &'r str) -> Option<Address<'r>> {
        self.resolve(source, &IMAGES)
    }

    fn resolve<'r>(&self, reference: &'r str, schemes: &[&str]) -> Option<Address<'r>> {
        let reference = reference.trim();
        if reference.is_empty() || reference.len() > MAX_LENGTH {
            return None;
        }
        if is_normal(reference) {
            return Some(Address::Normal(reference));
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
    /// One that stays as it is.
    Normal(&'r str),
    Whole(Url),
    /// A reference that cannot be resolved.
    Relative(&'r str),
}

impl Address<'_> {
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Normal(address) => out.push_str(address),
            Self::Whole(url) => out.push_str(url.as_str()),
            Self::Relative(reference) => write_relative(reference, out),
        }
    }

    pub(super) fn host(&self) -> Option<&str> {
        match self {
            Self::Normal(address) => address.split('/').nth(2),
            Self::Whole(url) => url.host_str(),
            Self::Relative(_) => None,
        }
    }
}

/// Whether the parser of the URL Standard gives an address back as it is, which is true of most that name their host: it has
/// a host of plain labels, which are no number and need no decoding, and characters that are never encoded. Steps up and in
/// place (`..`, `.`) are left to the parser.
fn is_normal(address: &str) -> bool {
    let rest = address.strip_prefix("http").map(|rest| rest.strip_prefix('s').unwrap_or(rest));
    let Some((host, path)) = rest.and_then(|rest| rest.strip_prefix("://")?.split_once('/')) else { return false };
    let is_label = |label: &str| {
        let plain = label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        plain && !label.is_empty() && !label.starts_with("xn--")
    };
    let is_name = |label: &str| label.starts_with(|char: char| char.is_ascii_lowercase());
    let is_kept = |(byte, before): (u8, u8)| match byte {
        b'.' => before != b'/',
        b'2' => before != b'%',
        _ => IS_KEPT[usize::from(byte)],
    };
    host.split('.').all(is_label)
        && host.rsplit('.').next().is_some_and(is_name)
        && path.bytes().zip(std::iter::once(b'/').chain(path.bytes())).all(is_kept)
}

/// Bytes that are encoded in no part of an address.
const IS_KEPT: [bool; 256] = {
    let mut is_kept = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        is_kept[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    let marks = b"-._~!$&()*+,;=:@/%?#";
    let mut at = 0;
    while at < marks.len() {
        is_kept[marks[at] as usize] = true;
        at += 1;
    }
    is_kept
};

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
    use proptest::prelude::*;

    fn written(address: &Address) -> String {
        let mut out = String::new();
        address.write(&mut out);
        out
    }

    #[test]
    fn a_normal_address_is_told() {
        for normal in ["https://quay.example/", "http://a-b.quay.example/ice/2024.html?a=1&b=%C3%A9#top"] {
            assert!(is_normal(normal), "{normal}");
        }
        for other in ["https://quay.example", "//quay.example/", "/ice", "https://1.2/", "https://quay.example/a/../b"]
        {
            assert!(!is_normal(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_normal_address_is_what_the_parser_makes_of_it(
            host in "[a-z]{1,3}[a-z0-9.-]{0,6}",
            path in "[a-zA-Z0-9./?#%@:;=&'\"|{}\\[\\]^`\\\\ é\t~!$()*+,_<>-]{0,12}",
        ) {
            for address in [format!("https://{host}/{path}"), format!("http://{host}{path}")] {
                if is_normal(&address) {
                    let parsed = Url::parse(&address).unwrap();
                    prop_assert_eq!(parsed.as_str(), &address);
                    let normal = Address::Normal(&address);
                    prop_assert_eq!(normal.host(), parsed.host_str());
                }
            }
        }
    }

    #[test]
    fn references_become_absolute_and_scripts_do_not() {
        let link = |addresses: &Addresses, href| addresses.link(href).map(|address| written(&address));
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
            assert!(addresses.image("data:image/gif;base64,R0").is_none());
            assert!(addresses.image("mailto:a@b.example").is_none());
        }
    }
}
