//! What stands in sight near the title: bylines, datelines, `<time>`.

use super::date::Reading;
use super::facts::{Facts, Kind, Sighting};
use super::names;
use crate::article::{BlockKind, Field, Source};
use crate::blocks::{Page, TextBlock};
use crate::dom::{Document, NodeId};
use crate::lexicon::{self, Part};
use crate::tags::Tag;
use html5ever::local_name;

/// Blocks before and after the title in which author and date are looked for. Measured on labelled pages: nine of ten
/// bylines stand within.
const BEFORE: u32 = 5;
const AFTER: u32 = 14;
/// Characters of a block that may be a byline or dateline.
const LONGEST: u32 = 220;
/// Ancestors asked whether they are something else than the article.
const ANCESTORS: usize = 24;

/// Words before a date that say it is the day of the last change, in lower case.
const UPDATED: &[&str] = &[
    "updat",
    "modif",
    "edited",
    "revised",
    "reviewed",
    "aktualisier",
    "geändert",
    "bearbeitet",
    "stand:",
    "mis à jour",
    "modifié",
    "actualizad",
    "atualizad",
    "aggiornat",
    "bijgewerkt",
    "gewijzigd",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "zaktualizowan",
    "aktualizov",
    "обновлен",
    "изменен",
    "更新",
    "修改",
    "güncelle",
    "frissít",
    "수정",
];

/// Words before a date that say it is the day of publication.
const PUBLISHED: &[&str] = &[
    "publi",
    "posted",
    " date",
    "written",
    "created",
    "released",
    "veröffentlich",
    "erschienen",
    "datum",
    "erstellt",
    "geschrieben",
    "vom ",
    "fecha",
    "data",
    "pubblicat",
    "gepubliceerd",
    "geplaatst",
    "publicerad",
    "julkaistu",
    "opublikowan",
    "vydáno",
    "опубликован",
    "дата",
    "发布",
    "發布",
    "时间",
    "日期",
    "gepostet",
    "gespeichert",
    "公開",
    "掲載",
    "投稿",
    "작성",
    "입력",
    "등록",
    "yayın",
    "közzé",
    "issued",
    "asked",
];

/// Adds what stands near the title, which begins at block `title`, to the facts.
pub(super) fn look(document: &Document, page: &Page, title: Option<u32>, reading: Reading<'_>, facts: &mut Facts) {
    let near = Near { document, page, title: title.unwrap_or(0), reading, dated: Vec::new(), one_day: false };
    let sightings = std::mem::take(&mut facts.sightings);
    let near = Near { dated: near.dated(), one_day: tell_one_day(&sightings), ..near };
    for sighting in &sightings {
        near.sighting(sighting, facts);
    }
    for (at, block) in near.blocks() {
        near.dates(at, block, facts);
        near.names(at, block, facts);
    }
    near.author_line(facts);
    if !facts.has(Field::Published) && !facts.has(Field::Modified) {
        near.dates_anywhere(facts);
    }
    facts.sightings = sightings;
}

struct Near<'a> {
    document: &'a Document,
    page: &'a Page,
    title: u32,
    reading: Reading<'a>,
    /// Blocks around the title that tell a date.
    dated: Vec<u32>,
    /// All `<time>` elements of the page tell the same day.
    one_day: bool,
}

