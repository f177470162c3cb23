//! What may be the title: headings, the `<title>` and its parts, stated titles and what they begin with.

use super::features::has;
use super::headings::Heading;
use super::parts::{Piece, fronts, pieces};
use crate::article::{Field, Source};
use crate::metadata::comparable::comparable;
use crate::metadata::facts::Facts;
use crate::metadata::pool::{Pool, Span};
use crate::metadata::site::Site;
use crate::metadata::tables;

/// Bytes of a title.
const LONGEST: usize = 600;
/// Headings of the first and of the second level that may be the title.
const MOST_FIRST: usize = 20;
const MOST_SECOND: usize = 3;

/// A text that may be the title, and where it was found.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a place of its own, and a text may stand in all of them")]
pub(super) struct Seen {
    /// Its place among the headings of the first level, from 0, those aside not counted.
    pub(super) first_level: Option<usize>,
    /// It is a heading of the first level that stands aside.
    pub(super) aside: bool,
    /// It is the first heading of the second level.
    pub(super) second: bool,
    /// It is another heading too.
    pub(super) lower: bool,
    /// The piece of the `<title>` that it is.
    pub(super) whole: bool,
    pub(super) front: bool,
    /// What the `<title>` has behind it names the site.
    pub(super) front_of_site: bool,
    /// What the `<title>` has behind it stands in the first heading.
    pub(super) heading_is_behind: bool,
    pub(super) back: bool,
    pub(super) strong: bool,
    pub(super) cuts: usize,
    /// It is, as a whole, what the markup states.
    pub(super) open_graph: bool,
    pub(super) headline: bool,
    pub(super) name: bool,
    pub(super) twitter: bool,
    /// What the markup states is this and the site's name.
    pub(super) stated_front: bool,
    pub(super) stated: bool,
}

/// A text that may be the title.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) text: Span,
    /// The text, comparable.
    pub(super) folded: Span,
    /// Where it was found first.
    pub(super) source: Source,
    /// The sources that have it as a whole.
    pub(super) sources: Sources,
    pub(super) seen: Seen,
}

/// Sources, each once, in the order in which they were added.
#[derive(Debug, Default)]
pub(super) struct Sources {
    list: [Option<Source>; Self::MOST],
}

impl Sources {
    /// Those that state titles, headings and the `<title>`.
    const MOST: usize = tables::TITLE_SOURCES + 2;

    pub(super) fn iter(&self) -> impl Iterator<Item = Source> {
        self.list.iter().map_while(|&source| source)
    }

    fn add(&mut self, source: Source) {
        let is_place = |slot: &&mut Option<Source>| slot.is_none_or(|other| other == source);
        if let Some(slot) = self.list.iter_mut().find(is_place) {
            *slot = Some(source);
        }
    }
}

/// The candidates of a page, each text once.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// What all of them say, and the headings.
    pub(super) pool: Pool,
    pub(super) list: Vec<Candidate>,
    /// The first heading of the first level that does not stand aside, comparable.
    pub(super) heading: Span,
    /// How many there are.
    pub(super) headings: usize,
    /// The `<title>`, comparable.
    pub(super) element: Span,
    /// The `<title>` ends with the site's name.
    pub(super) element_names_site: bool,
}

