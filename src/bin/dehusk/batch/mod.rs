//! `dehusk batch`: pages by the million.

mod http;
mod items;
mod lines;
mod stream;
mod warc;

use crate::failure::{Failure, complain};
use crate::progress;
use crate::settings::Settings;
use crate::terminal::Output;
use items::Items;
use rayon::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

/// Extract many pages at once: a line of JSON for each
///
/// Each PATH is a page, a WARC or WET file, each gzipped or not, or a folder, which is searched for files whose names end
/// in html, htm or xhtml (with --input text: txt), warc or wet, with or without .gz. Lines come in the order of the paths,
/// those of a folder by name, and are the same whatever the number of jobs.
#[derive(Debug, clap::Args)]
#[command(after_long_help = MORE_HELP)]
pub(crate) struct Arguments {
    /// Pages, archives and folders
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Pages to extract at the same time [default: as many as there are processors]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,

    #[command(flatten)]
    settings: Settings,
}

const MORE_HELP: &str = "\
Of an archive, these records are read: responses of status 2xx and resources that are HTML, and
conversions (WET), which are text. Chunks and the codings gzip and deflate are undone.

A page that cannot be read is named on standard error with its file and, in an archive, the byte at
which its record begins (where that is gzipped, its member). The other pages come out all the same,
and the exit code is 1; so does a file that is a picture, a PDF or the like, whatever its name (records of that kind are passed
over). A page with nothing to read is no failure: the origin of its line is nowhere.

A line has the keys file, title, origin, kind, kind_probability, confidence, doubt, charset, truncated and metadata, of an archive's record also
offset, url and fetched, and what --format asks for: text, markdown, html, or text and blocks for
json. `dehusk --help` tells what they are.

Examples:
  dehusk batch crawl/ > articles.jsonl
  dehusk batch --format markdown --jobs 8 CC-MAIN-*.warc.gz > articles.jsonl
  dehusk batch CC-MAIN-*.warc.wet.gz | jq -r .text";

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(arguments.jobs).build();
    let pool = pool.map_err(|error| Failure::at("threads", error))?;
    let extractor = arguments.settings.extractor()?;
    let mut items = Items::of(&arguments.paths, arguments.settings.input);
    let bar = progress::counter();
    let mut out = Output::new(false);
    let (mut pages, mut failed) = (0_u64, 0_u64);
    let mut batch = items.batch(pool.current_num_threads());
    while !batch.is_empty() {
        let line = |item| lines::line(item, &extractor, &arguments.settings);
        // Archives are unpacked by one thread while the others extract.
        let (lines, following) = pool.install(|| {
            let lines = || batch.into_par_iter().with_max_len(1).map(line).collect::<Vec<_>>();
            rayon::join(lines, || items.batch(rayon::current_num_threads()))
        });
        for line in lines {
            match line {
                Ok(Some(line)) => out.print(&line).map_err(Failure::output)?,
                Ok(None) => continue,
                Err(reason) => {
                    failed += 1;
                    bar.suspend(|| complain(reason));
                }
            }
            pages += 1;
        }
        bar.set_position(pages);
        batch = following;
    }
    out.flush().map_err(Failure::output)?;
    bar.finish_and_clear();
    if items.files == 0 && failed == 0 {
        let places: Vec<_> = arguments.paths.iter().map(|path| path.display().to_string()).collect();
        let kinds = items::endings(arguments.settings.input).join(", .");
        return Err(Failure::at(places.join(", "), format_args!("no file whose name ends in .{kinds}")));
    }
    if failed == 0 {
        return Ok(ExitCode::SUCCESS);
    }
    complain(format_args!("{failed} of {pages} pages failed"));
    Ok(ExitCode::FAILURE)
}
