//! What names and addresses hint at.

use crate::decode::find_ignoring_case;
use crate::metadata::facts::Kind;
use memchr::memchr_iter;

/// Whether an address is a person's page by the paths that content systems and newspapers use.
pub(in crate::metadata) fn leads_to_person(href: &str) -> bool {
    /// Steps of a path that begin so, and such that another step follows.
    const fn steps(initial: u8) -> (&'static [&'static str], &'static [&'static str]) {
        match initial {
            b'a' => (&["author", "autor", "auteur"], &[]),
            b'c' => (&["contributor"], &[]),
            b'w' => (&["writer"], &[]),
            b'r' => (&["redakteur"], &[]),
            b'j' => (&["journalist"], &[]),
            b'm' => (&[], &["members"]),
            b'p' => (&[], &["people", "profile"]),
            b's' => (&[], &["staff"]),
            _ => (&[], &[]),
        }
    }
    memchr_iter(b'/', href.as_bytes()).any(|slash| {
        let step = href.get(slash + 1..).unwrap_or_default();
        let (starts, folders) = steps(step.bytes().next().unwrap_or_default());
        starts.iter().any(|start| step.starts_with(start))
            || folders.iter().any(|folder| step.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    })
}

/// What class and id hint at, remembered: a page has the same few names over and over.
#[derive(Debug)]
pub(super) struct Hints<'a> {
    seen: [(&'a str, Option<Kind>); SLOTS],
}

/// Names remembered; a power of two.
const SLOTS: usize = 256;

impl<'a> Hints<'a> {
    pub(super) fn new() -> Self {
        Self { seen: [("", None); SLOTS] }
    }

    pub(super) fn hint(&mut self, words: &'a str) -> Option<Kind> {
        let bytes = words.as_bytes();
        let (first, last) = (bytes.first_chunk::<4>()?, bytes.last_chunk::<4>()?);
        let ends = u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last));
        let mixed = ends.wrapping_add(bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let slot = mixed >> (u64::BITS - SLOTS.trailing_zeros());
        let seen = self.seen.get_mut(slot as usize)?;
        if seen.0 != words {
            *seen = (words, hint(words));
        }
        seen.1
    }
}

/// What a class or id hints at: an author by `author`, `byline`, `autor`, `writer`, `redakteur` or `username`, a date by
/// `date`, `publi`, `time`, `poste`, `datum` or `fecha`.
fn hint(words: &str) -> Option<Kind> {
    let bytes = words.as_bytes();
    let after = |state: u64, byte: &u8| (state << 1 | FIRSTS) & MASKS[usize::from(*byte)];
    // Most have none of the words, which is told without a branch for each letter.
    let (mut state, mut all) = (0, 0);
    for byte in bytes {
        state = after(state, byte);
        all |= state;
    }
    if all & ENDS == 0 {
        return None;
    }
    let (mut date, mut state) = (false, 0);
    for (at, byte) in bytes.iter().enumerate() {
        state = after(state, byte);
        let ends = state & ENDS;
        if ends == 0 {
            continue;
        }
        let is = |place: usize, wanted: u8| bytes.get(place).is_some_and(|byte| byte.eq_ignore_ascii_case(&wanted));
        let begins = |wanted| at.checked_sub(4).is_some_and(|place| is(place, wanted));
        let author = match ends.trailing_zeros() / 4 {
            // Not `authorized`, `authority`.
            0 => is(at + 1, b'r') && !is(at + 2, b'i'),
            1 => begins(b'b'),
            2 => begins(b'a'),
            3 => begins(b'w') && is(at + 1, b'r'),
            4 => begins(b'd'),
            5 => begins(b's') && is(at + 1, b'm'),
            _ => {
                date = true;
                false
            }
        };
        if author {
            return (!is_of_reader(words)).then_some(Kind::Author);
        }
    }
    date.then(|| if is_of_article(words) { Kind::DatePublished } else { Kind::Date })
}

