//! What the elements of the body say: `<time>`, links, microdata, `RDFa`, and classes that hint at authors and dates.

use super::Gatherer;
use super::attributes::Attributes;
use super::hints::leads_to_person;
use super::line::line;
use crate::article::Source;
use crate::dom::{NodeId, Step, Walk};
use crate::metadata::facts::{Kind, Link, Sighting};
use crate::metadata::tables;
use crate::tags::Tag;
use html5ever::local_name;
use std::borrow::Cow;

/// Elements of the body looked at closer.
const MAX_SIGHTINGS: usize = 300;
/// Steps of a walk that looks for a name inside of an element.
const MAX_STEPS: usize = 120;

impl<'a> Gatherer<'a> {
    pub(super) fn body(&mut self, node: NodeId, tag: Tag, attributes: &Attributes<'a>, is_filled: bool) {
        if self.has_room() {
            self.look(node, tag, attributes, is_filled);
        }
        if !attributes.stating {
            return;
        }
        if let Some(rel) = attributes.get(&local_name!("rel")).filter(|_| tag == Tag::A) {
            self.anchor(node, rel, attributes);
        }
        if let Some(property) = attributes.get(&local_name!("property")) {
            let property = property.rsplit([':', '#', '/']).next().unwrap_or_default();
            self.stated(Source::Rdfa, property, node, attributes);
        }
    }

    /// Whether fewer elements have something to say than are looked at closer.
    fn has_room(&mut self) -> bool {
        if self.facts.sightings.len() >= MAX_SIGHTINGS && !self.is_full {
            self.facts.keep_telling(self.document);
            self.is_full = self.facts.sightings.len() >= MAX_SIGHTINGS;
        }
        !self.is_full
    }

    fn anchor(&mut self, node: NodeId, rel: &str, attributes: &Attributes) {
        let is = |word: &str| rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(word));
        if is("author") || is("tag") {
            let text = line(self.document, node).unwrap_or_default();
            let key = if is("author") { "author" } else { "tag" };
            self.facts.add(Source::Link, key, &text, 0, Some(node));
        } else if is("license") || is("next") {
            let key = if is("license") { "license" } else { "next" };
            self.facts.add(Source::Link, key, attributes.href().unwrap_or_default(), 0, Some(node));
        }
    }

    fn time(&mut self, node: NodeId, attributes: &Attributes) {
        let kind = if attributes.names(&["updat", "modif"]) && !attributes.names(&["publish"]) {
            Kind::TimeUpdated
        } else if self.has_pubdate(node) || attributes.names(&["publish", "entry-date"]) {
            Kind::TimePublished
        } else {
            Kind::Time
        };
        self.facts.sightings.push(Sighting::new(kind, node, self.block));
    }

    /// The boolean attribute that an early draft of HTML had.
    fn has_pubdate(&self, node: NodeId) -> bool {
        let element = self.document.element(node);
        element.is_some_and(|element| self.document.attrs(element).any(|(name, _)| &**name == "pubdate"))
    }

    /// What an element of the body may tell by its name.
    fn look(&mut self, node: NodeId, tag: Tag, attributes: &Attributes<'a>, is_filled: bool) {
        if tag == Tag::Time {
            self.time(node, attributes);
            return;
        }
        let is_link = tag == Tag::A && attributes.is_link();
        // Icons and the like say nothing.
        if !is_filled || !is_link && attributes.is_nameless() {
            return;
        }
        if is_link {
            self.facts.links.push(Link { node, block: self.block });
        }
        let hint = self.hints.hint(attributes.class()).or_else(|| self.hints.hint(attributes.id()));
        // Where its address says so, a link to a person is looked at as such.
        let kind = hint.filter(|_| !(is_link && attributes.href().is_some_and(leads_to_person)));
        if let Some(kind) = kind {
            self.facts.sightings.push(Sighting::new(kind, node, self.block));
        }
    }

    pub(super) fn microdata(&mut self, node: NodeId, tag: Tag, property: &str, attributes: &Attributes) {
        let scope = self.micro.iter().rev().find(|(open, _)| *open != node);
        if scope.is_some_and(|(_, mine)| !mine) {
            return;
        }
        // The name of a person belongs to the property that the person is a value of.
        if property == "name" && attributes.content().is_none() && scope.is_none() {
            return;
        }
        for property in property.split_ascii_whitespace() {
            if matches!(property, "author" | "creator") && tag != Tag::Meta {
                self.person(node, property, attributes);
            } else {
                self.stated(Source::Microdata, property, node, attributes);
            }
        }
    }

    /// A property's value is its `content`, `datetime` or text.
    fn stated(&mut self, source: Source, property: &str, node: NodeId, attributes: &Attributes) {
        let given = attributes
            .content()
            .or_else(|| attributes.get(&local_name!("datetime")))
            .filter(|value| !value.trim().is_empty());
        if tables::fields(source, property).next().is_none() {
            return;
        }
        let value = given.map(Cow::Borrowed).or_else(|| line(self.document, node)).unwrap_or_default();
        self.facts.add(source, property, &value, 0, Some(node));
    }

    /// An author is named by a `name` inside, or by the element's own text.
    fn person(&mut self, node: NodeId, property: &str, attributes: &Attributes) {
        let is_name =
            |below: &(NodeId, Attributes<'_>)| below.1.get(&local_name!("itemprop")).is_some_and(|name| name == "name");
        let (content, place) = match self.below(node).find(is_name) {
            Some((below, name)) => (name.content(), below),
            None => (attributes.content(), node),
        };
        let value = content.map(Cow::Borrowed).or_else(|| line(self.document, place));
        self.facts.add(Source::Microdata, property, &value.unwrap_or_default(), 0, Some(node));
    }

    /// The first elements below a node.
    fn below(&self, node: NodeId) -> impl Iterator<Item = (NodeId, Attributes<'a>)> {
        let document = self.document;
        let opened = Walk::new(document, node).take(MAX_STEPS).filter_map(move |step| match step {
            Step::Open(below) if below != node => Some(below),
            _ => None,
        });
        opened.filter_map(move |below| Some((below, Attributes::of(document, document.element(below)?))))
    }
}
