//! What counting makes of a character: a class that a finite automaton steps over, and counts of its own.
//!
//! The automaton keeps what the last characters were, as far as tokens, sentences and words hang on it. Its words are
//! those of UAX #29 (rules `WB5` to `WB13b`) for the characters that [`Sort::odd`] is not said of; the tables are made at
//! compile time.

use super::packed::one;
use super::{ends_sentence, is_comma, is_currency, is_separator, width};

/// What the automaton makes of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Class {
    Space,
    /// A letter that is not upper case.
    Letter,
    Upper,
    Digit,
    /// The underscore, which is part of words that have a letter or digit too.
    Connector,
    /// A letter of a script without spaces: a token and a word of its own.
    Wide,
    /// A Korean syllable: a token of its own, and a letter of a word.
    Syllable,
    /// A full stop: joins letters and joins digits.
    Dot,
    /// Any other end of a sentence.
    Stop,
    /// Joins letters and joins digits.
    Apostrophe,
    /// Joins letters.
    Colon,
    /// Joins digits.
    Comma,
    Mark,
}

/// Rounded up to powers of two.
const CLASSES: usize = 16;
const STATES: usize = 32;

/// States: between tokens whether the last visible character ended a sentence, and what could go on behind a mark that
/// joins; in a token how long it is and what its last character was.
mod state {
    /// The two of each: not after the end of a sentence, and after it.
    pub(super) const BETWEEN: u8 = 0;
    pub(super) const JOINS_LETTERS: u8 = 2;
    pub(super) const JOINS_DIGITS: u8 = 4;
    /// Of one, two, three and more characters, five states each.
    pub(super) const TOKEN: u8 = 6;
    pub(super) const LAST: u8 = 5;
    pub(super) const LONG: u8 = TOKEN + 3 * LAST;
    pub(super) const END: u8 = LONG + LAST;
}

/// The last character of a token.
mod last {
    pub(super) const LETTER: u8 = 0;
    pub(super) const DIGIT: u8 = 1;
    /// A connector in a word.
    pub(super) const CONNECTOR: u8 = 2;
    /// A connector before any letter or digit.
    pub(super) const BARE: u8 = 3;
    pub(super) const WIDE: u8 = 4;
}

/// What steps count, each in eight bits of its own.
pub(super) mod turn {
    pub(in crate::text) const TOKEN: u32 = 0;
    pub(in crate::text) const CAPITALISED: u32 = 1;
    pub(in crate::text) const SHORT: u32 = 2;
    pub(in crate::text) const SENTENCE: u32 = 3;
    pub(in crate::text) const WORD: u32 = 4;
}

/// What characters count by themselves, each in eight bits of its own.
pub(super) mod mark {
    pub(in crate::text) const SPACE: u32 = 0;
    pub(in crate::text) const LINE: u32 = 1;
    pub(in crate::text) const UPPER: u32 = 2;
    pub(in crate::text) const DIGIT: u32 = 3;
    pub(in crate::text) const PUNCTUATION: u32 = 4;
    pub(in crate::text) const COMMA: u32 = 5;
    pub(in crate::text) const CURRENCY: u32 = 6;
    pub(in crate::text) const SEPARATOR: u32 = 7;
}

/// All that is asked of a character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sort {
    pub(super) class: Class,
    pub(super) marks: u64,
    /// Latin letters that it carries beyond one.
    pub(super) extra: f32,
    /// Words around it have to be found by the whole of UAX #29.
    pub(super) odd: bool,
}

impl Sort {
    const fn new(class: Class, marks: u64) -> Self {
        Self { class, marks, extra: 0.0, odd: false }
    }
}

const fn is_word(class: u8) -> bool {
    class >= Class::Letter as u8 && class <= Class::Syllable as u8
}

/// The class of an ASCII character.
const fn ascii_class(byte: u8) -> Class {
    match byte {
        b' ' | b'\t'..=b'\r' => Class::Space,
        b'a'..=b'z' => Class::Letter,
        b'A'..=b'Z' => Class::Upper,
        b'0'..=b'9' => Class::Digit,
        b'_' => Class::Connector,
        b'.' => Class::Dot,
        b'!' | b'?' => Class::Stop,
        b'\'' => Class::Apostrophe,
        b':' => Class::Colon,
        b',' | b';' => Class::Comma,
        _ => Class::Mark,
    }
}

