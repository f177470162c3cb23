//! What a page says about itself: title, authors, dates and the rest, each with its source.
//!
//! One walk gathers what the markup states (`walk`, `jsonld`); tables say which statements are about which field, and
//! whom to believe first (`tables`); the text around the title adds what stands in sight (`near`); `choose` weighs them.

mod choose;
mod comparable;
mod date;
mod elsewhere;
mod embedded;
mod entities;
mod facts;
mod json;
mod jsonld;
mod known;
mod language;
mod namelist;
mod names;
mod near;
mod pool;
mod site;
mod tables;
mod title;
mod url;
mod walk;
mod words;

pub(crate) use embedded::{embedded, markup};

use crate::article::{Direction, Field, Metadata, Source, Sourced, Verdict};
use crate::blocks::Page;
use crate::dom::Document;
use choose::Chooser;
use date::Reading;
use elsewhere::Places;
use facts::Facts;
use site::Site;
use std::borrow::Cow;
use std::cell::OnceCell;
use title::Titles;

/// What the page at `address` says about itself.
pub(crate) fn collect(document: &Document, page: &Page, address: Option<&str>) -> Metadata {
    let mut facts = walk::gather(document, page, address);
    if let Some(day) = address_or_stated(address, &facts).and_then(url::day) {
        facts.add(Source::Url, "path", &day.to_string(), 0, None);
    }
    let site = Site::of(&facts, address_or_stated(address, &facts));
    let reading = Reading::of(&stated_language(&facts));
    let places = Places::of(document);
    let titles = Titles::rank(document, page, &places, &facts, &site, address_or_stated(address, &facts));
    near::look(document, page, &places, titles.block, reading, &mut facts);
    let chooser = Chooser::new(&places, &facts, &site, reading);
    let metadata = chosen(chooser, &facts, &titles, address_or_stated(address, &facts));
    with_language(metadata, page)
}

fn stated_language(facts: &Facts) -> Cow<'_, str> {
    let mut stated = facts.about(Field::Language).map(|fact| facts.value(fact));
    let tag = stated.find(|value| language::check(value).is_ok()).map(language::tag);
    tag.unwrap_or_default()
}

/// Where the page was found, or where it says that it is.
fn address_or_stated<'a>(address: Option<&'a str>, facts: &'a Facts) -> Option<&'a str> {
    address.or_else(|| facts.values(Field::CanonicalUrl).next())
}

/// The features of what may be the title of a page, and the texts; for the trainer.
#[cfg(feature = "eval")]
pub(crate) fn titles(document: &Document, page: &Page, address: Option<&str>) -> (Vec<Vec<f32>>, Vec<String>) {
    let facts = walk::gather(document, page, address);
    let address = address_or_stated(address, &facts);
    let site = Site::of(&facts, address);
    title::describe(document, page, &facts, &site, address)
}

/// Names and definitions of those features.
#[cfg(feature = "eval")]
pub(crate) fn title_features() -> impl Iterator<Item = (&'static str, &'static str)> {
    title::names()
}

fn chosen(mut chooser: Chooser<'_>, facts: &Facts, titles: &Titles, address: Option<&str>) -> Metadata {
    let links = Links { address, base: OnceCell::new() };
    let check = |value: &str| links.check(value);
    let resolve = |value: &str| links.resolve(value);
    let canonical_url = chooser.first(Field::CanonicalUrl, check, resolve);
    let here = [address, canonical_url.as_ref().map(|url| url.value().as_str())];
    let is_next = |value: &str| links.check(value).and_then(|()| next(here, &links.resolve(value)));
    let next_url = chooser.first(Field::NextUrl, is_next, resolve);
    Metadata {
        title: chooser.title(titles),
        authors: chooser.authors(),
        published: chooser.published(),
        modified: chooser.date(Field::Modified),
        language: chooser.first(Field::Language, language::check, |value| language::tag(value).into_owned()),
        direction: direction(facts),
        site_name: chooser.any(Field::SiteName),
        description: chooser.any(Field::Description),
        canonical_url,
        image: chooser.first(Field::Image, check, resolve),
        section: chooser.any(Field::Section),
        licence: chooser.any(Field::Licence),
        next_url,
        tags: chooser.tags(),
        candidates: chooser.into_candidates(),
    }
}

/// The links of a page at an address, which is parsed once it is needed.
struct Links<'a> {
    address: Option<&'a str>,
    base: OnceCell<Option<url::Url>>,
}

impl Links<'_> {
    fn base(&self) -> Option<&url::Url> {
        self.base.get_or_init(|| url::Url::parse(self.address?).ok()).as_ref()
    }

    /// Whether a link leads to something that has an address.
    fn check(&self, value: &str) -> Result<(), Verdict> {
        let is_address = |link: &str| {
            let is_page = !link.starts_with("data:") && !link.starts_with("javascript:");
            is_page && !link.is_empty() && !link.contains(char::is_whitespace)
        };
        // An absolute one stays what it is, whether it can be parsed or not.
        let is_link = url::is_absolute(value) && is_address(value) || is_address(&self.resolve(value));
        if is_link { Ok(()) } else { Err(Verdict::Malformed) }
    }

    fn resolve(&self, value: &str) -> String {
        match self.base() {
            Some(base) if self.address == Some(value) && url::is_absolute(value) => base.as_str().to_owned(),
            base => url::resolve(base, value),
        }
    }
}

/// Content systems link the next article as they link the next page.
fn next(here: [Option<&str>; 2], next: &str) -> Result<(), Verdict> {
    let mut known = here.into_iter().flatten().peekable();
    if known.peek().is_none() || known.any(|address| url::continues(address, next)) {
        Ok(())
    } else {
        Err(Verdict::Elsewhere)
    }
}

fn direction(facts: &Facts) -> Option<Sourced<Direction>> {
    let stated = facts.values(Field::Direction).find_map(language::direction);
    stated.map(|direction| Sourced::new(direction, Source::Attribute))
}

/// The language of the text and the direction that goes with a language, where the markup does not tell them.
fn with_language(mut metadata: Metadata, page: &Page) -> Metadata {
    let detected = || language::detected(page).map(|tag| Sourced::new(tag, Source::Text));
    metadata.language = metadata.language.or_else(detected);
    let implied = metadata.language.as_ref().map(|tag| Sourced::new(language::direction_of(tag.value()), tag.source()));
    metadata.direction = metadata.direction.or(implied);
    metadata
}
