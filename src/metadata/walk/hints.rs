//! What names and addresses hint at.

use crate::metadata::facts::Kind;
use memchr::memchr_iter;

/// Whether an address is a person's page by the paths that content systems and newspapers use.
pub(super) fn leads_to_person(href: &str) -> bool {
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
    const fn code(four: [u8; 4]) -> u32 {
        u32::from_be_bytes(four)
    }
    const UTHO: u32 = code(*b"utho");
    const YLIN: u32 = code(*b"ylin");
    const UTOR: u32 = code(*b"utor");
    const RITE: u32 = code(*b"rite");
    const AKTE: u32 = code(*b"akte");
    const ERNA: u32 = code(*b"erna");
    const DATE: u32 = code(*b"date");
    const UBLI: u32 = code(*b"ubli");
    const TIME: u32 = code(*b"time");
    const OSTE: u32 = code(*b"oste");
    const DATU: u32 = code(*b"datu");
    const FECH: u32 = code(*b"fech");
    let bytes = words.as_bytes();
    let (mut date, mut four) = (false, 0_u32);
    for (at, byte) in bytes.iter().enumerate() {
        // Upper-case letters in lower case; what this makes of other bytes is in no word.
        four = four << 8 | u32::from(byte | 0x20);
        let is = |place: usize, wanted: u8| bytes.get(place).is_some_and(|byte| byte | 0x20 == wanted);
        let begins = |wanted| at.checked_sub(4).is_some_and(|place| is(place, wanted));
        let author = match four {
            // Not `authorized`, `authority`.
            UTHO => is(at + 1, b'r') && !is(at + 2, b'i'),
            YLIN => begins(b'b'),
            UTOR => begins(b'a'),
            RITE => begins(b'w') && is(at + 1, b'r'),
            AKTE => begins(b'd'),
            ERNA => begins(b's') && is(at + 1, b'm'),
            DATE | UBLI | TIME | OSTE | DATU | FECH => {
                date = true;
                false
            }
            _ => false,
        };
        if author {
            return Some(Kind::Author);
        }
    }
    date.then(|| if is_of_article(words) { Kind::DatePublished } else { Kind::Date })
}

/// Whether a class or id that speaks of a date speaks of an article too.
fn is_of_article(words: &str) -> bool {
    const OF: &[&str] = &["publi", "post", "article", "artikel", "entry", "single", "story"];
    let words = words.to_ascii_lowercase();
    OF.iter().any(|word| words.contains(word))
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
