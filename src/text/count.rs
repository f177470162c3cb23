//! What a run of text is made of.

use super::classes::{Automaton, Class, mark, sort, turn};
use super::packed::field;
use super::{ends_sentence, width};
use unicode_segmentation::UnicodeSegmentation;

/// What one run of text is made of. Characters are Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Counts {
    /// Characters that are not white space.
    pub(crate) chars: u32,
    /// The same, each scaled to the Latin letters that carry as much: comparable between scripts.
    pub(crate) letters: f32,
    /// Words by UAX #29.
    pub(crate) words: u32,
    /// Runs of alphanumeric characters, a character of a script without spaces being one of its own.
    pub(crate) tokens: u32,
    /// Ends of sentences.
    pub(crate) sentences: u32,
    /// Commas, in any script.
    pub(crate) commas: u32,
    /// Any punctuation or symbol.
    pub(crate) punctuation: u32,
    /// Digits.
    pub(crate) digits: u32,
    /// Upper-case letters.
    pub(crate) upper: u32,
    /// Tokens that start in upper case.
    pub(crate) capitalised: u32,
    /// Tokens of three characters or fewer.
    pub(crate) short_words: u32,
    /// Currency signs.
    pub(crate) currency: u32,
    /// Bars, bullets, slashes and arrows.
    pub(crate) separators: u32,
    /// The first letter is lower case.
    pub(crate) starts_lower: bool,
    /// The last visible character is a colon.
    pub(crate) ends_colon: bool,
    /// Lines, parted by line breaks.
    pub(crate) lines: u32,
    /// The last visible character ends a sentence.
    pub(crate) ends_sentence: bool,
}

/// Counts a text, in one pass but for the words of scripts that UAX #29 has rules of their own for.
pub(crate) fn count(text: &str) -> Counts {
    let mut counts = Counts { lines: 1, ..Counts::default() };
    let reading = read(text, &mut counts);
    counts.letters = if reading.fractions { letters(text) } else { counts.chars as f32 + reading.extra };
    if reading.odd {
        counts.words = text.split_ascii_whitespace().map(words).sum();
    }
    let first = text.chars().find(|&char| char.is_alphanumeric() || char == '_');
    counts.starts_lower = first.is_some_and(char::is_lowercase);
    let mut back = text.chars().rev().filter(|char| !char.is_whitespace());
    let last = back.next();
    counts.ends_colon = matches!(last, Some(':' | '：'));
    counts.ends_sentence = last.into_iter().chain(back).find(|&char| !is_closing(char)).is_some_and(ends_sentence);
    counts
}

/// What is not counted in whole numbers.
#[derive(Default)]
struct Reading {
    /// What wide characters carry beyond one letter each.
    extra: f32,
    /// A character carries a fraction of a letter.
    fractions: bool,
    /// The words have to be found by the whole of UAX #29.
    odd: bool,
}

fn read(text: &str, counts: &mut Counts) -> Reading {
    let mut reading = Reading::default();
    let mut automaton = Automaton::default();
    let mut chars = text.chars();
    loop {
        let (mut turns, mut marks, mut steps) = (0, 0, 0);
        for char in chars.by_ref().take(Automaton::STEPS) {
            let sort = sort(char);
            turns += automaton.step(sort.class);
            marks += sort.marks;
            steps += 1;
            if !char.is_ascii() {
                reading.extra += sort.extra;
                reading.fractions |= sort.extra.fract() > 0.0;
                reading.odd |= sort.odd;
            }
        }
        add(counts, turns, marks);
        counts.chars += steps - field(marks, mark::SPACE);
        if (steps as usize) < Automaton::STEPS {
            break;
        }
    }
    // The end of the text ends its last token.
    add(counts, automaton.step(Class::Space), 0);
    reading
}

fn add(counts: &mut Counts, turns: u64, marks: u64) {
    counts.tokens += field(turns, turn::TOKEN);
    counts.capitalised += field(turns, turn::CAPITALISED);
    counts.short_words += field(turns, turn::SHORT);
    counts.sentences += field(turns, turn::SENTENCE);
    counts.words += field(turns, turn::WORD);
    counts.lines += field(marks, mark::LINE);
    counts.upper += field(marks, mark::UPPER);
    counts.digits += field(marks, mark::DIGIT);
    counts.punctuation += field(marks, mark::PUNCTUATION);
    counts.commas += field(marks, mark::COMMA);
    counts.currency += field(marks, mark::CURRENCY);
    counts.separators += field(marks, mark::SEPARATOR);
}

/// Letters one after the other: sums of fractions depend on their order.
fn letters(text: &str) -> f32 {
    text.chars().filter(|char| !char.is_whitespace()).map(width).sum()
}

/// Words by UAX #29 of a text without white space in it. No rule but WB4 looks across a space, and what WB4 hangs on
/// one makes the same number of words by itself: the words of a text are those of its parts between spaces.
fn words(part: &str) -> u32 {
    let mut counts = Counts::default();
    if read(part, &mut counts).odd { part.unicode_words().count() as u32 } else { counts.words }
}

