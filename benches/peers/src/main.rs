//! dehusk beside the other extractors for Rust, and beside what it costs to parse a page at all.
//!
//! `cargo run --release -- CORPUS [--rounds N] [--only NAME,...] [--record FILE]`, in this folder. Each contender reads the corpus'
//! decoded pages in a process of its own, in turn with the others, as often as there are rounds; its time is the
//! processor's, the best of its rounds. Texts are compared with the labels in the first round, outside of the time.

mod arena;
mod bounds;
mod contenders;
mod report;
mod run;

use contenders::CONTENDERS;
use report::Report;
use run::Measured;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

/// What the command line asks for.
struct Arguments {
    corpus: PathBuf,
    rounds: usize,
    only: Vec<String>,
    record: Option<PathBuf>,
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next();
    let outcome = match first.as_deref() {
        // A process of one contender.
        Some("run") => run::run(arguments),
        Some(corpus) => parse(corpus.into(), arguments).and_then(|arguments| compare(&arguments)),
        None => Err("usage: dehusk-peers CORPUS [--rounds N] [--only NAME,...] [--record FILE]".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(corpus: PathBuf, mut rest: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut parsed = Arguments { corpus, rounds: 3, only: Vec::new(), record: None };
    while let Some(option) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("{option} needs a value"))?;
        match &*option {
            "--rounds" => parsed.rounds = value.parse().map_err(|error| format!("--rounds {value}: {error}"))?,
            "--only" => parsed.only = value.split(',').map(str::to_owned).collect(),
            "--record" => parsed.record = Some(value.into()),
            _ => return Err(format!("unknown option {option}")),
        }
    }
    let unknown = parsed.only.iter().find(|name| !CONTENDERS.iter().any(|contender| contender.name == **name));
    unknown.map_or(Ok(()), |name| Err(format!("no contender is called {name}")))?;
    Ok(parsed)
}

fn compare(arguments: &Arguments) -> Result<(), String> {
    let wanted = |name: &str| arguments.only.is_empty() || arguments.only.iter().any(|only| only == name);
    let names: Vec<&str> = CONTENDERS.iter().map(|contender| contender.name).filter(|name| wanted(name)).collect();
    let mut best: BTreeMap<&str, Measured> = BTreeMap::new();
    for round in 0..arguments.rounds.max(1) {
        for &name in &names {
            eprintln!("round {}: {name}", round + 1);
            match measure(name, &arguments.corpus, round == 0) {
                Ok(measured) => {
                    best.entry(name).and_modify(|best| best.take_faster(&measured)).or_insert(measured);
                }
                Err(error) => eprintln!("{name}: {error}"),
            }
        }
    }
    let report = Report::new(&arguments.corpus, arguments.rounds, &names, &best);
    print!("{report}");
    match &arguments.record {
        Some(file) => report.write(file),
        None => Ok(()),
    }
}

/// One contender over the corpus once.
fn measure(name: &str, corpus: &std::path::Path, with_texts: bool) -> Result<Measured, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg("run").arg(name).arg(corpus).stdout(Stdio::piped()).stderr(Stdio::null());
    if with_texts {
        command.arg("--texts");
    }
    let output = command.output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("ended with {}", output.status));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}
