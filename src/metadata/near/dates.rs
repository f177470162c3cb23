//! Datelines.

use super::{FEWEST_DIGITS, Near, Short};
use crate::article::{DateTime, Field, Source};
use crate::blocks::TextBlock;
use crate::dom::{Document, NodeId};
use crate::metadata::facts::{Facts, Kind, Sighting};
use crate::text::wordlist::WordList;
use memchr::memmem::Finder;
use std::sync::LazyLock;

/// Words before a date that say it is the day of the last change, in lower case.
static UPDATED: WordList = WordList::new(&[
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
]);

/// Words before a date that say it is the day of publication.
static PUBLISHED: WordList = WordList::new(&[
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
]);

/// Words before a date that say it is neither.
static NEITHER: WordList = WordList::new(&[
    "registr",
    "registered",
    "joined",
    "member since",
    "mitglied seit",
    "dabei seit",
    "anmeldung",
    "copyright",
    "©",
    "deadline",
    "expires",
    "geboren",
    "born",
    "inscrit",
    "lid sinds",
    "зарегистр",
    "注册",
    "註冊",
]);

/// How content systems tell the day of publication in a sentence below the text.
static POSTED: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| {
    const SENTENCES: &[&str] = &[
        "entry was posted on ",
        "post was published on ",
        "article was published on ",
        "was posted on ",
        "originally published on ",
        "wurde am ",
        "veröffentlicht am ",
        "publié le ",
        "publicado el ",
        "pubblicato il ",
        "geplaatst op ",
    ];
    SENTENCES.iter().map(Finder::new).collect()
});

/// Characters of a text that may have such a sentence.
const SENTENCE: u32 = 700;
/// Bytes between it and the date: a weekday.
const BEHIND: usize = 12;
/// Bytes in which a text that begins with a date has it.
const OPENING: usize = 40;

/// Characters of a block that is all but a date.
const SHORT: u32 = 60;
/// Characters of a block that may have a date in passing.
const LINE: u32 = 120;

