//! The one walk that gathers what the markup says.

use super::facts::{Facts, Kind, Sighting};
use super::{json, jsonld, tables};
use crate::article::Source;
use crate::blocks::Page;
use crate::dom::{Document, Element, NodeData, NodeId, Step, Walk};
use crate::tags::{Display, Tag};
use crate::text;
use html5ever::local_name;

/// Bytes of JSON-LD read of one page.
const MAX_JSON: usize = 1 << 20;
/// Elements of the body looked at closer.
const MAX_SIGHTINGS: usize = 300;
/// Characters of an element that may hold a name or a date, its lead-in included.
const MAX_SHORT: usize = 240;
/// Nodes of such an element.
const MAX_SHORT_NODES: usize = 60;

/// Gathers the facts of a page. `url` is the page's address, where known.
pub(super) fn gather(document: &Document, page: &Page, url: Option<&str>) -> Facts {
    let mut gatherer = Gatherer {
        document,
        page,
        facts: Facts::default(),
        json: json::Tree::default(),
        json_left: MAX_JSON,
        holder: 0,
        block: 0,
        micro: Vec::new(),
        label: None,
    };
    for step in Walk::new(document, NodeId::DOCUMENT) {
        match step {
            Step::Open(node) => {
                if let NodeData::Element(element) = document.data(node) {
                    gatherer.open(node, element);
                }
            }
            Step::Close(node) => gatherer.close(node),
        }
    }
    let Gatherer { mut facts, json, .. } = gatherer;
    jsonld::interpret(&json, url, &mut facts);
    facts
}

struct Gatherer<'a> {
    document: &'a Document,
    page: &'a Page,
    facts: Facts,
    json: json::Tree,
    json_left: usize,
    /// The next of the page's holders.
    holder: usize,
    /// Blocks that begin before the place of the walk.
    block: u32,
    /// Items of microdata around the place, and whether they are about the page itself.
    micro: Vec<(NodeId, bool)>,
    /// The last `twitter:label`, which says what the next `twitter:data` is.
    label: Option<String>,
}

/// The attributes that metadata is read from.
#[derive(Default)]
struct Attributes<'a> {
    class: &'a str,
    id: &'a str,
    itemprop: Option<&'a str>,
    itemtype: Option<&'a str>,
    itemscope: bool,
    property: Option<&'a str>,
    name: Option<&'a str>,
    content: Option<&'a str>,
    rel: Option<&'a str>,
    href: Option<&'a str>,
    datetime: Option<&'a str>,
    pubdate: bool,
    kind: Option<&'a str>,
    equiv: Option<&'a str>,
}

impl<'a> Attributes<'a> {
    fn of(document: &'a Document, element: &'a Element) -> Self {
        let mut found = Self::default();
        for (name, value) in document.attrs(element) {
            match *name {
                local_name!("class") => found.class = value,
                local_name!("id") => found.id = value,
                local_name!("itemprop") => found.itemprop = Some(value),
                local_name!("itemtype") => found.itemtype = Some(value),
                local_name!("itemscope") => found.itemscope = true,
                local_name!("property") => found.property = Some(value),
                local_name!("name") => found.name = Some(value),
                local_name!("content") => found.content = Some(value),
                local_name!("rel") => found.rel = Some(value),
                local_name!("href") => found.href = Some(value),
                local_name!("datetime") => found.datetime = Some(value),
                local_name!("type") => found.kind = Some(value),
                local_name!("http-equiv") => found.equiv = Some(value),
                _ => found.pubdate |= &**name == "pubdate",
            }
        }
        found
    }

    fn names(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.class.contains(word) || self.id.contains(word))
    }
}