impl Candidates {
    /// The candidates among headings, whose texts `pool` holds, and what the markup states.
    pub(super) fn gather(facts: &Facts, headings: &[Heading<'_>], pool: Pool, site: &Site) -> Self {
        let mut found = Self { pool, list: Vec::with_capacity(16), ..Self::default() };
        found.headings(headings);
        found.element(facts.title_element().unwrap_or_default(), site);
        for fact in facts.about(Field::Title) {
            found.stated(fact.source, tables::key(Field::Title, fact.rank), facts.value(fact), site);
        }
        found
    }

    /// The candidate with this text, made if need be.
    fn candidate(&mut self, text: &str, source: Source) -> Option<&mut Candidate> {
        if text.len() > LONGEST {
            return None;
        }
        let at = comparable(text, |folded| {
            let same = self.list.iter().position(|candidate| self.pool.get(candidate.folded) == folded);
            same.or_else(|| {
                let folded = Some(folded).filter(|folded| !folded.is_empty())?;
                let (text, folded) = (self.pool.push(text), self.pool.push(folded));
                let (sources, seen) = (Sources::default(), Seen::default());
                self.list.push(Candidate { text, folded, source, sources, seen });
                Some(self.list.len() - 1)
            })
        });
        self.list.get_mut(at?)
    }

    fn headings(&mut self, headings: &[Heading<'_>]) {
        let first = || headings.iter().filter(|heading| heading.level == 1);
        // Where all are aside, as on a site's front page, the first is as good as any.
        let all_aside = first().all(|heading| heading.aside);
        let good = || first().filter(|heading| all_aside || !heading.aside);
        self.heading = good().next().map(|heading| heading.folded).unwrap_or_default();
        self.headings = good().count();
        for (place, heading) in good().take(MOST_FIRST).enumerate() {
            if let Some(candidate) = self.candidate(&heading.text, Source::Heading) {
                candidate.seen.first_level.get_or_insert(place);
                candidate.sources.add(Source::Heading);
            }
        }
        for heading in first().filter(|heading| heading.aside).take(MOST_FIRST) {
            self.heading(heading, |seen| seen.aside = true);
        }
        let second = headings.iter().filter(|heading| heading.level == 2);
        for (place, heading) in second.take(MOST_SECOND).enumerate() {
            self.heading(heading, |seen| if place == 0 { seen.second = true } else { seen.lower = true });
        }
        for heading in headings.iter().filter(|heading| heading.level > 1) {
            let same = |candidate: &&mut Candidate| self.pool.get(candidate.folded) == self.pool.get(heading.folded);
            let same = self.list.iter_mut().find(same);
            if let Some(candidate) = same.filter(|candidate| !candidate.seen.second) {
                candidate.seen.lower = true;
            }
        }
    }

    fn heading(&mut self, heading: &Heading<'_>, see: impl Fn(&mut Seen)) {
        if let Some(candidate) = self.candidate(&heading.text, Source::Heading) {
            see(&mut candidate.seen);
            candidate.sources.add(Source::Heading);
        }
    }

    fn element(&mut self, title: &str, site: &Site) {
        self.element = comparable(title, |title| self.pool.push(title));
        for piece in pieces(title) {
            let of_site = !piece.after.is_empty() && site.is_in(piece.after);
            self.element_names_site |= of_site;
            let heading_is_behind = comparable(piece.after, |after| has(self.pool.get(self.heading), after));
            if let Some(candidate) = self.candidate(piece.text, Source::TitleElement) {
                candidate.seen.element(piece, of_site);
                candidate.seen.heading_is_behind = heading_is_behind;
                if piece.cuts == (0, 0) {
                    candidate.sources.add(Source::TitleElement);
                }
            }
        }
    }

    fn stated(&mut self, source: Source, key: &str, value: &str, site: &Site) {
        for piece in fronts(value) {
            let whole = piece.cuts.1 == 0;
            let of_site = !whole && site.is_in(piece.after);
            let Some(candidate) = self.candidate(piece.text, source) else { continue };
            candidate.seen.stated = true;
            candidate.seen.stated_front |= of_site;
            if whole {
                candidate.seen.whole(key);
                candidate.sources.add(source);
            }
        }
    }
}

impl Seen {
    fn element(&mut self, piece: Piece<'_>, of_site: bool) {
        match piece.cuts {
            (0, 0) => self.whole = true,
            (0, _) => self.front = true,
            (_, 0) => self.back = true,
            _ => {}
        }
        self.front_of_site |= piece.cuts.0 == 0 && of_site;
        self.strong = piece.strong;
        self.cuts = piece.cuts.0 + piece.cuts.1;
    }

    fn whole(&mut self, key: &str) {
        match key {
            "og:title" => self.open_graph = true,
            "headline" => self.headline = true,
            "name" => self.name = true,
            "twitter:title" => self.twitter = true,
            _ => {}
        }
    }

    /// How many kinds of places have it.
    pub(super) fn kinds(&self) -> u8 {
        let heading = self.first_level.is_some() || self.second || self.lower;
        let element = self.whole || self.front;
        u8::from(heading) + u8::from(element) + u8::from(self.stated)
    }

    /// How many places have it, the site's name aside.
    pub(super) fn places(&self) -> u8 {
        let heading = self.first_level == Some(0);
        let places = [
            heading,
            self.whole,
            self.front_of_site,
            self.open_graph,
            self.headline,
            self.stated_front,
            self.name,
            self.twitter,
        ];
        places.into_iter().map(u8::from).sum()
    }
}