impl Near<'_> {
    /// Whether the text around a `<time>` speaks of a change.
    pub(super) fn is_update(&self, node: NodeId) -> bool {
        let Some(parent) = self.document.parent(node) else { return false };
        let before = self.document.children(parent).take_while(|&child| child != node).take(8);
        let before: String = before.map(|child| self.document.text(child)).collect();
        tells_update(&before) && !PUBLISHED.is_in(&before)
    }

    /// The dates of a block near the title, each by what is said of it.
    pub(super) fn dates(&self, short: &Short<'_>, facts: &mut Facts) {
        let Short { at, block, dates } = short;
        if dates.is_empty() || self.places.is_elsewhere_block(self.page, block, true) {
            return;
        }
        let text = self.page.block_text(block);
        let mut before = 0;
        for found in dates {
            let lead = text.get(before..found.range.start).unwrap_or_default();
            // A label may be a block of its own.
            let lead = if lead.trim().is_empty() { self.label(*at) } else { lead };
            before = found.range.end;
            if let Some(key) = key(lead, block.counts.chars) {
                let value = text.get(found.range.clone()).unwrap_or_default();
                facts.add(Source::Dateline, key, value, 0, None);
            }
        }
    }

    /// The text of the block before `at`, if it may be the label of what stands there.
    fn label(&self, at: u32) -> &str {
        let block = at.checked_sub(1).and_then(|at| self.page.blocks.get(at as usize));
        block
            .filter(|block| block.counts.chars < 30 && block.counts.digits < 3)
            .map_or("", |block| self.page.block_text(block))
    }

    /// The first date of the page that says it is one, else the only one that stands alone, else the first in an element
    /// that is called so. Where the page tells when it was changed, only the first will do.
    pub(super) fn dates_anywhere(&self, sightings: &[Sighting], facts: &mut Facts) {
        let changed = facts.has(Field::Modified);
        let mut alone: Vec<(DateTime, &str)> = Vec::new();
        for (at, block) in self.page.blocks.iter().enumerate().skip(self.title as usize) {
            let text = self.page.block_text(block);
            if block.counts.chars > 160 {
                let told = if block.counts.digits >= FEWEST_DIGITS { self.told(block, text) } else { None };
                if let Some(date) = told {
                    facts.add(Source::Dateline, "any", date, 0, None);
                    return;
                }
                continue;
            }
            if !(5..=24).contains(&block.counts.digits) {
                continue;
            }
            let told = |words| PUBLISHED.is_in(words) || (!changed && tells_update(words));
            let is_long = block.counts.chars > 40;
            if is_long && !told(text) && !told(self.label(at as u32)) {
                continue;
            }
            let Some(found) = self.reading.first(text) else { continue };
            let lead = text.get(..found.range.start).unwrap_or_default();
            let lead = if lead.trim().is_empty() { self.label(at as u32) } else { text };
            let labelled = told(lead);
            let lonely = !is_long && !NEITHER.is_in(lead);
            if (!labelled && !lonely) || self.places.is_elsewhere_block(self.page, block, true) {
                continue;
            }
            let value = text.get(found.range).unwrap_or_default();
            if labelled {
                facts.add(Source::Dateline, "any", value, 0, None);
                return;
            }
            alone.push((found.date.date(), value));
        }
        alone.dedup_by_key(|(date, _)| *date);
        match &*alone {
            _ if changed => {}
            [(_, only)] => facts.add(Source::Dateline, "any", only, 0, None),
            _ => self.called_so(sightings, facts),
        }
    }

    /// The date of a longer text that begins with it, or tells in so many words that it is the day of publication.
    fn told<'t>(&self, block: &TextBlock, text: &'t str) -> Option<&'t str> {
        let is_elsewhere = || self.places.is_elsewhere_block(self.page, block, true);
        let first = |text: &str| self.reading.first(crate::text::head(text, OPENING));
        if let Some(found) = first(text).filter(|found| found.range.start == 0 && !is_elsewhere()) {
            return text.get(found.range);
        }
        if block.counts.chars > SENTENCE {
            return None;
        }
        let after = |words: &Finder<'_>| Some(words.find(text.as_bytes())? + words.needle().len());
        let after = text.get(POSTED.iter().find_map(after)?..)?;
        first(after)
            .filter(|found| found.range.start < BEHIND && !is_elsewhere())
            .and_then(|found| after.get(found.range))
    }

    /// The first date after the title in an element whose class says that it is the day of publication.
    fn called_so(&self, sightings: &[Sighting], facts: &mut Facts) {
        let of_article = |sighting: &&Sighting| {
            matches!(sighting.kind, Kind::DatePublished | Kind::TimePublished) && sighting.block >= self.title
        };
        let values =
            sightings.iter().filter(of_article).filter_map(|seen| Some((seen.node, seen.value(self.document)?)));
        let mut good = values.filter(|(node, value)| self.is_dateline(value) && !self.places.is_elsewhere(*node, true));
        if let Some((node, value)) = good.next() {
            facts.add(Source::ClassName, "date.far", &value, 0, Some(node));
        }
    }
}

/// What a date is, by the words before it and the length of its block.
fn key(lead: &str, chars: u32) -> Option<&'static str> {
    match () {
        () if is_last(lead, &UPDATED, &PUBLISHED) => Some("updated"),
        () if PUBLISHED.is_in(lead) => Some("labelled"),
        () if NEITHER.is_in(lead) => None,
        () if chars <= SHORT => Some("near"),
        () if chars < LINE => Some("passing"),
        () => None,
    }
}

/// Whether a text speaks of a change.
pub(super) fn tells_update(text: &str) -> bool {
    UPDATED.is_in(text)
}

/// Whether the page's `<time>` elements tell one day.
pub(super) fn tell_one_day(all: &[Sighting], document: &Document) -> bool {
    fn day(value: &str) -> &str {
        value.get(..10).unwrap_or(value)
    }
    let times = all.iter().filter(|sighting| matches!(sighting.kind, Kind::Time | Kind::TimePublished));
    let mut values = times.filter_map(|sighting| sighting.value(document));
    values.next().is_some_and(|first| values.all(|value| day(&value) == day(&first)))
}

/// Whether the last of the words in a text is one of `these`, not one of the others.
fn is_last(text: &str, these: &WordList, others: &WordList) -> bool {
    these.last_in(text).is_some_and(|this| others.last_in(text).is_none_or(|that| this >= that))
}
