//! Text as its author wrote it, where somebody did something to it on the way.
//!
//! **Misread text.** UTF-8 was taken for Latin-1 by whoever saved the page, as HTTP libraries do where no charset is named, and written as UTF-8
//! again: "It’s" has become "Itâ" with two control characters and an "s". Those control characters (C1, U+0080 to U+009F) give it away: no
//! text has them, and windows-1252, which labels of Latin-1 mean on the web, has letters and quotation marks in their place. Of the 1,497 pages of
//! WCXB 31 have some in the text that is kept.
//!
//! **Soft hyphens** say where a word may be parted at the end of a line, and are no part of it: who looks for the word does not find it. Of
//! trafilatura's 458 pages 16 have some in the text that is kept.

use encoding_rs::WINDOWS_1252;
use memchr::memchr2_iter;
use std::borrow::Cow;

/// A page as it was written; nearly all stand as they are.
pub(crate) fn mended_page(html: &str) -> Cow<'_, str> {
    mended(html, true)
}

/// The same of a text without markup.
pub(crate) fn mended_text(text: &str) -> Cow<'_, str> {
    mended(text, false)
}

fn mended(text: &str, is_page: bool) -> Cow<'_, str> {
    let Faults { is_misread, has_soft_hyphens } = Faults::of(text.as_bytes(), is_page);
    let text = if is_misread { Cow::Owned(Mender::of(text).mended(text)) } else { Cow::Borrowed(text) };
    if has_soft_hyphens { Cow::Owned(without_soft_hyphens(&text, is_page)) } else { text }
}

/// What is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Faults {
    is_misread: bool,
    has_soft_hyphens: bool,
}

impl Faults {
    /// Both begin with one of two bytes.
    fn of(text: &[u8], is_page: bool) -> Self {
        let mut found = Self::default();
        for at in memchr2_iter(b'&', LEAD, text) {
            let rest = &text[at..];
            found.is_misread |= begins_with_control(rest);
            found.has_soft_hyphens |= soft_hyphen(rest, is_page).is_some();
        }
        found
    }
}

/// The first byte of U+0080 to U+00BF.
const LEAD: u8 = 0xc2;

/// Whether a well-formed text begins with a C1 control character: C2 80 to C2 9F. One of them does part lines.
fn begins_with_control(text: &[u8]) -> bool {
    matches!(text, [LEAD, next, ..] if is_control(u32::from(*next)) && *next != NEXT_LINE)
}

/// Bytes of the soft hyphen that a text begins with: the character, or in a page a reference to it.
fn soft_hyphen(text: &[u8], is_page: bool) -> Option<usize> {
    const REFERENCES: [&[u8]; 4] = [b"&shy;", b"&#173;", b"&#xad;", b"&#xAD;"];
    match text {
        [LEAD, 0xad, ..] => Some(2),
        // Most references are others, and are told by a byte.
        [b'&', b's' | b'#', ..] if is_page => REFERENCES.iter().find(|it| text.starts_with(it)).map(|it| it.len()),
        _ => None,
    }
}

fn without_soft_hyphens(text: &str, is_page: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for at in memchr2_iter(b'&', LEAD, text.as_bytes()) {
        if let Some(length) = soft_hyphen(&text.as_bytes()[at..], is_page) {
            out.push_str(&text[start..at]);
            start = at + length;
        }
    }
    out.push_str(&text[start..]);
    out
}

const NEXT_LINE: u8 = 0x85;

fn is_control(code: u32) -> bool {
    (0x80..0xa0).contains(&code)
}

struct Mender {
    /// What windows-1252 has in the place of the control characters.
    letters: Vec<char>,
    /// All of the text was read wrongly, not some quotation in it.
    is_whole: bool,
}

impl Mender {
    fn of(text: &str) -> Self {
        let bytes: Vec<u8> = (0x80..0xa0).collect();
        let letters = WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().collect();
        let mender = Self { letters, is_whole: false };
        let (mut sound, mut broken) = (0, 0);
        mender.each(text, |piece| match piece {
            Piece::Text(_) => {}
            Piece::Sequence { .. } => sound += 1,
            Piece::Char(_) => broken += 1,
        });
        Self { is_whole: sound > MOST * broken, ..mender }
    }

