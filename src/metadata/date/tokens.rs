//! Text as dates see it: numbers, words and what parts them.

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A number below a thousand million, and how many digits it is written with.
    Number(u32, u8),
    /// A word in lower case. A full stop inside is part of it: `พ.ค`.
    Word(&'a str),
    /// Anything else but white space.
    Mark(char),
}

/// A token with the place of its first byte, and whether white space stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) token: Token<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) spaced: bool,
}

/// Zeros of the scripts whose digits are in use; nine more follow each.
const ZEROS: &[char] = &['0', '٠', '۰', '०', '০', '๐', '０'];

fn digit(char: char) -> Option<u32> {
    if char.is_ascii() {
        return char.to_digit(10);
    }
    if !char.is_numeric() {
        return None;
    }
    ZEROS.iter().find_map(|&zero| (char as u32).checked_sub(zero as u32).filter(|&digit| digit < 10))
}

/// Letters and the marks that spell with them; not digits, punctuation, or signs that count years and months.
fn is_word(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphabetic();
    }
    let is_sign =
        matches!(char, '年' | '月' | '日' | '号' | '號' | '년' | '월' | '일' | '時' | '时' | '点' | '點' | '分' | '秒');
    let is_ideograph = matches!(char, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    !is_sign && !is_ideograph && digit(char).is_none() && (char.is_alphabetic() || is_vowel_sign(char))
}

/// Marks of the Indic and Thai scripts and combining accents that `is_alphabetic` leaves out.
fn is_vowel_sign(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{970}' | '\u{9bc}' | '\u{9cd}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{64b}'..='\u{655}')
}

/// A text in lower case, byte for byte: letters whose lower case is longer or shorter stay as they are.
pub(super) fn lowered(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = |char: char| {
        let mut lower = char.to_lowercase();
        lower
            .next()
            .filter(|lower| lower.len_utf8() == char.len_utf8())
            .filter(|_| lower.next().is_none())
            .unwrap_or(char)
    };
    text.chars().map(lower).collect()
}

/// The tokens of a text in lower case.
pub(super) fn tokens(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(8 + text.len() / 4);
    let mut chars = text.char_indices().peekable();
    let mut spaced = false;
    while let Some((start, char)) = chars.next() {
        if char.is_whitespace() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') {
            spaced = true;
            continue;
        }
        let token = if let Some(first) = digit(char) {
            let (mut value, mut digits) = (first, 1_u8);
            while let Some((_, next)) = chars.next_if(|&(_, char)| digit(char).is_some()) {
                value = value.saturating_mul(10).saturating_add(digit(next).unwrap_or(0));
                digits = digits.saturating_add(1);
            }
            Token::Number(value, digits)
        } else if is_word(char) {
            pass_word(char, &mut chars);
            let end = chars.peek().map_or(text.len(), |&(at, _)| at);
            Token::Word(text.get(start..end).unwrap_or_default())
        } else {
            Token::Mark(char)
        };
        let end = chars.peek().map_or(text.len(), |&(at, _)| at);
        pieces.push(Piece { token, start, end, spaced: std::mem::take(&mut spaced) });
    }
    pieces
}

fn pass_word(first: char, chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>) {
    loop {
        while chars.next_if(|&(_, char)| is_word(char)).is_some() {}
        let mut ahead = chars.clone();
        let inner = ahead.next().is_some_and(|(_, char)| char == '.')
            && ahead.next().is_some_and(|(_, char)| is_word(char) && !char.is_ascii() && !first.is_ascii());
        if !inner {
            return;
        }
        chars.next();
    }
}
