//! Copies of pages whose words are replaced by made-up words of another script, to train on: no feature shall lean on
//! the length of English words, on capitals or on Latin punctuation.

use crate::blocks::{Page, TextBlock};
use crate::text;

/// How a script writes what English writes with letters, spaces, capitals, commas and full stops.
pub(super) struct Script {
    /// Code points of letters, taken as they come.
    first: u32,
    letters: u32,
    /// English letters that one letter of the script stands for, in tenths: Chinese and Japanese texts have about a third of
    /// the characters of their English translations, Arabic four fifths (the UDHR's translations).
    tenths: u32,
    spaces: bool,
    comma: char,
    stop: char,
}

/// Scripts that differ in kind: without spaces, without capitals, without punctuation, with everything but Latin letters.
pub(super) const SCRIPTS: &[Script] = &[
    Script { first: 0x4e00, letters: 3000, tenths: 30, spaces: false, comma: '，', stop: '。' },
    Script { first: 0x0627, letters: 30, tenths: 12, spaces: true, comma: '،', stop: '.' },
    Script { first: 0x0e01, letters: 46, tenths: 10, spaces: false, comma: ' ', stop: ' ' },
    Script { first: 0x0430, letters: 32, tenths: 9, spaces: true, comma: ',', stop: '.' },
];

/// The page in another script. Marks are left out: no feature reads them.
pub(super) fn page(page: &Page, script: &Script) -> Page {
    let mut other = Page { elements: page.elements.clone(), ..Page::default() };
    for block in &page.blocks {
        let start = other.text.len() as u32;
        other.text.push_str(&self::text(page.block_text(block), script));
        let words = &other.text[start as usize..];
        let counts = text::count(words);
        let scaled =
            |chars: u32| (u64::from(chars) * u64::from(counts.chars) / u64::from(block.counts.chars.max(1))) as u32;
        let inline = crate::blocks::Inline {
            link_chars: scaled(block.inline.link_chars),
            bold_chars: scaled(block.inline.bold_chars),
            ..block.inline
        };
        let end = other.text.len() as u32;
        other.blocks.push(TextBlock { text: start..end, counts, inline, ..block.clone() });
    }
    other
}

/// A text in another script: the same word always becomes the same word, digits stay.
pub(super) fn text(text: &str, script: &Script) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    for char in text.chars().chain([' ']) {
        if char.is_alphabetic() {
            word.extend(char.to_lowercase());
            continue;
        }
        write_word(&mut out, &word, script);
        word.clear();
        match char {
            ' ' if !script.spaces && !out.ends_with(|last: char| last.is_ascii_punctuation()) => {}
            ',' | ';' => out.push(script.comma),
            '.' | '!' | '?' => out.push(script.stop),
            other => out.push(other),
        }
    }
    let length = out.trim_end().len();
    out.truncate(length);
    out
}

fn write_word(out: &mut String, word: &str, script: &Script) {
    let letters = word.chars().count() as u32;
    let mut hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    for _ in 0..(letters * 10 + script.tenths / 2) / script.tenths + u32::from(letters == 1) {
        hash = hash.wrapping_mul(0x0019_660d).wrapping_add(0x3c6e_f35f);
        out.extend(char::from_u32(script.first + (hash >> 8) % script.letters));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_word_wherever_it_stands() {
        let other = text("Ice, and more ice than 40 years of ice.", &SCRIPTS[0]);
        let ice = text("ice", &SCRIPTS[0]);
        assert_eq!(other.matches(&ice).count(), 3);
        assert!(other.contains("40") && other.ends_with('。') && other.contains('，'));
        assert!(!other.contains(|char: char| char.is_ascii_alphabetic() || char == ' '));
    }
}
