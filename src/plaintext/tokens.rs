//! The words of a line, as hashes: for the few lines whose words are looked at.

use super::automaton::class;
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
    let mut at = 0;
    std::iter::from_fn(move || {
        let token = next(line, at)?;
        at = token.end;
        Some(token)
    })
}

/// Of ASCII what is part of a token, in lower case; 0 for all else.
static FOLDED: [u8; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            table[at] = byte.to_ascii_lowercase();
        }
        at += 1;
    }
    table
};

/// The first token from a byte on.
fn next(line: &str, from: usize) -> Option<Token> {
    let rest = line.as_bytes().get(from..)?;
    let gap = rest.iter().take_while(|&&byte| byte.is_ascii() && FOLDED[usize::from(byte)] == 0).count();
    let mut token = Token { hash: 0, end: from + gap };
    for &byte in rest.iter().skip(gap) {
        let folded = FOLDED[usize::from(byte)];
        if folded == 0 {
            return if byte.is_ascii() { Some(token) } else { other(line, token, from + gap) };
        }
        token = Token { hash: mix(token.hash, folded.into()), end: token.end + 1 };
    }
    Some(token).filter(|token| token.end > from + gap)
}

/// The same where a character beyond ASCII follows what has been read, from `start` on, of the token.
fn other(line: &str, mut token: Token, start: usize) -> Option<Token> {
    let mut started = token.end > start;
    for char in line.get(token.end..)?.chars() {
        let class = class(char);
        let wide = is_wide(class);
        // What ends a token may be one of its own.
        if started && (!is_word(class) || wide) {
            break;
        }
        token.end += char.len_utf8();
        if is_word(class) {
            token.hash = mix(token.hash, fold(char, class));
            started = true;
        }
        if wide {
            break;
        }
    }
    Some(token).filter(|_| started)
}

/// The hashes of a line's tokens.
pub(super) fn hashes(line: &str) -> impl Iterator<Item = u32> {
    tokens(line).map(|token| token.hash)
}

fn mix(hash: u32, folded: u32) -> u32 {
    (hash ^ folded).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tokens by their definition, in lower case.
    fn plainly(line: &str) -> Vec<String> {
        let mut tokens = vec![String::new()];
        for char in line.chars() {
            let class = class(char);
            if (!is_word(class) || is_wide(class)) && tokens.last().is_some_and(|token| !token.is_empty()) {
                tokens.push(String::new());
            }
            if let Some(token) = tokens.last_mut().filter(|_| is_word(class)) {
                token.extend(char.to_lowercase());
            }
            if is_wide(class) {
                tokens.push(String::new());
            }
        }
        tokens.retain(|token| !token.is_empty());
        tokens
    }

    proptest! {
        #[test]
        fn tokens_are_those_of_plain_reading(line in "[a-cA-C0-9_ .,é–ÄßЖж港のx한]{0,40}|\\PC{0,12}") {
            let found: Vec<Token> = tokens(&line).collect();
            let plain = plainly(&line);
            prop_assert_eq!(found.len(), plain.len(), "{:?}", line);
            for (token, plain) in found.iter().zip(&plain) {
                let alone = hashes(plain).next();
                prop_assert!(alone == Some(token.hash) || !plain.is_ascii(), "{:?} in {:?}", plain, line);
                prop_assert!(line.is_char_boundary(token.end));
            }
        }
    }
}
