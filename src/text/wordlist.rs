//! Lists of words that are looked for in short texts, case aside, without a copy of the text in lower case.

/// Buckets of a list: words are found by their first two bytes.
const BUCKETS: usize = 256;
/// Words of the longest list.
const MOST: usize = 320;
/// The end of a bucket.
const NONE: u16 = u16::MAX;

/// Words in lower case, put into buckets at compile time.
#[derive(Debug)]
pub(crate) struct WordList {
    words: &'static [&'static str],
    /// The first word of each bucket, and the one after each word: in the order of the list.
    first: [u16; BUCKETS],
    next: [u16; MOST],
    /// Words of one byte are in no bucket.
    single: [bool; 128],
    has_single: bool,
}

impl WordList {
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut list =
            Self { words, first: [NONE; BUCKETS], next: [NONE; MOST], single: [false; 128], has_single: false };
        let mut at = words.len();
        while at > 0 {
            at -= 1;
            let word = words[at].as_bytes();
            if word.len() == 1 {
                list.single[word[0] as usize] = true;
                list.has_single = true;
            } else {
                let bucket = bucket(word[0], word[1]);
                list.next[at] = list.first[bucket];
                list.first[bucket] = at as u16;
            }
        }
        list
    }

    /// The words that a text begins with, and what follows each.
    pub(crate) fn at_start<'t>(&self, text: &'t str) -> impl Iterator<Item = (&'static str, &'t str)> {
        let bytes = text.as_bytes();
        let pair = bytes.first().zip(bytes.get(1));
        let words = pair.into_iter().flat_map(|(&first, &second)| self.bucket(first, second));
        let single = bytes.first().filter(|&&byte| self.is_single(byte)).map(u8::to_ascii_lowercase);
        let single = single.and_then(|byte| self.words.iter().copied().find(|word| word.as_bytes() == [byte]));
        words.chain(single).filter_map(move |word| Some((word, after_start(text, word)?)))
    }

    fn bucket(&self, first: u8, second: u8) -> impl Iterator<Item = &'static str> {
        let known = |&at: &u16| at != NONE;
        let first = self.first.get(bucket(first, second)).copied().filter(known);
        let places = std::iter::successors(first, move |&at| self.next.get(usize::from(at)).copied().filter(known));
        places.filter_map(|at| self.words.get(usize::from(at)).copied())
    }

    /// Whether a text begins with one of the words.
    pub(crate) fn starts(&self, text: &str) -> bool {
        self.may_begin(text.as_bytes()) && self.at_start(text).next().is_some()
    }

    /// Whether a word may begin with the first two letters of a text, as most do not.
    fn may_begin(&self, text: &[u8]) -> bool {
        let is_first = |first, second| self.first.get(bucket(first, second)).is_some_and(|&at| at != NONE);
        match *text {
            [first, second, ..] => is_first(first, second) || self.is_single(first),
            [only] => self.is_single(only),
            [] => false,
        }
    }

    fn is_single(&self, byte: u8) -> bool {
        self.has_single && self.single.get(usize::from(byte.to_ascii_lowercase())).is_some_and(|&single| single)
    }

    /// Whether a text is one of the words.
    pub(crate) fn has(&self, text: &str) -> bool {
        match text.as_bytes() {
            [] => false,
            [byte] => self.is_single(*byte),
            [first, second, ..] => self.bucket(*first, *second).any(|word| {
                word.eq_ignore_ascii_case(text)
                    || !text.is_ascii() && after_start(text, word).is_some_and(str::is_empty)
            }),
        }
    }

    /// Whether one of the words stands in a text. The text is taken to follow a space.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.begins_after_space(text) || self.places(text).next().is_some()
    }

    /// Where the last of the words that stand in a text begins, counted from a space before the text.
    pub(crate) fn last_in(&self, text: &str) -> Option<usize> {
        self.places(text).last().map(|at| at + 1).or_else(|| self.begins_after_space(text).then_some(0))
    }

    /// Where words begin in a text.
    fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let likely = (0..bytes.len()).filter(|&at| self.may_begin(bytes.get(at..).unwrap_or_default()));
        likely.filter(|&at| text.get(at..).is_some_and(|rest| self.at_start(rest).next().is_some()))
    }

    fn begins_after_space(&self, text: &str) -> bool {
        let mut led = text.bytes().next().into_iter().flat_map(|first| self.bucket(b' ', first));
        led.any(|word| word.strip_prefix(' ').is_some_and(|word| after_start(text, word).is_some()))
    }
}

/// By their last five bits letters are told apart without their case; all bytes of letters beyond ASCII are one, for their
/// case may change them.
const fn bucket(first: u8, second: u8) -> usize {
    const fn folded(byte: u8) -> usize {
        if byte < 128 { (byte & 31) as usize } else { 31 }
    }
    (folded(first) * 37 + folded(second)) % BUCKETS
}

/// What follows a word in lower case at the start of a text, case aside.
pub(crate) fn after_start<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut pairs = text.bytes().zip(word.bytes());
    let differ = |(one, other): (u8, u8)| !one.is_ascii() || one.to_ascii_lowercase() != other;
    let same = pairs.position(differ).unwrap_or(text.len().min(word.len()));
    // Most differ in plain letters.
    if let (Some(one), Some(other)) = (text.as_bytes().get(same), word.as_bytes().get(same))
        && one.is_ascii()
        && other.is_ascii()
    {
        return None;
    }
    let (mut rest, expected) = (text.get(same..)?.chars(), word.get(same..)?);
    for expected in expected.chars() {
        rest.next().filter(|char| *char == expected || char.to_lowercase().eq([expected]))?;
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: WordList = WordList::new(&["by", "updat", " date", "обновлен", "更新", "|", "by:"]);

    #[test]
    fn words_are_found_whatever_their_case() {
        let found: Vec<_> = LIST.at_start("BY: Jane").collect();
        assert_eq!(found, [("by", ": Jane"), ("by:", " Jane")]);
        assert!(LIST.has("Обновлен") && LIST.has("更新") && LIST.has("|") && !LIST.has("b") && !LIST.has(""));
        assert!(LIST.starts("| Jane") && !LIST.starts("Jane |"));
    }

    #[test]
    fn words_are_found_inside() {
        assert!(LIST.is_in("Last Updated") && LIST.is_in("最近更新") && !LIST.is_in("Upd ated"));
        assert!(LIST.is_in("Jane |") && LIST.is_in("|") && LIST.is_in("ОБНОВЛЕНО") && !LIST.is_in("b"));
        assert!(LIST.is_in("Date") && LIST.is_in("The date") && !LIST.is_in("candidate"));
        assert_eq!((LIST.last_in("Date, updated"), LIST.last_in("date"), LIST.last_in("")), (Some(7), Some(0), None));
    }
}