/// Four letters of each word: of authors in the order in which `hint` tells them apart, then of dates.
const FOURS: [&[u8; 4]; 12] =
    [b"utho", b"ylin", b"utor", b"rite", b"akte", b"erna", b"date", b"ubli", b"time", b"oste", b"datu", b"fech"];

/// The first letter of each, where four bits stand for the four letters of each.
const FIRSTS: u64 = 0x1111_1111_1111;
/// The last letter of each.
const ENDS: u64 = FIRSTS << 3;

/// For each byte, the letters that it is: a text is searched for all of `FOURS` at once, by the algorithm Shift-And
/// (Baeza-Yates and Gonnet, "A new approach to text searching", CACM 1992).
static MASKS: [u64; 256] = {
    let mut masks = [0; 256];
    let mut bit = 0;
    while bit < 4 * FOURS.len() {
        let letter = FOURS[bit / 4][bit % 4];
        masks[letter as usize] |= 1 << bit;
        masks[letter.to_ascii_uppercase() as usize] |= 1 << bit;
        bit += 1;
    }
    masks
};

/// Whether a class or id that speaks of a date speaks of an article too.
fn is_of_article(words: &str) -> bool {
    says_one_of(words, &["publi", "post", "article", "artikel", "entry", "single", "story"])
}

/// Whether a class or id that speaks of an author speaks of somebody who has something to say about the page.
fn is_of_reader(words: &str) -> bool {
    says_one_of(words, &["review", "comment", "testimonial", "quote", "reply"])
}

fn says_one_of(words: &str, wanted: &[&str]) -> bool {
    wanted.iter().any(|word| find_ignoring_case(words.as_bytes(), word.as_bytes()).is_some())
}

/// Types of microdata whose properties speak of something else on the page.
pub(super) fn is_about_page(item_type: &str) -> bool {
    const OTHERS: &[&str] = &[
        "Comment",
        "UserComments",
        "Answer",
        "Review",
        "Rating",
        "AggregateRating",
        "Offer",
        "Organization",
        "Person",
        "ImageObject",
        "BreadcrumbList",
        "ListItem",
        "WPHeader",
        "WPFooter",
        "WPSideBar",
        "SiteNavigationElement",
        "PostalAddress",
        "Brand",
        "VideoObject",
        "LocalBusiness",
        "WebSite",
        "ItemList",
        "SearchAction",
        "Thing",
    ];
    let name = item_type.trim().rsplit(['/', '#']).next().unwrap_or_default();
    !OTHERS.contains(&name)
}

/// Properties whose items are something else.
pub(super) fn is_other(property: &str) -> bool {
    matches!(
        property,
        "comment"
            | "review"
            | "reviews"
            | "suggestedAnswer"
            | "acceptedAnswer"
            | "publisher"
            | "itemListElement"
            | "image"
            | "logo"
            | "author"
            | "creator"
            | "blogPosts"
            | "blogPost"
            | "hasPart"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_hint_at_authors_and_dates() {
        let authors = ["post-author", "ByLine", "autor", "article__writer", "redakteur", "userName", "authors"];
        assert!(authors.iter().all(|class| hint(class) == Some(Kind::Author)));
        let nobody =
            ["authorized-dealer", "styling", "tutorial", "favorite", "kontakte", "external", "reference internal"];
        assert!(nobody.iter().all(|class| hint(class).is_none()));
        let readers = ["review-author", "comment-author", "testimonial__author", "quote-author"];
        assert!(readers.iter().all(|class| hint(class).is_none()));
        let kinds = ["entry-date", "publish-time", "date", "updated_at fecha"].map(hint);
        assert_eq!(kinds, [Some(Kind::DatePublished), Some(Kind::DatePublished), Some(Kind::Date), Some(Kind::Date)]);
    }

    #[test]
    fn addresses_lead_to_people() {
        let people = ["/author/jane", "https://e.org/autoren/jane", "/people/jane", "/staff/jane"];
        assert!(people.iter().all(|href| leads_to_person(href)));
        assert!(!["/people", "/about/ice", "author", "#author"].iter().any(|href| leads_to_person(href)));
    }
}