const fn ascii_marks(byte: u8) -> u64 {
    match ascii_class(byte) {
        Class::Space if byte == b'\n' => one(mark::SPACE) + one(mark::LINE),
        Class::Space => one(mark::SPACE),
        Class::Upper => one(mark::UPPER),
        Class::Digit => one(mark::DIGIT),
        Class::Letter | Class::Connector => 0,
        _ => punctuation(byte as char),
    }
}

/// What a punctuation mark or symbol counts.
const fn punctuation(char: char) -> u64 {
    let kind = match char {
        _ if is_comma(char) => one(mark::COMMA),
        _ if is_currency(char) => one(mark::CURRENCY),
        _ if is_separator(char) => one(mark::SEPARATOR),
        _ => 0,
    };
    one(mark::PUNCTUATION) + kind
}

static ASCII: [Sort; 128] = {
    let mut table = [Sort::new(Class::Mark, 0); 128];
    let mut at = 0;
    while at < 128 {
        table[at] = Sort::new(ascii_class(at as u8), ascii_marks(at as u8));
        at += 1;
    }
    table
};

/// What a character is.
#[inline]
pub(super) fn sort(char: char) -> Sort {
    ASCII.get(char as usize).copied().unwrap_or_else(|| plain(char).unwrap_or_else(|| other(char)))
}

/// The same of the characters that make up most text beyond ASCII. Their properties in UAX #29 are those of their class.
#[inline(never)]
fn plain(char: char) -> Option<Sort> {
    let class = match char as u32 {
        0x0430..=0x045F | 0x00DF..=0x00F6 | 0x00F8..=0x00FF | 0x03AC..=0x03CE | 0x0621..=0x063A | 0x0641..=0x064A => {
            Class::Letter
        }
        0x0400..=0x042F | 0x00C0..=0x00D6 | 0x00D8..=0x00DE | 0x0391..=0x03A1 | 0x03A3..=0x03A9 => Class::Upper,
        0x3041..=0x3096 => return Some(Sort { extra: 1.0, ..Sort::new(Class::Wide, 0) }),
        0x4E00..=0x9FFF => return Some(Sort { extra: 2.0, ..Sort::new(Class::Wide, 0) }),
        0xAC00..=0xD7A3 => return Some(Sort { extra: 1.0, ..Sort::new(Class::Syllable, 0) }),
        // Latin, Greek and Cyrillic letters in no particular order of case, Vietnamese among them.
        0x0100..=0x024F | 0x0388..=0x03FF | 0x0460..=0x0481 | 0x048A..=0x052F | 0x1E00..=0x1EFF
            if char.is_alphabetic() =>
        {
            if char.is_uppercase() {
                Class::Upper
            } else {
                Class::Letter
            }
        }
        0x00A0 => Class::Space,
        _ => plain_mark(char)?,
    };
    let marks = match class {
        Class::Letter => 0,
        Class::Upper => one(mark::UPPER),
        Class::Space => one(mark::SPACE),
        _ => punctuation(char),
    };
    Some(Sort::new(class, marks))
}

fn plain_mark(char: char) -> Option<Class> {
    Some(match char {
        '’' | '‘' => Class::Apostrophe,
        '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '–' | '—' | '•' | '→' | '←' | '|' | '€' | '£' | '°' | '×' | '¿'
        | '¡' | '、' | '「' | '」' | '『' | '』' | '【' | '】' | '《' | '》' | '（' | '）' => Class::Mark,
        '…' | '。' | '！' | '？' => Class::Stop,
        '，' | '；' => Class::Comma,
        '：' => Class::Colon,
        _ => return None,
    })
}

