//! Copies of the same text on one page, and words shared with the title.

use super::numbers::{Numbers, hash, mix};
use super::{Column, Context, flag};
use crate::blocks::Page;
use crate::scratch::{Scratch, kept};
use crate::text;

pub(super) const COLUMNS: &[Column] = &[
    ("copies", "blocks of the page with the same text"),
    ("again", "1 if an earlier block has the same text"),
    ("distance", "blocks back to the nearest earlier copy; -1 if there is none"),
    ("title_share", "share of the block's tokens that stand in the title"),
    ("title_cover", "share of the title's tokens that stand in the block"),
    ("said", "share of the block's runs of four tokens that stand in an earlier block too"),
    ("repeated", "share of the block's runs of four tokens that stand elsewhere on the page too"),
    ("description_cover", "share of the tokens of the page's own description that stand in the block"),
    ("is_title", "1 if the block's text is the title or its main part"),
];

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let copies = &context.duplicates;
    let copy = &copies.of[at];
    row.copy_from_slice(&[
        copies.count(at),
        flag(copy.earlier.is_some()),
        copy.earlier.map_or(-1.0, |earlier| (at as u32 - earlier) as f32),
        copy.title_share,
        copy.title_cover,
        copy.said,
        copy.repeated,
        copy.description_cover,
        flag(copy.title_share > 0.9 && copy.title_cover > 0.5),
    ]);
}

struct Copy {
    text: u32,
    earlier: Option<u32>,
    title_share: f32,
    title_cover: f32,
    said: f32,
    repeated: f32,
    description_cover: f32,
}

kept!(Copy);

pub(super) struct Copies {
    of: Scratch<Copy>,
    count: Scratch<u32>,
}

impl Copies {
    pub(super) fn new(page: &Page, title: Option<&str>, description: Option<&str>) -> Self {
        let tokens = Tokens::new(page);
        let runs = Runs::new(&tokens);
        let mut title = Phrase::new(title);
        let mut description = Phrase::new(description);
        let mut seen = Numbers::with_capacity(page.blocks.len());
        let count = page.blocks.len();
        let mut last: Scratch<u32> = Scratch::with_capacity(count);
        let mut copies = Self { of: Scratch::with_capacity(count), count: Scratch::with_capacity(count) };
        for (at, block) in page.blocks.iter().enumerate() {
            let text = page.block_text(block);
            let id = seen.of(hash(text));
            let mut earlier = None;
            if id == last.len() {
                last.push(at as u32);
                copies.count.push(1);
            } else {
                earlier = Some(std::mem::replace(&mut last[id], at as u32));
                copies.count[id] += 1;
            }
            let (title_share, title_cover) = title.overlap(text, tokens.of(at), at);
            let (said, repeated) = runs.shares(at);
            let (_, description_cover) = description.overlap(text, tokens.of(at), at);
            let text = id as u32;
            copies.of.push(Copy { text, earlier, title_share, title_cover, said, repeated, description_cover });
        }
        copies
    }

    /// How many blocks of the page have the text of this one.
    pub(super) fn count(&self, at: usize) -> f32 {
        self.count[self.of[at].text as usize] as f32
    }

    pub(super) fn title_cover(&self, at: usize) -> (f32, f32) {
        (self.of[at].title_share, self.of[at].title_cover)
    }
}

/// The tokens of all blocks, as hashes.
struct Tokens {
    hashes: Scratch<u64>,
    /// Where each block's end.
    ends: Scratch<usize>,
}

impl Tokens {
    fn new(page: &Page) -> Self {
        // A word and a space for six bytes are typical.
        let mut hashes = Scratch::with_capacity(page.text.len() / 5);
        let mut ends = Scratch::with_capacity(page.blocks.len());
        for block in &page.blocks {
            tokens(page.block_text(block), |token| hashes.push(token));
            ends.push(hashes.len());
        }
        Self { hashes, ends }
    }

    fn of(&self, at: usize) -> &[u64] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.hashes[start..self.ends[at]]
    }
}

