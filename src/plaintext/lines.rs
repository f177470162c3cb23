//! A text as a list of lines, the units that are scored.

use super::counts::{self, Counts};
use super::lexicon::{self, Lead};
use super::tokens;
use std::ops::Range;

/// A line that has something to read.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where it stands in [`Lines::text`].
    pub(super) text: Range<u32>,
    /// It begins with a bullet or a dash.
    pub(super) marked: bool,
    pub(super) counts: Counts,
}

/// The lines of a text, white space folded; empty ones are left out.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines, one after the other.
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
}

/// Ends of lines besides the line feed.
const BREAKS: [char; 6] = ['\r', '\x0b', '\x0c', '\u{85}', '\u{2028}', '\u{2029}'];

impl Lines {
    /// Splits a text at its line and paragraph separators, in the sense of the Unicode standard (section 5.8).
    pub(super) fn new(text: &str) -> Self {
        /// Flattened pages have about so many bytes a line: room for more is made where it is needed.
        const LINE: usize = 40;
        let mut lines =
            Self { text: String::with_capacity(text.len()), lines: Vec::with_capacity(text.len() / LINE + 1) };
        // Lines end in LF nearly always: the others are looked for where the count of a line has found one.
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            lines.push(&text[start..end]);
            start = end + 1;
        }
        lines.push(&text[start..]);
        lines
    }

    fn push(&mut self, line: &str) {
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        let body = unmarked(line);
        let counts = counts::count(body);
        if counts.broken {
            line.split(BREAKS).for_each(|part| self.push(part));
        } else if counts.folds > 0 {
            self.push_folded(line);
        } else {
            self.add(line, body, counts);
        }
    }

    /// Adds a line after folding its white space.
    fn push_folded(&mut self, line: &str) {
        let mut folded = String::with_capacity(line.len());
        for word in line.split_ascii_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        let body = unmarked(&folded);
        self.add(&folded, body, counts::count(body));
    }

    fn add(&mut self, line: &str, body: &str, counts: Counts) {
        // A line of nothing but rules and arrows says nothing.
        if counts.tokens > 0 {
            let start = self.text.len() as u32;
            self.text.push_str(line);
            self.lines.push(Line { text: start..self.text.len() as u32, marked: body.len() < line.len(), counts });
        }
    }

    /// The text of a line.
    pub(super) fn line_text(&self, line: &Line) -> &str {
        &self.text[line.text.start as usize..line.text.end as usize]
    }

    /// What a line leads into, and the byte of its text where the words that say so end.
    pub(super) fn lead(&self, line: &Line) -> Option<(Lead, usize)> {
        lexicon::lead(self.line_text(line), line.counts.tokens)
    }

    /// The hashes of a line's tokens.
    pub(super) fn tokens(&self, line: &Line) -> impl Iterator<Item = u32> {
        tokens::hashes(self.line_text(line))
    }
}

/// A line without the bullet or dash it begins with. The marks are those that word processors, Markdown and text
/// browsers put before the items of a list.
pub(super) fn unmarked(line: &str) -> &str {
    const MARKS: &[char] = &['-', '*', '+', '•', '·', '–', '—', '▪', '■', '●', '○', '◦', '►', '▸', '»', '›', '➤', '✓'];
    if line.starts_with(|char: char| char.is_ascii_alphanumeric()) {
        return line;
    }
    line.strip_prefix(MARKS).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(line)
}