/// Marks that may close a sentence after its end: quotes and brackets.
fn is_closing(char: char) -> bool {
    matches!(char, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '«' | '›' | '」' | '』' | '）' | '“' | '】' | '〉' | '》')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same, character by character, as the fields are defined.
    fn plainly(text: &str) -> Counts {
        let mut counts = Counts { lines: 1, ..Counts::default() };
        // Characters of the token being read.
        let mut token = 0;
        let mut last = ' ';
        let mut quoted = ' ';
        for char in text.chars() {
            if char.is_whitespace() {
                counts.short_words += u32::from((1..=3).contains(&token));
                token = 0;
                counts.lines += u32::from(char == '\n');
                continue;
            }
            counts.chars += 1;
            let width = width(char);
            counts.letters += width;
            if char.is_alphanumeric() || char == '_' {
                counts.digits += u32::from(char.is_numeric());
                let upper = char.is_uppercase();
                counts.upper += u32::from(upper);
                counts.capitalised += u32::from(upper && token == 0);
                counts.starts_lower |= counts.tokens == 0 && char.is_lowercase();
                counts.tokens += u32::from(token == 0 || width > 1.0);
                token += 1;
            } else {
                counts.short_words += u32::from((1..=3).contains(&token));
                token = 0;
                counts.currency +=
                    u32::from(matches!(char, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '￥' | '₺' | '฿'));
                counts.separators +=
                    u32::from(matches!(char, '|' | '•' | '·' | '/' | '»' | '›' | '→' | '>' | '<' | '«'));
                counts.punctuation += 1;
                counts.commas += u32::from(matches!(char, ',' | '，' | '、' | '،' | '､' | ';' | '；' | '؛'));
                counts.sentences += u32::from(ends_sentence(char) && !ends_sentence(last));
            }
            if !is_closing(char) {
                quoted = char;
            }
            last = char;
        }
        counts.short_words += u32::from((1..=3).contains(&token));
        counts.ends_colon = matches!(last, ':' | '：');
        counts.words = text.unicode_words().count() as u32;
        counts.ends_sentence = ends_sentence(quoted);
        counts
    }

    #[test]
    fn scripts_without_spaces_have_words_tokens_and_letters() {
        let chinese = count("港口在星期二结冰，四十年来第一次。");
        assert_eq!((chinese.chars, chinese.commas, chinese.sentences), (17, 1, 1));
        assert!(chinese.ends_sentence && chinese.words > 10 && chinese.tokens == 15 && chinese.letters > 45.0);
        assert!(count("ท่าเรือกลายเป็นน้ำแข็งเมื่อวันอังคาร").words > 8);
    }

    #[test]
    fn a_quote_after_the_full_stop_still_ends_the_sentence() {
        assert!(count("“We never said no.”").ends_sentence);
        assert!(!count("Read more »").ends_sentence);
    }

    /// Every character, between others that words go on to and come from in different ways.
    #[test]
    fn every_character_counts_as_it_does_plainly() {
        let around =
            ["", "a", "1", "_", "'", ".", ":", ",", " ", "_1", "港", "한", "a.", "1,", "カ", "\u{301}", "\u{200d}"];
        for char in '\0'..=char::MAX {
            let plain = !sort(char).odd;
            // The rest go through the library: their places are those of a few.
            let around = if plain && char as u32 <= 0x3400 { &around[..] } else { &around[..2] };
            let every = |nth: u32| (char as u32).is_multiple_of(nth);
            if !plain && !every(7) || char as u32 >= 0x3400 && !every(101) {
                continue;
            }
            for before in around {
                for after in around {
                    let text = format!("{before}{char}{after}");
                    assert_eq!(count(&text), plainly(&text), "{text:?}");
                }
            }
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        let pieces = "[a-c0-9_'.:,; -]{0,24}|[ -~\n]{0,12}|[a-zà-üА-яα-ω’“”…–.,:]{0,9}|[港口在がのカナー한국어、。，：「」]{0,6}\
            |[ก-ูเ-๎ا-يאבגदेवी]{0,6}|[\u{300}\u{301}\u{345}\u{ad}\u{200b}\u{200d}\u{2060}👩👧🇩🇪©ℹ]{0,4}|\\PC{0,4}|[.!?\"'»)]{0,3}|.{250,260}";
        prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1024, ..ProptestConfig::default() })]

        #[test]
        fn a_text_counts_as_it_does_plainly(text in texts()) {
            prop_assert_eq!(count(&text), plainly(&text), "{:?}", text);
        }
    }

    #[test]
    fn words_of_mixed_scripts_need_no_library_where_letters_are_plain() {
        for (text, odd) in
            [("Zürich’s Älteste, 1.000 «Москва»…", false), ("港口在がの。한국어", false), ("café ☕", true)]
        {
            assert_eq!(read(text, &mut Counts::default()).odd, odd, "{text}");
        }
        assert_eq!(sort('港').class, Class::Wide);
    }
}
