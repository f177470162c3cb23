//! The title of a text without markup: a first guess, the line before the running text that the text itself confirms.
//! Features of all lines tell where they stand to it; in the end a model says which line is the title.

use super::lines::{Line, Lines};

/// How many lines before the running text are looked at. Menus of news sites run to some hundred lines, but the title
/// stands below them.
const REACH: usize = 60;

/// The line that has the title, if one can be told. `start` is the line where the running text starts; `copies` says
/// how many lines have the words of a line.
pub(super) fn guess(lines: &Lines, start: usize, body: &Words, copies: impl Fn(usize) -> f32) -> Option<usize> {
    let first = start.saturating_sub(REACH);
    let mut best: Option<(f32, usize)> = None;
    for at in (first..start).chain(0..first.min(3)) {
        let Some(line) = lines.lines.get(at) else { continue };
        let Some(score) = score(lines, line, start - at, copies(at), body) else { continue };
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The first line from `start` on that ends a sentence, where the text itself starts: a title with abbreviations in it reads as running text too.
pub(super) fn sentence(lines: &Lines, start: usize) -> usize {
    const NEAR: usize = 6;
    let ends = |at: &usize| lines.lines.get(*at).is_some_and(|line| line.counts.ends_sentence);
    (start..start.saturating_add(NEAR)).find(ends).unwrap_or(start)
}

/// A set of tokens.
pub(super) struct Words {
    /// In ascending order.
    tokens: Vec<u32>,
    /// A bit for each place that tokens hash to: most that are not in the set are found missing at once.
    bits: [u64; Words::PLACES / 64],
}

impl Words {
    const PLACES: usize = 1 << 12;

    pub(super) fn new(mut tokens: Vec<u32>) -> Self {
        tokens.sort_unstable();
        tokens.dedup();
        let mut bits = [0; Self::PLACES / 64];
        for &token in &tokens {
            let place = Self::place(token);
            bits[place / 64] |= 1 << (place % 64);
        }
        Self { tokens, bits }
    }

    /// The words of the first paragraphs.
    pub(super) fn of_body(lines: &Lines, start: usize) -> Self {
        /// The first paragraphs of an article say its title again in other words; later ones need not.
        const TOKENS: usize = 400;
        let body = lines.lines.iter().skip(start);
        Self::new(body.flat_map(|line| lines.tokens(line)).take(TOKENS).collect())
    }

    fn place(token: u32) -> usize {
        (token ^ token >> 15) as usize % Self::PLACES
    }

    pub(super) fn has(&self, token: u32) -> bool {
        let place = Self::place(token);
        self.bits[place / 64] >> (place % 64) & 1 == 1 && self.tokens.binary_search(&token).is_ok()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    fn share(&self, tokens: impl Iterator<Item = u32>) -> f32 {
        let (found, all) =
            tokens.fold((0_u32, 0_u32), |(found, all), token| (found + u32::from(self.has(token)), all + 1));
        found as f32 / all.max(1) as f32
    }
}

/// Whether a line may be the title at all.
pub(super) fn is_candidate(line: &Line) -> bool {
    !line.marked && (6.0..=260.0).contains(&line.counts.letters)
}

/// How much a line looks like a title; `None` if it cannot be one.
fn score(lines: &Lines, line: &Line, distance: usize, copies: f32, body: &Words) -> Option<f32> {
    let counts = &line.counts;
    let digits = counts.digits as f32 / counts.chars.max(1) as f32;
    if line.marked || counts.letters < 8.0 || counts.letters > 250.0 || counts.tokens < 2 || digits > 0.4 {
        return None;
    }
    let length = (counts.letters / 40.0).min(1.0) - (counts.letters / 120.0 - 1.0).max(0.0);
    let near = 1.0 / (1.0 + distance as f32 / 8.0);
    let dated = f32::from(u8::from(counts.clocks > 0 || counts.years > 0 && counts.digits > 4));
    let separators = counts.separators as f32 * 0.3 + counts.glued as f32 * 0.2;
    let sentence = f32::from(u8::from(counts.sentences > 1)) * 0.4;
    let again = if copies > 1.0 { 0.2 } else { 0.0 };
    let share = body.share(lines.tokens(line));
    Some(length + near + share * 1.5 + again - dated * 0.8 - separators - sentence)
}
