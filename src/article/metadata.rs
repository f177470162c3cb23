//! What a page says about itself, each value with the place it was found in.

use super::datetime::DateTime;
use crate::scratch::{fitted, fitted_text, kept, roomy, roomy_text};
use std::fmt;

macro_rules! named {
    ($(#[$about:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident $name:literal)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type { $($(#[$doc])* $variant,)* }

        impl $type {
            /// The name in lower case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

named! {
    /// Where in a page a value was found.
    Source {
        /// A `<script type="application/ld+json">`, in the terms of schema.org.
        JsonLd "json-ld"
        /// An element with `itemprop`, or inside one.
        Microdata "microdata"
        /// An element of the body with `property`.
        Rdfa "rdfa"
        /// A `<meta>` of the Open Graph protocol, `article:` and the like included.
        OpenGraph "open-graph"
        /// A `<meta>` of Dublin Core.
        DublinCore "dublin-core"
        /// A `<meta>` of Twitter's cards.
        Twitter "twitter"
        /// A `<meta>` as Google Scholar reads them (`citation_...`).
        Citation "citation"
        /// Any other `<meta>`.
        Meta "meta"
        /// A `<link>`, or a link of the body with a `rel`.
        Link "link"
        /// The `<title>`.
        TitleElement "title-element"
        /// A heading on the page.
        Heading "heading"
        /// A `<time>`.
        TimeElement "time-element"
        /// An element whose class or id says what it is.
        ClassName "class-name"
        /// Text that says who wrote it.
        Byline "byline"
        /// Text near the title that says when.
        Dateline "dateline"
        /// The page's address.
        Url "url"
        /// An attribute such as `lang` or `dir`.
        Attribute "attribute"
        /// What the text itself looks like.
        Text "text"
    }
}

named! {
    /// The things that a page may say about itself.
    Field {
        /// [`Metadata::title`].
        Title "title"
        /// [`Metadata::authors`].
        Author "author"
        /// [`Metadata::published`].
        Published "published"
        /// [`Metadata::modified`].
        Modified "modified"
        /// [`Metadata::language`].
        Language "language"
        /// [`Metadata::direction`].
        Direction "direction"
        /// [`Metadata::site_name`].
        SiteName "site-name"
        /// [`Metadata::description`].
        Description "description"
        /// [`Metadata::canonical_url`].
        CanonicalUrl "canonical-url"
        /// [`Metadata::image`].
        Image "image"
        /// [`Metadata::tags`].
        Tag "tag"
        /// [`Metadata::section`].
        Section "section"
        /// [`Metadata::licence`].
        Licence "licence"
        /// [`Metadata::next_url`].
        NextUrl "next-url"
    }
}

named! {
    /// Which way the lines of a text run.
    Direction {
        /// From left to right.
        LeftToRight "ltr"
        /// From right to left.
        RightToLeft "rtl"
    }
}

named! {
    /// What became of a candidate.
    Verdict {
        /// It is the value, or one of the values.
        Chosen "chosen"
        /// It may be right, but another source is trusted more.
        Outranked "outranked"
        /// It does not have the shape of such a value, or is a placeholder.
        Malformed "malformed"
        /// It names the site, not the title or the author.
        NamesSite "names-site"
        /// It stands among comments, related articles or in a navigation.
        Elsewhere "elsewhere"
        /// A date before 1990 or in the future, which nothing else on the page bears out.
        Unlikely "unlikely"
    }
}

/// A value and where it was found.
///
/// ```
/// let article = dehusk::extract(r#"<html lang="de-AT"><title>Der Hafen friert zu</title>"#);
/// let language = article.metadata().language().unwrap();
/// assert_eq!((language.value().as_str(), language.source().name()), ("de-AT", "attribute"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sourced<T> {
    value: T,
    source: Source,
}

impl<T> Sourced<T> {
    pub(crate) fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Where it was found.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// The value alone.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

/// A value that was considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Candidate<'a> {
    pub(crate) field: Field,
    pub(crate) source: Source,
    pub(crate) value: &'a str,
    pub(crate) verdict: Verdict,
}

impl<'a> Candidate<'a> {
    /// What it would be a value of.
    #[must_use]
    pub fn field(&self) -> Field {
        self.field
    }

    /// Where it was found.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// The value as the page has it, white space folded.
    #[must_use]
    pub fn value(&self) -> &'a str {
        self.value
    }

    /// What became of it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }
}

/// The candidates of a page, their values one after the other: they are many, and few are ever asked for.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Candidates {
    text: String,
    told: Vec<Told>,
}

/// A candidate, and where its value ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Told {
    field: Field,
    source: Source,
    verdict: Verdict,
    end: u32,
}