impl<'a> Gatherer<'a> {
    fn open(&mut self, node: NodeId, element: &'a Element) {
        self.advance(node);
        if !element.html {
            return;
        }
        let tag = Tag::of(&element.name);
        let attributes = Attributes::of(self.document, element);
        match tag {
            Tag::Meta => self.meta(&attributes),
            Tag::Link => self.link(&attributes, None),
            Tag::Title if self.facts.title_element.is_none() => {
                let title = super::entities::folded(&self.document.text_content(node));
                self.facts.title_element = Some(title).filter(|title| !title.is_empty());
            }
            Tag::Script => self.script(node, &attributes),
            Tag::Html | Tag::Body => self.root(element),
            _ => self.body(node, tag, &attributes),
        }
        if attributes.itemscope {
            let mine =
                attributes.itemtype.is_none_or(is_about_page) && attributes.itemprop.is_none_or(|prop| !is_other(prop));
            self.micro.push((node, mine));
        }
        if let Some(property) = attributes.itemprop {
            self.microdata(node, tag, property, &attributes);
        }
    }

    fn close(&mut self, node: NodeId) {
        self.micro.pop_if(|(open, _)| *open == node);
    }

    fn advance(&mut self, node: NodeId) {
        if let Some(holder) = self.page.elements.get(self.holder).filter(|holder| holder.node == node) {
            self.block = holder.blocks.start;
            self.holder += 1;
        }
    }

    fn root(&mut self, element: &Element) {
        for (name, value) in self.document.attrs(element) {
            if matches!(&**name, "lang" | "xml:lang" | "dir") {
                self.facts.add(Source::Attribute, name, value, 0, None);
            }
        }
    }

    fn meta(&mut self, attributes: &Attributes) {
        let Some(content) = attributes.content else { return };
        for name in [attributes.property, attributes.name, attributes.equiv].into_iter().flatten() {
            for name in name.split_ascii_whitespace() {
                self.named_meta(&name.to_ascii_lowercase(), content);
            }
        }
    }

    fn named_meta(&mut self, name: &str, content: &str) {
        match name {
            // Pairs of a label and what it labels; WordPress's SEO plugins tell the author so.
            "twitter:label1" | "twitter:label2" => self.label = Some(content.to_owned()),
            "twitter:data1" | "twitter:data2" => {
                let label = self.label.take().unwrap_or_default();
                if super::names::without_lead_in(&label).1 || label.to_lowercase().contains("by") {
                    self.facts.add(Source::Twitter, "twitter:data1", content, 0, None);
                }
            }
            _ => self.facts.add(tables::vocabulary(name), name, content, 0, None),
        }
    }

    fn link(&mut self, attributes: &Attributes, text: Option<&str>) {
        let (Some(rel), Some(href)) = (attributes.rel, attributes.href) else { return };
        for rel in rel.split_ascii_whitespace() {
            let rel = rel.to_ascii_lowercase();
            let value = if matches!(&*rel, "author" | "tag") { text } else { Some(href) };
            if let Some(value) = value {
                self.facts.add(Source::Link, &rel, value, 0, None);
            }
        }
    }

    fn script(&mut self, node: NodeId, attributes: &Attributes) {
        let is_json =
            attributes.kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"));
        if !is_json {
            return;
        }
        let json = self.document.text_content(node);
        if json.len() <= self.json_left {
            self.json_left -= json.len();
            self.json.read(&json);
        }
    }

    fn body(&mut self, node: NodeId, tag: Tag, attributes: &Attributes) {
        if tag == Tag::Time {
            self.time(node, attributes);
        } else if tag == Tag::A && attributes.href.is_some_and(leads_to_person) {
            self.sight(Kind::AuthorLink, node);
        } else if let Some(kind) = hint(attributes.class).or_else(|| hint(attributes.id)) {
            self.sight(kind, node);
        }
        if tag == Tag::A && attributes.rel.is_some() {
            self.anchor(node, attributes);
        }
        if let Some(property) = attributes.property {
            let property = property.rsplit([':', '#', '/']).next().unwrap_or_default();
            self.stated(Source::Rdfa, property, node, attributes);
        }
    }

