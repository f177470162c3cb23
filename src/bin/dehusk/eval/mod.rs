//! `dehusk eval`: how well the extractor does on a labelled corpus.

mod out;
mod report;
mod stages;
mod table;
mod worst;

use crate::failure::{Failure, complain};
use crate::favor::Favor;
use crate::progress;
use dehusk::Extractor;
use dehusk::evaluate::{Corpus, Folds, Label, Outcome, Unit};
use out::Out;
use rayon::prelude::*;
use report::Report;
use std::path::PathBuf;
use std::process::ExitCode;

/// Measure the extractor on a labelled corpus
///
/// Pages are extracted with the address that their label has. A page that cannot be
/// read is named and left out of the figures; the others are reported, and the exit code is 1.
#[derive(Debug, clap::Args)]
#[command(after_long_help = MORE_HELP)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command")]
pub(crate) struct Arguments {
    /// Folder with labels.jsonl and html/ID.html or html/ID.html.gz
    corpus: PathBuf,

    /// Sum up each kind of page too
    #[arg(long)]
    kinds: bool,

    /// List the N pages of lowest word F1, or snippet F1 where no text is labelled
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    worst: usize,

    /// Show what share of the time each stage takes, measured in a run of its own
    #[arg(long)]
    stages: bool,

    /// Write a line of JSON for each page: id, text, title, author, date, ms
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Print everything as JSON
    #[arg(long)]
    json: bool,

    /// Pages to extract at the same time; changes no figure but those of speed
    ///
    /// Times are those of each page on its thread, so that pages/s is the speed of one. With more jobs than processors,
    /// pages wait for each other, and the times grow. 0 is as many as there are processors.
    #[arg(long, value_name = "N", default_value_t = 1)]
    jobs: usize,

    /// Which side to err on where a page leaves room for doubt
    #[arg(long, value_enum, default_value_t, value_name = "SIDE")]
    favor: Favor,

    /// Score each page with the model in DIR that has not seen its site, as the trainer left it there
    #[arg(long, value_name = "DIR")]
    folds: Option<PathBuf>,

    /// Flatten each page to lines of text, and clean that without its markup; bytes are the text's
    #[arg(long)]
    flatten: bool,
}

impl Arguments {
    fn folds(&self) -> dehusk::Result<Option<Folds>> {
        let unit = if self.flatten { Unit::Lines } else { Unit::Blocks };
        self.folds.as_deref().map(|folder| Folds::read(folder, unit)).transpose()
    }
}

const MORE_HELP: &str = "\
Measures:
  word F1, precision, recall  overlap of words with the labelled text, averaged over pages
  with, without               shares of the snippets found that must, and must not, be in the text
  snippet F1                  of both, pooled over all pages
  title, author, date         shares of the labelled ones that were met
  pages/s, MB/s               of extraction alone, decoding included, as ms in --out
  share, ms/page, MB/s        of each stage, with --stages; freeing memory is in none of them

Examples:
  dehusk eval corpus/dev --kinds --worst 20
  dehusk eval corpus/dev --out dev.jsonl --json > dev.json";

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let corpus = Corpus::open(&arguments.corpus)?;
    if corpus.labels().is_empty() {
        return Err(Failure::at(arguments.corpus.join("labels.jsonl").display(), "has no labels"));
    }
    let (outcomes, failures) = measure(&corpus, arguments)?;
    let times = arguments.stages.then(|| stages::measure(&corpus, arguments.favor));
    let report = Report::new(arguments, &outcomes, &failures, times.as_ref());
    if arguments.json { report.print_json() } else { table::print(&report) }.map_err(Failure::output)?;
    if failures.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let (failed, pages) = (failures.len(), corpus.labels().len());
    complain(format_args!("{}: {failed} of {pages} pages failed and are in no figure", arguments.corpus.display()));
    Ok(ExitCode::FAILURE)
}

/// What came of every page, and why some could not be measured.
fn measure(corpus: &Corpus, arguments: &Arguments) -> Result<(Vec<Outcome>, Vec<String>), Failure> {
    let mut out = arguments.out.as_deref().map(Out::create).transpose()?;
    let extractor = Extractor::new().favor(arguments.favor.into());
    let folds = arguments.folds()?;
    if folds.is_none() {
        // Loads the model, which is no part of the first page's time.
        let _ = if arguments.flatten { extractor.clean_text("") } else { extractor.extract("") };
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build();
    let pool = pool.map_err(|error| Failure::at("threads", error))?;
    let bar = progress::bar(corpus.labels().len());
    let measured = |label| {
        let outcome = outcome(corpus, label, &extractor, folds.as_ref(), arguments.flatten);
        bar.inc(1);
        outcome
    };
    let results: Vec<_> = pool.install(|| corpus.labels().par_iter().with_max_len(1).map(measured).collect());
    bar.finish_and_clear();
    let (mut outcomes, mut failures) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(outcome) => {
                out.as_mut().map_or(Ok(()), |out| out.page(&outcome))?;
                outcomes.push(outcome);
            }
            Err(error) => {
                complain(&error);
                failures.push(error.to_string());
            }
        }
    }
    out.map_or(Ok(()), Out::finish)?;
    Ok((outcomes, failures))
}

fn outcome(
    corpus: &Corpus,
    label: &Label,
    extractor: &Extractor,
    folds: Option<&Folds>,
    flatten: bool,
) -> dehusk::Result<Outcome> {
    let page = corpus.page(label)?;
    let extractor = match &label.url {
        Some(url) => &extractor.clone().url(url),
        None => extractor,
    };
    match folds {
        folds if flatten => Outcome::flattened(page, extractor, folds),
        Some(folds) => Outcome::held_out(page, extractor, folds),
        None => Outcome::of(page, extractor),
    }
}
