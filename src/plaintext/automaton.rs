//! How a line is read: a finite automaton over classes of characters, with what each step counts.
//!
//! A flattened page is mostly short lines that are thrown away again, so reading its characters is most of the cost.
//! One look into a table for each character says what to count and where to go on; the tables are made at compile time.

use crate::text::{self, packed::one};

/// What the automaton makes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    Space,
    Lower,
    Upper,
    /// A letter without case.
    Letter,
    Zero,
    One,
    Two,
    Nine,
    /// Any other digit.
    Digit,
    /// A letter of a script without spaces: a word of its own.
    Wide,
    /// The same, one of those that stand where other scripts have short words.
    WideFunction,
    Comma,
    Stop,
    Separator,
    Colon,
    Quote,
    Currency,
    /// Any other mark.
    Mark,
    /// From here on, ASCII characters that need more than the table says: the commercial at.
    At,
    Slash,
    /// White space that is not the space.
    Tab,
    /// The end of a line by itself.
    Break,
}

/// Classes and states, rounded up to powers of two.
const CLASSES: usize = 32;
const STATES: usize = 32;

/// Of ASCII.
const ASCII: [Class; 128] = {
    let mut table = [Class::Mark; 128];
    let mut at = 0;
    while at < 128 {
        table[at] = match at as u8 {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'_' => Class::Letter,
            b'0' => Class::Zero,
            b'1' => Class::One,
            b'2' => Class::Two,
            b'9' => Class::Nine,
            b'3'..=b'8' => Class::Digit,
            b' ' => Class::Space,
            b'\t' => Class::Tab,
            b'\n' | b'\r' | 0x0b | 0x0c => Class::Break,
            b',' | b';' => Class::Comma,
            b'.' | b'!' | b'?' => Class::Stop,
            b'|' | b'<' | b'>' => Class::Separator,
            b':' => Class::Colon,
            b'"' => Class::Quote,
            b'$' => Class::Currency,
            b'@' => Class::At,
            b'/' => Class::Slash,
            _ => Class::Mark,
        };
        at += 1;
    }
    table
};

/// The class of an ASCII character.
#[inline]
pub(super) fn ascii_class(byte: u8) -> Class {
    ASCII[usize::from(byte) % ASCII.len()]
}

/// The class of a character.
#[inline]
pub(super) fn class(char: char) -> Class {
    ASCII.get(char as usize).copied().unwrap_or_else(|| other_class(char))
}

/// The same beyond ASCII. The ranges in front of the general answer hold most of the world's text.
#[inline(never)]
fn other_class(char: char) -> Class {
    match char as u32 {
        0x0430..=0x045F | 0x00DF..=0x00F6 | 0x03B1..=0x03C9 => Class::Lower,
        0x0400..=0x042F | 0x00C0..=0x00D6 => Class::Upper,
        0xA0 => Class::Space,
        // Quotes, dashes, bullets and the ellipsis.
        0xA1..=0xA9 | 0xAB..=0xB1 | 0xBB | 0xBF | 0x2010..=0x2027 => stop_or_mark(char),
        0x0621..=0x064A => Class::Letter,
        0x85 | 0x2028 | 0x2029 => Class::Break,
        0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => wide(char),
        _ if char.is_whitespace() => Class::Space,
        _ if char.is_alphanumeric() && text::width(char) > 1.0 => wide(char),
        _ if char.is_lowercase() => Class::Lower,
        _ if char.is_uppercase() => Class::Upper,
        _ if char.is_numeric() => Class::Digit,
        _ if char.is_alphanumeric() => Class::Letter,
        _ => stop_or_mark(char),
    }
}

fn stop_or_mark(char: char) -> Class {
    match char {
        _ if text::ends_sentence(char) => Class::Stop,
        _ if text::is_comma(char) => Class::Comma,
        _ if text::is_separator(char) => Class::Separator,
        _ if text::is_currency(char) => Class::Currency,
        '：' => Class::Colon,
        '“' | '”' | '„' | '「' | '」' => Class::Quote,
        _ => Class::Mark,
    }
}

/// The particles and pronouns that make up most of running Chinese and Japanese text (the head of the frequency lists
/// of both languages): they stand where other scripts have short words.
fn wide(char: char) -> Class {
    const FUNCTION: &str = "的了是在和也就不有我他这那與与這個个のにはをがでとたしるても";
    if FUNCTION.contains(char) { Class::WideFunction } else { Class::Wide }
}

