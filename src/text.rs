//! Text as the web shows it: white-space folding, and counting characters, words and sentences in any script.

mod classes;
mod count;
pub(crate) mod packed;
pub(crate) mod wordlist;

pub(crate) use count::{Counts, count};

use std::borrow::Cow;

/// White space that CSS collapses (CSS Text, section 4.1.1: spaces, tabs and segment breaks). No-break spaces stay.
pub(crate) fn is_collapsible(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// `text` without the collapsible white space that it starts with.
pub(crate) fn trim_start(text: &str) -> &str {
    let start = text.bytes().position(|byte| !is_collapsible(byte));
    start.and_then(|start| text.get(start..)).unwrap_or_default()
}

/// Appends `text` to `out`, each run of collapsible white space as one space; none at the start of a line.
/// `pending` carries a space that ends one piece over to the next.
pub(crate) fn fold_into(out: &mut String, line_start: usize, pending: &mut bool, text: &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if is_collapsible(bytes[at]) {
            *pending = true;
            at += 1;
            continue;
        }
        let length = folded_length(&bytes[at..]);
        if std::mem::take(pending) && out.len() > line_start && !out.ends_with('\n') {
            out.push(' ');
        }
        out.push_str(&text[at..at + length]);
        at += length;
    }
}

/// Puts a space between what `out` has from `start` on and the text to come, where no white space parts the two.
pub(crate) fn part(out: &mut String, start: usize, next: &str) {
    if out.len() > start && !out.ends_with(char::is_whitespace) && !next.starts_with(char::is_whitespace) {
        out.push(' ');
    }
}

/// Bytes of text up to white space that folds: a single space between words stays as it is.
fn folded_length(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if is_collapsible(byte) && (byte != b' ' || bytes.get(at + 1).is_none_or(|&next| is_collapsible(next))) {
            return at;
        }
        at += 1;
    }
    at
}

/// Characters that are not white space.
pub(crate) fn visible_chars(text: &str) -> u32 {
    if text.is_ascii() {
        text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t'..=b'\r')).count() as u32
    } else {
        text.chars().filter(|char| !char.is_whitespace()).count() as u32
    }
}

/// The same as [`folded`], which most texts are already.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if is_folded(text) { Cow::Borrowed(text) } else { Cow::Owned(folded(text)) }
}

/// Whether white space stands between words alone, a space at a time.
fn is_folded(text: &str) -> bool {
    let mut after_space = false;
    text.chars().all(|char| {
        let is_space = char.is_whitespace();
        let is_folded = !is_space || char == ' ' && !after_space;
        after_space = is_space;
        is_folded
    })
}

/// `text` with its collapsible and no-break white space folded to single spaces, none at its ends.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(&mut out, text);
    out
}

/// Appends the same.
pub(crate) fn push_folded(out: &mut String, text: &str) {
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// The longest start of `text` within `bytes` bytes.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

/// How many Latin letters carry as much as this character. Translators reckon an English word (five letters) at one
/// and a half to two Chinese characters, two to two and a half Japanese ones, two Korean syllables; Thai, Lao and Khmer
/// run about as long as English but are written without spaces. Rounded to what holds for running text.
pub(crate) fn width(char: char) -> f32 {
    match char as u32 {
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF => 1.1,
        0x1100..=0x11FF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0xAC00..=0xD7AF | 0xFF66..=0xFF9F => 2.0,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => 3.0,
        _ => 1.0,
    }
}

/// Commas and semicolons, in any script.
pub(crate) const fn is_comma(char: char) -> bool {
    matches!(char, ',' | '，' | '、' | '،' | '､' | ';' | '；' | '؛')
}

/// Currency signs.
pub(crate) const fn is_currency(char: char) -> bool {
    matches!(char, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '￥' | '₺' | '฿')
}

/// Bars, bullets, slashes and arrows.
pub(crate) const fn is_separator(char: char) -> bool {
    matches!(char, '|' | '•' | '·' | '/' | '»' | '›' | '→' | '>' | '<' | '«')
}

/// Full stops, question and exclamation marks and ellipses (Unicode's `Sentence_Terminal`, the ones in daily use).
pub(crate) fn ends_sentence(char: char) -> bool {
    matches!(
        char,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' | '។'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(pieces: &[&str]) -> String {
        let (mut out, mut pending) = (String::new(), false);
        for piece in pieces {
            fold_into(&mut out, 0, &mut pending, piece);
        }
        out
    }

    #[test]
    fn white_space_folds_across_pieces_and_no_break_spaces_stay() {
        assert_eq!(fold(&["  The ", " \n old\t", "harbour", "’s", "\u{a0} gate "]), "The old harbour’s\u{a0} gate");
    }

    proptest! {
        #[test]
        fn folding_in_pieces_is_folding_at_once(pieces in prop::collection::vec("[ab\u{a0} \n]{0,6}", 0..6)) {
            let whole = pieces.concat();
            let pieces: Vec<_> = pieces.iter().map(String::as_str).collect();
            prop_assert_eq!(fold(&pieces), fold(&[&whole]));
        }
    }
}
