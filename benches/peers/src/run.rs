//! One contender over all pages of a corpus, in this process.

use crate::contenders::{CONTENDERS, Contender};
use dehusk::evaluate::{Corpus, Label, stages, word_overlap};
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a process found out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measured {
    /// Pages read.
    pub pages: usize,
    /// Bytes of them, decoded.
    pub bytes: usize,
    /// Seconds on the processor.
    pub seconds: f64,
    /// Most memory that the process had, in bytes, the corpus and its labels included.
    pub peak: u64,
    /// Mean word F1 over the pages with a labelled text; without texts, none.
    pub f1: Option<f64>,
    /// The same over articles.
    pub article_f1: Option<f64>,
    /// Pages it panicked on or gave an error for; their text counts as empty.
    pub failed: usize,
}

impl Measured {
    /// The better time of two rounds.
    pub fn take_faster(&mut self, other: &Self) {
        self.seconds = self.seconds.min(other.seconds);
    }
}

/// `NAME CORPUS [--texts]`: prints what was measured as JSON.
pub fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let (Some(name), Some(corpus)) = (arguments.next(), arguments.next()) else {
        return Err("run needs a contender and a corpus".to_owned());
    };
    let with_texts = arguments.next().as_deref() == Some("--texts");
    let contender =
        CONTENDERS.iter().find(|contender| contender.name == name).ok_or(format!("no contender is called {name}"))?;
    let corpus = Corpus::open(&corpus).map_err(|error| error.to_string())?;
    let measured = measure(contender, &corpus, with_texts)?;
    println!("{}", serde_json::to_string(&measured).map_err(|error| error.to_string())?);
    Ok(())
}

fn measure(contender: &Contender, corpus: &Corpus, with_texts: bool) -> Result<Measured, String> {
    let mut measured = Measured { pages: 0, bytes: 0, seconds: 0.0, peak: 0, f1: None, article_f1: None, failed: 0 };
    let mut overlaps: Vec<(&Label, f64)> = Vec::new();
    for label in corpus.labels() {
        let page = corpus.page(label).map_err(|error| error.to_string())?;
        let html = stages::decode(&page.bytes);
        let start = now();
        let text = catch_unwind(AssertUnwindSafe(|| (contender.extract)(&html, label.url.as_deref())));
        measured.seconds += now() - start;
        measured.pages += 1;
        measured.bytes += html.len();
        let text = text.ok().flatten();
        measured.failed += usize::from(text.is_none());
        if let Some(expected) = label.text.as_deref().filter(|_| with_texts && contender.is_extractor) {
            let text = text.as_deref().unwrap_or_default();
            overlaps.push((label, word_overlap(text, expected, label.lang.as_deref()).f1));
        }
    }
    let mean = |of: &dyn Fn(&Label) -> bool| {
        let chosen: Vec<f64> = overlaps.iter().filter(|(label, _)| of(label)).map(|(_, f1)| *f1).collect();
        (!chosen.is_empty()).then(|| chosen.iter().sum::<f64>() / chosen.len() as f64)
    };
    measured.f1 = mean(&|_| true);
    measured.article_f1 = mean(&|label| label.kind.as_deref() == Some("article"));
    measured.peak = peak();
    Ok(measured)
}

/// Seconds that this process has had on a processor.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// `VmHWM` of Linux; 0 elsewhere.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = kilobytes.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default() << 10
}