/// States: what the last characters were. Tokens of letters are told apart by length and by the case of their last
/// letter, numbers by how far they read as a year.
mod state {
    /// Nothing yet, or white space.
    pub(super) const SPACE: u8 = 0;
    pub(super) const GAP: u8 = 1;
    /// The end of a sentence.
    pub(super) const STOP: u8 = 2;
    /// A colon after a digit.
    pub(super) const CLOCK: u8 = 3;
    /// Tokens of one, two, three and more letters, three states each: lower, upper and without case.
    pub(super) const WORD: u8 = CLOCK + 1;
    pub(super) const LONG: u8 = WORD + 9;
    /// Tokens of letters and digits, the same three.
    pub(super) const MIXED: u8 = WORD + 12;
    pub(super) const NUMBER: u8 = MIXED + 3;
    /// 1, 19, 199, 1999 and 2, 20, 202, 2024.
    pub(super) const YEAR_1: u8 = NUMBER + 1;
    pub(super) const YEAR_2: u8 = NUMBER + 5;
    pub(super) const END: u8 = YEAR_2 + 4;
}

/// What steps count, each in eight bits of its own.
pub(super) mod turn {
    pub(in crate::plaintext) const TOKEN: u32 = 0;
    pub(in crate::plaintext) const CAPITALISED: u32 = 1;
    pub(in crate::plaintext) const FUNCTIONAL: u32 = 2;
    pub(in crate::plaintext) const SENTENCE: u32 = 3;
    pub(in crate::plaintext) const YEAR: u32 = 4;
    pub(in crate::plaintext) const CLOCK: u32 = 5;
    pub(in crate::plaintext) const GLUED: u32 = 6;
    /// White space after white space.
    pub(in crate::plaintext) const FOLD: u32 = 7;
}

/// What characters count by themselves, each in eight bits of its own.
pub(super) mod mark {
    pub(in crate::plaintext) const SPACE: u32 = 0;
    pub(in crate::plaintext) const UPPER: u32 = 1;
    pub(in crate::plaintext) const DIGIT: u32 = 2;
    pub(in crate::plaintext) const PUNCTUATION: u32 = 3;
    pub(in crate::plaintext) const COMMA: u32 = 4;
    pub(in crate::plaintext) const SEPARATOR: u32 = 5;
    pub(in crate::plaintext) const CURRENCY: u32 = 6;
    pub(in crate::plaintext) const QUOTE: u32 = 7;
}

const fn is_space(class: u8) -> bool {
    class == Class::Space as u8 || class == Class::Tab as u8 || class == Class::Break as u8
}

const fn is_letter(class: u8) -> bool {
    class >= Class::Lower as u8 && class <= Class::Letter as u8
}

const fn is_digit(class: u8) -> bool {
    class >= Class::Zero as u8 && class <= Class::Digit as u8
}

const fn is_wide(class: u8) -> bool {
    class == Class::Wide as u8 || class == Class::WideFunction as u8
}

const fn in_token(state: u8) -> bool {
    state >= state::WORD
}

const fn is_number(state: u8) -> bool {
    state >= state::NUMBER
}

/// The state after a character.
const fn follow(state: u8, class: u8) -> u8 {
    if is_letter(class) {
        let case = class - Class::Lower as u8;
        return match state {
            state::WORD..state::LONG => state - (state - state::WORD) % 3 + 3 + case,
            state::LONG..state::MIXED => state::LONG + case,
            state::MIXED.. => state::MIXED + case,
            _ => state::WORD + case,
        };
    }
    if is_digit(class) {
        return number(state, class);
    }
    if is_space(class) {
        return state::SPACE;
    }
    if class == Class::Stop as u8 {
        return state::STOP;
    }
    if class == Class::Colon as u8 && is_number(state) { state::CLOCK } else { state::GAP }
}

const fn number(state: u8, digit: u8) -> u8 {
    const LAST_1: u8 = state::YEAR_1 + 3;
    const LAST_2: u8 = state::YEAR_2 + 3;
    match state {
        state::WORD..state::NUMBER => state::MIXED + 2,
        state::YEAR_1 if digit == Class::Nine as u8 => state + 1,
        state::YEAR_2 if digit == Class::Zero as u8 => state + 1,
        state::YEAR_1 | state::YEAR_2 | state::NUMBER | LAST_1 | LAST_2 => state::NUMBER,
        state::YEAR_1.. => state + 1,
        _ if digit == Class::One as u8 => state::YEAR_1,
        _ if digit == Class::Two as u8 => state::YEAR_2,
        _ => state::NUMBER,
    }
}

