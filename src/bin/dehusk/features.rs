//! `dehusk features`: what the trainer of the model reads.

use crate::failure::Failure;
use crate::progress;
use dehusk::evaluate::{Corpus, Dump, Folds, Label, PageDump, Unit, dump, dump_page, tokens};
use serde_json::json;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Write the features and labels of every block of a labelled corpus, to train a model on
///
/// Pages whose text (or title) is not labelled are left out. The first page that cannot be read ends the command: a model is
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

    /// What to write of
    #[arg(long, value_enum, default_value_t = Of::Blocks)]
    unit: Of,

    /// Write so many altered copies of each page behind it: without some of its parts, one in three in another script
    #[arg(long, value_name = "N", default_value_t = 0)]
    copies: u32,

    /// Write what the second stage of the scorer sees too, each page by the first stage of the folder that has not seen its
    /// site (folds.json and first-N.bin)
    #[arg(long, value_name = "FOLDER")]
    context: Option<PathBuf>,

    /// Write of pages in place of blocks what the model of kind sees, each page scored by the two stages of the folder that
    /// have not seen its site (folds.json and fold-N.bin)
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["unit", "copies", "texts", "context"])]
    kinds: Option<PathBuf>,

    /// The same of what the model of confidence sees, each page extracted by the models of the folder that have not seen its site
    /// (folds.json, fold-N.bin, kinds-N.bin and third-N.bin)
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["unit", "copies", "texts", "context", "kinds"])]
    pages: Option<PathBuf>,
}

/// What the features are of.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Of {
    /// The blocks of each page
    Blocks,
    /// The lines of each page flattened to text
    Lines,
    /// The lines that are left of flattened pages without their content
    Husk,
    /// What may be the title of each page
    Titles,
}

impl From<Of> for Unit {
    fn from(of: Of) -> Self {
        match of {
            Of::Blocks => Self::Blocks,
            Of::Lines => Self::Lines,
            Of::Husk => Self::Husk,
            Of::Titles => Self::Titles,
        }
    }
}

const FILES: &str = "\
Files (numbers are little-endian, blocks in the order of corpus and page):
  features.f32  a row for each block, a number for each feature
  labels.f32    for each block the share of its tokens that stand in the labelled text
  tokens.u32    tokens of each block
  titles.u8     for each line 2 if it is the labelled title, 1 if it might be, else 0; empty for blocks
  pages.jsonl   for each page: id, url, kind, copy (0 is the page itself), blocks, label_tokens
  texts.jsonl   with --texts, for each page: id, texts (of its blocks)
  context.f32   with --context, a row for each block; context.txt has the names
  names.txt     name and definition of each feature, parted by a tab
  fingerprint   a number for the list of features, which the model file has to repeat

Files with --kinds and --pages:
  pages.jsonl   two lines for each page, with its address and without: id, url, kind, addressed, f1 (of its extraction, with --pages), columns
  names.txt     name and definition of each column, parted by a tab
  fingerprint   a number for the list of columns

Example:
  dehusk features corpora/dev --out /tmp/features";

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let corpus = Corpus::open(&arguments.corpus)?;
    let fail = |error| Failure::at(arguments.out.display(), error);
    if let Some(folds) = &arguments.kinds {
        write_pages(&corpus, &Folds::read_two(folds)?, arguments)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(folds) = &arguments.pages {
        write_pages(&corpus, &Folds::read(folds, Unit::Blocks)?, arguments)?;
        return Ok(ExitCode::SUCCESS);
    }
    let unit = arguments.unit.into();
    let first = arguments.context.as_ref().map(Folds::read_first).transpose()?;
    let mut files = Files::create(arguments, unit).map_err(fail)?;
    for label in progress::bar(corpus.labels().len()).wrap_iter(corpus.labels().iter()) {
        let page = corpus.page(label)?;
        for copy in 0..=arguments.copies {
            if let Some(dump) = dump(&page, unit, copy, first.as_ref())? {
                files.page(label, copy, &dump).map_err(fail)?;
            }
        }
    }
    files.flush().map_err(fail)?;
    Ok(ExitCode::SUCCESS)
}

