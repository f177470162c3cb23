//! Text as the web shows it: white-space folding, and counting characters, words and sentences in any script.

use unicode_segmentation::UnicodeSegmentation;

/// White space that CSS collapses (CSS Text, section 4.1.1: spaces, tabs and segment breaks). No-break spaces stay.
pub(crate) fn is_collapsible(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// Appends `text` to `out`, each run of collapsible white space as one space; none at the start of a line.
/// `pending` carries a space that ends one piece over to the next.
pub(crate) fn fold_into(out: &mut String, line_start: usize, pending: &mut bool, text: &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if is_collapsible(bytes[at]) {
            *pending = true;
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().position(|&byte| is_collapsible(byte)).unwrap_or(bytes.len() - at);
        if std::mem::take(pending) && out.len() > line_start && !out.ends_with('\n') {
            out.push(' ');
        }
        out.push_str(&text[at..at + length]);
        at += length;
    }
}

/// `text` with its collapsible and no-break white space folded to single spaces, none at its ends.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The longest start of `text` within `bytes` bytes.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

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

pub(crate) fn count(text: &str) -> Counts {
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
            counts.currency += u32::from(matches!(char, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '￥' | '₺' | '฿'));
            counts.separators += u32::from(matches!(char, '|' | '•' | '·' | '/' | '»' | '›' | '→' | '>' | '<' | '«'));
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
    counts.words = words(text);
    counts.ends_sentence = ends_sentence(quoted);
    counts
}

/// Words by UAX #29.
pub(crate) fn words(text: &str) -> u32 {
    if text.is_ascii() { ascii_words(text.as_bytes()) } else { text.unicode_words().count() as u32 }
}

/// UAX #29's rules as they come out for ASCII: letters, digits and `_` run on; `'`, `.` and `:` join letters;
/// `'`, `.`, `,` and `;` join digits. A run without a letter or digit is no word.
fn ascii_words(bytes: &[u8]) -> u32 {
    let mut words = 0;
    let mut in_run = false;
    let mut counted = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let continues = byte.is_ascii_alphanumeric() || byte == b'_' || (in_run && joins(bytes, at));
        if continues && byte.is_ascii_alphanumeric() && !counted {
            words += 1;
            counted = true;
        }
        counted &= continues;
        in_run = continues;
    }
    words
}

fn joins(bytes: &[u8], at: usize) -> bool {
    let (Some(before), Some(after)) = (at.checked_sub(1).map(|i| bytes[i]), bytes.get(at + 1)) else { return false };
    match bytes[at] {
        b'\'' | b'.' => {
            (before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
                || (before.is_ascii_digit() && after.is_ascii_digit())
        }
        b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

/// How many Latin letters carry as much as this character. Translators reckon an English word (five letters) at one
/// and a half to two Chinese characters, two to two and a half Japanese ones, two Korean syllables; Thai, Lao and Khmer
/// run about as long as English but are written without spaces. Rounded to what holds for running text.
pub(crate) fn width(char: char) -> f32 {
    match char as u32 {
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF => 1.1,
        0x1100..=0x11FF | 0x3040..=0x30FF | 0x31F0..=0x31FF | 0xAC00..=0xD7AF | 0xFF66..=0xFF9F => 2.0,
        0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF => 3.0,
        _ => 1.0,
    }
}

/// Full stops, question and exclamation marks and ellipses (Unicode's `Sentence_Terminal`, the ones in daily use).
pub(crate) fn ends_sentence(char: char) -> bool {
    matches!(
        char,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '။' | '។'
    )
}

/// Marks that may close a sentence after its end: quotes and brackets.
fn is_closing(char: char) -> bool {
    matches!(char, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '«' | '›' | '」' | '』' | '）' | '“' | '】' | '〉' | '》')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(pieces: &[&str]) -> String {
        let (mut out, mut pending) = (String::new(), false);
        for piece in pieces {
            fold_into(&mut out, 0, &mut pending, piece);
        }
        out
    }

    #[test]
    fn white_space_folds_across_pieces_and_no_break_spaces_stay() {
        assert_eq!(fold(&["  The ", " \n old\t", "harbour", "’s", "\u{a0} gate "]), "The old harbour’s\u{a0} gate");
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

    proptest! {
        #[test]
        fn ascii_words_are_those_of_uax_29(text in "[a-c0-9_'.:,; -]{0,24}") {
            prop_assert_eq!(ascii_words(text.as_bytes()), text.unicode_words().count() as u32, "{}", text);
        }

        #[test]
        fn folding_in_pieces_is_folding_at_once(pieces in prop::collection::vec("[ab\u{a0} \n]{0,6}", 0..6)) {
            let whole = pieces.concat();
            let pieces: Vec<_> = pieces.iter().map(String::as_str).collect();
            prop_assert_eq!(fold(&pieces), fold(&[&whole]));
        }
    }
}
