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
    let mut chars = line.chars();
    std::iter::from_fn(move || {
        let mut token: Option<Token> = None;
        loop {
            let before = chars.as_str();
            let Some(char) = chars.next() else { return token };
            let class = class(char);
            if !is_word(class) || (token.is_some() && is_wide(class)) {
                let Some(token) = token else { continue };
                // What ends a token may be one of its own.
                chars = before.chars();
                return Some(token);
            }
            let hash = mix(token.map_or(0, |token| token.hash), char, class);
            token = Some(Token { hash, end: line.len() - chars.as_str().len() });
            if is_wide(class) {
                return token;
            }
        }
    })
}

/// The hashes of a line's tokens.
pub(super) fn hashes(line: &str) -> impl Iterator<Item = u32> {
    tokens(line).map(|token| token.hash)
}

fn mix(hash: u32, char: char, class: Class) -> u32 {
    (hash ^ fold(char, class)).wrapping_mul(0x0100_0193)
}