/// Runs of four tokens, and where on the page each stands.
struct Runs {
    /// The different runs of all blocks, by number.
    numbers: Scratch<u32>,
    /// Where those of each block end, and how many of them an earlier block has too.
    blocks: Scratch<Said>,
    places: Scratch<Place>,
}

type Said = (usize, u32);

kept!(Said, Place);

/// The last block that a run stands in, and in how many.
struct Place {
    last: u32,
    blocks: u32,
}

impl Runs {
    fn new(tokens: &Tokens) -> Self {
        const RUN: usize = 4;
        let mut seen = Numbers::with_capacity(tokens.hashes.len());
        let mut runs = Self {
            numbers: Scratch::with_capacity(tokens.hashes.len()),
            blocks: Scratch::with_capacity(tokens.ends.len()),
            places: Scratch::with_capacity(tokens.hashes.len()),
        };
        for at in 0..tokens.ends.len() {
            let mut said = 0;
            for run in tokens.of(at).windows(RUN) {
                let number = seen.of(run.iter().fold(0, |all, word| mix(all, *word)));
                match runs.places.get_mut(number) {
                    None => runs.places.push(Place { last: at as u32, blocks: 1 }),
                    Some(place) if place.last == at as u32 => continue,
                    Some(place) => {
                        *place = Place { last: at as u32, blocks: place.blocks + 1 };
                        said += 1;
                    }
                }
                runs.numbers.push(number as u32);
            }
            runs.blocks.push((runs.numbers.len(), said));
        }
        runs
    }

    /// Shares of a block's runs that an earlier block has, and that any other block has.
    fn shares(&self, at: usize) -> (f32, f32) {
        let start = at.checked_sub(1).map_or(0, |before| self.blocks[before].0);
        let (end, said) = self.blocks[at];
        let runs = &self.numbers[start..end];
        let repeated = runs.iter().filter(|&&run| self.places[run as usize].blocks > 1).count();
        let all = runs.len() as f32;
        (super::ratio(said as f32, all), super::ratio(repeated as f32, all))
    }
}

/// The different tokens of a text that blocks are compared with.
struct Phrase {
    /// In order, each with the last block that it was met in.
    tokens: Scratch<Token>,
    /// A bit for some bits of each token: most words of a page are not in its title.
    filter: [u64; 4],
}

type Token = (u64, u32);

kept!(Token);

impl Phrase {
    fn new(text: Option<&str>) -> Self {
        let mut phrase = Self { tokens: Scratch::new(), filter: [0; 4] };
        tokens(text.unwrap_or_default(), |token| phrase.tokens.push((token, u32::MAX)));
        phrase.tokens.sort_unstable();
        phrase.tokens.dedup();
        for (token, _) in &phrase.tokens {
            phrase.filter[(token >> 62) as usize] |= 1 << (token >> 56 & 63);
        }
        phrase
    }

    /// Shares of a block's and of the phrase's tokens that the other has. Long texts are not titles.
    fn overlap(&mut self, text: &str, tokens: &[u64], block: usize) -> (f32, f32) {
        const LONGEST: usize = 600;
        if self.tokens.is_empty() || text.len() > LONGEST {
            return (0.0, 0.0);
        }
        let (mut common, mut shared) = (0, 0);
        for token in tokens.iter().filter(|token| self.filter[(*token >> 62) as usize] >> (*token >> 56 & 63) & 1 == 1)
        {
            if let Ok(found) = self.tokens.binary_search_by_key(token, |(token, _)| *token) {
                common += 1;
                shared += u32::from(std::mem::replace(&mut self.tokens[found].1, block as u32) != block as u32);
            }
        }
        (super::ratio(common as f32, tokens.len() as f32), shared as f32 / self.tokens.len() as f32)
    }
}

