//! What a line is made of, in one pass over its characters.

use super::automaton::{Automaton, Class, ascii_class, class, mark, turn};
use crate::text::{self, packed::field};

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
    /// Numbers that read as a year from 1900 to 2099.
    pub(super) years: u32,
    /// Colons between digits.
    pub(super) clocks: u32,
    /// White space that folds away.
    pub(super) folds: u32,
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
    /// Ends of lines are in it.
    pub(super) broken: bool,
    /// Identifies the line's text, case aside.
    pub(super) words: u64,
}

/// Counts a line.
pub(super) fn count(line: &str) -> Counts {
    let mut counter = Counter::default();
    counter.read(line);
    counter.finish(line)
}

#[derive(Default)]
struct Counter {
    counts: Counts,
    automaton: Automaton,
    steps: usize,
    /// What wide characters carry beyond one letter each.
    extra: f32,
    /// A bit for each class that is in the line.
    seen: u32,
    /// A letter beyond ASCII has case.
    cased: bool,
}

/// An odd number with its bits well spread: the golden ratio's.
const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

impl Counter {
    /// Most lines are of ASCII, and most others but for some quotes and dashes: runs of it are read by the byte.
    fn read(&mut self, line: &str) {
        let mut rest = line;
        loop {
            let (run, others) = rest.split_at(ascii(rest.as_bytes()));
            self.read_ascii(run.as_bytes());
            let mut others = others.chars();
            let Some(other) = others.next() else { return };
            self.read_other(other);
            rest = others.as_str();
        }
    }

    fn read_ascii(&mut self, run: &[u8]) {
        // What stands before it in the run itself is looked at in the end.
        self.counts.address |= run.first() == Some(&b'@') && self.automaton.in_token();
        let mut rest = run;
        while !rest.is_empty() {
            let (bytes, next) = rest.split_at(rest.len().min(Automaton::STEPS - self.steps));
            self.step(bytes);
            self.stepped(bytes.len());
            rest = next;
        }
    }

    /// Each step waits for the one before it, but behind a space the automaton is where it starts: so two halves are read
    /// side by side.
    fn step(&mut self, bytes: &[u8]) {
        let half = bytes.len() / 2;
        let space = bytes.iter().skip(half).position(|&byte| byte == b' ');
        let (first, second) = bytes.split_at(space.map_or(bytes.len(), |space| half + space + 1));
        let (mut automaton, mut other) = (self.automaton, Automaton::default());
        let mut step = |automaton: &mut Automaton, byte: u8| {
            let class = ascii_class(byte);
            automaton.step(class);
            self.seen |= 1 << class as u32;
        };
        let (beside, rest) = first.split_at(second.len().min(first.len()));
        for (&byte, &second) in beside.iter().zip(second) {
            step(&mut automaton, byte);
            step(&mut other, second);
        }
        for &byte in rest {
            step(&mut automaton, byte);
        }
        self.automaton = if second.is_empty() { automaton } else { automaton.joined(other) };
    }

    /// Reads a character beyond ASCII.
    fn read_other(&mut self, char: char) {
        let class = class(char);
        self.automaton.step(class);
        self.seen |= 1 << class as u32;
        self.cased |= matches!(class, Class::Upper | Class::Lower);
        self.extra += text::width(char) - 1.0;
        self.counts.copyright |= char == '©';
        self.stepped(1);
    }

    fn stepped(&mut self, steps: usize) {
        self.steps += steps;
        // The last ones are taken with the end of the line.
        if self.steps == Automaton::STEPS {
            self.take();
        }
    }

    /// Adds what the automaton has counted.
    fn take(&mut self) {
        let (turns, marks) = (self.automaton.turns, self.automaton.marks);
        let counts = &mut self.counts;
        counts.chars += self.steps as u32 - field(marks, mark::SPACE);
        counts.tokens += field(turns, turn::TOKEN);
        counts.capitalised += field(turns, turn::CAPITALISED);
        counts.functional += field(turns, turn::FUNCTIONAL);
        counts.sentences += field(turns, turn::SENTENCE);
        counts.years += field(turns, turn::YEAR);
        counts.clocks += field(turns, turn::CLOCK);
        counts.glued += field(turns, turn::GLUED);
        counts.folds += field(turns, turn::FOLD);
        counts.upper += field(marks, mark::UPPER);
        counts.digits += field(marks, mark::DIGIT);
        counts.punctuation += field(marks, mark::PUNCTUATION);
        counts.commas += field(marks, mark::COMMA);
        counts.separators += field(marks, mark::SEPARATOR);
        counts.currency += field(marks, mark::CURRENCY);
        counts.quotes += field(marks, mark::QUOTE);
        (self.automaton.turns, self.automaton.marks, self.steps) = (0, 0, 0);
    }

