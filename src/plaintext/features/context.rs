//! What the groups of features share: one value for each text, computed before the first row.

use super::copies::Copies;
use super::core::Cores;
use super::leads::Leads;
use super::masses::Masses;
use super::page::Totals;
use super::runs::Runs;
use super::titles::Overlaps;
use crate::plaintext::lexicon::Lead;
use crate::plaintext::lines::{Line, Lines};
use crate::plaintext::title::{self, Words};

/// Titles stand within so many lines: menus of news sites run to some hundred, but the title stands near their end.
const REACH: usize = 250;

/// The lines with everything that is known about them together.
pub(in crate::plaintext) struct Context<'a> {
    pub(super) lines: &'a Lines,
    /// Letters of running text in each line.
    pub(super) prose: Vec<f32>,
    pub(super) masses: Masses,
    pub(super) runs: Runs,
    pub(super) cores: Cores,
    pub(super) copies: Copies,
    pub(super) overlaps: Overlaps,
    pub(super) leads: Leads,
    pub(super) totals: Totals,
}

impl<'a> Context<'a> {
    pub(in crate::plaintext) fn new(lines: &'a Lines) -> Self {
        let prose: Vec<f32> = lines.lines.iter().map(prose).collect();
        let cores = Cores::new(&prose);
        let copies = Copies::new(lines.lines.iter().map(|line| line.counts.words));
        let start = title::sentence(lines, cores.start());
        let body = Words::of_body(lines, start);
        let title = title::guess(lines, start, &body, |at| copies.count(at));
        Self {
            masses: Masses::new(lines, &prose),
            runs: Runs::new(lines),
            overlaps: Overlaps::new(lines, title, body),
            leads: Leads::new(lines),
            totals: Totals::new(lines, &prose),
            lines,
            prose,
            cores,
            copies,
        }
    }

    pub(super) fn line(&self, at: usize) -> &Line {
        &self.lines.lines[at]
    }

    pub(in crate::plaintext) fn text(&self, at: usize) -> &str {
        self.lines.line_text(self.line(at))
    }

    /// What a line leads into.
    pub(in crate::plaintext) fn lead(&self, at: usize) -> Option<Lead> {
        self.leads.of(at)
    }

    /// The line where the running text starts, as far as can be told before any line is scored.
    pub(in crate::plaintext) fn start(&self) -> usize {
        self.cores.start()
    }

    /// How many lines there are.
    pub(in crate::plaintext) fn len(&self) -> usize {
        self.lines.lines.len()
    }

    /// The lines that may have the title: not far into the text and not far into its running part.
    pub(in crate::plaintext) fn title_candidates(&self) -> Vec<usize> {
        let near = 0..self.len().min(REACH).min(self.cores.first_third());
        near.filter(|&at| title::is_candidate(self.line(at))).collect()
    }
}

/// Letters of a line that reads as running text: it has the end of a sentence and a length that captions and menus
/// seldom have, or a length that nothing else has.
fn prose(line: &Line) -> f32 {
    const SENTENCE: f32 = 60.0;
    const LONG: f32 = 200.0;
    let counts = &line.counts;
    let reads = counts.letters >= LONG || (counts.letters >= SENTENCE && counts.sentences > 0);
    if reads { counts.letters } else { 0.0 }
}