    fn anchor(&mut self, node: NodeId, attributes: &Attributes) {
        let rel = attributes.rel.unwrap_or_default();
        let is = |word: &str| rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case(word));
        if is("author") || is("tag") {
            let text = self.short(node).unwrap_or_default();
            let key = if is("author") { "author" } else { "tag" };
            self.facts.add(Source::Link, key, &text, 0, Some(node));
        } else if is("license") || is("next") {
            let key = if is("license") { "license" } else { "next" };
            self.facts.add(Source::Link, key, attributes.href.unwrap_or_default(), 0, Some(node));
        }
    }

    fn time(&mut self, node: NodeId, attributes: &Attributes) {
        let value = attributes.datetime.filter(|value| !value.trim().is_empty()).map(str::to_owned);
        let kind = if attributes.names(&["updat", "modif"]) && !attributes.names(&["publish"]) {
            Kind::TimeUpdated
        } else if attributes.pubdate || attributes.names(&["publish", "entry-date"]) {
            Kind::TimePublished
        } else {
            Kind::Time
        };
        if let Some(value) = value.or_else(|| self.short(node)) {
            self.push(Sighting { kind, value, node, block: self.block });
        }
    }

    fn sight(&mut self, kind: Kind, node: NodeId) {
        if self.facts.sightings.len() < MAX_SIGHTINGS
            && let Some(value) = self.short(node)
        {
            self.push(Sighting { kind, value, node, block: self.block });
        }
    }

    fn push(&mut self, sighting: Sighting) {
        if self.facts.sightings.len() < MAX_SIGHTINGS && !sighting.value.is_empty() {
            self.facts.sightings.push(sighting);
        }
    }

    fn microdata(&mut self, node: NodeId, tag: Tag, property: &str, attributes: &Attributes) {
        let scope = self.micro.iter().rev().find(|(open, _)| *open != node);
        if scope.is_some_and(|(_, mine)| !mine) {
            return;
        }
        // The name of a person belongs to the property that the person is a value of.
        if property == "name" && attributes.content.is_none() && scope.is_none() {
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
        let given = attributes.content.or(attributes.datetime).filter(|value| !value.trim().is_empty());
        if tables::fields(source, property).next().is_none() {
            return;
        }
        let value = given.map(str::to_owned).or_else(|| self.short(node)).unwrap_or_default();
        self.facts.add(source, property, &value, 0, Some(node));
    }

    /// An author is named by a `name` inside, or by the element's own text.
    fn person(&mut self, node: NodeId, property: &str, attributes: &Attributes) {
        let mut named = None;
        for below in self.below(node).filter_map(|below| self.document.element(below)) {
            let inner = Attributes::of(self.document, below);
            if inner.itemprop == Some("name") {
                named = Some(inner.content.map(str::to_owned));
                break;
            }
        }
        let node_of_name = self.below(node).find(|&below| {
            self.document
                .element(below)
                .is_some_and(|element| self.document.attr(element, &local_name!("itemprop")) == Some("name"))
        });
        let value = match (named, node_of_name) {
            (Some(Some(content)), _) => Some(content),
            (Some(None), Some(below)) => self.short(below),
            _ => attributes.content.map(str::to_owned).or_else(|| self.short(node)),
        };
        self.facts.add(Source::Microdata, property, &value.unwrap_or_default(), 0, Some(node));
    }

    /// The first nodes below a node.
    fn below(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        Walk::new(self.document, node).take(2 * MAX_SHORT_NODES).filter_map(move |step| match step {
            Step::Open(below) if below != node => Some(below),
            _ => None,
        })
    }

    /// The text of an element, its parts kept apart; `None` if it is more than a line.
    fn short(&self, node: NodeId) -> Option<String> {
        let mut out = String::new();
        let mut steps = 0;
        let mut walk = Walk::new(self.document, node);
        while let Some(step) = walk.next() {
            steps += 1;
            match self.document.data(step.node()) {
                NodeData::Text(_) if matches!(step, Step::Open(_)) => out.push_str(self.document.text(step.node())),
                NodeData::Element(element) => {
                    let tag = Tag::of(&element.name);
                    if matches!(tag, Tag::Script | Tag::Style | Tag::Svg | Tag::Noscript | Tag::Button | Tag::Template)
                    {
                        if matches!(step, Step::Open(_)) {
                            walk.skip_children();
                            walk.next();
                        }
                    } else if steps > 1 && node != step.node() {
                        out.push_str(if tag.display() == Display::Block { " | " } else { " " });
                    }
                }
                _ => {}
            }
            if out.len() > 4 * MAX_SHORT || steps > 2 * MAX_SHORT_NODES {
                return None;
            }
        }
        let folded = text::folded(&out.replace("|  |", "|").replace("| |", "|"));
        let folded = folded.trim_matches(['|', ' ']).to_owned();
        (!folded.is_empty() && folded.chars().count() <= MAX_SHORT).then_some(folded)
    }
}