    fn finish(mut self, line: &str) -> Counts {
        // The end of the line ends its last token, and is no character of it.
        self.automaton.turn(Class::Space);
        self.take();
        self.counts.letters = self.counts.chars as f32 + self.extra;
        self.counts.starts_digit = line.chars().next().is_some_and(|first| is_digit(class(first)));
        self.counts.starts_lower =
            line.chars().map(class).find(|&class| is_word(class)).is_some_and(|class| class == Class::Lower);
        self.rare(line.as_bytes());
        self.end(line);
        self.counts.words = if self.cased { cased_hash(line) } else { hash(line.as_bytes()) };
        self.counts
    }

    /// What is looked for only where a character says that it may be there.
    fn rare(&mut self, line: &[u8]) {
        let has = |class: Class| self.seen & 1 << class as u32 != 0;
        if has(Class::Tab) {
            self.counts.folds += memchr::memchr_iter(b'\t', line).count() as u32;
        }
        self.counts.broken = has(Class::Break);
        if has(Class::At) || has(Class::Slash) {
            let is_after = |at: usize, test: fn(u8) -> bool| at.checked_sub(1).is_some_and(|before| test(line[before]));
            let word = |byte: u8| byte.is_ascii() && is_word(ascii_class(byte));
            self.counts.address |= memchr::memchr_iter(b'@', line).any(|at| is_after(at, word))
                || memchr::memchr_iter(b'/', line).any(|at| is_after(at, |byte| byte == b'/'));
        }
    }

    /// What the end of the line says.
    fn end(&mut self, line: &str) {
        let mut back = line.chars().rev().skip_while(|char| char.is_whitespace());
        let mut last = back.next().unwrap_or(' ');
        self.counts.ends_colon = matches!(last, ':' | '：');
        while is_closing(last) || last.is_whitespace() {
            let Some(before) = back.next() else { return };
            last = before;
        }
        self.counts.ends_sentence = text::ends_sentence(last);
        self.counts.ends_ellipsis =
            last == '…' || (last == '.' && back.take(2).filter(|&char| char == '.').count() == 2);
    }
}

/// How many bytes of ASCII stand in front.
fn ascii(line: &[u8]) -> usize {
    let (chunks, rest) = line.as_chunks::<8>();
    for (at, chunk) in chunks.iter().enumerate() {
        let others = u64::from_le_bytes(*chunk) & each(0x80);
        if others != 0 {
            return at * 8 + others.trailing_zeros() as usize / 8;
        }
    }
    chunks.len() * 8 + rest.iter().take_while(|byte| byte.is_ascii()).count()
}

/// A line's words, eight bytes at a time: where no letter beyond ASCII has case.
fn hash(line: &[u8]) -> u64 {
    let (chunks, rest) = line.as_chunks::<8>();
    let last = line.last_chunk().copied().unwrap_or_else(|| {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        last
    });
    chunks.iter().chain([&last]).fold(line.len() as u64, |hash, chunk| {
        (hash.rotate_left(25) ^ lower(u64::from_le_bytes(*chunk))).wrapping_mul(PRIME)
    })
}

/// The same by the character.
fn cased_hash(line: &str) -> u64 {
    line.chars().fold(0, |hash, char| (hash ^ u64::from(fold(char, class(char)))).wrapping_mul(PRIME))
}

/// Each byte repeated.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each of eight bytes that is ASCII and stands in the range.
fn within(eight: u64, first: u8, last: u8) -> u64 {
    let low = eight & each(0x7f);
    (low + each(0x80 - first)) & !(low + each(0x7f - last)) & !eight & each(0x80)
}

/// Eight bytes with what is ASCII in lower case.
fn lower(eight: u64) -> u64 {
    eight | within(eight, b'A', b'Z') >> 2
}

pub(super) fn is_digit(class: Class) -> bool {
    matches!(class, Class::Zero | Class::One | Class::Two | Class::Nine | Class::Digit)
}

/// Whether a character of the class is part of a token.
pub(super) fn is_word(class: Class) -> bool {
    matches!(class, Class::Lower | Class::Upper | Class::Letter) || is_digit(class) || is_wide(class)
}

pub(super) fn is_wide(class: Class) -> bool {
    matches!(class, Class::Wide | Class::WideFunction)
}

