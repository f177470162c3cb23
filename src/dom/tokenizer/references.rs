//! Character references (<https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state>).

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use html5ever::tendril::StrTendril;

/// One more than the longest name of the standard's table, `CounterClockwiseContourIntegral;`.
const LONGEST_NAME: usize = 33;

/// What stands for a reference, and the bytes that the reference takes, with its `&`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference {
    first: char,
    second: Option<char>,
    pub(super) length: usize,
}

impl Reference {
    pub(super) fn text(self) -> StrTendril {
        let mut text = StrTendril::new();
        self.chars().for_each(|char| text.push_char(char));
        text
    }

    pub(super) fn chars(self) -> impl Iterator<Item = char> {
        std::iter::once(self.first).chain(self.second)
    }
}

/// The reference at the start of a text that begins with `&`; `None` if the `&` is just a character.
pub(super) fn decode(text: &[u8], in_attribute: bool) -> Option<Reference> {
    match text.get(1)? {
        b'#' => numeric(text),
        first if first.is_ascii_alphanumeric() => named(text.get(1..)?, in_attribute),
        _ => None,
    }
}

fn named(text: &[u8], in_attribute: bool) -> Option<Reference> {
    let letters = text.iter().take(LONGEST_NAME).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let longest = letters + usize::from(text.get(letters) == Some(&b';'));
    // Most references are well formed; those without a semicolon have the longest name that fits.
    let (length, &(first, second)) = (1..=longest).rev().find_map(|length| {
        let name = std::str::from_utf8(text.get(..length)?).ok()?;
        // Starts of names are in the table too, and stand for nothing.
        NAMED_ENTITIES.get(name).filter(|(first, _)| *first != 0).map(|found| (length, found))
    })?;
    let next = text.get(length);
    let terminated = text.get(length - 1) == Some(&b';');
    if in_attribute && !terminated && next.is_some_and(|&next| next == b'=' || next.is_ascii_alphanumeric()) {
        return None;
    }
    let second = Some(second).filter(|&second| second != 0).and_then(char::from_u32);
    Some(Reference { first: char::from_u32(first)?, second, length: 1 + length })
}

fn numeric(text: &[u8]) -> Option<Reference> {
    let hexadecimal = matches!(text.get(2), Some(b'x' | b'X'));
    let (start, base) = if hexadecimal { (3, 16) } else { (2, 10) };
    let digits = text.iter().skip(start).map_while(|&byte| char::from(byte).to_digit(base));
    let (mut number, mut count) = (0_u32, 0);
    for digit in digits {
        number = number.saturating_mul(base).saturating_add(digit);
        count += 1;
    }
    let end = start + count;
    let length = end + usize::from(text.get(end) == Some(&b';'));
    (count > 0).then(|| Reference { first: character(number), second: None, length })
}

/// "Numeric character reference end" state.
fn character(number: u32) -> char {
    let c1 = number.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize)).copied().flatten();
    c1.or_else(|| char::from_u32(number).filter(|&char| char != '\0')).unwrap_or('\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str, in_attribute: bool) -> Option<(String, usize)> {
        decode(text.as_bytes(), in_attribute).map(|reference| (reference.text().to_string(), reference.length))
    }

    #[test]
    fn references_stand_for_what_the_standard_says() {
        for (source, text, length) in [
            ("&amp;", "&", 5),
            ("&ampx", "&", 4),
            ("&notit;", "\u{ac}", 4),
            ("&notin;", "\u{2209}", 7),
            ("&NotEqualTilde;", "\u{2242}\u{338}", 15),
            ("&CounterClockwiseContourIntegral;", "\u{2233}", 33),
            ("&#65", "A", 4),
            ("&#x41;", "A", 6),
            ("&#X41g", "A", 5),
            ("&#0;", "\u{fffd}", 4),
            ("&#128;", "\u{20ac}", 6),
            ("&#x81;", "\u{81}", 6),
            ("&#xD800;", "\u{fffd}", 8),
            ("&#x110000;", "\u{fffd}", 10),
            ("&#99999999999999999999;", "\u{fffd}", 23),
            ("&#13;", "\r", 5),
        ] {
            assert_eq!(decoded(source, false), Some((text.to_owned(), length)), "{source}");
        }
        for source in ["&", "& ", "&;", "&#", "&#;", "&#x;", "&#xg", "&nosuchthing;", "&1;", "&é"] {
            assert_eq!(decoded(source, false), None, "{source}");
        }
    }

    #[test]
    fn a_reference_in_an_attribute_needs_its_semicolon_before_more_of_a_word() {
        for (source, decodes) in [
            ("&copy=1", false),
            ("&copy1", false),
            ("&copya", false),
            ("&copy;=1", true),
            ("&copy ", true),
            ("&copy", true),
        ] {
            assert_eq!(decoded(source, true).is_some(), decodes, "{source}");
            assert!(decoded(source, false).is_some(), "{source}");
        }
    }
}
