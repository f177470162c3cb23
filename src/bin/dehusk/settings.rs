//! How to extract, as `dehusk FILE` and `dehusk batch` have it.

use crate::favor::Favor;
use clap::ValueEnum;
use dehusk::{Article, Extractor};

/// What is steered by flags.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Settings {
    /// What each FILE is
    #[arg(long, value_enum, default_value_t, value_name = "INPUT")]
    pub(crate) input: Input,

    /// What to print of each page
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,

    /// Which side to err on where a page leaves room for doubt
    #[arg(long, value_enum, default_value_t, value_name = "SIDE")]
    favor: Favor,

    /// Read nothing but elements that match a CSS selector
    #[arg(long, value_name = "SELECTOR", value_parser = selector)]
    include: Vec<String>,

    /// Read nothing of elements that match a CSS selector
    #[arg(long, value_name = "SELECTOR", value_parser = selector)]
    exclude: Vec<String>,

    /// Leave links out of Markdown, HTML and JSON
    #[arg(long)]
    no_links: bool,

    /// Leave images out of Markdown, HTML and JSON
    #[arg(long)]
    no_images: bool,

    /// Leave tables of data out
    #[arg(long)]
    no_tables: bool,

    /// Give what readers wrote below the article, too: apart from it, after a line of three dashes or the like
    #[arg(long)]
    pub(crate) comments: bool,

    /// Let the body begin with the page's title
    #[arg(long)]
    title: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// A web page
    #[default]
    Html,
    /// Text that has lost its markup, one block a line: flattened pages, WET records, old scrapes
    Text,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The article's text
    #[default]
    Text,
    /// The article with its headings, lists, tables, code, links and images
    #[value(alias = "md")]
    Markdown,
    /// The same as clean HTML
    Html,
    /// The whole article: typed blocks, what the page says about itself, how it was read
    Json,
}

fn selector(selector: &str) -> Result<String, dehusk::Error> {
    Extractor::new().include(selector).map(|_| selector.to_owned())
}

impl Settings {
    pub(crate) fn extractor(&self) -> dehusk::Result<Extractor> {
        let extractor = Extractor::new()
            .favor(self.favor.into())
            .links(!self.no_links)
            .images(!self.no_images)
            .tables(!self.no_tables)
            .comments(self.comments)
            .title_in_body(self.title);
        let extractor = self.include.iter().try_fold(extractor, |extractor, selector| extractor.include(selector))?;
        self.exclude.iter().try_fold(extractor, |extractor, selector| extractor.exclude(selector))
    }
}

impl Input {
    pub(crate) fn article(
        self,
        extractor: &Extractor,
        bytes: &[u8],
        content_type: Option<&str>,
    ) -> dehusk::Result<Article> {
        match self {
            Self::Html => extractor.extract_bytes(bytes, content_type),
            Self::Text => extractor.clean_bytes(bytes, content_type),
        }
    }
}
