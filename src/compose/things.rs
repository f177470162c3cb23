//! Images and videos: which of the addresses that a page offers is the thing itself.

use super::address::{Address, Addresses};
use crate::dom::{self, Document, Element, NodeId, Step, Walk};
use crate::options::Limits;
use crate::scratch::Text;
use crate::tags::Tag;
use crate::text;
use html5ever::{LocalName, local_name};

/// Attributes in which scripts find what to load when an image comes into view: lazysizes, vanilla-lazyload and
/// lozad (`data-src`, `data-srcset`), jQuery Lazy Load (`data-original`), WP Rocket and a3 Lazy Load (`data-lazy-src`),
/// Zhihu (`data-actualsrc`), echo.js (`data-echo`), unveil (`data-src`), `WordPress`'s galleries (`data-orig-file`).
const LAZY: [&str; 8] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-actualsrc",
    "data-lazyload",
    "data-lazy",
    "data-echo",
    "data-orig-file",
];

const LAZY_SETS: [&str; 3] = ["data-srcset", "data-lazy-srcset", "srcset"];

/// Sides of this many pixels or fewer are icons, and of two or fewer counters.
const ICON: u32 = 48;
const COUNTER: u32 = 2;

/// Hosts of videos in frames, from the embedding instructions of each.
const VIDEO_HOSTS: [&str; 18] = [
    "youtube.com",
    "youtube-nocookie.com",
    "youtu.be",
    "vimeo.com",
    "dailymotion.com",
    "bilibili.com",
    "v.qq.com",
    "youku.com",
    "twitch.tv",
    "rutube.ru",
    "vk.com",
    "ok.ru",
    "ted.com",
    "wistia.net",
    "wistia.com",
    "loom.com",
    "tiktok.com",
    "archive.org",
];

/// The longest `noscript` that is read for the image it may hold.
const MAX_NOSCRIPT: usize = 8192;

/// An image: its address, and what it shows in words.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) source: Text,
    pub(super) alt: Text,
}

impl Shown {
    /// Whether an element is an image; if so, it is the one that is shown.
    pub(super) fn look(&mut self, document: &Document, node: NodeId, addresses: &Addresses, inline: bool) -> bool {
        let Some(address) = address(document, node, addresses, inline) else { return false };
        self.source.clear();
        address.write(&mut self.source);
        let alt = document.element(node).and_then(|element| attr(document, element, "alt"));
        self.alt.clear();
        text::push_folded(&mut self.alt, alt.unwrap_or_default());
        true
    }

    /// The same of the image that a `noscript` shows in place of one that a script loads, unless that one is known.
    pub(super) fn look_behind(&mut self, document: &Document, noscript: NodeId, addresses: &Addresses) -> bool {
        let before = std::iter::successors(document.prev_sibling(noscript), |&node| document.prev_sibling(node));
        let image = before.take(2).find(|&node| is(document, node, Tag::Img) || is(document, node, Tag::Picture));
        if image.is_some_and(|node| shows(document, node, addresses)) {
            return false;
        }
        let text = document.first_child(noscript).map(|child| document.text(child)).unwrap_or_default();
        if text.len() > MAX_NOSCRIPT || !text.contains("<img") {
            return false;
        }
        let (fragment, _) = dom::parse(text, &Limits { nodes: 200, ..Limits::default() });
        let found = Walk::new(&fragment, NodeId::DOCUMENT).map(Step::node).find(|&node| is(&fragment, node, Tag::Img));
        found.is_some_and(|found| self.look(&fragment, found, addresses, false))
    }
}

/// The address of an image that is no icon; of one in a text, no counter.
fn address<'a>(document: &'a Document, node: NodeId, addresses: &Addresses, inline: bool) -> Option<Address<'a>> {
    let element = document.element(node)?;
    let side = |name: &LocalName| document.attr(element, name).and_then(|value| value.trim().parse::<u32>().ok());
    let smallest = if inline { COUNTER } else { ICON };
    if [local_name!("width"), local_name!("height")].iter().filter_map(side).any(|side| side <= smallest) {
        return None;
    }
    source(document, node, element, addresses)
}

fn attr<'a>(document: &'a Document, element: &Element, name: &str) -> Option<&'a str> {
    document.attr(element, &LocalName::from(name)).map(str::trim).filter(|value| !value.is_empty())
}

/// The largest of what sets offer, else what a script would load, else what stands there.
fn source<'a>(document: &'a Document, node: NodeId, element: &Element, addresses: &Addresses) -> Option<Address<'a>> {
    let parent = document.parent(node).filter(|&parent| is(document, parent, Tag::Picture));
    let sources = parent.into_iter().flat_map(|parent| document.children(parent)).take(32);
    let sources = sources.filter(|&child| is(document, child, Tag::Source)).filter_map(|child| document.element(child));
    let mut best: Option<(f32, Address)> = None;
    for element in std::iter::once(element).chain(sources) {
        for set in LAZY_SETS.iter().filter_map(|name| attr(document, element, name)) {
            let Some((size, address)) = largest(set, addresses) else { continue };
            if best.as_ref().is_none_or(|(most, _)| size > *most) {
                best = Some((size, address));
            }
        }
    }
    let lazy = || LAZY.iter().filter_map(|name| attr(document, element, name)).find_map(|src| addresses.image(src));
    let plain = || attr(document, element, "src").and_then(|src| addresses.image(src));
    best.map(|(_, address)| address).or_else(lazy).or_else(plain)
}