/// Any other character, by its properties in Unicode.
#[inline(never)]
fn other(char: char) -> Sort {
    let extra = width(char) - 1.0;
    let (class, marks) = if char.is_whitespace() {
        (Class::Space, one(mark::SPACE))
    } else if char.is_alphanumeric() {
        let (numeric, upper) = (char.is_numeric(), char.is_uppercase());
        let marks = u64::from(numeric) * one(mark::DIGIT) + u64::from(upper) * one(mark::UPPER);
        let letter = if upper { Class::Upper } else { Class::Letter };
        (if extra > 0.0 { Class::Wide } else { letter }, marks)
    } else {
        (if ends_sentence(char) { Class::Stop } else { Class::Mark }, punctuation(char))
    };
    let extra = if class == Class::Space { 0.0 } else { extra };
    Sort { class, marks, extra, odd: true }
}

const fn after_stop(state: u8) -> bool {
    state < state::TOKEN && state % 2 == 1
}

/// The last character of the token that a state is in.
const fn last_of(state: u8) -> Option<u8> {
    if state < state::TOKEN { None } else { Some((state - state::TOKEN) % state::LAST) }
}

/// Whether a word goes on from a state to a character of a class.
const fn joined(state: u8, class: u8) -> bool {
    let letter = class == Class::Letter as u8 || class == Class::Upper as u8 || class == Class::Syllable as u8;
    let digit = class == Class::Digit as u8;
    match last_of(state) {
        Some(last::LETTER | last::DIGIT | last::CONNECTOR) => class != Class::Wide as u8,
        Some(_) => false,
        None => match state - state % 2 {
            state::JOINS_LETTERS => letter,
            state::JOINS_DIGITS => digit,
            _ => false,
        },
    }
}

/// The state after a character.
const fn follow(state: u8, class: u8) -> u8 {
    if is_word(class) {
        let start = match state {
            0..state::TOKEN => state::TOKEN,
            state::LONG.. => state::LONG,
            _ => state - (state - state::TOKEN) % state::LAST + state::LAST,
        };
        return start
            + match class {
                _ if class == Class::Digit as u8 => last::DIGIT,
                _ if class == Class::Wide as u8 => last::WIDE,
                _ if class != Class::Connector as u8 => last::LETTER,
                _ if joined(state, class) => last::CONNECTOR,
                _ => last::BARE,
            };
    }
    if class == Class::Space as u8 {
        return state::BETWEEN + after_stop(state) as u8;
    }
    let both = class == Class::Dot as u8 || class == Class::Apostrophe as u8;
    let joins = match last_of(state) {
        Some(last::LETTER) if both || class == Class::Colon as u8 => state::JOINS_LETTERS,
        Some(last::DIGIT) if both || class == Class::Comma as u8 => state::JOINS_DIGITS,
        _ => state::BETWEEN,
    };
    joins + (class == Class::Dot as u8 || class == Class::Stop as u8) as u8
}

/// What the step counts.
const fn turns(state: u8, class: u8) -> u64 {
    let mut count = 0;
    let in_token = state >= state::TOKEN;
    if is_word(class) {
        if !in_token || class == Class::Wide as u8 || class == Class::Syllable as u8 {
            count += one(turn::TOKEN);
        }
        if !in_token && class == Class::Upper as u8 {
            count += one(turn::CAPITALISED);
        }
        if class != Class::Connector as u8 && !joined(state, class) {
            count += one(turn::WORD);
        }
    } else if in_token && state < state::LONG {
        count += one(turn::SHORT);
    }
    if (class == Class::Dot as u8 || class == Class::Stop as u8) && !after_stop(state) {
        count += one(turn::SENTENCE);
    }
    count
}

/// By state and class: where to go on, and what to count.
static NEXT: [u8; STATES * CLASSES] = {
    let mut table = [0; STATES * CLASSES];
    let mut at = 0;
    while at < state::END as usize * CLASSES {
        table[at] = follow((at / CLASSES) as u8, (at % CLASSES) as u8);
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

/// The automaton at some character.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Automaton(u8);

impl Automaton {
    /// A count of eight bits holds this many steps.
    pub(super) const STEPS: usize = 255;

    /// Goes on by a character, and gives what the step counts.
    #[inline]
    pub(super) fn step(&mut self, class: Class) -> u64 {
        let at = usize::from(self.0) % STATES * CLASSES + usize::from(class as u8) % CLASSES;
        self.0 = NEXT[at];
        TURNS[at]
    }
}
