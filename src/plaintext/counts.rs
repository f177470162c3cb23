//! What a line is made of, in one pass over its bytes.
//!
//! Everything the features need is counted here at once: a flattened page is mostly short lines that are thrown away
//! again, so reading each byte once is most of the cost.

use crate::text;

/// Counts of one line. Characters are Unicode scalar values; white space is in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a feature of its own")]
pub(super) struct Counts {
    /// Characters.
    pub(super) chars: u32,
    /// The same, each scaled to the Latin letters that carry as much: comparable between scripts.
    pub(super) letters: f32,
    /// Runs of alphanumeric characters, a character of a script without spaces being one of its own.
    pub(super) tokens: u32,
    /// Digits.
    pub(super) digits: u32,
    /// Upper-case letters.
    pub(super) upper: u32,
    /// Tokens that start in upper case.
    pub(super) capitalised: u32,
    /// Tokens that are short enough to be function words, and function characters of Chinese and Japanese.
    pub(super) functional: u32,
    /// Any punctuation or symbol.
    pub(super) punctuation: u32,
    /// Commas and semicolons, in any script.
    pub(super) commas: u32,
    /// Ends of sentences.
    pub(super) sentences: u32,
    /// Bars, bullets, slashes and arrows.
    pub(super) separators: u32,
    /// Currency signs.
    pub(super) currency: u32,
    /// Quotation marks.
    pub(super) quotes: u32,
    /// Places where two words look glued: an upper-case letter after a lower-case one, or a letter after a digit.
    pub(super) glued: u32,
    /// Characters of the longest token.
    pub(super) longest: u32,
    /// Numbers that read as a year from 1900 to 2099.
    pub(super) years: u32,
    /// Colons between digits.
    pub(super) clocks: u32,
    /// The first letter is lower case.
    pub(super) starts_lower: bool,
    /// The first character is a digit.
    pub(super) starts_digit: bool,
    /// The last visible character ends a sentence, closing quotes and brackets aside.
    pub(super) ends_sentence: bool,
    /// The last visible character is a colon.
    pub(super) ends_colon: bool,
    /// The text breaks off: an ellipsis at its end.
    pub(super) ends_ellipsis: bool,
    /// An e-mail or web address is in it.
    pub(super) address: bool,
    /// The copyright sign is in it.
    pub(super) copyright: bool,
    /// Identifies the line's words: case, punctuation and white space aside.
    pub(super) words: u64,
    /// The same with all digits alike.
    pub(super) shape: u64,
}

/// What the counter does with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Lower,
    Upper,
    /// A letter without case.
    Letter,
    Digit,
    Other,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Other; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = match byte {
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'_' => Class::Letter,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
            _ => Class::Other,
        };
        at += 1;
    }
    table
};

