//! A report as aligned text: a line for each measure, a column for each group of pages.

use super::report::{Group, Report};
use super::stages::StageShare;
use super::worst::WorstPage;
use anstyle::Style;
use std::io::{self, BufWriter, Write};

const HEADING: Style = Style::new().bold();

type Measure = (&'static str, fn(&Group) -> String);
type PageMeasure = (&'static str, fn(&WorstPage<'_>) -> String);

const MEASURES: &[Measure] = &[
    ("pages", |group| group.summary.pages.to_string()),
    ("texts", |group| group.summary.texts.to_string()),
    ("word F1", |group| share(group.summary.f1, 4)),
    ("precision", |group| share(group.summary.precision, 3)),
    ("recall", |group| share(group.summary.recall, 3)),
    ("with", |group| share(group.summary.with_rate, 3)),
    ("without", |group| share(group.summary.without_rate, 3)),
    ("snippet F1", |group| share(group.summary.snippet_f1, 3)),
    ("title", |group| share(group.summary.title, 3)),
    ("author", |group| share(group.summary.author, 3)),
    ("date", |group| share(group.summary.date, 3)),
    ("pages/s", |group| share(Some(group.pages_per_second), 1)),
    ("MB/s", |group| share(Some(group.megabytes_per_second), 1)),
];

const WORST: &[PageMeasure] = &[
    ("word F1", |page| share(page.f1, 4)),
    ("precision", |page| share(page.precision, 3)),
    ("recall", |page| share(page.recall, 3)),
    ("with", |page| count(page.snippets.with_found, page.snippets.with)),
    ("without", |page| count(page.snippets.without_found, page.snippets.without)),
];

/// A number, or a dash where no page is labelled or no time has passed.
fn share(value: Option<f64>, decimals: usize) -> String {
    value.filter(|value| value.is_finite()).map_or("-".to_owned(), |value| format!("{value:.decimals$}"))
}

fn count(found: usize, all: usize) -> String {
    if all == 0 { "-".to_owned() } else { format!("{found}/{all}") }
}

pub(super) fn print(report: &Report) -> io::Result<()> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    write(&mut out, &summary(report), |column| column == 0)?;
    if !report.worst.is_empty() {
        writeln!(out)?;
        write(&mut out, &worst(&report.worst), |column| column >= WORST.len())?;
    }
    if !report.stages.is_empty() {
        writeln!(out)?;
        write(&mut out, &stages(&report.stages), |column| column == 0)?;
    }
    out.flush()
}

fn summary(report: &Report) -> Vec<Vec<String>> {
    let names = || ["all"].into_iter().chain(report.kinds.keys().copied());
    let groups = || [&report.all].into_iter().chain(report.kinds.values());
    let row = |name: &str, cells: Vec<String>| [vec![name.to_owned()], cells].concat();
    let mut rows = vec![row("", names().map(str::to_owned).collect())];
    rows.extend(MEASURES.iter().map(|(name, cell)| row(name, groups().map(cell).collect())));
    rows
}

fn worst(pages: &[WorstPage]) -> Vec<Vec<String>> {
    let names = WORST.iter().map(|(name, _)| *name).chain(["page", "kind", "url"]);
    let mut rows = vec![names.map(str::to_owned).collect()];
    rows.extend(pages.iter().map(|page| {
        let place = [page.id, page.kind.unwrap_or("-"), page.url.unwrap_or("-")].map(str::to_owned);
        WORST.iter().map(|(_, cell)| cell(page)).chain(place).collect()
    }));
    rows
}

fn stages(stages: &[StageShare]) -> Vec<Vec<String>> {
    let mut rows = vec![["stage", "share", "ms/page", "MB/s"].map(str::to_owned).to_vec()];
    rows.extend(stages.iter().map(|stage| {
        let numbers = [(stage.share, 3), (stage.ms_per_page, 3), (stage.megabytes_per_second, 1)];
        let numbers = numbers.map(|(number, decimals)| share(Some(number), decimals));
        std::iter::once(stage.stage.to_owned()).chain(numbers).collect()
    }));
    rows
}

/// Writes rows, the first as a heading, in columns as wide as their widest cell.
fn write(out: &mut impl Write, rows: &[Vec<String>], is_left: impl Fn(usize) -> bool) -> io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    for (at, row) in rows.iter().enumerate() {
        let cell = |(column, cell): (usize, &String)| match widths[column] {
            width if is_left(column) => format!("{cell:<width$}"),
            width => format!("{cell:>width$}"),
        };
        let line = row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ");
        let style = if at == 0 { HEADING } else { Style::new() };
        writeln!(out, "{style}{}{style:#}", line.trim_end())?;
    }
    Ok(())
}
