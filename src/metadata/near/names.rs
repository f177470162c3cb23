//! Bylines.

use super::{Near, Short};
use crate::article::{BlockKind, Source};
use crate::metadata::facts::Facts;
use crate::metadata::namelist::Names;
use crate::metadata::names;
use crate::metadata::words::PARTICLES;
use crate::text::wordlist::WordList;
use memchr::memchr;
use std::borrow::Cow;

/// Bytes in which a line has to come to its verb, for what stands before to be a name.
const LONGEST_NAME: usize = 60;

impl Near<'_> {
    /// The names in a block near the title.
    pub(super) fn names(&self, short: &Short<'_>, facts: &mut Facts) {
        let Short { at, block, dates } = short;
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Caption) {
            return;
        }
        let before = at.checked_sub(1).and_then(|at| self.page.blocks.get(at as usize));
        let led = before.is_some_and(|before| names::is_lead_in(self.page.block_text(before)));
        let lines = self.page.block_text(block).split('\n');
        let found: Vec<(&str, String)> = lines.flat_map(|line| self.line(*at, line, led, !dates.is_empty())).collect();
        if !found.is_empty() && !self.places.is_elsewhere_block(self.page, block, true) {
            for (key, names) in &found {
                facts.add(Source::Byline, key, names, 0, None);
            }
        }
    }

    /// The names in a line of block `at`. `led` tells that the block before is a lead-in, `dated` that it has a date.
    fn line(&self, at: u32, line: &str, led: bool, dated: bool) -> Vec<(&'static str, String)> {
        let by = |names: Option<String>| names.map(|names| ("by", names)).into_iter().collect();
        let inner = || by(if dated { self.inner(line) } else { None });
        let (rest, has_lead) = names::without_lead_in(line);
        let unglued = names::without_glued_by(line);
        if unglued.len() < line.len() && !has_lead {
            by(likely(unglued, false))
        } else if has_lead || led {
            by(likely(rest, line.chars().count() < 60))
        } else if line.chars().count() <= 120 && at + 4 > self.title && self.is_dated(at) {
            let beside = self.beside_date(line);
            if beside.is_empty() { inner() } else { beside }
        } else {
            inner()
        }
    }

    /// "3 May 2024 by Jane Doe": the byline of a line that tells a date.
    fn inner(&self, line: &str) -> Option<String> {
        inner_byline(line).filter(|_| self.reading.first(line).is_some()).map(str::to_owned)
    }

    /// "Jane Doe | 3 May 2024": names that nothing but a date says are a byline.
    fn beside_date(&self, line: &str) -> Vec<(&'static str, String)> {
        let line = self.without_dates(line);
        let parts = line.split(['|', '•', '·', '●', '–', '—', '\t']).map(|part| names::before_ending(part.trim()));
        let is_name = |part: &&str| {
            !part.ends_with(['?', '!'])
                && names::is_likely(part.trim_matches(|char: char| !char.is_alphanumeric() && char != '.'))
                && !self.is_phrase(part)
        };
        parts.filter(is_name).map(|part| ("near", part.to_owned())).collect()
    }

    /// Whether this block or one next to it tells a date.
    fn is_dated(&self, at: u32) -> bool {
        let beside = at.saturating_sub(2)..=at + 2;
        let tells = |short: &Short<'_>| {
            beside.contains(&short.at) && !short.dates.is_empty() && short.block.counts.chars <= 100
        };
        at <= self.title + 8 && self.blocks.iter().any(tells)
    }

    fn without_dates<'t>(&self, line: &'t str) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(line);
        for found in self.reading.find(line).into_iter().rev() {
            if out.is_char_boundary(found.range.start) && out.is_char_boundary(found.range.end) {
                out.to_mut().replace_range(found.range, "|");
            }
        }
        out
    }

    /// "Jane Doe has been the paper's harbour correspondent since 1993."
    pub(super) fn author_line(&self, facts: &mut Facts) {
        let mut found: Vec<String> = Vec::new();
        let mut led = false;
        for block in self.page.blocks.iter().skip(self.title as usize) {
            if !led
                && block.counts.chars <= 100
                && let Some(names) =
                    names::plainly_led(self.page.block_text(block)).and_then(|rest| likely(rest, false))
                && !self.places.is_elsewhere_block(self.page, block, true)
            {
                led = true;
                facts.add(Source::Byline, "far", &names, 0, None);
            }
            if (25..=500).contains(&block.counts.chars)
                && let Some(name) = introduced(self.page.block_text(block))
                && !self.places.is_elsewhere_block(self.page, block, true)
                && !found.contains(&name)
            {
                found.push(name);
            }
        }
        // One is the author; many are a masthead.
        if let [only] = &*found {
            facts.add(Source::Byline, "line", only, 0, None);
        }
    }
}