/// The class of a character. The ranges in front of the general answer hold most of the world's text.
fn class(char: char) -> Class {
    match char as u32 {
        code @ ..0x80 => ASCII[code as usize],
        0x3041..=0x3096 | 0x30A1..=0x30FA | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0x0621..=0x064A => Class::Letter,
        0x0430..=0x045F | 0x00DF..=0x00F6 | 0x03B1..=0x03C9 => Class::Lower,
        0x0400..=0x042F => Class::Upper,
        0x2010..=0x2027 | 0x3001..=0x3003 => Class::Other,
        _ if char.is_whitespace() => Class::Space,
        _ if char.is_lowercase() => Class::Lower,
        _ if char.is_uppercase() => Class::Upper,
        _ if char.is_numeric() => Class::Digit,
        _ if char.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// The particles and pronouns that make up most of running Chinese and Japanese text (the head of the frequency lists
/// of both languages): they stand where other scripts have short words.
fn is_function_character(char: char) -> bool {
    matches!(
        char,
        '的' | '了'
            | '是'
            | '在'
            | '和'
            | '也'
            | '就'
            | '不'
            | '有'
            | '我'
            | '他'
            | '这'
            | '那'
            | '與'
            | '与'
            | '這'
            | '個'
            | '个'
            | 'の'
            | 'に'
            | 'は'
            | 'を'
            | 'が'
            | 'で'
            | 'と'
            | 'た'
            | 'し'
            | 'る'
            | 'て'
            | 'も'
    )
}

/// Counts a line and appends a hash of each of its tokens to `hashes`.
pub(super) fn count(line: &str, hashes: &mut Vec<u32>) -> Counts {
    let mut counter = Counter::default();
    for char in line.chars() {
        match class(char) {
            Class::Space => counter.end_token(hashes),
            Class::Other => counter.mark(char, hashes),
            class => counter.letter(char, class, hashes),
        }
    }
    counter.end_token(hashes);
    counter.finish()
}

#[derive(Default)]
struct Counter {
    counts: Counts,
    /// Characters, digits and value of the token being read.
    length: u32,
    token_digits: u32,
    value: u32,
    hash: u32,
    before: Option<Class>,
    /// The last visible character, and the last that closes nothing.
    last: char,
    unquoted: char,
    dots: u32,
    /// The colon just read stands after a digit.
    colon: bool,
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

impl Counter {
    fn letter(&mut self, char: char, class: Class, hashes: &mut Vec<u32>) {
        let width = if (char as u32) < 0x0E00 { 1.0 } else { text::width(char) };
        if width > 1.0 {
            self.end_token(hashes);
        }
        let counts = &mut self.counts;
        counts.starts_lower |= counts.tokens == 0 && self.length == 0 && class == Class::Lower;
        counts.starts_digit |= counts.chars == 0 && class == Class::Digit;
        counts.chars += 1;
        counts.letters += width;
        counts.upper += u32::from(class == Class::Upper);
        counts.capitalised += u32::from(class == Class::Upper && self.length == 0);
        let glued = matches!((self.before, class), (Some(Class::Lower), Class::Upper))
            || (self.before == Some(Class::Digit) && matches!(class, Class::Lower | Class::Upper));
        counts.glued += u32::from(glued);
        if class == Class::Digit {
            counts.digits += 1;
            counts.clocks += u32::from(std::mem::take(&mut self.colon) && self.length == 0);
            self.token_digits += 1;
            self.value = self.value.wrapping_mul(10).wrapping_add((char as u32).wrapping_sub('0' as u32));
        }
        let folded = fold(char, class);
        self.hash = (self.hash ^ folded).wrapping_mul(0x0100_0193);
        let alike = if class == Class::Digit { '0' as u32 } else { folded };
        counts.shape = (counts.shape ^ u64::from(alike)).wrapping_mul(PRIME);
        self.length += 1;
        self.before = Some(class);
        self.last = char;
        self.unquoted = char;
        self.dots = 0;
        if width > 1.0 {
            counts.functional += u32::from(is_function_character(char));
            self.length = 4;
            self.end_token(hashes);
        }
    }

    fn mark(&mut self, char: char, hashes: &mut Vec<u32>) {
        self.colon = char == ':' && self.before == Some(Class::Digit);
        self.counts.address |= char == '@' && self.length > 0;
        self.end_token(hashes);
        let counts = &mut self.counts;
        counts.chars += 1;
        counts.letters += 1.0;
        counts.punctuation += 1;
        match char {
            ',' | '，' | '、' | '،' | '､' | ';' | '；' | '؛' => counts.commas += 1,
            '|' | '•' | '·' | '/' | '»' | '›' | '→' | '>' | '<' | '«' => {
                counts.separators += 1;
                counts.address |= char == '/' && self.last == '/';
            }
            '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '￥' | '₺' | '฿' => counts.currency += 1,
            '"' | '“' | '”' | '„' | '「' | '」' => counts.quotes += 1,
            '©' => counts.copyright = true,
            '.' => self.dots += 1,
            '…' => self.dots = 3,
            _ => {}
        }
        counts.sentences += u32::from(text::ends_sentence(char) && !text::ends_sentence(self.last));
        self.dots = if matches!(char, '.' | '…' | ']' | ')') { self.dots } else { 0 };
        if !is_closing(char) {
            self.unquoted = char;
        }
        self.before = None;
        self.last = char;
    }

    fn end_token(&mut self, hashes: &mut Vec<u32>) {
        self.before = None;
        if self.length == 0 {
            return;
        }
        let counts = &mut self.counts;
        counts.tokens += 1;
        counts.functional += u32::from(self.length <= 3 && self.token_digits == 0);
        counts.longest = counts.longest.max(self.length);
        let year = self.length == 4 && self.token_digits == 4 && (1900..2100).contains(&self.value);
        counts.years += u32::from(year);
        counts.words = (counts.words ^ u64::from(self.hash)).wrapping_mul(PRIME).rotate_left(29);
        counts.shape = (counts.shape ^ 0x20).wrapping_mul(PRIME).rotate_left(29);
        hashes.push(self.hash);
        (self.length, self.token_digits, self.value, self.hash) = (0, 0, 0, 0);
    }

    fn finish(mut self) -> Counts {
        self.counts.ends_sentence = text::ends_sentence(self.unquoted);
        self.counts.ends_colon = matches!(self.last, ':' | '：');
        self.counts.ends_ellipsis = self.dots >= 3;
        self.counts
    }
}

/// The character in lower case, as a number.
fn fold(char: char, class: Class) -> u32 {
    match class {
        Class::Upper if char.is_ascii() => char as u32 | 0x20,
        Class::Upper => char.to_lowercase().next().unwrap_or(char) as u32,
        _ => char as u32,
    }
}

/// Marks that may close a sentence after its end: quotes and brackets.
fn is_closing(char: char) -> bool {
    matches!(char, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '«' | '›' | '」' | '』' | '）' | '“' | '】' | '〉' | '》')
}