impl Near<'_> {
    fn holds(&self, block: u32) -> bool {
        (self.title.saturating_sub(BEFORE)..=self.title + AFTER).contains(&block)
    }

    /// The short blocks around the title: those after it first, they are the likelier ones.
    fn blocks(&self) -> impl Iterator<Item = (u32, &TextBlock)> {
        let (start, end) = (self.title.saturating_sub(BEFORE), self.title + AFTER);
        let after = self.title..=end;
        let before = (start..self.title).rev();
        after
            .chain(before)
            .filter_map(|at| Some((at, self.page.blocks.get(at as usize)?)))
            .filter(|(_, block)| block.counts.chars <= LONGEST)
    }

    fn sighting(&self, sighting: &Sighting, facts: &mut Facts) {
        let near = self.holds(sighting.block);
        let only = || self.one_day && matches!(sighting.kind, Kind::TimePublished | Kind::Time);
        let telling = near || only() || names::without_lead_in(&sighting.value).1;
        if !telling
            || is_elsewhere(self.document, sighting.node, matches!(sighting.kind, Kind::Author | Kind::AuthorLink))
        {
            return;
        }
        let mut add = |source, key| facts.add(source, key, &sighting.value, 0, Some(sighting.node));
        match sighting.kind {
            Kind::Author => self.author(sighting, near, facts),
            Kind::AuthorLink if near => {
                let (rest, _) = names::without_lead_in(&sighting.value);
                if let Some(names) = likely(rest, true) {
                    facts.add(Source::Link, "author.href", &names, 0, Some(sighting.node));
                }
            }
            Kind::Date if near && sighting.value.chars().count() < 80 && !mentions(&sighting.value, UPDATED) => {
                add(Source::ClassName, "date");
            }
            Kind::TimePublished if near => add(Source::TimeElement, "published"),
            Kind::TimeUpdated if near => add(Source::TimeElement, "updated"),
            Kind::Time if near => {
                add(Source::TimeElement, if self.is_update(sighting.node) { "updated" } else { "near" });
            }
            Kind::TimePublished | Kind::Time if !near && only() => add(Source::TimeElement, "any"),
            _ => {}
        }
    }

    /// Far from the title a byline has to say what it is, and may tell the date too.
    fn author(&self, sighting: &Sighting, near: bool, facts: &mut Facts) {
        let (rest, led) = names::without_lead_in(&sighting.value);
        if let Some(names) = likely(rest, led) {
            let key = if near { "author" } else { "author.far" };
            facts.add(Source::ClassName, key, &names, 0, Some(sighting.node));
        }
        if led && let Some(found) = self.reading.find(rest).first() {
            let value = rest.get(found.range.clone()).unwrap_or_default();
            facts.add(Source::Dateline, "any", value, 0, Some(sighting.node));
        }
    }

    /// Whether the text around a `<time>` speaks of a change.
    fn is_update(&self, node: NodeId) -> bool {
        let Some(parent) = self.document.parent(node) else { return false };
        let before: String = self
            .document
            .children(parent)
            .take_while(|&child| child != node)
            .take(8)
            .map(|child| self.document.text(child).to_owned())
            .collect();
        mentions(&before, UPDATED) && !mentions(&before, PUBLISHED)
    }

    fn dates(&self, at: u32, block: &TextBlock, facts: &mut Facts) {
        let text = self.page.block_text(block);
        let dates = self.reading.find(text);
        if dates.is_empty() || is_elsewhere_block(self.document, self.page, block, false) {
            return;
        }
        let mut before = 0;
        let previous = at
            .checked_sub(1)
            .and_then(|at| self.page.blocks.get(at as usize))
            .map_or("", |block| self.page.block_text(block));
        for found in dates {
            let lead = text.get(before..found.range.start).unwrap_or_default();
            // A label may be a block of its own.
            let lead = if lead.trim().is_empty() && previous.chars().count() < 30 { previous } else { lead };
            before = found.range.end;
            let key = if mentions_last(lead, UPDATED, PUBLISHED) {
                "updated"
            } else if mentions(lead, PUBLISHED) {
                "labelled"
            } else if block.counts.chars < 120 {
                "near"
            } else {
                continue;
            };
            let value = text.get(found.range.clone()).unwrap_or_default();
            facts.add(Source::Dateline, key, value, 0, None);
        }
    }

    /// The first date of the page that says it is one, else the only one that stands alone.
    fn dates_anywhere(&self, facts: &mut Facts) {
        let mut alone = Vec::new();
        for block in self.page.blocks.iter().skip(self.title as usize) {
            if !(6..=24).contains(&block.counts.digits) || block.counts.chars > 160 {
                continue;
            }
            let text = self.page.block_text(block);
            let Some(found) = self.reading.find(text).into_iter().next() else { continue };
            let labelled = mentions(text, PUBLISHED) || mentions(text, UPDATED);
            if (!labelled && block.counts.chars > 40) || is_elsewhere_block(self.document, self.page, block, true) {
                continue;
            }
            let value = text.get(found.range.clone()).unwrap_or_default().to_owned();
            if labelled {
                facts.add(Source::Dateline, "any", &value, 0, None);
                return;
            }
            alone.push((found.date.date(), value));
        }
        alone.dedup_by_key(|(date, _)| *date);
        if let [(_, only)] = &*alone {
            facts.add(Source::Dateline, "any", only, 0, None);
        }
    }

    fn names(&self, at: u32, block: &TextBlock, facts: &mut Facts) {
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::Caption) {
            return;
        }
        let mut found = Vec::new();
        let alone = at
            .checked_sub(1)
            .and_then(|at| self.page.blocks.get(at as usize))
            .is_some_and(|before| names::is_lead_in(self.page.block_text(before)));
        let text = self.page.block_text(block);
        for line in text.split('\n') {
            let (rest, led) = names::without_lead_in(line);
            let unglued = names::without_glued_by(line);
            if unglued.len() < line.len() && !led {
                found.extend(likely(unglued, false).map(|names| ("by", names)));
            } else if led || alone {
                found.extend(likely(rest, line.chars().count() < 60).map(|names| ("by", names)));
            } else if line.chars().count() <= 120 && at + 4 > self.title && self.is_dated(at) {
                let line = self.without_dates(line);
                for segment in line.split(['|', '•', '·', '–', '—', '\t']).map(|part| names::before_ending(part.trim()))
                {
                    if names::is_likely(segment.trim_matches(|char: char| !char.is_alphanumeric() && char != '.')) {
                        found.push(("near", segment.to_owned()));
                    }
                }
            } else if let Some(by) = inner_byline(line).filter(|_| !self.reading.find(line).is_empty()) {
                found.push(("by", by.to_owned()));
            }
        }
        if !found.is_empty() && !is_elsewhere_block(self.document, self.page, block, true) {
            for (key, names) in &found {
                facts.add(Source::Byline, key, names, 0, None);
            }
        }
    }

    /// Whether this block or one next to it tells a date.
    fn is_dated(&self, at: u32) -> bool {
        at <= self.title + 8 && (at.saturating_sub(2)..=at + 2).any(|at| self.dated.contains(&at))
    }

    /// The short blocks around the title that tell a date.
    fn dated(&self) -> Vec<u32> {
        let tells =
            |block: &TextBlock| block.counts.chars <= 100 && !self.reading.find(self.page.block_text(block)).is_empty();
        self.blocks().filter(|(_, block)| tells(block)).map(|(at, _)| at).collect()
    }

    fn without_dates(&self, line: &str) -> String {
        let mut out = line.to_owned();
        for found in self.reading.find(line).into_iter().rev() {
            if out.is_char_boundary(found.range.start) && out.is_char_boundary(found.range.end) {
                out.replace_range(found.range, "|");
            }
        }
        out
    }

    /// "Jane Doe has been the paper's harbour correspondent since 1993."
    fn author_line(&self, facts: &mut Facts) {
        let mut found: Vec<String> = Vec::new();
        let mut led = false;
        for block in self.page.blocks.iter().skip(self.title as usize) {
            if !led
                && block.counts.chars <= 100
                && let Some(names) =
                    names::plainly_led(self.page.block_text(block)).and_then(|rest| likely(rest, false))
                && !is_elsewhere_block(self.document, self.page, block, true)
            {
                led = true;
                facts.add(Source::Byline, "far", &names, 0, None);
            }
            if (25..=500).contains(&block.counts.chars)
                && let Some(name) = introduced(self.page.block_text(block))
                && !is_elsewhere_block(self.document, self.page, block, true)
                && !found.contains(&name)
            {
                found.push(name);
            }
        }
        // One is the author; many are a masthead.
        if let [only] = &*found {
            facts.add(Source::Byline, "line", only, 0, None);
        }
    }
}

