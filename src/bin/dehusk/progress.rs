//! How far a run over a corpus has come.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

/// A bar on standard error; none where that is not a terminal. It goes away with its end.
pub(crate) fn bar(pages: usize) -> ProgressBar {
    let template = "{wide_bar} {pos}/{len} pages, {eta} left";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(pages as u64), ProgressDrawTarget::stderr())
        .with_style(style)
        .with_finish(ProgressFinish::AndClear)
}

/// A count on standard error, where nobody knows how many there will be.
pub(crate) fn counter() -> ProgressBar {
    let template = "{spinner} {pos} pages, {per_sec}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
        .with_style(style)
        .with_finish(ProgressFinish::AndClear)
}
