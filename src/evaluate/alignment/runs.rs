//! The alignment of two sequences of tokens that has the most tokens in the longest runs.
//!
//! A longest common subsequence takes every word it can get: the "the" of a menu for that of a paragraph which the page lacks.
//! So a run costs something to begin, as gaps do in the alignment of sequences (Gotoh, Journal of Molecular Biology 1982),
//! less where both sides begin a part of their own. Exact, by dynamic programming over all pairs.

/// One word of a block or of a line of the label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) word: u32,
    /// Its place in its text.
    pub(super) at: usize,
    /// Whether it begins its block or line.
    pub(super) head: bool,
}

/// Places of the same word in both texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) page: usize,
    pub(super) label: usize,
}

/// What a pair of equal words is worth, and what it costs to begin a run with it.
const EQUAL: i32 = 10;
const BEGIN: i32 = 8;
const BEGIN_PART: i32 = 4;
/// Longer tables are done piece by piece: a byte for each pair of tokens.
const MOST_CELLS: usize = 1 << 28;

/// How the best alignment of two prefixes ends.
mod step {
    pub(super) const SKIP_PAGE: u8 = 0;
    pub(super) const SKIP_LABEL: u8 = 1;
    pub(super) const MATCH: u8 = 2;
    pub(super) const KIND: u8 = 3;
    /// The match that ends here, taken or not, goes on a run.
    pub(super) const GOES_ON: u8 = 4;
}

pub(super) fn align(page: &[Token], label: &[Token]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    let rows = (MOST_CELLS / label.len().max(1)).max(1);
    for piece in page.chunks(rows) {
        let after = pairs.last().map_or(0, |last| label.partition_point(|token| token.at <= last.label));
        pairs.extend(piecewise(piece, &label[after..]));
    }
    pairs
}

fn piecewise(page: &[Token], label: &[Token]) -> Vec<Pair> {
    let width = label.len();
    let mut steps = vec![step::SKIP_PAGE; page.len() * width];
    let mut rows = Rows::new(width);
    let mut before = None;
    for (token, steps) in page.iter().zip(steps.chunks_exact_mut(width.max(1))) {
        rows.step(*token, before, label, steps);
        before = Some(token.at);
    }
    trace(page, label, &steps)
}

/// Two rows of the table. Column 0 stands before the label.
struct Rows {
    /// The best of each pair of prefixes.
    best: Vec<i32>,
    above: Vec<i32>,
    /// The best that ends with a match; far below nothing where there is none.
    run: Vec<i32>,
    run_above: Vec<i32>,
}

const NONE: i32 = i32::MIN / 2;

impl Rows {
    fn new(width: usize) -> Self {
        Self {
            best: vec![0; width + 1],
            above: vec![0; width + 1],
            run: vec![NONE; width + 1],
            run_above: vec![NONE; width + 1],
        }
    }

    fn step(&mut self, token: Token, before: Option<usize>, label: &[Token], steps: &mut [u8]) {
        std::mem::swap(&mut self.best, &mut self.above);
        std::mem::swap(&mut self.run, &mut self.run_above);
        let adjoins = before.is_some_and(|before| before + 1 == token.at);
        for (at, (other, step)) in label.iter().zip(steps).enumerate() {
            let (mut best, mut kind) = (self.above[at + 1], step::SKIP_PAGE);
            if self.best[at] > best {
                (best, kind) = (self.best[at], step::SKIP_LABEL);
            }
            let mut run = NONE;
            if token.word == other.word {
                let adjoins = adjoins && at > 0 && label[at - 1].at + 1 == other.at;
                let begin = if token.head && other.head { BEGIN_PART } else { BEGIN };
                run = self.above[at] + EQUAL - begin;
                if adjoins && self.run_above[at] + EQUAL >= run {
                    run = self.run_above[at] + EQUAL;
                    kind |= step::GOES_ON;
                }
                if run > best {
                    (best, kind) = (run, (kind & step::GOES_ON) | step::MATCH);
                }
            }
            self.best[at + 1] = best;
            self.run[at + 1] = run;
            *step = kind;
        }
    }
}

/// Reads the table backwards.
fn trace(page: &[Token], label: &[Token], steps: &[u8]) -> Vec<Pair> {
    let (mut row, mut column) = (page.len(), label.len());
    let mut pairs = Vec::new();
    let mut in_run = false;
    while row > 0 && column > 0 {
        let here = steps[(row - 1) * label.len() + column - 1];
        match here & step::KIND {
            _ if in_run => {}
            step::SKIP_PAGE => {
                row -= 1;
                continue;
            }
            step::SKIP_LABEL => {
                column -= 1;
                continue;
            }
            _ => {}
        }
        row -= 1;
        column -= 1;
        pairs.push(Pair { page: page[row].at, label: label[column].at });
        in_run = here & step::GOES_ON != 0;
    }
    pairs.reverse();
    pairs
}
