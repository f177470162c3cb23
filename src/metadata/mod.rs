//! What a page says about itself: title, authors, dates and the rest, each with its source.
//!
//! One walk gathers what the markup states (`walk`, `jsonld`); tables say which statements are about which field, and
//! whom to believe first (`tables`); the text around the title adds what stands in sight (`near`); `choose` weighs them.

mod choose;
mod date;
mod elsewhere;
mod embedded;
mod entities;
mod facts;
mod json;
mod jsonld;
mod language;
mod names;
mod near;
mod site;
mod tables;
mod title;
mod url;
mod walk;
mod wordlist;
mod words;

pub(crate) use embedded::{embedded, markup};

use crate::article::{Direction, Field, Metadata, Source, Sourced, Verdict};
use crate::blocks::Page;
use crate::dom::Document;
use choose::Chooser;
use date::Reading;
use facts::Facts;
use site::Site;
use title::{Title, Titles};

/// What the page at `address` says about itself.
pub(crate) fn collect(document: &Document, page: &Page, address: Option<&str>) -> Metadata {
    let mut facts = walk::gather(document, page, address);
    let address = address.map(str::to_owned).or_else(|| facts.values(Field::CanonicalUrl).next().map(str::to_owned));
    let address = address.as_deref();
    if let Some(day) = address.and_then(url::day) {
        facts.add(Source::Url, "path", &day.to_string(), 0, None);
    }
    let site = Site::of(&facts, address);
    let tag = facts.about(Field::Language).into_iter().find_map(|fact| language::tag(&fact.value).ok());
    let tag = tag.unwrap_or_default();
    let reading = Reading { language: &tag };
    let titles = Titles::rank(document, page, &facts, &site, address);
    let title = titles.best();
    near::look(document, page, title.as_ref().and_then(|title| title.block), reading, &mut facts);
    let chooser = Chooser { document, site: &site, reading, candidates: Vec::with_capacity(facts.stated.len()) };
    let metadata = chosen(chooser, &facts, (&titles, title), address);
    with_language(metadata, page)
}

/// The features of what may be the title of a page, and the texts; for the trainer.
#[cfg(feature = "eval")]
pub(crate) fn titles(document: &Document, page: &Page, address: Option<&str>) -> (Vec<Vec<f32>>, Vec<String>) {
    let facts = walk::gather(document, page, address);
    let address = address.map(str::to_owned).or_else(|| facts.values(Field::CanonicalUrl).next().map(str::to_owned));
    let site = Site::of(&facts, address.as_deref());
    title::describe(document, page, &facts, &site, address.as_deref())
}

/// Names and definitions of those features.
#[cfg(feature = "eval")]
pub(crate) fn title_features() -> impl Iterator<Item = (&'static str, &'static str)> {
    title::names()
}

fn chosen(
    mut chooser: Chooser<'_>,
    facts: &Facts,
    (titles, title): (&Titles<'_>, Option<Title>),
    address: Option<&str>,
) -> Metadata {
    let any = |value: &str| Ok(value.to_owned());
    let base = address.and_then(|address| url::Url::parse(address).ok());
    let link = |value: &str| link(base.as_ref(), value);
    let canonical_url = chooser.first(facts, Field::CanonicalUrl, link);
    let here = [address, canonical_url.as_ref().map(|url| url.value().as_str())];
    let next_url = chooser.first(facts, Field::NextUrl, |value| next(here, link(value)?));
    Metadata {
        title: chooser.title(titles, title),
        authors: chooser.authors(facts),
        published: chooser.published(facts),
        modified: chooser.date(facts, Field::Modified),
        language: chooser.first(facts, Field::Language, language::tag),
        direction: direction(facts),
        site_name: chooser.first(facts, Field::SiteName, any),
        description: chooser.first(facts, Field::Description, any),
        canonical_url,
        image: chooser.first(facts, Field::Image, link),
        section: chooser.first(facts, Field::Section, any),
        licence: chooser.first(facts, Field::Licence, any),
        next_url,
        tags: chooser.tags(facts),
        candidates: chooser.candidates,
    }
}

fn link(base: Option<&url::Url>, value: &str) -> Result<String, Verdict> {
    let link = url::resolve(base, value);
    let is_page = !link.starts_with("data:") && !link.starts_with("javascript:");
    if is_page && !link.is_empty() && !link.contains(char::is_whitespace) { Ok(link) } else { Err(Verdict::Malformed) }
}

/// Content systems link the next article as they link the next page.
fn next(here: [Option<&str>; 2], next: String) -> Result<String, Verdict> {
    let mut known = here.into_iter().flatten().peekable();
    if known.peek().is_none() || known.any(|address| url::continues(address, &next)) {
        Ok(next)
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
