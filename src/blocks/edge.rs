//! Words that only a style sheet keeps apart.
//!
//! `<span>12 reviews</span><span>Write one</span>` has no white space between the two, and a browser without the
//! site's style sheet would glue them; with it, nearly always, it does not. `<span>T</span>he` and `<a>cat</a>s` are
//! one word. The letters on both sides tell which is which. On the pages of WCXB this recovers the words of product
//! and listing cards: what the best choice of blocks can reach there rises by two hundredths of word F1.

use crate::tags::Tag;

/// What stands between two pieces of text in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Edge {
    /// Nothing, or elements that style letters inside words.
    #[default]
    None,
    /// An element opens.
    Opened,
    /// An element closes.
    Closed,
    /// One closes and the next opens.
    Between,
    /// A link closes and another element opens.
    AfterLink,
    /// A link closes and the next opens.
    Links,
}

impl Edge {
    pub(super) fn open(self, tag: Tag) -> Self {
        match (self, tag) {
            (edge, tag) if inside_words(tag) => edge,
            (Self::AfterLink, Tag::A) => Self::Links,
            (Self::None, _) => Self::Opened,
            (Self::Closed, _) => Self::Between,
            (edge, _) => edge,
        }
    }

    pub(super) fn close(self, tag: Tag) -> Self {
        match (self, tag) {
            (edge, tag) if inside_words(tag) => edge,
            (Self::None | Self::Closed, Tag::A) => Self::AfterLink,
            (Self::None, _) => Self::Closed,
            (edge, _) => edge,
        }
    }

    /// Whether the texts before and after it are words of their own.
    pub(super) fn parts(self, before: &str, after: &str) -> bool {
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
        match self {
            Self::None => false,
            Self::Links => true,
            Self::Between | Self::AfterLink => {
                between_words(before, last, after, first) || beside(before, last, after, first)
            }
            Self::Opened | Self::Closed => between_words(before, last, after, first),
        }
    }
}

/// Elements that commonly stand around part of a word.
fn inside_words(tag: Tag) -> bool {
    matches!(tag, Tag::Sub | Tag::Sup | Tag::Code | Tag::Kbd | Tag::Samp | Tag::Var | Tag::Wbr | Tag::Ruby)
}

/// A word ends and a capital begins another: `reviews|Write`, `5|Write`, `done.|Write`. One letter alone is an initial
/// or the start of a name: `i|Phone`.
fn between_words(before: &str, last: char, _after: &str, first: char) -> bool {
    let ends = (last.is_lowercase() && word_length(before.chars().rev()) > 1)
        || last.is_ascii_digit()
        || matches!(last, '.' | '!' | '?' | ')' | ',' | ';' | ':' | '%');
    ends && first.is_uppercase()
}

/// Two elements side by side: `5|min`, `from|19`, `2026|90`, `NEW|SALE`, and anything before a price.
fn beside(before: &str, last: char, after: &str, first: char) -> bool {
    let lengths = || word_length(before.chars().rev()) > 1 && word_length(after.chars()) > 1;
    (last.is_ascii_digit() && first.is_lowercase())
        || (last.is_lowercase() && first.is_ascii_digit())
        || (last.is_ascii_digit() && first.is_ascii_digit() && lengths())
        || (last.is_alphanumeric() && matches!(first, '$' | '€' | '£' | '¥' | '(' | '•' | '·' | '|'))
        || (last.is_uppercase() && first.is_uppercase() && lengths())
}

/// Letters and digits up to the first character that is neither; long words are not counted to their end.
fn word_length(chars: impl Iterator<Item = char>) -> usize {
    chars.take(4).take_while(|char| char.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_after_a_word_begins_another() {
        for (before, after, apart) in [
            ("12 reviews", "Write one", true),
            ("T", "he harbour", false),
            ("cat", "s and dogs", false),
            ("i", "Phone", false),
            ("It was over.", "Then it began", true),
            ("港口", "结冰", false),
        ] {
            assert_eq!(Edge::Closed.parts(before, after), apart, "{before}|{after}");
        }
    }

    #[test]
    fn elements_side_by_side_part_numbers_from_words() {
        assert!(Edge::Between.parts("5", "min read") && !Edge::Closed.parts("1", "st"));
        assert!(Edge::Between.parts("NEW", "SALE") && !Edge::Between.parts("U", "SA"));
        assert!(!Edge::Between.parts("unbe", "lievable"));
        assert!(Edge::Links.parts("ice", "ferries"));
    }
}
