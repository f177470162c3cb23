//! The authors.

use super::{Chooser, add_new};
use crate::article::{Field, Source, Sourced, Verdict};
use crate::metadata::facts::Fact;
use crate::metadata::namelist::Names;
use crate::metadata::names::{self, before_ending, without_lead_in};
use crate::metadata::site::Site;
use crate::metadata::tables;
use std::ops::Range;

/// Authors that one page marks up with microdata.
const MOST_MARKED_UP: usize = 12;

/// Who may be an author, from pass to pass, as long as the one before has found nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// People other than the site.
    People,
    /// Those whose site bears their name: it looks like a person's, or has a page for its author.
    Personal,
    /// "Editorial Team".
    Collective,
}

/// A statement, and the places of the names that it lists, or why none counts.
struct List<'f> {
    fact: &'f Fact,
    names: Result<Range<usize>, Verdict>,
}

/// A statement, and the names in it that may be authors', or why it has none.
struct Judged<'n> {
    fact: &'n Fact,
    names: Result<&'n [&'n str], Verdict>,
}

impl Chooser<'_> {
    /// The names of the most trusted source that has any.
    pub(in crate::metadata) fn authors(&mut self) -> Vec<Sourced<String>> {
        let facts = self.facts;
        if !facts.has(Field::Author) {
            return Vec::new();
        }
        let mut names = Names::default();
        let lists: Vec<List<'_>> = facts.about(Field::Author).map(|fact| self.list(fact, &mut names)).collect();
        let (people, of) = self.people(&lists, &names);
        let judged = || {
            let all = lists.iter().zip(&of);
            all.map(|(list, of)| Judged {
                fact: list.fact,
                names: of.clone().map(|of| people.get(of).unwrap_or_default()),
            })
        };
        let authors = self.chosen(judged());
        let others = judged().filter_map(|judged| judged.names.ok()).flatten().copied();
        self.completed(authors, others)
    }

    /// Tells what became of all statements about authors.
    fn chosen<'n>(&mut self, judged: impl Iterator<Item = Judged<'n>> + Clone) -> Vec<Sourced<String>> {
        let winner = winner(&judged);
        let mut authors: Vec<Sourced<String>> = Vec::new();
        for Judged { fact, names } in judged {
            let wins = (authors.is_empty() || !is_single(fact.source)) && winner == Some((fact.rank, fact.group));
            let verdict = match names {
                Err(verdict) => verdict,
                Ok(_) if !wins => Verdict::Outranked,
                Ok(names) => {
                    add_new(&mut authors, names.iter().copied(), fact.source);
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        // More names than that are the authors of a list's items.
        let marked_up = authors.first().is_some_and(|author| author.source() == Source::Microdata);
        if authors.len() > MOST_MARKED_UP && marked_up {
            authors.clear();
        }
        authors
    }

    /// The names that the statements list and that the first pass to find any lets through, and which of them are each
    /// statement's.
    fn people<'n>(&self, lists: &[List<'_>], names: &'n Names) -> (Vec<&'n str>, Vec<Result<Range<usize>, Verdict>>) {
        let (mut people, mut of) = (Vec::with_capacity(names.len()), Vec::with_capacity(lists.len()));
        for pass in [Pass::People, Pass::Personal, Pass::Collective, Pass::People] {
            people.clear();
            of.clear();
            of.extend(lists.iter().map(|list| self.of_pass(list, names, pass, &mut people)));
            if !people.is_empty() {
                break;
            }
        }
        (people, of)
    }

    /// The names that a statement lists.
    fn list<'f>(&self, fact: &'f Fact, names: &mut Names) -> List<'f> {
        if fact.node.is_some_and(|node| self.places.is_elsewhere(node, true)) {
            return List { fact, names: Err(Verdict::Elsewhere) };
        }
        let start = names.len();
        let (rest, _) = without_lead_in(self.facts.value(fact));
        match fact.source {
            Source::Citation => add_inverted(rest, names),
            _ => names.add(before_ending(rest)),
        }
        List { fact, names: Ok(start..names.len()) }
    }

    /// Adds the names of a list that may be authors' in a pass to `people`; tells where.
    fn of_pass<'n>(
        &self,
        list: &List<'_>,
        names: &'n Names,
        pass: Pass,
        people: &mut Vec<&'n str>,
    ) -> Result<Range<usize>, Verdict> {
        let source = list.fact.source;
        let is_possible = |name: &str| {
            let as_person = names::is_possible(name) && (in_head(source) || !names::is_collective(name));
            as_person || pass == Pass::Collective && names::is_collective(name)
        };
        let is_allowed = |name: &str| {
            let personal = pass == Pass::Personal && (names::is_likely(name) || source == Source::Link);
            personal || !self.site.is_named(name)
        };
        let (start, mut why) = (people.len(), Verdict::Malformed);
        for name in names.range(list.names.clone()?).filter(|name| is_possible(name)) {
            why = Verdict::NamesSite;
            if is_allowed(name) {
                people.push(without_site(name, self.site));
            }
        }
        if people.len() > start { Ok(start..people.len()) } else { Err(why) }
    }

    /// The authors, each as the page has the name elsewhere, where that is the better one.
    fn completed<'n>(
        &self,
        mut authors: Vec<Sourced<String>>,
        others: impl Iterator<Item = &'n str>,
    ) -> Vec<Sourced<String>> {
        if !authors.is_empty() {
            let likely: Vec<&str> = others.filter(|other| names::is_likely(other)).collect();
            for author in &mut authors {
                self.complete(author, &likely);
            }
        }
        authors
    }

    /// The whole of a first name, a name without the job behind it or the site before it.
    fn complete(&self, author: &mut Sourced<String>, likely: &[&str]) {
        let name = author.value();
        let starts = |whole: &str, start: &str| whole.strip_prefix(start).is_some_and(|rest| rest.starts_with(' '));
        let shorter = likely.iter().filter(|other| starts(name, other)).min_by_key(|other| other.len());
        let behind_site = || {
            likely.iter().find(|other| {
                let before = name.strip_suffix(**other);
                before.is_some_and(|before| before.ends_with(' ') && self.site.begins(before))
            })
        };
        let longer = || likely.iter().filter(|_| !name.contains(' ')).find(|other| starts(other, name));
        if let Some(better) = shorter.or_else(behind_site).or_else(longer) {
            *author = Sourced::new((*better).to_owned(), author.source());
        }
    }
}