/// The names at the start of a text that follows a lead-in, if they look like names. Where the lead-in is all but
/// certain, a single word will do.
fn likely(text: &str, certain: bool) -> Option<String> {
    let names = names::split(names::before_ending(text));
    let shaped: Vec<String> = names.iter().take_while(|name| names::is_likely(name)).cloned().collect();
    if !shaped.is_empty() {
        return Some(shaped.join("; "));
    }
    let first = names.first()?;
    let is_handle = first.split_whitespace().count() == 1 && !names::is_job(first) && first.chars().count() >= 2;
    (certain && is_handle && names::is_possible(first)).then(|| first.clone())
}

/// "3 May 2024 by Jane Doe": the byline follows something else.
fn inner_byline(line: &str) -> Option<&str> {
    const WORDS: &[&str] = &[
        " by ",
        " By ",
        " BY ",
        " von ",
        " Von ",
        " par ",
        " por ",
        " Autor: ",
        " Author: ",
        " | By: ",
        " Autorin: ",
        " Автор: ",
        " door ",
    ];
    if line.chars().count() > 120 {
        return None;
    }
    let rest = WORDS.iter().find_map(|word| line.split_once(word)).map(|(_, rest)| rest)?;
    let name = names::before_ending(rest);
    names::split(name).first().filter(|first| names::is_likely(first))?;
    Some(name)
}