/// The names at the start of a text that follows a lead-in, if they look like names. Where the lead-in is all but
/// certain, a single word will do.
pub(super) fn likely(text: &str, certain: bool) -> Option<String> {
    let names = Names::of(names::before_ending(text));
    let mut shaped = String::new();
    for name in names.iter().take_while(|name| names::is_likely(name)) {
        if !shaped.is_empty() {
            shaped.push_str("; ");
        }
        shaped.push_str(name);
    }
    let first = names.iter().next()?;
    if !shaped.is_empty() {
        return Some(shaped);
    }
    if names::is_collective(first) {
        return Some(first.to_owned());
    }
    // "By submitting": a verb, if it is not a name.
    let is_verb = first.starts_with(char::is_lowercase) && first.ends_with("ing");
    let is_word = first.split_whitespace().count() == 1 && first.chars().count() >= 2;
    let is_handle = is_word && !is_verb && !names::is_job(first);
    // "By submitting, you agree": after a handle comes nothing or something else than words.
    let ends = names.iter().nth(1).is_none_or(|next| !next.starts_with(char::is_lowercase));
    (certain && is_handle && ends && names::is_possible(first)).then(|| first.to_owned())
}

/// "3 May 2024 by Jane Doe": the byline follows something else.
fn inner_byline(line: &str) -> Option<&str> {
    const WORDS: &[&str] = &[
        " by ",
        " By ",
        " BY ",
        " von ",
        " Von ",
        " par ",
        " por ",
        " Autor: ",
        " Author: ",
        " | By: ",
        " Autorin: ",
        " Автор: ",
        " door ",
    ];
    if line.chars().count() > 120 {
        return None;
    }
    let rest = WORDS.iter().find_map(|word| line.split_once(word)).map(|(_, rest)| rest)?;
    let name = names::before_ending(rest);
    Names::of(name).iter().next().is_some_and(names::is_likely).then_some(name)
}

/// The person that a line introduces as somebody who writes.
fn introduced(text: &str) -> Option<String> {
    static TRADES: WordList = WordList::new(&[
        "correspondent",
        "reporter",
        "editor",
        "writer",
        "journalist",
        "columnist",
        "producer",
        "contributor",
        "blogger",
        "redakteur",
        "journaliste",
        "rédact",
        "periodista",
        "redactor",
        "author of",
        "writes about",
        "covers ",
        "covering ",
    ]);
    text.chars().next().filter(|first| first.is_alphabetic() && !first.is_lowercase())?;
    let (name, rest) = at_verb(crate::text::head(text, LONGEST_NAME), text)?;
    let sentence = rest.split(['.', '!', '?']).next().unwrap_or_default();
    let near_end = rest.len() < 600;
    (names::is_likely(name) && near_end && TRADES.is_in(sentence)).then(|| name.to_owned())
}

/// What stands before and after the verb of a text that may begin with a name; `start` is as much as is looked at.
fn at_verb<'t>(start: &'t str, text: &'t str) -> Option<(&'t str, &'t str)> {
    static VERBS: WordList = WordList::new(&[
        "has",
        "is",
        "covers",
        "writes",
        "reports",
        "was",
        "ist",
        "schreibt",
        "berichtet",
        "écrit",
        "escribe",
        "arbeitet",
        "est",
        "es",
    ]);
    /// Words of a name.
    const MOST: usize = 5;
    let comma = memchr(b',', start.as_bytes()).unwrap_or(start.len());
    let spaces = (0..).zip(start.bytes()).filter(|&(_, byte)| byte == b' ');
    for (words, (at, _)) in (1..).zip(spaces) {
        if words > MOST && at < comma {
            return None;
        }
        let (before, rest) = start.split_at_checked(at + 1)?;
        if !rest.starts_with(char::is_lowercase) {
            continue;
        }
        let space = memchr(b' ', rest.as_bytes());
        let bare = rest.get(..space.unwrap_or(rest.len()))?.trim_end();
        if let Some(space) = space.filter(|_| VERBS.has(bare)) {
            return Some((before.trim_end(), text.get(before.len() + space + 1..)?));
        }
        // A name has no small words but its own.
        if at < comma && !PARTICLES.has(bare) {
            return None;
        }
    }
    None
}
