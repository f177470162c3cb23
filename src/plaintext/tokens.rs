//! The words of a line, as hashes: for the few lines whose words are looked at.

use super::automaton::{Class, class};
use super::counts::{fold, is_wide, is_word};

/// A run of alphanumeric characters, or one character of a script without spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Of its characters in lower case.
    pub(super) hash: u32,
    /// The byte of the line behind it.
    pub(super) end: usize,
}

/// The tokens of a line.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = Token> {
    let mut chars = line.char_indices().map(|(at, char)| (at, char, class(char))).peekable();
    std::iter::from_fn(move || {
        let (at, char, class) = chars.find(|&(_, _, class)| is_word(class))?;
        let mut token = Token { hash: mix(0, char, class), end: at + char.len_utf8() };
        if is_wide(class) {
            return Some(token);
        }
        while let Some((at, char, class)) = chars.next_if(|&(_, _, class)| is_word(class) && !is_wide(class)) {
            token = Token { hash: mix(token.hash, char, class), end: at + char.len_utf8() };
        }
        Some(token)
    })
}

/// The hashes of a line's tokens.
pub(super) fn hashes(line: &str) -> impl Iterator<Item = u32> {
    tokens(line).map(|token| token.hash)
}

fn mix(hash: u32, char: char, class: Class) -> u32 {
    (hash ^ fold(char, class)).wrapping_mul(0x0100_0193)
}