kept!(Told);

impl Told {
    /// The candidate, whose value begins in `text` where that of the one before ended.
    fn candidate<'a>(self, text: &'a str, start: &mut u32) -> Candidate<'a> {
        let Self { field, source, verdict, end } = self;
        let value = text.get(std::mem::replace(start, end) as usize..end as usize).unwrap_or_default();
        Candidate { field, source, value, verdict }
    }
}

impl Candidates {
    /// None yet, in memory that the thread keeps.
    pub(crate) fn roomy() -> Self {
        Self { text: roomy_text(), told: roomy() }
    }

    /// The same candidates, without the room that is left: that goes back.
    pub(crate) fn fitted(self) -> Self {
        Self { text: fitted_text(self.text), told: fitted(self.told) }
    }

    pub(crate) fn push(&mut self, Candidate { field, source, value, verdict }: Candidate<'_>) {
        self.text.push_str(value);
        self.told.push(Told { field, source, verdict, end: self.text.len() as u32 });
    }

    /// The fields of all, the last first.
    pub(crate) fn last_fields(&self) -> impl Iterator<Item = Field> {
        self.told.iter().rev().map(|told| told.field)
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = Candidate<'_>> {
        let mut start = 0;
        self.told.iter().map(move |told| told.candidate(&self.text, &mut start))
    }

    /// Tells of each again what became of it.
    pub(crate) fn retell(&mut self, verdict: impl Fn(Candidate<'_>) -> Verdict) {
        let mut start = 0;
        for told in &mut self.told {
            told.verdict = verdict(told.candidate(&self.text, &mut start));
        }
    }
}

impl fmt::Debug for Candidates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $type:ty)*; $($(#[$list_doc:meta])* $list:ident: $item:ty)*) => {
        /// What a page says about itself: in structured data, in its head, and in sight near the title.
        ///
        /// Everything is optional, and each value tells its [`Source`]. The values that were considered and lost are
        /// in [`candidates`](Metadata::candidates).
        ///
        /// ```
        /// let article = dehusk::extract(
        ///     r#"<title>Harbour freezes | The Quay</title><meta property="og:site_name" content="The Quay">
        ///        <h1>Harbour freezes</h1><p>By Jane Doe | 3 May 2024</p>
        ///        <p>The harbour froze over on Tuesday, for the first time in forty years.</p>"#,
        /// );
        /// let metadata = article.metadata();
        /// assert_eq!(metadata.title().unwrap().value(), "Harbour freezes");
        /// assert_eq!(metadata.authors()[0].value(), "Jane Doe");
        /// assert_eq!(metadata.published().unwrap().value().to_string(), "2024-05-03");
        /// assert_eq!(metadata.published().unwrap().source().name(), "dateline");
        /// assert_eq!(metadata.site_name().unwrap().value(), "The Quay");
        /// ```
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Metadata {
            $(pub(crate) $name: Option<Sourced<$type>>,)*
            $(pub(crate) $list: Vec<Sourced<$item>>,)*
            pub(crate) candidates: Candidates,
        }

        impl Metadata {
            $($(#[$doc])* #[must_use] pub fn $name(&self) -> Option<&Sourced<$type>> { self.$name.as_ref() })*
            $($(#[$list_doc])* #[must_use] pub fn $list(&self) -> &[Sourced<$item>] { &self.$list })*

            /// The values that were considered, those chosen too: field by field, the most trusted first, of each field
            /// no more than forty.
            pub fn candidates(&self) -> impl ExactSizeIterator<Item = Candidate<'_>> {
                self.candidates.iter()
            }
        }
    };
}

fields! {
    /// The headline, without the site's name.
    title: String
    /// When the page was first published.
    published: DateTime
    /// When it was last changed.
    modified: DateTime
    /// The language, as a BCP 47 tag (`en`, `pt-BR`), case as in the page. From markup; from the text only with the
    /// feature `detect-language`.
    language: String
    /// Which way the lines run.
    direction: Direction
    /// The name of the site.
    site_name: String
    /// The page's own summary.
    description: String
    /// The address that the page would be known by.
    canonical_url: String
    /// The address of the image that stands for the page.
    image: String
    /// The section of the site.
    section: String
    /// The licence's name or address.
    licence: String
    /// The address of the page that continues this one.
    next_url: String
    ;
    /// The authors' names, without "By", job or e-mail address. A degree stays with its name: `Jane Doe, MD`.
    authors: String
    /// What the page files itself under.
    tags: String
}
