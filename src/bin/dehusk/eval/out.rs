//! `--out`: what was extracted, a line of JSON for each page.

use crate::failure::Failure;
use dehusk::evaluate::Outcome;
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

pub(super) struct Out<'a> {
    path: &'a Path,
    file: BufWriter<File>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    title: Option<&'a str>,
    author: Option<String>,
    date: Option<String>,
    /// Milliseconds of extraction alone.
    ms: f64,
}

impl<'a> Out<'a> {
    pub(super) fn create(path: &'a Path) -> Result<Self, Failure> {
        let file = File::create(path).map_err(|error| Failure::at(path.display(), error))?;
        Ok(Self { path, file: BufWriter::new(file) })
    }

    pub(super) fn page(&mut self, page: &Outcome) -> Result<(), Failure> {
        self.write(&Line::of(page)).map_err(|error| self.failure(error))
    }

    /// A file that is only dropped loses its last bytes without a word where the disk is full.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        self.file.flush().map_err(|error| self.failure(error))
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.file, line)?;
        writeln!(self.file)
    }

    fn failure(&self, error: io::Error) -> Failure {
        Failure::at(self.path.display(), error)
    }
}

impl<'a> Line<'a> {
    fn of(page: &'a Outcome) -> Self {
        let ms = (page.time.as_secs_f64() * 1e6).round() / 1e3;
        let article = &page.article;
        let author = Some(article.authors().collect::<Vec<_>>().join(", ")).filter(|author| !author.is_empty());
        let date = article.date().map(|date| date.date().to_string());
        Self { id: &page.label.id, text: article.text(), title: article.title(), author, date, ms }
    }
}
