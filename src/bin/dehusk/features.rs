//! `dehusk features`: what the trainer of the model reads.

use crate::failure::Failure;
use crate::progress;
use dehusk::evaluate::{Corpus, Dump, Label, Unit, dump, tokens};
use serde_json::json;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write the features and labels of every block of a labelled corpus, to train a model on
///
/// Pages whose text is not labelled are left out. The first page that cannot be read ends the command: a model is
/// trained on all pages or not at all.
#[derive(Debug, clap::Args)]
#[command(after_long_help = FILES)]
pub(crate) struct Arguments {
    /// Folder with labels.jsonl and html/
    corpus: PathBuf,

    /// Folder to write to; made if need be
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Write the blocks' texts too
    #[arg(long)]
    texts: bool,

    /// Flatten each page to lines of text, and write of lines in place of blocks
    #[arg(long)]
    flatten: bool,

    /// Write of the lines that are left of flattened pages without their content
    #[arg(long, conflicts_with = "flatten")]
    husk: bool,
}

const FILES: &str = "\
Files (numbers are little-endian, blocks in the order of corpus and page):
  features.f32  a row for each block, a number for each feature
  labels.f32    for each block the share of its tokens that stand in the labelled text
  tokens.u32    tokens of each block
  titles.u8     for each line 2 if it is the labelled title, 1 if it might be, else 0; empty for blocks
  pages.jsonl   for each page: id, url, kind, blocks, label_tokens
  texts.jsonl   with --texts, for each page: id, texts (of its blocks)
  names.txt     name and definition of each feature, parted by a tab
  fingerprint   a number for the list of features, which the model file has to repeat

Example:
  dehusk features corpora/dev --out /tmp/features";

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let corpus = Corpus::open(&arguments.corpus)?;
    let fail = |error| Failure::at(arguments.out.display(), error);
    let unit = match (arguments.flatten, arguments.husk) {
        (_, true) => Unit::Husk,
        (true, false) => Unit::Lines,
        (false, false) => Unit::Blocks,
    };
    let mut files = Files::create(&arguments.out, arguments.texts, unit).map_err(fail)?;
    for label in progress::bar(corpus.labels().len()).wrap_iter(corpus.labels().iter()) {
        let Some(text) = &label.text else { continue };
        if let Some(dump) = dump(&corpus.page(label)?, unit) {
            files.page(label, text, &dump).map_err(fail)?;
        }
    }
    files.flush().map_err(fail)?;
    Ok(ExitCode::SUCCESS)
}

struct Files {
    features: BufWriter<File>,
    labels: BufWriter<File>,
    tokens: BufWriter<File>,
    titles: BufWriter<File>,
    pages: BufWriter<File>,
    texts: Option<BufWriter<File>>,
}

impl Files {
    fn create(folder: &Path, texts: bool, unit: Unit) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let file = |name| File::create(folder.join(name)).map(BufWriter::new);
        fs::write(folder.join("fingerprint"), Dump::fingerprint(unit).to_string())?;
        let mut names = file("names.txt")?;
        for (name, definition) in Dump::names(unit) {
            writeln!(names, "{name}\t{definition}")?;
        }
        names.flush()?;
        Ok(Self {
            features: file("features.f32")?,
            labels: file("labels.f32")?,
            tokens: file("tokens.u32")?,
            titles: file("titles.u8")?,
            pages: file("pages.jsonl")?,
            texts: texts.then(|| file("texts.jsonl")).transpose()?,
        })
    }

    fn page(&mut self, label: &Label, text: &str, dump: &Dump) -> io::Result<()> {
        write_all(&mut self.features, dump.features.iter().map(|value| value.to_le_bytes()))?;
        write_all(&mut self.labels, dump.labels.iter().map(|value| value.to_le_bytes()))?;
        write_all(&mut self.tokens, dump.tokens.iter().map(|value| value.to_le_bytes()))?;
        write_all(&mut self.titles, dump.titles.iter().map(|&titled| [titled as u8]))?;
        let page = json!({
            "id": label.id,
            "url": label.url,
            "kind": label.kind,
            "blocks": dump.labels.len(),
            // Block tokens count characters of Chinese and Japanese one by one, whatever the page's language.
            "label_tokens": tokens(text, Some("zh")).len(),
        });
        writeln!(self.pages, "{page}")?;
        match &mut self.texts {
            Some(texts) => writeln!(texts, "{}", json!({ "id": label.id, "texts": dump.texts })),
            None => Ok(()),
        }
    }

    /// A file that is only dropped loses its last bytes without a word where the disk is full.
    fn flush(&mut self) -> io::Result<()> {
        let Self { features, labels, tokens, titles, pages, texts } = self;
        [Some(features), Some(labels), Some(tokens), Some(titles), Some(pages), texts.as_mut()]
            .into_iter()
            .flatten()
            .try_for_each(BufWriter::flush)
    }
}

fn write_all<const N: usize>(file: &mut impl Write, values: impl Iterator<Item = [u8; N]>) -> io::Result<()> {
    for value in values {
        file.write_all(&value)?;
    }
    Ok(())
}
