//! `dehusk FILE`: the article of each page.

use crate::failure::{Failure, complain};
use crate::favor::Favor;
use crate::{explain, input, json};
use clap::ValueEnum;
use dehusk::{Article, Extractor};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to read, and how to print it.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Arguments {
    /// Pages to read; - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// What each FILE is
    #[arg(long, value_enum, default_value_t, value_name = "INPUT")]
    input: Input,

    /// What to print of each page
    #[arg(long, value_enum, default_value_t)]
    format: Format,

    /// Show every block of the page: kept or dropped, score, link ratio, length, element path
    ///
    /// The score is the probability that the block is content. --format json tells all of this anyway.
    #[arg(long)]
    explain: bool,

    /// Which side to err on where a page leaves room for doubt
    #[arg(long, value_enum, default_value_t, value_name = "SIDE")]
    favor: Favor,

    /// The page's address, where known: makes links and images absolute
    #[arg(long)]
    url: Option<String>,

    /// Leave links out of Markdown, HTML and JSON
    #[arg(long)]
    no_links: bool,

    /// Leave images out of Markdown, HTML and JSON
    #[arg(long)]
    no_images: bool,

    /// Leave tables of data out
    #[arg(long)]
    no_tables: bool,

    /// Leave out what readers wrote below the article
    #[arg(long)]
    no_comments: bool,

    /// Let the body begin with the page's title
    #[arg(long)]
    title: bool,

    /// The page's Content-Type header, for the charset it names
    #[arg(long, value_name = "HEADER", conflicts_with = "charset")]
    content_type: Option<String>,

    /// The page's charset, such as utf-8 or gbk [default: as the page has it]
    #[arg(long, value_name = "LABEL", value_parser = known_charset)]
    charset: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Input {
    /// A web page
    #[default]
    Html,
    /// Text that has lost its markup, one block a line: flattened pages, WET records, old scrapes
    Text,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The article's text; of several pages each under a line with its name
    #[default]
    Text,
    /// The article with its headings, lists, tables, code, links and images
    #[value(alias = "md")]
    Markdown,
    /// The same as clean HTML
    Html,
    /// An object a page, each on a line of its own
    Json,
}

fn known_charset(label: &str) -> Result<String, &'static str> {
    let known = encoding_rs::Encoding::for_label(label.as_bytes()).is_some();
    known.then(|| label.to_owned()).ok_or("no label of the WHATWG Encoding Standard")
}

impl Arguments {
    /// Whether somebody would have to type the page.
    pub(crate) fn waits_for_terminal(&self) -> bool {
        self.files.is_empty() && io::stdin().is_terminal()
    }

    fn files(&self) -> Vec<&Path> {
        match &*self.files {
            [] => vec![Path::new("-")],
            files => files.iter().map(PathBuf::as_path).collect(),
        }
    }

    fn extractor(&self) -> Extractor {
        let extractor = Extractor::new()
            .favor(self.favor.into())
            .links(!self.no_links)
            .images(!self.no_images)
            .tables(!self.no_tables)
            .comments(!self.no_comments)
            .title_in_body(self.title);
        match &self.url {
            Some(url) => extractor.url(url),
            None => extractor,
        }
    }

    /// Explanations are coloured; texts go out byte by byte as they are.
    fn output(&self) -> BufWriter<Box<dyn Write>> {
        let coloured = self.explain && self.format != Format::Json;
        BufWriter::new(if coloured { Box::new(anstream::stdout().lock()) } else { Box::new(io::stdout().lock()) })
    }
}

/// Prints every page that can be read. One that cannot fails the command, but does not end it.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let files = arguments.files();
    let extractor = arguments.extractor();
    let content_type = arguments.content_type.as_deref().or(arguments.charset.as_deref());
    let mut printer = Printer { out: arguments.output(), arguments, several: files.len() > 1, first: true };
    let mut code = ExitCode::SUCCESS;
    for path in files {
        match article(path, &extractor, arguments.input, content_type) {
            Ok(article) => printer.page(path, &article).map_err(Failure::output)?,
            Err(failure) => code = failure.exit(),
        }
    }
    Ok(code)
}

fn article(path: &Path, extractor: &Extractor, input: Input, content_type: Option<&str>) -> Result<Article, Failure> {
    let fail = |error| Failure::at(path.display(), error);
    let bytes = input::read(path)?;
    let article = match input {
        Input::Html => extractor.extract_bytes(&bytes, content_type),
        Input::Text => extractor.clean_bytes(&bytes, content_type),
    };
    let article = article.map_err(fail)?;
    if let Some(limit) = article.truncated() {
        complain(format_args!("{}: too many {}, read in part", path.display(), limit.name()));
    }
    if article.is_empty() {
        complain(format_args!("{}: nothing to read on this page", path.display()));
    }
    Ok(article)
}

struct Printer<'a> {
    arguments: &'a Arguments,
    out: BufWriter<Box<dyn Write>>,
    several: bool,
    first: bool,
}

impl Printer<'_> {
    fn page(&mut self, path: &Path, article: &Article) -> io::Result<()> {
        if self.arguments.format == Format::Json {
            json::write(&mut self.out, path, article)?;
        } else {
            self.heading(path)?;
            self.article(article)?;
        }
        self.out.flush()
    }

    /// Tells several pages apart, as `head` does.
    fn heading(&mut self, path: &Path) -> io::Result<()> {
        if self.several {
            let gap = if self.first { "" } else { "\n" };
            writeln!(self.out, "{gap}==> {} <==", path.display())?;
        }
        self.first = false;
        Ok(())
    }

    fn article(&mut self, article: &Article) -> io::Result<()> {
        match self.arguments.format {
            _ if self.arguments.explain => explain::write(&mut self.out, article),
            Format::Markdown => write!(self.out, "{}", article.markdown()),
            Format::Html => write!(self.out, "{}", article.html()),
            _ if article.is_empty() => Ok(()),
            _ => writeln!(self.out, "{}", article.text()),
        }
    }
}