/// Bytes in which a line has to come to its verb, for what stands before to be a name.
const LONGEST_NAME: usize = 60;

/// The person that a line introduces as somebody who writes.
fn introduced(text: &str) -> Option<String> {
    const VERBS: &[&str] = &[
        " has been ",
        " is ",
        " covers ",
        " writes ",
        " reports ",
        " was ",
        " ist ",
        " schreibt ",
        " berichtet ",
        " écrit ",
        " escribe ",
        " arbeitet ",
        " est ",
        " es ",
    ];
    const TRADES: &[&str] = &[
        "correspondent",
        "reporter",
        "editor",
        "writer",
        "journalist",
        "columnist",
        "producer",
        "contributor",
        "blogger",
        "redakteur",
        "journaliste",
        "rédact",
        "periodista",
        "redactor",
        "author of",
        "writes about",
        "covers ",
        "covering ",
    ];
    let start = crate::text::head(text, LONGEST_NAME);
    let (at, verb) = VERBS.iter().filter_map(|verb| Some((start.find(verb)?, verb))).min()?;
    let (name, rest) = (text.get(..at)?, text.get(at + verb.len()..)?);
    let sentence = rest.split(['.', '!', '?']).next().unwrap_or_default();
    let near_end = rest.len() < 600;
    (names::is_likely(name) && near_end && mentions(sentence, TRADES)).then(|| name.to_owned())
}

fn mentions(text: &str, words: &[&str]) -> bool {
    let lower = format!(" {}", text.to_lowercase());
    words.iter().any(|word| lower.contains(word))
}

/// Whether the last of the words in a text is one of `these`, not one of the others.
fn mentions_last(text: &str, these: &[&str], others: &[&str]) -> bool {
    let lower = format!(" {}", text.to_lowercase());
    let last = |words: &[&str]| words.iter().filter_map(|word| lower.rfind(word)).max();
    match (last(these), last(others)) {
        (Some(this), Some(that)) => this >= that,
        (this, _) => this.is_some(),
    }
}

/// Whether the page's `<time>` elements tell one day.
fn tell_one_day(all: &[Sighting]) -> bool {
    let times = all.iter().filter(|sighting| matches!(sighting.kind, Kind::Time | Kind::TimePublished));
    let mut days = times.map(|sighting| sighting.value.get(..10).unwrap_or(&sighting.value));
    days.next().is_some_and(|first| days.all(|day| day == first))
}

fn is_elsewhere_block(document: &Document, page: &Page, block: &TextBlock, aside: bool) -> bool {
    page.elements.get(block.element as usize).is_some_and(|holder| is_elsewhere(document, holder.node, aside))
}

/// Whether a node is inside of comments, related articles or a navigation. Authors may stand in an `aside`.
pub(super) fn is_elsewhere(document: &Document, node: NodeId, aside: bool) -> bool {
    let parts = Part::Comment.bit() | Part::Menu.bit();
    let is_related = |class: &str| {
        ["elated", "ecommend", "imilar", "opular", "rending", "uggest"].iter().any(|word| class.contains(word))
    };
    let mut inside = false;
    for above in std::iter::successors(Some(node), |&node| document.parent(node)).take(ANCESTORS) {
        let Some(element) = document.element(above) else { continue };
        match Tag::of(&element.name) {
            Tag::Article | Tag::Body | Tag::Html | Tag::Main => return inside,
            Tag::Nav => return true,
            Tag::Aside | Tag::Footer => inside = !aside,
            _ => {
                let class = document.attr(element, &local_name!("class")).unwrap_or_default();
                let id = document.attr(element, &local_name!("id")).unwrap_or_default();
                let bits = lexicon::parts(class) | lexicon::parts(id);
                let related = bits & Part::Related.bit() != 0 && (is_related(class) || is_related(id));
                let named = bits & parts != 0 || related;
                if named && !class.contains("breadcrumb") && above != node {
                    return true;
                }
            }
        }
    }
    inside
}
