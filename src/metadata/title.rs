//! The headline, without the site's name.

use super::facts::Facts;
use super::names::comparable;
use super::site::Site;
use crate::article::{Field, Source};
use crate::blocks::Page;
use crate::tags::Tag;

/// Headings looked at.
const MAX_HEADINGS: usize = 200;

/// A title that was considered.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) source: Source,
    /// The block at which it stands on the page, if it does.
    pub(super) block: Option<u32>,
}

/// A heading of the page.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    level: u8,
    text: String,
    folded: String,
    block: u32,
}

/// What stands between a title and the site's name, the strongest first.
const SEPARATORS: &[&str] = &[
    " | ", " – ", " — ", " - ", " :: ", " » ", " « ", " • ", " · ", " ‹ ", " › ", " / ", " ~ ", "｜", "|", " : ", "_",
    "：", " -", "- ", ": ",
];

/// The page's title, whichever of the headings, the `<title>` and the stated titles bear each other out.
pub(super) fn title(facts: &Facts, page: &Page, site: &Site) -> Option<Title> {
    let headings = headings(page);
    let evidence = Evidence::new(facts, site);
    let first: Vec<&Heading> =
        headings.iter().filter(|heading| heading.level == 1 && !site.is_named(&heading.text)).collect();
    confirmed(&first, &evidence)
        .or_else(|| evidence.stated_heading(&headings))
        .or_else(|| alone(&first, &evidence))
        .or_else(|| evidence.stated())
        .or_else(|| first.first().map(|heading| heading.title()))
        .or_else(|| headings.iter().find(|heading| !site.is_named(&heading.text)).map(Heading::title))
        .or_else(|| headings.first().map(Heading::title))
        .map(|title| located(title, &headings))
        .map(|title| Title { text: without_site(&title.text, site), ..title })
}

/// A first-level heading that the head of the page repeats.
fn confirmed(first: &[&Heading], evidence: &Evidence) -> Option<Title> {
    let among =
        |texts: &[String]| first.iter().find(|heading| texts.contains(&heading.folded)).map(|heading| heading.title());
    among(&evidence.wholes).or_else(|| among(&evidence.fronts)).or_else(|| among(&evidence.parts))
}

/// A first-level heading that shares most of its words with the head's titles.
fn alone(first: &[&Heading], evidence: &Evidence) -> Option<Title> {
    let best = first
        .iter()
        .max_by(|a, b| evidence.likeness(a).total_cmp(&evidence.likeness(b)).then(b.block.cmp(&a.block)))?;
    (evidence.likeness(best) >= 0.5 || evidence.wholes.is_empty()).then(|| best.title())
}

fn located(title: Title, headings: &[Heading]) -> Title {
    if title.block.is_some() {
        return title;
    }
    let folded = comparable(&title.text);
    let same = headings.iter().find(|heading| heading.folded == folded);
    let near = || headings.iter().find(|heading| heading.level == 1);
    Title { block: same.or_else(near).map(|heading| heading.block), ..title }
}

impl Heading {
    fn title(&self) -> Title {
        Title { text: self.text.clone(), source: Source::Heading, block: Some(self.block) }
    }
}

/// Headings of the first two levels in the order of the page.
pub(super) fn headings(page: &Page) -> Vec<Heading> {
    let is_heading = |tag: Tag| matches!(tag, Tag::H1 | Tag::H2);
    let holders = page.elements.iter().filter(|holder| is_heading(holder.tag)).take(MAX_HEADINGS);
    let heading = holders.filter_map(|holder| {
        let blocks = page.blocks.get(holder.blocks.start as usize..holder.blocks.end as usize)?;
        let mut texts: Vec<&str> = blocks.iter().map(|block| page.block_text(block)).collect();
        // The same line for narrow and for wide screens.
        texts.dedup();
        let text = super::entities::folded(&texts.join(" "));
        let text = text.trim_end_matches(['¶', '#', '§', ' ']).to_owned();
        let folded = comparable(&text);
        let fits = !folded.is_empty() && text.len() < 600;
        fits.then_some(Heading { level: holder.tag.heading_level()?, text, folded, block: holder.blocks.start })
    });
    heading.collect()
}

/// What the head of a page says its title is.
struct Evidence {
    /// Titles without the site's name, comparable.
    wholes: Vec<String>,
    /// What they begin with, up to a separator, comparable.
    fronts: Vec<String>,
    /// Other parts of them, comparable.
    parts: Vec<String>,
    /// The page is dated or credited, as articles are.
    is_article: bool,
    /// Titles without the site's name, the most trusted first.
    stated: Vec<Title>,
}

