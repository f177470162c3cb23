//! The title of a text without markup: a first guess, the line before the running text that the text itself confirms.
//! Features of all lines tell where they stand to it; in the end a model says which line is the title.

use super::lines::{Line, Lines};

/// How many lines before the running text are looked at. Menus of news sites run to some hundred lines, but the title
/// stands below them.
const REACH: usize = 60;

/// What it is worth to have all words in common with the running text.
const SHARE: f32 = 1.5;

/// The line that has the title, if one can be told. `start` is the line where the running text starts; `copies` says
/// how many lines have the words of a line.
pub(super) fn guess(lines: &Lines, start: usize, body: &Words, copies: impl Fn(usize) -> f32) -> Option<usize> {
    let first = start.saturating_sub(REACH);
    let mut best: Option<(f32, usize)> = None;
    for at in (first..start).chain(0..first.min(3)) {
        let Some(line) = lines.lines.get(at) else { continue };
        let Some(shape) = shape(line, start - at, copies(at)) else { continue };
        let beats = |score: f32| best.is_none_or(|(highest, _)| score > highest);
        // Words are looked at only where they can make a difference.
        if beats(shape + SHARE) {
            let score = shape + SHARE * body.share(lines.tokens(line));
            if beats(score) {
                best = Some((score, at));
            }
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
    /// Each token stands in the first free place from where it hashes to on. A token of 0 is one of 1.
    places: Vec<u32>,
    len: usize,
}

impl Words {
    /// The first tokens: no more than that are put in, so that tokens chosen to collide cost no more than so many steps.
    const MOST: usize = 200;

    pub(super) fn new(tokens: impl Iterator<Item = u32>) -> Self {
        let mut words = Self { places: vec![0; (4 * Self::MOST).next_power_of_two()], len: 0 };
        for token in tokens.take(Self::MOST) {
            let place = words.find(token);
            let free = &mut words.places[place];
            words.len += usize::from(*free == 0);
            *free = token.max(1);
        }
        words
    }

    /// The words of the first paragraphs.
    pub(super) fn of_body(lines: &Lines, start: usize) -> Self {
        // They say the title again in other words; later ones need not.
        Self::new(lines.lines.iter().skip(start).flat_map(|line| lines.tokens(line)))
    }

    /// Where a token stands, or would.
    fn find(&self, token: u32) -> usize {
        let mask = self.places.len() - 1;
        let mut place = (token ^ token >> 15) as usize & mask;
        while self.places[place] != 0 && self.places[place] != token.max(1) {
            place = (place + 1) & mask;
        }
        place
    }

    pub(super) fn has(&self, token: u32) -> bool {
        self.places[self.find(token)] != 0
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.len
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

/// How much a line looks like a title, its words aside; `None` if it cannot be one.
fn shape(line: &Line, distance: usize, copies: f32) -> Option<f32> {
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
    Some(length + near + again - dated * 0.8 - separators - sentence)
}
