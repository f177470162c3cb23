//! `--explain`: why each block of a page was kept or dropped, and what else its metadata might have been.

use crate::terminal;
use anstyle::{AnsiColor, Style};
use dehusk::{Article, BlockKind, Scored, Verdict};
use std::io::{self, Write};

const KEPT: Style = AnsiColor::Green.on_default();
const DROPPED: Style = AnsiColor::Red.on_default();
const FAINT: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Characters of a block's text to show.
const SAMPLE: usize = 100;

/// Writes a summary of the page, what was considered for its metadata, then a paragraph for each block: the verdict with
/// its numbers, then the text.
pub(crate) fn write(out: &mut impl Write, article: &Article) -> io::Result<()> {
    summary(out, article)?;
    metadata(out, article)?;
    for block in article.scored() {
        writeln!(out)?;
        verdict(out, &block)?;
        writeln!(out, "  {}", sample(block.text()))?;
        reasons(out, &block)?;
    }
    Ok(())
}

fn summary(out: &mut impl Write, article: &Article) -> io::Result<()> {
    let title = article.title().map_or("no title".to_owned(), sample);
    let kept = || article.scored().filter(Scored::is_kept);
    let lowest = kept().map(|block| block.score()).reduce(f32::min);
    writeln!(out, "{BOLD}{title}{BOLD:#}")?;
    write!(out, "{} of {} blocks kept", kept().count(), article.scored().len())?;
    if let Some(lowest) = lowest {
        write!(out, ", scores from {lowest:.3} up")?;
    }
    writeln!(out, "; text {}", article.origin().name())?;
    if let Some(kind) = article.kind() {
        write!(out, "{} ({:.2}), ", kind.name(), article.kind_probability())?;
    }
    let doubt = article.doubt().map_or(String::new(), |doubt| format!(", doubt: {}", doubt.name()));
    writeln!(out, "expected word F1 {:.2}{doubt}", article.confidence())
}

/// Every value that was considered: field, verdict, value, source.
fn metadata(out: &mut impl Write, article: &Article) -> io::Result<()> {
    for (at, candidate) in article.metadata().candidates().enumerate() {
        let style = if candidate.verdict() == Verdict::Chosen { KEPT } else { DROPPED };
        let gap = if at == 0 { "\n" } else { "" };
        writeln!(
            out,
            "{gap}{:<13}  {style}{:<10}{style:#}  {}  {FAINT}{}{FAINT:#}",
            candidate.field().name(),
            candidate.verdict().name(),
            sample(candidate.value()),
            candidate.source().name(),
        )?;
    }
    Ok(())
}

fn verdict(out: &mut impl Write, block: &Scored) -> io::Result<()> {
    let (style, verdict) = if block.is_kept() { (KEPT, "kept") } else { (DROPPED, "dropped") };
    let rule = block.rule().map_or(String::new(), |rule| format!("  by rule: {}", rule.name()));
    writeln!(
        out,
        "{style}{verdict:<7}{style:#}  score {:.3}  links {:.3}  {:>5} chars  {:<10}  {FAINT}{}{FAINT:#}{rule}",
        block.score(),
        block.link_ratio(),
        block.text().chars().count(),
        kind(block.kind()),
        terminal::shown(&block.path()),
    )
}

/// What sets the block apart from its page, the strongest first.
fn reasons(out: &mut impl Write, block: &Scored) -> io::Result<()> {
    let told = block.reasons().iter().map(|reason| format!("{} {:+.2}", reason.feature(), reason.effect()));
    let told: Vec<String> = told.collect();
    if told.is_empty() { Ok(()) } else { writeln!(out, "  {FAINT}{}{FAINT:#}", told.join("  ")) }
}

fn kind(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("heading {level}"),
        kind => kind.name().to_owned(),
    }
}

/// The beginning of a text on one line. Control characters of a page are not for the terminal.
fn sample(text: &str) -> String {
    let mut chars = text.chars().map(|char| if char.is_whitespace() { ' ' } else { char });
    let sample: String = chars.by_ref().take(SAMPLE).collect();
    let mut sample = terminal::shown(&sample).into_owned();
    if chars.next().is_some() {
        sample.push('…');
    }
    sample
}