impl Evidence {
    fn new(facts: &Facts, site: &Site) -> Self {
        let element = facts.title_element.iter().map(|title| (title.as_str(), Source::TitleElement));
        let given = facts.about(Field::Title);
        let given = given.iter().map(|fact| (fact.value.as_str(), fact.source));
        let all: Vec<(&str, Source)> = given.chain(element).collect();
        let stated: Vec<Title> = all
            .iter()
            .map(|&(text, source)| Title { text: without_site(text, site), source, block: None })
            .filter(|title| !comparable(&title.text).is_empty() && !site.is_named(&title.text))
            .collect();
        let mut wholes: Vec<String> = stated.iter().map(|title| comparable(&title.text)).collect();
        wholes.extend(all.iter().map(|(text, _)| comparable(text)).filter(|text| !site.is_named(text)));
        let parts = all
            .iter()
            .flat_map(|(text, _)| runs(text))
            .map(|run| comparable(&run))
            .filter(|part| !site.is_named(part))
            .collect();
        let cut = |text: &str| {
            SEPARATORS
                .iter()
                .filter_map(|separator| text.split_once(separator))
                .map(|(front, _)| comparable(front))
                .collect::<Vec<_>>()
        };
        let fronts = all
            .iter()
            .flat_map(|(text, _)| cut(text))
            .filter(|part| !part.is_empty() && !site.is_named(part))
            .collect();
        let is_article = facts.values(Field::Published).next().is_some();
        Self { wholes, fronts, parts, is_article, stated }
    }

    /// The share of a heading's words that the stated title has, or the other way round, whichever is more.
    fn likeness(&self, heading: &Heading) -> f32 {
        let share = |whole: &String| {
            let within = format!(" {whole} ").contains(&format!(" {} ", heading.folded));
            if within && 2 * heading.folded.len() >= whole.len() {
                return 1.0;
            }
            let (a, b): (Vec<&str>, Vec<&str>) = (heading.folded.split(' ').collect(), whole.split(' ').collect());
            let shared = a.iter().filter(|word| b.contains(word)).count() as f32;
            let length = if self.is_article { a.len().min(b.len()) } else { a.len().max(b.len()) };
            shared / length.max(1) as f32
        };
        self.wholes.iter().map(share).fold(0.0, f32::max)
    }

    fn stated_heading(&self, headings: &[Heading]) -> Option<Title> {
        let found = headings.iter().find(|heading| self.wholes.contains(&heading.folded))?;
        self.stated.iter().any(|title| comparable(&title.text) == found.folded).then(|| found.title())
    }

    fn stated(&self) -> Option<Title> {
        let element = self.stated.iter().find(|title| title.source == Source::TitleElement);
        let title = element.or_else(|| self.stated.first())?;
        let front = cuts(&title.text).first().and_then(|&(start, _)| title.text.get(..start)).map(str::trim);
        let front = front.filter(|front| front.split_whitespace().count() > 1);
        Some(Title { text: front.unwrap_or(&title.text).to_owned(), ..title.clone() })
    }
}

/// The parts of a title with the separators' places: start and end of each part.
fn cuts(title: &str) -> Vec<(usize, usize)> {
    let strong = SEPARATORS.get(..SEPARATORS.len() - 8).unwrap_or_default();
    let mut cuts: Vec<(usize, usize)> = strong
        .iter()
        .flat_map(|separator| title.match_indices(separator).map(|(at, found)| (at, at + found.len())))
        .collect();
    cuts.sort_unstable();
    cuts
}

/// Everything from a part's start to another's end.
fn runs(title: &str) -> Vec<String> {
    /// Titles with more parts than this are lists of keywords.
    const MANY: usize = 6;
    let mut all: Vec<(usize, usize)> =
        SEPARATORS.iter().flat_map(|s| title.match_indices(s).map(|(at, found)| (at, at + found.len()))).collect();
    all.sort_unstable();
    all.dedup();
    all.truncate(MANY);
    let starts: Vec<usize> = std::iter::once(0).chain(all.iter().map(|&(_, end)| end)).collect();
    let ends: Vec<usize> = all.iter().map(|&(start, _)| start).chain([title.len()]).collect();
    let pieces =
        starts.iter().flat_map(|&start| ends.iter().filter(move |&&end| end > start).map(move |&end| (start, end)));
    pieces
        .filter_map(|(start, end)| title.get(start..end))
        .map(|run| run.trim().to_owned())
        .filter(|run| !run.is_empty())
        .collect()
}

/// A title without the parts that name the site.
pub(super) fn without_site(title: &str, site: &Site) -> String {
    let mut rest = title.trim();
    // The site stands last, rarely first; what remains keeps at least one part.
    while let Some(&(start, end)) = cuts(rest).last() {
        let (Some(front), Some(back)) = (rest.get(..start), rest.get(end..)) else { break };
        if site.is_in(back) && !comparable(front).is_empty() {
            rest = front.trim();
        } else {
            break;
        }
    }
    while let Some(&(start, end)) = cuts(rest).first() {
        let (Some(front), Some(back)) = (rest.get(..start), rest.get(end..)) else { break };
        if site.begins(front) && !comparable(back).is_empty() {
            rest = back.trim();
        } else {
            break;
        }
    }
    rest.to_owned()
}
