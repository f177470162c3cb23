//! Copies of the same text on one page, and words shared with the title.

use super::{Column, Context, flag};
use crate::blocks::Page;
use crate::text;
use std::collections::{HashMap, HashSet};

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

pub(super) struct Copies {
    of: Vec<Copy>,
    count: Vec<u32>,
}

impl Copies {
    pub(super) fn new(page: &Page, title: Option<&str>, description: Option<&str>) -> Self {
        let title: HashSet<&str> = title.map(|title| tokens(title).collect()).unwrap_or_default();
        let description: HashSet<&str> = description.map(|text| tokens(text).collect()).unwrap_or_default();
        let shingles = Shingles::new(page);
        let mut seen: HashMap<&str, (u32, u32)> = HashMap::new();
        let mut copies = Self { of: Vec::with_capacity(page.blocks.len()), count: Vec::new() };
        for (at, block) in page.blocks.iter().enumerate() {
            let text = page.block_text(block);
            let next = copies.count.len() as u32;
            let earlier = seen.get(text).copied();
            let id = earlier.map_or(next, |(id, _)| id);
            if earlier.is_none() {
                copies.count.push(0);
            }
            copies.count[id as usize] += 1;
            seen.insert(text, (id, at as u32));
            let (title_share, title_cover) = overlap(text, &title);
            let (said, repeated) = shingles.shares(at);
            let (_, description_cover) = overlap(text, &description);
            let earlier = earlier.map(|(_, at)| at);
            copies.of.push(Copy { text: id, earlier, title_share, title_cover, said, repeated, description_cover });
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

/// Runs of four tokens of all blocks, as hashes.
struct Shingles {
    of: Vec<Vec<u64>>,
    /// For each run the first block it stands in, and in how many.
    places: HashMap<u64, (u32, u32)>,
}

impl Shingles {
    fn new(page: &Page) -> Self {
        const RUN: usize = 4;
        let mut places: HashMap<u64, (u32, u32)> = HashMap::new();
        let mut of = Vec::with_capacity(page.blocks.len());
        for (at, block) in page.blocks.iter().enumerate() {
            let words: Vec<u64> = tokens(page.block_text(block)).map(hash).collect();
            let mut runs: Vec<u64> =
                words.windows(RUN).map(|run| run.iter().fold(0, |all, word| mix(all, *word))).collect();
            runs.sort_unstable();
            runs.dedup();
            for &run in &runs {
                places.entry(run).or_insert((at as u32, 0)).1 += 1;
            }
            of.push(runs);
        }
        Self { of, places }
    }

    /// Shares of a block's runs that an earlier block has, and that any other block has.
    fn shares(&self, at: usize) -> (f32, f32) {
        let runs = &self.of[at];
        let place = |run: &u64| self.places.get(run).copied().unwrap_or_default();
        let said = runs.iter().filter(|run| (place(run).0 as usize) < at).count();
        let repeated = runs.iter().filter(|run| place(run).1 > 1).count();
        let all = runs.len() as f32;
        (super::ratio(said as f32, all), super::ratio(repeated as f32, all))
    }
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0, |hash, byte| mix(hash, u64::from(byte)))
}

fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

/// Shares of the text's and of the title's tokens that the other has. Long texts are not titles.
fn overlap(text: &str, title: &HashSet<&str>) -> (f32, f32) {
    const LONGEST: usize = 600;
    if title.is_empty() || text.len() > LONGEST {
        return (0.0, 0.0);
    }
    let (mut all, mut shared) = (0.0, HashSet::new());
    let mut common = 0.0;
    for token in tokens(text) {
        all += 1.0;
        if title.contains(token) {
            common += 1.0;
            shared.insert(token);
        }
    }
    (super::ratio(common, all), shared.len() as f32 / title.len() as f32)
}

/// Runs of letters and digits; a character of a script that is written without spaces is one of its own, as
/// [`text::count`] has it.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|char: char| !char.is_alphanumeric());
        let first = rest.chars().next()?;
        let is_wide = |char| text::width(char) > 1.0;
        let end = if is_wide(first) {
            first.len_utf8()
        } else {
            rest.find(|char: char| !char.is_alphanumeric() || is_wide(char)).unwrap_or(rest.len())
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_headline_is_known_beside_the_name_of_the_site() {
        let title: HashSet<&str> = tokens("港口结冰_晨报").collect();
        assert_eq!(title.len(), 6);
        assert_eq!(overlap("港口结冰", &title), (1.0, 4.0 / 6.0));
        assert_eq!(tokens("iPad售价¥3,499起").collect::<Vec<_>>(), ["iPad", "售", "价", "3", "499", "起"]);
    }
}