/// Whether an address is a person's page by the paths that content systems and newspapers use.
fn leads_to_person(href: &str) -> bool {
    const STARTS: &[&str] = &["author", "autor", "auteur", "contributor", "writer", "redakteur", "journalist"];
    const FOLDERS: &[&str] = &["members", "people", "profile", "staff"];
    let mut steps = href.split('/').skip(1).peekable();
    while let Some(step) = steps.next() {
        if STARTS.iter().any(|start| step.starts_with(start)) || (steps.peek().is_some() && FOLDERS.contains(&step)) {
            return true;
        }
    }
    false
}

/// What a class or id hints at: four letters are enough to tell `author`, `byline`, `autor`, `writer`, `redakteur`,
/// `username`; `date`, `publish`, `time`, `posted`, `fecha`.
fn hint(words: &str) -> Option<Kind> {
    const fn code(four: [u8; 4]) -> u32 {
        u32::from_be_bytes(four)
    }
    const UTHO: u32 = code(*b"utho");
    const YLIN: u32 = code(*b"ylin");
    const UTOR: u32 = code(*b"utor");
    const RITE: u32 = code(*b"rite");
    const AKTE: u32 = code(*b"akte");
    const ERNA: u32 = code(*b"erna");
    const DATE: u32 = code(*b"date");
    const UBLI: u32 = code(*b"ubli");
    const TIME: u32 = code(*b"time");
    const OSTE: u32 = code(*b"oste");
    const DATU: u32 = code(*b"datu");
    const FECH: u32 = code(*b"fech");
    let (mut date, mut four) = (None, 0_u32);
    for byte in words.bytes() {
        // Upper-case letters in lower case; what this makes of other bytes is in no word.
        four = four << 8 | u32::from(byte | 0x20);
        match four {
            UTHO | YLIN | UTOR | RITE | AKTE | ERNA => return Some(Kind::Author),
            DATE | UBLI | TIME | OSTE | DATU | FECH => date = Some(Kind::Date),
            _ => {}
        }
    }
    date
}

/// Types of microdata whose properties speak of something else on the page.
fn is_about_page(item_type: &str) -> bool {
    const OTHERS: &[&str] = &[
        "Comment",
        "UserComments",
        "Answer",
        "Review",
        "Rating",
        "AggregateRating",
        "Offer",
        "Organization",
        "Person",
        "ImageObject",
        "BreadcrumbList",
        "ListItem",
        "WPHeader",
        "WPFooter",
        "WPSideBar",
        "SiteNavigationElement",
        "PostalAddress",
        "Brand",
        "VideoObject",
        "LocalBusiness",
        "WebSite",
        "ItemList",
        "SearchAction",
        "Thing",
    ];
    let name = item_type.trim().rsplit(['/', '#']).next().unwrap_or_default();
    !OTHERS.contains(&name)
}

/// Properties whose items are something else.
fn is_other(property: &str) -> bool {
    matches!(
        property,
        "comment"
            | "review"
            | "reviews"
            | "suggestedAnswer"
            | "acceptedAnswer"
            | "publisher"
            | "itemListElement"
            | "image"
            | "logo"
            | "author"
            | "creator"
            | "blogPosts"
            | "blogPost"
            | "hasPart"
    )
}
