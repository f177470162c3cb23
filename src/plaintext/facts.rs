//! What a text without markup says about itself in lines of its own: date and author.

use super::date;
use super::features::Context;
use super::lexicon::Lead;
use super::lines::{Line, Lines};
use crate::article::{DateTime, Metadata, Source, Sourced};

/// Date and author with the lines that state them.
#[derive(Debug, Default)]
pub(super) struct Facts {
    published: Option<(usize, DateTime)>,
    author: Option<(usize, String)>,
}

impl Facts {
    /// Looks for date and author between the title and the running text, and a little around both.
    pub(super) fn find(lines: &Lines, context: &Context, title: Option<usize>) -> Self {
        /// Sites put both above the title too, and below a first paragraph that stands out.
        const ABOVE: usize = 6;
        const BELOW: usize = 4;
        /// A date in figures has four for the year and one for the month and the day at least.
        const FIGURES: u32 = 6;
        let first = title.unwrap_or(0).saturating_sub(ABOVE);
        let end = title.map_or(context.start(), |title| context.start().max(title)).saturating_add(BELOW);
        let all = lines.lines.iter().enumerate().skip(first).take(end.saturating_sub(first));
        let near = || all.clone().filter(|(_, line)| is_short(line));
        let date = |(at, line): (usize, &Line)| {
            let found = if line.counts.digits < FIGURES { None } else { date::find(lines.line_text(line)) };
            found.map(|date| (at, date))
        };
        let first_said = near().filter(|(at, _)| context.lead(*at) == Some(Lead::Dateline)).find_map(date);
        Self {
            published: first_said.or_else(|| near().find_map(date)),
            author: near()
                .filter(|(at, _)| context.lead(*at) == Some(Lead::Byline))
                .find_map(|(at, line)| author(lines, line).map(|author| (at, author))),
        }
    }

    /// The lines that say nothing else: what they say is given apart, and they are no part of the text.
    pub(super) fn lines(&self, lines: &Lines) -> impl Iterator<Item = usize> {
        /// A date with its time of day and a lead-in.
        const BARE: f32 = 40.0;
        let bare = |at: &usize| lines.lines.get(*at).is_some_and(|line| line.counts.letters < BARE);
        let (published, author) = (self.published.as_ref(), self.author.as_ref());
        published.map(|(at, _)| *at).into_iter().chain(author.map(|(at, _)| *at)).filter(bare)
    }

    /// All of it as metadata.
    pub(super) fn metadata(self, title: Option<String>) -> Metadata {
        Metadata {
            title: title.map(|title| Sourced::new(title, Source::Text)),
            published: self.published.map(|(_, date)| Sourced::new(date, Source::Dateline)),
            authors: self.author.map(|(_, author)| Sourced::new(author, Source::Byline)).into_iter().collect(),
            ..Metadata::default()
        }
    }
}

/// Date and author lines are shorter than a line of print.
fn is_short(line: &Line) -> bool {
    const LINE_OF_PRINT: f32 = 90.0;
    line.counts.letters < LINE_OF_PRINT
}

/// The name after the lead-in of an author line.
fn author(lines: &Lines, line: &Line) -> Option<String> {
    let (Lead::Byline, end) = lines.lead(line)? else { return None };
    let text = lines.line_text(line).get(end..)?.trim_start_matches(|char: char| !char.is_alphanumeric());
    // What follows the name is a job, a place or a date.
    let name =
        text.split(['|', '·', '•', ',', '，', '/', '(', '（']).next()?.split(" - ").next()?.split(" – ").next()?.trim();
    is_name(name).then(|| name.to_owned())
}

fn is_name(name: &str) -> bool {
    let counts = super::counts::count(name);
    let letters = counts.chars - counts.punctuation;
    let wide = counts.letters > counts.chars as f32;
    let most = if wide { 12 } else { 6 };
    (2..=60).contains(&letters)
        && (1..=most).contains(&counts.tokens)
        && counts.digits == 0
        && !counts.starts_lower
        && !counts.ends_sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Metadata {
        let lines = Lines::new(text);
        Facts::find(&lines, &Context::new(&lines), None).metadata(None)
    }

    #[test]
    fn author_lines_give_names_and_nothing_else() {
        for (line, name) in [
            ("By Jane Doe", Some("Jane Doe")),
            ("Written by Jane Doe, Harbour Correspondent", Some("Jane Doe")),
            ("Автор: Анна Петрова", Some("Анна Петрова")),
            ("作者：王小明", Some("王小明")),
            ("记者 李雷", Some("李雷")),
            ("Von Käthe Möller | 6.2.2024", Some("Käthe Möller")),
            ("by the sea", None),
            ("By 2024", None),
            ("Jane Doe", None),
        ] {
            assert_eq!(of(line).authors.first().map(|author| &**author.value()), name, "{line}");
        }
    }

    #[test]
    fn a_line_that_says_date_is_believed_first() {
        let facts = of("2023-01-01\nThe harbour has frozen over\nDate:2024-02-06 08:15:00");
        assert_eq!(facts.published.map(|date| date.value().to_string()).as_deref(), Some("2024-02-06T08:15:00"));
    }
}
