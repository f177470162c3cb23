//! The authors.

use super::Chooser;
use crate::article::{Field, Source, Sourced, Verdict};
use crate::metadata::elsewhere::is_elsewhere;
use crate::metadata::facts::{Fact, Facts};
use crate::metadata::names::{self, comparable, is_comparable};
use crate::metadata::site::Site;
use crate::metadata::tables;

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

type Judged<'f> = Vec<(&'f Fact, Result<Vec<String>, Verdict>)>;

impl Chooser<'_> {
    /// The names of the most trusted source that has any.
    pub(in crate::metadata) fn authors(&mut self, facts: &Facts) -> Vec<Sourced<String>> {
        let about = facts.about(Field::Author);
        let judged = self.judged(&about);
        let winner = winner(&judged);
        let mut authors: Vec<Sourced<String>> = Vec::new();
        for (fact, names) in &judged {
            let wins = (authors.is_empty() || !is_single(fact.source)) && winner == Some((fact.rank, fact.group));
            let verdict = match names {
                Err(verdict) => *verdict,
                Ok(_) if !wins => Verdict::Outranked,
                Ok(names) => {
                    add_new(&mut authors, names.clone(), fact.source);
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
        let others = judged.into_iter().filter_map(|(_, names)| names.ok()).flatten();
        let likely: Vec<String> = others.filter(|other| names::is_likely(other)).collect();
        for author in &mut authors {
            self.complete(author, &likely);
        }
        authors
    }

    fn judged<'f>(&self, about: &[&'f Fact]) -> Judged<'f> {
        let lists: Vec<Result<Vec<String>, Verdict>> = about.iter().map(|fact| self.list(fact)).collect();
        let judge = |pass| -> Judged<'f> {
            let judged = about.iter().zip(&lists).map(|(&fact, list)| match list {
                Ok(list) => (fact, self.people(fact, list, pass)),
                Err(verdict) => (fact, Err(*verdict)),
            });
            judged.collect()
        };
        let found = |judged: &Judged<'_>| judged.iter().any(|(_, names)| names.is_ok());
        let mut judged = judge(Pass::People);
        for pass in [Pass::Personal, Pass::Collective] {
            if !found(&judged) {
                judged = judge(pass);
            }
        }
        if found(&judged) { judged } else { judge(Pass::People) }
    }

    /// The names that a statement lists.
    fn list(&self, fact: &Fact) -> Result<Vec<String>, Verdict> {
        if fact.node.is_some_and(|node| is_elsewhere(self.document, node, true)) {
            return Err(Verdict::Elsewhere);
        }
        let (rest, _) = names::without_lead_in(&fact.value);
        Ok(match fact.source {
            Source::Citation => inverted(rest),
            _ => names::split(names::before_ending(rest)),
        })
    }

    fn people(&self, fact: &Fact, list: &[String], pass: Pass) -> Result<Vec<String>, Verdict> {
        let is_possible = |name: &&String| {
            let as_person = names::is_possible(name) && (in_head(fact.source) || !names::is_collective(name));
            as_person || pass == Pass::Collective && names::is_collective(name)
        };
        let possible: Vec<&String> = list.iter().filter(is_possible).collect();
        if possible.is_empty() {
            return Err(Verdict::Malformed);
        }
        let is_allowed = |name: &&String| {
            let personal = pass == Pass::Personal && (names::is_likely(name) || fact.source == Source::Link);
            personal || !self.site.is_named(name)
        };
        let people = possible.into_iter().filter(is_allowed).map(|name| without_site(name, self.site));
        let people: Vec<String> = people.collect();
        if people.is_empty() { Err(Verdict::NamesSite) } else { Ok(people) }
    }

    /// The name as the page has it elsewhere, where that is the better one: the whole of a first name, a name without the
    /// job behind it or the site before it.
    fn complete(&self, author: &mut Sourced<String>, likely: &[String]) {
        let name = author.value();
        let starts = |whole: &str, start: &str| whole.strip_prefix(start).is_some_and(|rest| rest.starts_with(' '));
        let shorter = likely.iter().filter(|other| starts(name, other)).min_by_key(|other| other.len());
        let behind_site = || {
            likely.iter().find(|other| {
                let before = name.strip_suffix(other.as_str());
                before.is_some_and(|before| before.ends_with(' ') && self.site.begins(before))
            })
        };
        let longer = || likely.iter().filter(|_| !name.contains(' ')).find(|other| starts(other, name));
        if let Some(better) = shorter.or_else(behind_site).or_else(longer) {
            *author = Sourced::new(better.clone(), author.source());
        }
    }
}

/// Rank and list of the first statement that names somebody; where the head names but a login, a firm or a team, that of
/// the byline which names a person.
fn winner(judged: &Judged<'_>) -> Option<(u16, u32)> {
    let statements = || judged.iter().filter_map(|(fact, names)| Some((*fact, names.as_ref().ok()?)));
    let (first, names) = statements().next()?;
    let nobody = |name: &String| names::is_login(name) || names::is_company(name) || names::is_collective(name);
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
fn without_site(name: &str, site: &Site) -> String {
    match name.rsplit_once(", ") {
        Some((person, last)) if site.is_named(last) => person.to_owned(),
        _ => name.to_owned(),
    }
}

pub(super) fn add_new(values: &mut Vec<Sourced<String>>, new: Vec<String>, source: Source) {
    for name in new {
        let folded = comparable(&name);
        let is_same = |value: &Sourced<String>| match &*folded {
            "" => comparable(value.value()).is_empty(),
            folded => is_comparable(value.value(), folded),
        };
        if !values.iter().any(is_same) {
            values.push(Sourced::new(name, source));
        }
    }
}

/// "Doe, Jane" as bibliographies have it.
fn inverted(name: &str) -> Vec<String> {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => vec![format!("{} {}", first.trim(), last.trim())],
        _ => names::split(name),
    }
}