fn write_pages(corpus: &Corpus, folds: &Folds, arguments: &Arguments) -> Result<(), Failure> {
    let fail = |error| Failure::at(arguments.out.display(), error);
    let folder = &arguments.out;
    fs::create_dir_all(folder).map_err(fail)?;
    let names = PageDump::names();
    fs::write(folder.join("names.txt"), listed(&names)).map_err(fail)?;
    fs::write(folder.join("fingerprint"), PageDump::fingerprint().to_string()).map_err(fail)?;
    let mut out = File::create(folder.join("pages.jsonl")).map(BufWriter::new).map_err(fail)?;
    for label in progress::bar(corpus.labels().len()).wrap_iter(corpus.labels().iter()) {
        let page = corpus.page(label)?;
        for addressed in [true, false] {
            let Some(PageDump { columns, f1, .. }) = dump_page(&page, folds, addressed)? else { continue };
            let mut line = json!({
                "id": label.id, "url": label.url, "kind": label.kind, "addressed": addressed, "columns": columns,
            });
            if let Some(f1) = f1 {
                line["f1"] = f1.into();
            }
            writeln!(out, "{line}").map_err(fail)?;
        }
    }
    out.flush().map_err(fail)
}

struct Files {
    features: BufWriter<File>,
    labels: BufWriter<File>,
    tokens: BufWriter<File>,
    titles: BufWriter<File>,
    pages: BufWriter<File>,
    texts: Option<BufWriter<File>>,
    context: Option<BufWriter<File>>,
}

impl Files {
    fn create(arguments: &Arguments, unit: Unit) -> io::Result<Self> {
        let folder = &arguments.out;
        fs::create_dir_all(folder)?;
        let file = |name| File::create(folder.join(name)).map(BufWriter::new);
        fs::write(folder.join("fingerprint"), Dump::fingerprint(unit).to_string())?;
        fs::write(folder.join("names.txt"), listed(&Dump::names(unit)))?;
        let context = arguments.context.as_ref().map(|_| {
            fs::write(folder.join("context.txt"), listed(&Dump::context_names()))?;
            file("context.f32")
        });
        Ok(Self {
            features: file("features.f32")?,
            labels: file("labels.f32")?,
            tokens: file("tokens.u32")?,
            titles: file("titles.u8")?,
            pages: file("pages.jsonl")?,
            texts: arguments.texts.then(|| file("texts.jsonl")).transpose()?,
            context: context.transpose()?,
        })
    }

    fn page(&mut self, label: &Label, copy: u32, dump: &Dump) -> io::Result<()> {
        write_all(&mut self.features, dump.features.iter().map(|value| value.to_le_bytes()))?;
        write_all(&mut self.labels, dump.labels.iter().map(|value| value.to_le_bytes()))?;
        write_all(&mut self.tokens, dump.tokens.iter().map(|value| value.to_le_bytes()))?;
        write_all(&mut self.titles, dump.titles.iter().map(|&titled| [titled as u8]))?;
        if let Some(context) = &mut self.context {
            write_all(context, dump.context.iter().map(|value| value.to_le_bytes()))?;
        }
        let page = json!({
            "id": label.id,
            "url": label.url,
            "kind": label.kind,
            "copy": copy,
            "blocks": dump.labels.len(),
            // Block tokens count characters of Chinese and Japanese one by one, whatever the page's language.
            "label_tokens": tokens(label.text.as_deref().unwrap_or_default(), Some("zh")).len(),
        });
        writeln!(self.pages, "{page}")?;
        match &mut self.texts {
            Some(texts) => writeln!(texts, "{}", json!({ "id": label.id, "texts": dump.texts })),
            None => Ok(()),
        }
    }

    /// A file that is only dropped loses its last bytes without a word where the disk is full.
    fn flush(&mut self) -> io::Result<()> {
        let Self { features, labels, tokens, titles, pages, texts, context } = self;
        [Some(features), Some(labels), Some(tokens), Some(titles), Some(pages), texts.as_mut(), context.as_mut()]
            .into_iter()
            .flatten()
            .try_for_each(BufWriter::flush)
    }
}

/// Names and definitions, a line each.
fn listed(names: &[(String, &str)]) -> String {
    names.iter().flat_map(|(name, definition)| [name, "\t", definition, "\n"]).collect()
}

fn write_all<const N: usize>(file: &mut impl Write, values: impl Iterator<Item = [u8; N]>) -> io::Result<()> {
    for value in values {
        file.write_all(&value)?;
    }
    Ok(())
}