/// The character in lower case, as a number.
pub(super) fn fold(char: char, class: Class) -> u32 {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_token(char: char) -> bool {
        char.is_alphanumeric() || char == '_'
    }

    proptest! {
        #[test]
        fn the_automaton_counts_what_plain_reading_counts(line in "[a-zA-Z0-9_ .,:;/|!?$\"@éÉЖж–-]{0,600}|([ :][12][09][0-9]{2}){0,60}") {
            let counts = count(&line);
            let tokens: Vec<&str> = line.split(|char| !is_token(char)).filter(|token| !token.is_empty()).collect();
            let of = |test: fn(&str) -> bool| tokens.iter().filter(|token| test(token)).count() as u32;
            let chars = |test: fn(char) -> bool| line.chars().filter(|&char| test(char)).count() as u32;
            let year = |token: &str| token.len() == 4 && token.parse().is_ok_and(|year| (1900..2100).contains(&year));
            prop_assert_eq!(counts.tokens as usize, tokens.len());
            prop_assert_eq!(counts.capitalised, of(|token| token.starts_with(char::is_uppercase)));
            prop_assert_eq!(counts.functional, of(|token| token.chars().count() <= 3 && !token.contains(char::is_numeric)));
            prop_assert_eq!(counts.years, of(year));
            prop_assert_eq!(counts.chars, chars(|char| char != ' '));
            prop_assert_eq!(counts.digits, chars(char::is_numeric));
            prop_assert_eq!(counts.upper, chars(char::is_uppercase));
            prop_assert_eq!(counts.punctuation, chars(|char| char != ' ' && !is_token(char)));
            prop_assert_eq!(counts.commas, chars(|char| matches!(char, ',' | ';')));
            prop_assert_eq!(counts.separators, chars(|char| matches!(char, '/' | '|')));
        }
    }

    #[test]
    fn lines_that_differ_in_case_alone_are_alike() {
        let all: String = (' '..='~').collect();
        let eight = |text: &str| u64::from_le_bytes(text.as_bytes()[..8].try_into().unwrap());
        for start in 0..all.len() - 8 {
            let text = &all[start..start + 8];
            assert_eq!(lower(eight(text)), eight(&text.to_ascii_lowercase()));
        }
        let of = |line: &str| count(line).words;
        for (a, b) in [
            ("Views: 1,204 today", "VIEWS: 1,204 Today"),
            ("Ça VA", "ça va"),
            ("ЛЁД – 1", "лёд – 1"),
            ("“ICE” – 港", "“ice” – 港"),
        ] {
            assert_eq!(of(a), of(b), "{a}");
        }
        for (a, b) in [
            ("Views: 1,204", "Views: 1,205"),
            ("aaaaaaaaa", "aaaaaaaaaa"),
            ("a", "b"),
            ("“ice”", "„ice”"),
            ("ёж", "ёл"),
        ] {
            assert_ne!(of(a), of(b), "{a}");
        }
    }

    #[test]
    fn lines_of_ascii_are_read_as_others_are() {
        let line = "Mail a@b.example @home | ftp://x/ a//b \t 1999, 2024-02-06 08:15:00Posted iPhone 5s?! ".repeat(9);
        // A letter that no one can see in any count but those of letters, upper case or not, ends a run of ASCII.
        for at in [0, 1, 100, 253, 254, 255, 400, line.len()] {
            let (before, after) = line.split_at(at);
            let (ascii, other) = (format!("{before}%{after}"), format!("{before}¤{after}"));
            let Counts { words, currency, .. } = count(&ascii);
            assert_eq!(Counts { currency, words, ..count(&other) }, count(&ascii), "{at}");
        }
        assert!(count("é@b").address && !count("– @b").address && !count("港@b").address);
    }

    #[test]
    fn times_addresses_and_glued_words_are_seen() {
        let counts = count("Date:2024-02-06 08:15:00Posted by ice@harbour.example, http://harbour.example");
        assert_eq!((counts.clocks, counts.years, counts.glued), (2, 1, 1));
        assert!(counts.address && !count("ice / harbour / @ home").address);
    }

    #[test]
    fn the_end_of_a_line_is_seen_through_quotes() {
        assert!(count("“We never said no.”").ends_sentence && !count("Read more »").ends_sentence);
        assert!(count("the harbour froze ...").ends_ellipsis && count("the harbour (…)").ends_ellipsis);
        assert!(count("In:").ends_colon && count("港口：").ends_colon);
    }
}
