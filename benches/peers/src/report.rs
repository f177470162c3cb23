//! The table, and the record of it.

use crate::contenders::{CONTENDERS, REFERENCE};
use crate::run::Measured;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::process::Command;

/// What all contenders did, in the order of [`CONTENDERS`].
pub struct Report {
    head: String,
    rows: Vec<(&'static str, Option<Measured>)>,
}

impl Report {
    pub fn new(corpus: &Path, rounds: usize, names: &[&'static str], best: &BTreeMap<&str, Measured>) -> Self {
        let name = corpus.file_name().unwrap_or(corpus.as_os_str()).to_string_lossy();
        let (date, compiler) = (told("date", &["-u", "+%Y-%m-%d"]), told("rustc", &["--version"]));
        let head = format!("{date}, corpus {name}, best of {rounds}, {compiler}, {}", processor());
        Self { head, rows: names.iter().map(|&name| (name, best.get(name).cloned())).collect() }
    }

    /// Writes the record as Markdown.
    pub fn write(&self, file: &Path) -> Result<(), String> {
        std::fs::write(file, self.to_string()).map_err(|error| format!("{}: {error}", file.display()))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = |wanted: &str| {
            self.rows.iter().find(|(name, _)| *name == wanted).and_then(|(_, measured)| measured.as_ref())
        };
        let ratio = |of: &Measured, to: &str| {
            found(to).map_or_else(|| "-".to_owned(), |to| format!("{:.2}", of.seconds / to.seconds))
        };
        let share = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value:.4}"));
        writeln!(out, "{}\n", self.head)?;
        writeln!(out, "| | s | MB/s | of {REFERENCE} | of dehusk | word F1 | of articles | failed pages | peak MiB |")?;
        writeln!(out, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        for contender in &CONTENDERS {
            let Some((name, measured)) = self.rows.iter().find(|(name, _)| *name == contender.name) else { continue };
            let Some(measured) = measured else {
                writeln!(out, "| {name} | did not finish | | | | | | | |")?;
                continue;
            };
            writeln!(
                out,
                "| {name} | {:.3} | {:.0} | {} | {} | {} | {} | {} | {} |",
                measured.seconds,
                measured.bytes as f64 / measured.seconds / 1e6,
                ratio(measured, REFERENCE),
                ratio(measured, "dehusk"),
                share(measured.f1),
                share(measured.article_f1),
                measured.failed,
                measured.peak >> 20,
            )?;
        }
        Ok(())
    }
}

fn told(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find(|line| line.starts_with("model name"));
    model.and_then(|line| line.split_once(':')).map_or("unknown processor", |(_, name)| name.trim()).to_owned()
}
