//! The title of a text without markup: the line before the running text that the text itself confirms.

use super::lines::{Line, Lines};

/// How many lines before the running text are looked at. Menus of news sites run to some hundred lines, but the title
/// stands below them.
const REACH: usize = 60;

/// The line that has the title, if one can be told. `start` is the line where the running text starts; `copies` says
/// how many lines have the words of a line.
pub(super) fn find(lines: &Lines, start: usize, copies: impl Fn(usize) -> f32) -> Option<usize> {
    let start = sentence(lines, start);
    let body = Body::new(lines, start);
    let first = start.saturating_sub(REACH);
    let mut best: Option<(f32, usize)> = None;
    for at in (first..start).chain(0..first.min(3)) {
        let Some(line) = lines.lines.get(at) else { continue };
        let Some(score) = score(lines, line, start - at, copies(at), &body) else { continue };
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The first line from `start` on that ends a sentence: a title with abbreviations in it reads as running text too.
fn sentence(lines: &Lines, start: usize) -> usize {
    const NEAR: usize = 6;
    let ends = |at: &usize| lines.lines.get(*at).is_some_and(|line| line.counts.ends_sentence);
    (start..start.saturating_add(NEAR)).find(ends).unwrap_or(start)
}

/// The tokens of the first paragraphs.
struct Body(Vec<u32>);

impl Body {
    fn new(lines: &Lines, start: usize) -> Self {
        /// The first paragraphs of an article say its title again in other words; later ones need not.
        const TOKENS: usize = 400;
        let first = lines.lines.get(start).map_or(lines.hashes.len(), |line| line.tokens.start as usize);
        let mut tokens: Vec<u32> = lines.hashes.iter().skip(first).take(TOKENS).copied().collect();
        tokens.sort_unstable();
        tokens.dedup();
        Self(tokens)
    }

    fn share(&self, tokens: &[u32]) -> f32 {
        let found = tokens.iter().filter(|token| self.0.binary_search(token).is_ok()).count();
        found as f32 / tokens.len().max(1) as f32
    }
}

/// How much a line looks like a title; `None` if it cannot be one.
fn score(lines: &Lines, line: &Line, distance: usize, copies: f32, body: &Body) -> Option<f32> {
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
