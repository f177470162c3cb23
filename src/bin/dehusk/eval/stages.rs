//! `--stages`: where the time goes.

use crate::favor::Favor;
use crate::progress;
use dehusk::Extractor;
use dehusk::evaluate::Corpus;
use dehusk::evaluate::stages::Times;
use serde::Serialize;

/// Time of the stages over a corpus.
pub(super) struct Measured {
    times: Times,
    pages: usize,
    bytes: usize,
}

/// What one stage takes.
#[derive(Serialize)]
pub(super) struct StageShare {
    pub(super) stage: &'static str,
    /// Of the time of all stages, from 0 to 1.
    pub(super) share: f64,
    pub(super) ms_per_page: f64,
    pub(super) megabytes_per_second: f64,
}

/// Takes every page through the stages. Pages that cannot be read have been reported already.
pub(super) fn measure(corpus: &Corpus, favor: Favor) -> Measured {
    let extractor = Extractor::new().favor(favor.into());
    let mut measured = Measured { times: Times::default(), pages: 0, bytes: 0 };
    let bar = progress::bar(corpus.labels().len());
    for page in bar.wrap_iter(corpus.labels().iter()).filter_map(|label| corpus.page(label).ok()) {
        measured.times += Times::of(&page.bytes, &extractor);
        measured.pages += 1;
        measured.bytes += page.bytes.len();
    }
    measured
}

impl Measured {
    pub(super) fn shares(&self) -> Vec<StageShare> {
        let total = self.times.total().as_secs_f64();
        let share = |seconds: f64, name| StageShare {
            stage: name,
            share: seconds / total,
            ms_per_page: seconds * 1e3 / self.pages as f64,
            megabytes_per_second: self.bytes as f64 / 1e6 / seconds,
        };
        self.times.iter().map(|(stage, time)| share(time.as_secs_f64(), stage.name())).collect()
    }
}
