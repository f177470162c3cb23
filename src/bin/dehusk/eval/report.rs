//! What an evaluation prints, as data.

use super::Arguments;
use super::stages::{Measured, StageShare};
use super::worst::{WorstPage, worst};
use crate::favor::Favor;
use dehusk::evaluate::{Outcome, Summary};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
pub(super) struct Report<'a> {
    corpus: String,
    favor: Favor,
    pub(super) all: Group,
    /// In alphabetical order; empty unless asked for.
    pub(super) kinds: BTreeMap<&'a str, Group>,
    pub(super) worst: Vec<WorstPage<'a>>,
    /// In the order in which they run; empty unless asked for.
    pub(super) stages: Vec<StageShare>,
    failures: &'a [String],
}

/// Pages summed up, and the speed that follows.
#[derive(Serialize)]
pub(super) struct Group {
    #[serde(flatten)]
    pub(super) summary: Summary,
    pub(super) pages_per_second: f64,
    pub(super) megabytes_per_second: f64,
}

impl<'a> Report<'a> {
    pub(super) fn new(
        arguments: &Arguments,
        outcomes: &'a [Outcome],
        failures: &'a [String],
        times: Option<&Measured>,
    ) -> Self {
        Self {
            corpus: arguments.corpus.display().to_string(),
            favor: arguments.favor,
            all: Group::of(Summary::of(outcomes)),
            kinds: if arguments.kinds { by_kind(outcomes) } else { BTreeMap::new() },
            worst: worst(outcomes, arguments.worst),
            stages: times.map_or_else(Vec::new, Measured::shares),
            failures,
        }
    }

    pub(super) fn print_json(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, self)?;
        writeln!(out)
    }
}

impl Group {
    fn of(summary: Summary) -> Self {
        let (pages_per_second, megabytes_per_second) = (summary.pages_per_second(), summary.megabytes_per_second());
        Self { summary, pages_per_second, megabytes_per_second }
    }
}

fn by_kind(outcomes: &[Outcome]) -> BTreeMap<&str, Group> {
    let mut kinds: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        kinds.entry(outcome.label.kind.as_deref().unwrap_or("unlabelled")).or_default().push(outcome);
    }
    kinds.into_iter().map(|(kind, pages)| (kind, Group::of(Summary::of(pages.iter().copied())))).collect()
}