/// Parameters by which the image servers of the large publishing systems (`WordPress`'s Photon, Shopify, imgix, Contentful,
/// Cloudinary's fetch) are told the size and the quality that is wanted.
const SIZES: [&str; 10] = ["w", "width", "h", "height", "q", "quality", "dpr", "resize", "fit", "blur"];

/// An address without the parameters that say in which size its image is wanted, and the width that they name; none if
/// there are none.
pub(super) fn without_size(address: &str) -> Option<(impl Iterator<Item = u8>, u32)> {
    let (path, query) = address.split_once('?')?;
    let named = |parameter| str::split_once(parameter, '=').unwrap_or((parameter, ""));
    let mut widths = query.split('&').map(named).filter(|(name, _)| matches!(*name, "w" | "width"));
    let width = widths.next_back()?.1.parse().ok()?;
    let others = query.split('&').filter(move |parameter| !SIZES.contains(&named(parameter).0));
    Some((path.bytes().chain(others.flat_map(|other| std::iter::once(b'&').chain(other.bytes()))), width))
}

/// The candidate with the greatest width or density
/// (<https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>).
fn largest<'a>(set: &'a str, addresses: &Addresses) -> Option<(f32, Address<'a>)> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = set.trim_start();
    while !rest.is_empty() {
        let (address, after) = rest.split_once(|char: char| char.is_ascii_whitespace()).unwrap_or((rest, ""));
        // A comma ends a candidate without descriptor; one inside an address does not.
        let (descriptor, next) = match address.strip_suffix(',') {
            Some(_) => ("", after),
            None => after.split_once(',').unwrap_or((after, "")),
        };
        let size = descriptor.trim().trim_end_matches(['w', 'x', 'h']).parse().unwrap_or(1.0);
        let address = address.trim_end_matches(',');
        if !address.starts_with("data:") && best.is_none_or(|(most, _)| size > most) {
            best = Some((size, address));
        }
        rest = next.trim_start();
    }
    let (size, address) = best?;
    addresses.image(address).map(|address| (size, address))
}

fn is(document: &Document, node: NodeId, tag: Tag) -> bool {
    document.element(node).is_some_and(|element| element.html && element.tag == tag)
}

fn shows(document: &Document, node: NodeId, addresses: &Addresses) -> bool {
    let mut below = Walk::new(document, node).take(64).map(Step::node);
    below.any(|node| is(document, node, Tag::Img) && address(document, node, addresses, true).is_some())
}

/// The address of the video in a frame or a player.
pub(super) fn video<'a>(document: &'a Document, node: NodeId, addresses: &Addresses) -> Option<Address<'a>> {
    let element = document.element(node)?;
    let source = |element: &Element| -> Option<Address<'a>> {
        ["src", "data-src", "data-lazy-src"].iter().find_map(|name| addresses.image(attr(document, element, name)?))
    };
    if element.tag == Tag::Video {
        let inside = || document.children(node).take(8).filter_map(|child| document.element(child)).find_map(source);
        return source(element).or_else(inside);
    }
    source(element).filter(|address| {
        address.host().is_some_and(|host| {
            VIDEO_HOSTS
                .iter()
                .any(|known| host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_of_a_set_is_taken() {
        let (document, _) = dom::parse("<base href='https://quay.example/'>", &Limits::default());
        let addresses = Addresses::new(&document, None);
        let best = |set: &str| {
            largest(set, &addresses).map(|(_, address)| {
                let mut out = String::new();
                address.write(&mut out);
                out
            })
        };
        let address = |path: &str| Some(format!("https://quay.example/{path}"));
        assert_eq!(best("a.jpg 320w, b,1.jpg 1280w, c.jpg 640w"), address("b,1.jpg"));
        assert_eq!(best("a.jpg, b.jpg 2x"), address("b.jpg"));
        assert_eq!(best("data:image/gif;base64,R0lGOD 1x, a.jpg 1x"), address("a.jpg"));
        assert_eq!(best(" , "), None);
    }

    #[test]
    fn sizes_are_told_from_what_names_the_image() {
        let (other, width) = without_size("https://q.example/i?id=7&width=150&q=20").unwrap();
        assert!(other.eq("https://q.example/i&id=7".bytes()) && width == 150);
        assert!(without_size("https://q.example/i?id=7").is_none());
        assert!(without_size("https://q.example/i.jpg").is_none());
    }
}
