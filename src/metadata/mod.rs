//! What a page says about itself: title, authors, dates and the rest, each with its source.
//!
//! One walk gathers what the markup states (`walk`, `jsonld`); tables say which statements are about which field, and
//! whom to believe first (`tables`); the text around the title adds what stands in sight (`near`); `choose` weighs them.

mod choose;
mod date;
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

use crate::article::{Field, Metadata, Source, Sourced, Verdict};
use crate::blocks::Page;
use crate::dom::Document;
use choose::Chooser;
use date::Reading;
use facts::Facts;
use site::Site;

/// What the page at `address` says about itself.
pub(crate) fn collect(document: &Document, page: &Page, address: Option<&str>) -> Metadata {
    let mut facts = walk::gather(document, page, address);
    let address = address.map(str::to_owned).or_else(|| facts.values(Field::CanonicalUrl).next().map(str::to_owned));
    let address = address.as_deref();
    let site = Site::of(&facts, address);
    let tag = facts.about(Field::Language).into_iter().find_map(|fact| language::tag(&fact.value).ok()).unwrap_or_default();
    let reading = Reading { language: &tag };
    let title = title::title(&facts, page, &site);
    if let Some(day) = address.and_then(url::day) {
        facts.add(Source::Url, "path", &day.to_string(), 0, None);
    }
    near::look(document, page, title.as_ref().and_then(|title| title.block), reading, &mut facts);
    let chooser = Chooser { document, site: &site, reading, candidates: Vec::new() };
    metadata(chooser, &facts, title, address)
}

fn metadata(mut chooser: Chooser<'_>, facts: &Facts, title: Option<title::Title>, address: Option<&str>) -> Metadata {
    let any = |value: &str| Ok(value.to_owned());
    let link = |value: &str| {
        let link = url::resolve(address, value);
        if link.is_empty() || link.contains(char::is_whitespace) || link.starts_with("data:") || link.starts_with("javascript:") {
            return Err(Verdict::Malformed);
        }
        Ok(link)
    };
    let mut metadata = Metadata {
        authors: chooser.authors(facts),
        published: chooser.published(facts),
        modified: chooser.date(facts, Field::Modified),
        language: chooser.first(facts, Field::Language, language::tag),
        site_name: chooser.first(facts, Field::SiteName, any),
        description: chooser.first(facts, Field::Description, any),
        canonical_url: chooser.first(facts, Field::CanonicalUrl, link),
        image: chooser.first(facts, Field::Image, link),
        section: chooser.first(facts, Field::Section, any),
        licence: chooser.first(facts, Field::Licence, any),
        next_url: chooser.first(facts, Field::NextUrl, link),
        ..Metadata::default()
    };
    metadata.candidates = chooser.candidates;
    metadata.title = title.map(|title| Sourced::new(title.text, title.source));
    metadata
}