/// Hashes of the runs of letters and digits; a character of a script that is written without spaces is a run of its
/// own, as [`text::count`] has it.
fn tokens(text: &str, mut found: impl FnMut(u64)) {
    let (mut token, mut at) = (0, 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        let char = match KINDS[usize::from(byte)] {
            Byte::RunsOn => {
                let (word, length) = run(&text.as_bytes()[at..]);
                token = mix(token, word);
                at += length;
                continue;
            }
            Byte::Parts => None,
            Byte::BeginsChar => text.get(at..).and_then(|text| text.chars().next()),
        };
        at += char.map_or(1, char::len_utf8);
        let char = char.filter(|char| char.is_alphanumeric());
        let wide = char.is_some_and(|char| text::width(char) > 1.0);
        if token != 0 && (wide || char.is_none()) {
            found(token);
            token = 0;
        }
        if let Some(char) = char {
            // No run of ASCII has this bit.
            token = mix(token, u64::from(u32::from(char)) | 1 << 63);
        }
        if wide {
            found(token);
            token = 0;
        }
    }
    if token != 0 {
        found(token);
    }
}

/// The letters and digits of ASCII that a text begins with, eight at most: as one word, and how many.
fn run(bytes: &[u8]) -> (u64, usize) {
    let Some(eight) = bytes.first_chunk() else {
        let length = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        return (bytes[..length].iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)), length);
    };
    let word = u64::from_le_bytes(*eight);
    let length = (!alphanumeric(word) & EACH << 7).trailing_zeros() as usize / 8;
    (word & !(!0_u64).checked_shl(8 * length as u32).unwrap_or(0), length)
}

/// A bit in each byte.
const EACH: u64 = u64::from_le_bytes([1; 8]);

/// The highest bit of each byte that is a letter or a digit of ASCII; the other bits say nothing.
fn alphanumeric(word: u64) -> u64 {
    let low = word & (EACH * 0x7f);
    // Set where a byte of seven bits is no less than another.
    let from = |bytes: u64, first: u8| bytes + EACH * u64::from(0x80 - first);
    let between = |bytes: u64, first: u8, last: u8| from(bytes, first) & !from(bytes, last + 1);
    (between(low | (EACH * 0x20), b'a', b'z') | between(low, b'0', b'9')) & !word
}

/// What a byte of a text is: most are letters of ASCII and what stands between their words.
#[derive(Clone, Copy)]
enum Byte {
    RunsOn,
    Parts,
    /// The first of a character beyond ASCII.
    BeginsChar,
}

const KINDS: [Byte; 256] = {
    let mut kinds = [Byte::BeginsChar; 256];
    let mut byte = 0;
    while byte < 0x80 {
        kinds[byte] = if (byte as u8).is_ascii_alphanumeric() { Byte::RunsOn } else { Byte::Parts };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes(text: &str) -> Vec<u64> {
        let mut hashes = Vec::new();
        tokens(text, |token| hashes.push(token));
        hashes
    }

    #[test]
    fn a_chinese_headline_is_known_beside_the_name_of_the_site() {
        let mut title = Phrase::new(Some("港口结冰_晨报"));
        assert_eq!(title.overlap("港口结冰", &hashes("港口结冰"), 0), (1.0, 4.0 / 6.0));
        assert_eq!(hashes("iPad售价¥3,499起"), hashes("iPad 售 价 3 499 起"));
    }

    proptest! {
        #[test]
        fn tokens_are_equal_where_their_texts_are(texts in prop::collection::vec("[abz09 _é港慡!{@]{0,20}", 1..4)) {
            let text = texts.join(" ");
            let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
            let parts = words.flat_map(|word| word.split_inclusive(wide).flat_map(|part| {
                let last = part.chars().next_back().filter(|&char| wide(char)).map_or(0, char::len_utf8);
                let (before, wide) = part.split_at(part.len() - last);
                [before, wide].into_iter().filter(|part| !part.is_empty())
            }));
            let parts: Vec<&str> = parts.collect();
            let found = hashes(&text);
            prop_assert_eq!(found.len(), parts.len());
            for (a, first) in found.iter().zip(&parts) {
                for (b, second) in found.iter().zip(&parts) {
                    prop_assert_eq!(a == b, first == second, "{} {}", first, second);
                }
            }
        }
    }

    fn wide(char: char) -> bool {
        text::width(char) > 1.0
    }
}