/// What the step counts.
const fn turns(state: u8, class: u8) -> u64 {
    let (word, digit, wide) = (is_letter(class), is_digit(class), is_wide(class));
    let mut count = 0;
    if wide || ((word || digit) && !in_token(state)) {
        count += one(turn::TOKEN);
    }
    if class == Class::Upper as u8 && !in_token(state) {
        count += one(turn::CAPITALISED);
    }
    if class == Class::WideFunction as u8 {
        count += one(turn::FUNCTIONAL);
    }
    if !word && !digit {
        if state >= state::WORD && state < state::LONG {
            count += one(turn::FUNCTIONAL);
        }
        if state == state::YEAR_1 + 3 || state == state::YEAR_2 + 3 {
            count += one(turn::YEAR);
        }
    }
    if class == Class::Stop as u8 && state != state::STOP {
        count += one(turn::SENTENCE);
    }
    if digit && state == state::CLOCK {
        count += one(turn::CLOCK);
    }
    let after_lower = state >= state::WORD && state < state::NUMBER && (state - state::WORD).is_multiple_of(3);
    let after_digit = is_number(state);
    if (class == Class::Upper as u8 && (after_lower || after_digit)) || (class == Class::Lower as u8 && after_digit) {
        count += one(turn::GLUED);
    }
    if is_space(class) && state == state::SPACE {
        count += one(turn::FOLD);
    }
    count
}

const fn marks(class: u8) -> u64 {
    if is_space(class) {
        return one(mark::SPACE);
    }
    if class == Class::Upper as u8 {
        return one(mark::UPPER);
    }
    if is_digit(class) {
        return one(mark::DIGIT);
    }
    if class < Class::Comma as u8 {
        return 0;
    }
    let kind = if class == Class::Comma as u8 {
        one(mark::COMMA)
    } else if class == Class::Separator as u8 || class == Class::Slash as u8 {
        one(mark::SEPARATOR)
    } else if class == Class::Currency as u8 {
        one(mark::CURRENCY)
    } else if class == Class::Quote as u8 {
        one(mark::QUOTE)
    } else {
        0
    };
    one(mark::PUNCTUATION) + kind
}

/// Where the rows of the following states start.
static NEXT: [u16; STATES * CLASSES] = {
    let mut table = [0; STATES * CLASSES];
    let mut at = 0;
    while at < state::END as usize * CLASSES {
        table[at] = follow((at / CLASSES) as u8, (at % CLASSES) as u8) as u16 * CLASSES as u16;
        at += 1;
    }
    table
};

static TURNS: [u64; STATES * CLASSES] = {
    let mut table = [0; STATES * CLASSES];
    let mut at = 0;
    while at < state::END as usize * CLASSES {
        table[at] = turns((at / CLASSES) as u8, (at % CLASSES) as u8);
        at += 1;
    }
    table
};

static MARKS: [u64; CLASSES] = {
    let mut table = [0; CLASSES];
    let mut at = 0;
    while at < CLASSES {
        table[at] = marks(at as u8);
        at += 1;
    }
    table
};

/// The automaton at some character, and what it has counted since the counts were last taken.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Automaton {
    /// Where the row of the state starts.
    row: u16,
    pub(super) turns: u64,
    pub(super) marks: u64,
}

impl Automaton {
    /// A count of eight bits holds this many steps, and the end of the line.
    pub(super) const STEPS: usize = 254;

    #[inline]
    pub(super) fn step(&mut self, class: Class) {
        self.marks += MARKS[usize::from(class as u8) % CLASSES];
        self.turn(class);
    }

    /// A step that counts what hangs on the state alone.
    #[inline]
    pub(super) fn turn(&mut self, class: Class) {
        let at = (usize::from(self.row) | usize::from(class as u8)) % NEXT.len();
        self.turns += TURNS[at];
        self.row = NEXT[at];
    }

    /// Where another one is that has read on, and what both have counted.
    pub(super) fn joined(self, next: Self) -> Self {
        Self { turns: self.turns + next.turns, marks: self.marks + next.marks, ..next }
    }

    /// Whether the last character was part of a token.
    pub(super) fn in_token(self) -> bool {
        in_token((usize::from(self.row) / CLASSES) as u8)
    }
}
