//! `dehusk FILE`: the article of each page.

use crate::failure::{Failure, complain};
use crate::json::{Page, Place};
use crate::settings::{Format, Input, Settings};
use crate::terminal::Output;
use crate::{explain, input, json};
use dehusk::{Article, Comments, Doubt, Extractor};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use url::Url;

/// What to read, and how to print it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Pages to read; - is standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    #[command(flatten)]
    settings: Settings,

    /// Show every block of the page: kept or dropped, score, link ratio, length, element path
    ///
    /// The score is the probability that the block is content. With --format json, the object has it all as `scored`.
    #[arg(long)]
    explain: bool,

    /// The page's address, where known: makes links and images absolute, and is evidence of the kind of page
    #[arg(long, value_parser = absolute)]
    url: Option<String>,

    /// The page's Content-Type header, for the charset it names
    #[arg(long, value_name = "HEADER", conflicts_with = "charset")]
    content_type: Option<String>,

    /// The page's charset, such as utf-8 or gbk; bytes that are plainly UTF-8 are read as that [default: as the page has it]
    #[arg(long, value_name = "LABEL", value_parser = known_charset)]
    charset: Option<String>,
}

fn absolute(address: &str) -> Result<String, String> {
    match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(address.to_owned()),
        Ok(url) => Err(format!("pages have addresses of http or https, not of {}", url.scheme())),
        Err(error) => Err(format!("{error}; pages have addresses of http or https")),
    }
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

    fn extractor(&self) -> dehusk::Result<Extractor> {
        let extractor = self.settings.extractor()?.reasons(self.explain);
        Ok(match &self.url {
            Some(url) => extractor.url(url),
            None => extractor,
        })
    }

    /// What cannot be asked for together.
    pub(crate) fn conflict(&self) -> Option<&'static str> {
        let other = matches!(self.settings.format, Format::Markdown | Format::Html);
        (self.explain && other).then_some("--explain is text or, with --format json, part of the object")
    }

    /// Explanations are coloured; texts go out byte by byte as they are.
    fn output(&self) -> Output {
        Output::new(self.explain && self.settings.format != Format::Json)
    }
}

/// Prints every page that can be read. One that cannot fails the command, but does not end it.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let files = arguments.files();
    let extractor = arguments.extractor()?;
    let content_type = arguments.content_type.as_deref().or(arguments.charset.as_deref());
    let mut printer = Printer { out: arguments.output(), arguments, several: files.len() > 1, first: true };
    let mut code = ExitCode::SUCCESS;
    for path in files {
        match article(path, &extractor, arguments.settings.input, content_type) {
            Ok(article) => printer.page(path, &article).map_err(Failure::output)?,
            Err(failure) => code = failure.exit(),
        }
    }
    Ok(code)
}

fn article(path: &Path, extractor: &Extractor, input: Input, content_type: Option<&str>) -> Result<Article, Failure> {
    let fail = |error| Failure::at(path.display(), error);
    let bytes = input::read(path)?;
    let article = input.article(extractor, &bytes, content_type).map_err(fail)?;
    if let Some(limit) = article.truncated() {
        complain(format_args!("{}: too many {}, read in part", path.display(), limit.name()));
    }
    if article.doubt() == Some(Doubt::RobotCheck) {
        complain(format_args!("{}: a check for robots in place of the page", path.display()));
    } else if article.is_empty() {
        complain(format_args!("{}: nothing to read on this page", path.display()));
    }
    Ok(article)
}

struct Printer<'a> {
    arguments: &'a Arguments,
    out: Output,
    several: bool,
    first: bool,
}

impl Printer<'_> {
    fn page(&mut self, path: &Path, article: &Article) -> io::Result<()> {
        let Arguments { settings, explain, url, .. } = self.arguments;
        if settings.format == Format::Json {
            let page = Place { file: path.display().to_string(), url: url.as_deref(), ..Place::default() };
            self.out.print(&json::line(&Page::new(page, article, settings.format, *explain))?)?;
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
            self.out.print(&format!("{gap}==> {} <==\n", path.display()))?;
        }
        self.first = false;
        Ok(())
    }

    fn article(&mut self, article: &Article) -> io::Result<()> {
        if self.arguments.explain {
            return explain::write(self.out.clean(), article);
        }
        let comments = article.comments();
        let (body, between, comments) = match self.arguments.settings.format {
            Format::Markdown => (article.markdown(), "\n***\n\n", comments.map(Comments::markdown)),
            Format::Html => (article.html(), "<hr>\n", comments.map(Comments::html)),
            _ if article.is_empty() => (String::new(), "---\n\n", comments.map(line)),
            _ => (article.text().to_owned() + "\n", "\n---\n\n", comments.map(line)),
        };
        self.out.print(&body)?;
        comments.map_or(Ok(()), |comments| self.out.print(&(between.to_owned() + &comments)))
    }
}

fn line(comments: &Comments) -> String {
    comments.text().to_owned() + "\n"
}