/// Rank and list of the first statement that names somebody; where the head names but a login, a firm or a team, that of
/// the byline which names a person.
fn winner<'n>(judged: &(impl Iterator<Item = Judged<'n>> + Clone)) -> Option<(u16, u32)> {
    let statements = || judged.clone().filter_map(|judged| Some((judged.fact, judged.names.ok()?)));
    let (first, names) = statements().next()?;
    let nobody = |name: &&str| names::is_login(name) || names::is_company(name) || names::is_collective(name);
    let byline = || {
        statements().find(|(fact, names)| {
            let in_sight = matches!(fact.source, Source::Byline | Source::ClassName | Source::Link);
            // Beside a date, other things than names are written too.
            let certain = tables::key(fact.field, fact.rank) != "near";
            in_sight && certain && names.iter().all(|name| names::is_likely(name) && !nobody(name))
        })
    };
    let better = if in_head(first.source) && names.iter().all(nobody) { byline() } else { None };
    let (fact, _) = better.unwrap_or((first, names));
    Some((fact.rank, fact.group))
}

fn in_head(source: Source) -> bool {
    matches!(source, Source::Meta | Source::Twitter | Source::JsonLd | Source::OpenGraph | Source::DublinCore)
}

/// Sources whose first statement is the byline, and further ones something else.
fn is_single(source: Source) -> bool {
    matches!(source, Source::ClassName | Source::Byline | Source::Twitter)
}

/// "Jane Doe, CNN" on the pages of CNN.
fn without_site<'n>(name: &'n str, site: &Site) -> &'n str {
    match name.rsplit_once(", ") {
        Some((person, last)) if site.is_named(last) => person,
        _ => name,
    }
}

/// "Doe, Jane" as bibliographies have it.
fn add_inverted(name: &str, names: &mut Names) {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => names.push(&format!("{} {}", first.trim(), last.trim())),
        _ => names.add(name),
    }
}
