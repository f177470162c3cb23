//! Text as dates see it: numbers, words and what parts them.

use std::iter::Peekable;
use std::str::CharIndices;

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

/// A text in lower case, byte for byte, if the buffer holds it: letters whose lower case is longer or shorter stay as they are.
pub(super) fn lowered<'b>(text: &str, buffer: &'b mut [u8]) -> Option<&'b str> {
    let bytes = buffer.get_mut(..text.len())?;
    bytes.copy_from_slice(text.as_bytes());
    bytes.make_ascii_lowercase();
    for (at, char) in text.char_indices().filter(|(_, char)| !char.is_ascii()) {
        let mut lower = char.to_lowercase();
        let lower = lower.next().filter(|first| lower.next().is_none() && first.len_utf8() == char.len_utf8());
        if let Some(lower) = lower {
            lower.encode_utf8(bytes.get_mut(at..)?);
        }
    }
    std::str::from_utf8(bytes).ok()
}

/// The tokens of a text in lower case.
pub(super) struct Tokens<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, chars: text.char_indices().peekable() }
    }

    /// The token that begins with a character.
    fn token(&mut self, start: usize, char: char) -> Token<'a> {
        if let Some(first) = digit(char) {
            let (mut value, mut digits) = (first, 1_u8);
            while let Some((_, next)) = self.chars.next_if(|&(_, char)| digit(char).is_some()) {
                value = value.saturating_mul(10).saturating_add(digit(next).unwrap_or(0));
                digits = digits.saturating_add(1);
            }
            Token::Number(value, digits)
        } else if is_word(char) {
            pass_word(char, &mut self.chars);
            Token::Word(self.text.get(start..self.at()).unwrap_or_default())
        } else {
            Token::Mark(char)
        }
    }

    /// Where the next character begins.
    fn at(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |&(at, _)| at)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        let mut spaced = false;
        loop {
            let (start, char) = self.chars.next()?;
            if char.is_whitespace() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') {
                spaced = true;
                continue;
            }
            let token = self.token(start, char);
            return Some(Piece { token, start, end: self.at(), spaced });
        }
    }
}

/// As many tokens of a text as a date may look ahead, and those that were read with them.
pub(super) struct Window<'a> {
    tokens: Tokens<'a>,
    pieces: [Piece<'a>; 2 * AHEAD],
    start: usize,
    end: usize,
    /// There are no further ones.
    is_last: bool,
}

/// Tokens of the longest date, its time and what may stand in between.
const AHEAD: usize = 32;

impl<'a> Window<'a> {
    pub(super) fn over(text: &'a str) -> Self {
        let none = Piece { token: Token::Mark(' '), start: 0, end: 0, spaced: false };
        Self { tokens: Tokens::of(text), pieces: [none; 2 * AHEAD], start: 0, end: 0, is_last: false }
    }

    /// The tokens from here on; none at the end.
    pub(super) fn pieces(&mut self) -> &[Piece<'a>] {
        if self.end - self.start < AHEAD && !self.is_last {
            self.pieces.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            for (slot, piece) in self.pieces.iter_mut().skip(self.end).zip(&mut self.tokens) {
                *slot = piece;
                self.end += 1;
            }
            self.is_last = self.end < self.pieces.len();
        }
        self.pieces.get(self.start..self.end).unwrap_or_default()
    }

    /// Goes on behind so many of them.
    pub(super) fn pass(&mut self, count: usize) {
        self.start = self.end.min(self.start + count);
    }
}

fn pass_word(first: char, chars: &mut Peekable<CharIndices<'_>>) {
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
