//! A text as a list of lines, the units that are scored.

use super::counts::{self, Counts};
use std::ops::Range;

/// A line that has something to read.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it stands in [`Lines::text`].
    pub(super) text: Range<u32>,
    /// Where the hashes of its tokens stand in [`Lines::hashes`].
    pub(super) tokens: Range<u32>,
    /// It begins with a bullet or a dash.
    pub(super) marked: bool,
    pub(super) counts: Counts,
}

/// The lines of a text, white space folded; empty ones are left out.
#[derive(Debug, Default)]
#[expect(clippy::struct_field_names, reason = "the lines of a text are just that")]
pub(super) struct Lines {
    /// The lines, one after the other.
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
    /// A hash of each token, case folded.
    pub(super) hashes: Vec<u32>,
}

impl Lines {
    /// Splits a text at its line and paragraph separators, in the sense of the Unicode standard (section 5.8).
    pub(super) fn new(text: &str) -> Self {
        let mut lines = Self { text: String::with_capacity(text.len()), ..Self::default() };
        for line in text.split('\n') {
            // Lines end in LF nearly always; looking for the other ends in what lies between costs little.
            line.split(['\r', '\x0b', '\x0c', '\u{85}', '\u{2028}', '\u{2029}']).for_each(|line| lines.push(line));
        }
        lines
    }

    fn push(&mut self, line: &str) {
        let start = self.text.len();
        for word in line.split_ascii_whitespace() {
            if self.text.len() > start {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        let folded = &self.text[start..];
        let body = unmarked(folded);
        let first = self.hashes.len();
        let counts = counts::count(body, &mut self.hashes);
        // A line of nothing but rules and arrows says nothing.
        if counts.tokens == 0 {
            self.text.truncate(start);
            return;
        }
        let marked = body.len() < folded.len();
        let (text, tokens) = (start as u32..self.text.len() as u32, first as u32..self.hashes.len() as u32);
        self.lines.push(Line { text, tokens, marked, counts });
    }

    /// The text of a line.
    pub(super) fn line_text(&self, line: &Line) -> &str {
        &self.text[line.text.start as usize..line.text.end as usize]
    }

    /// The hashes of a line's tokens.
    pub(super) fn tokens(&self, line: &Line) -> &[u32] {
        &self.hashes[line.tokens.start as usize..line.tokens.end as usize]
    }
}

/// A line without the bullet or dash it begins with. The marks are those that word processors, Markdown and text
/// browsers put before the items of a list.
pub(super) fn unmarked(line: &str) -> &str {
    const MARKS: &[char] = &['-', '*', '+', '•', '·', '–', '—', '▪', '■', '●', '○', '◦', '►', '▸', '»', '›', '➤', '✓'];
    line.strip_prefix(MARKS).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(line)
}