    fn mended(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.each(text, |piece| match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Sequence { char, has_control, .. } if has_control || self.is_whole => out.push(self.letter(char)),
            Piece::Sequence { source, .. } => out.push_str(source),
            Piece::Char(char) => out.push(self.letter(char)),
        });
        out
    }

    /// What a control character stands for; of any other character itself.
    fn letter(&self, char: char) -> char {
        let code = char as u32;
        if is_control(code) { self.letters.get(code as usize - 0x80).copied().unwrap_or(char) } else { char }
    }

    /// The byte that was read as a character.
    fn byte(&self, char: char) -> Option<u8> {
        match u8::try_from(char) {
            Ok(byte) => (!byte.is_ascii()).then_some(byte),
            Err(_) => self.letters.iter().position(|&letter| letter == char).map(|at| 0x80 + at as u8),
        }
    }

    /// Hands on the pieces of a text, one after the other.
    fn each<'t>(&self, text: &'t str, mut take: impl FnMut(Piece<'t>)) {
        let mut rest = text;
        while !rest.is_empty() {
            let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
            let (before, after) = rest.split_at(plain);
            if !before.is_empty() {
                take(Piece::Text(before));
            }
            rest = after;
            if let Some((char, length)) = self.sequence(rest) {
                let (source, after) = rest.split_at(length);
                take(Piece::Sequence { char, source, has_control: source.chars().any(|char| is_control(char as u32)) });
                rest = after;
            } else if let Some(char) = rest.chars().next() {
                take(Piece::Char(char));
                rest = &rest[char.len_utf8()..];
            }
        }
    }

    /// The character that a text begins with if it is UTF-8 read as Latin-1, and the bytes that this takes in the text.
    fn sequence(&self, text: &str) -> Option<(char, usize)> {
        let mut bytes = [0; 4];
        let mut length = 0;
        for (at, char) in text.chars().take(bytes.len()).enumerate() {
            bytes[at] = self.byte(char)?;
            length += char.len_utf8();
            match std::str::from_utf8(&bytes[..=at]) {
                Ok(read) => return read.chars().next().map(|char| (char, length)),
                Err(error) if error.error_len().is_some() => return None,
                Err(_) => {}
            }
        }
        None
    }
}

/// So many characters that make sense as UTF-8 for each that does not, and all of the text was read wrongly.
const MOST: usize = 9;

enum Piece<'t> {
    /// ASCII.
    Text(&'t str),
    /// UTF-8 that was read as Latin-1 or windows-1252.
    Sequence { char: char, source: &'t str, has_control: bool },
    /// Any other character.
    Char(char),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// UTF-8 read as Latin-1, byte for byte.
    fn misread(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    const TEXT: &str = "“It’s 40 cm thick,” said Zoë Dvořák – the harbour’s master… 港口结冰";

    #[test]
    fn utf_8_that_was_read_as_latin_1_comes_back() {
        assert_eq!(mended_text(&misread(TEXT)), TEXT);
        let (windows, ..) = WINDOWS_1252.decode_without_bom_handling(TEXT.as_bytes());
        assert_eq!(mended_text(&windows), TEXT);
    }

    #[test]
    fn a_misread_quotation_in_a_sound_text_comes_back_and_the_text_stays() {
        let around = "Voilà\u{a0}», dit-elle à\u{a0}»; é, è, ç, œ, €, “so”. ";
        let text = format!("{around}{}{around}", misread("It’s ice"));
        assert_eq!(mended_text(&text), format!("{around}It’s ice{around}"));
    }

    #[test]
    fn windows_1252_that_was_read_as_latin_1_comes_back() {
        assert_eq!(mended_page("It\u{92}s \u{93}ice\u{94} \u{97} in J\u{fc}rmala"), "It’s “ice” — in Jürmala");
    }

    #[test]
    fn what_has_no_control_characters_is_as_it_was_meant() {
        for text in [TEXT, "â€™ is what becomes of ’", "Ã©", "one line\u{85}another", ""] {
            assert!(matches!(mended_page(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn soft_hyphens_go_however_they_are_spelt() {
        let html = "Ha&shy;fen&#173;mei&#xad;ste\u{ad}rei &#xAD;&amp;shy; &shyx;\u{ad}";
        assert_eq!(mended_page(html), "Hafenmeisterei &amp;shy; &shyx;");
        assert_eq!(mended_text("Ha&shy;fen\u{ad}meister"), "Ha&shy;fenmeister");
        assert_eq!(mended_page("It\u{92}s the har&shy;bour"), "It’s the harbour");
    }

    proptest! {
        #[test]
        fn what_is_mended_is_sound(text in "[ -~\u{80}-\u{ff}€’“”港ř]{0,60}") {
            let once = mended_text(&text).into_owned();
            // Windows-1252 has nothing in five places.
            let is_left = |char: char| matches!(char, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}');
            prop_assert!(Faults::of(text.as_bytes(), false).is_misread <= once.chars().all(|char| !is_control(char as u32) || is_left(char)));
        }

        #[test]
        fn texts_survive_being_misread(text in "[ -~]{0,20}[’“”–…]([ -~’“”–…àéîõüßłř港口結冰Ж]{0,60})") {
            let misread = misread(&text);
            prop_assert_eq!(mended_text(&misread), text);
        }
    }
}
