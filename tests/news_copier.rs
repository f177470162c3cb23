//! The pages this crate was first written for: a site that copies news, whose article drowns in lists of headlines.
//! From them have to come all eight paragraphs and the title, and nothing else.
#![cfg(feature = "eval")]

use dehusk::evaluate::{Corpus, Outcome};
use dehusk::{Article, Extractor};
use std::fmt::Write;
use std::path::Path;

/// What the husk of a page is made of, as it stands there.
struct Husk {
    id: &'static str,
    /// Headings of the three lists of other articles, with how many each has.
    lists: [(&'static str, usize); 3],
    /// Where the last list ends.
    end: &'static str,
    tags: [&'static str; 4],
    /// Starts of the blocks between the headline and the lists that are no part of the article.
    widgets: [&'static str; 4],
}

const PAGES: [Husk; 2] = [
    Husk {
        id: "news-copier-en",
        lists: [("Related", 10), ("Ranking", 8), ("Recommendation", 8)],
        end: "Friendly links",
        tags: ["Marlow Teeth", "Ruth Okafor", "Ferries", "Dredging"],
        widgets: ["In:", "Jane Roe has been", "Twitter", "View"],
    },
    Husk {
        id: "news-copier-de",
        lists: [("Ähnliche Beiträge", 10), ("Rangliste", 8), ("Empfehlung", 8)],
        end: "Partner:",
        tags: ["Seilbahn", "Wendelsheim", "Nahverkehr", "Ilse Dornfeld"],
        widgets: ["Schlagwörter:", "Holger Brandis schreibt", "Teilen", "Aufrufe"],
    },
];

/// What does not hold yet. Whatever starts to hold has to leave this list.
const KNOWN_FAILURES: &[(&str, &str)] = &[("news-copier-de", "no widget"), ("news-copier-de", "nothing else")];

fn page(id: &str) -> Outcome {
    let corpus = Corpus::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
    let label = corpus.labels().iter().find(|label| label.id == id).unwrap();
    let extractor = Extractor::new().url(label.url.clone().unwrap());
    Outcome::of(corpus.page(label).unwrap(), &extractor).unwrap()
}

fn is_kept(article: &Article, is: impl Fn(&str) -> bool) -> Vec<String> {
    article.scored().filter(|block| block.is_kept() && is(block.text())).map(|block| block.text().to_owned()).collect()
}

/// Blocks of the list under a heading, kept or not, with whether they are.
fn list<'a>(article: &'a Article, husk: &Husk, at: usize) -> Vec<(&'a str, bool)> {
    let end = husk.lists.get(at + 1).map_or(husk.end, |(heading, _)| heading);
    let blocks = article.scored().skip_while(|block| block.text() != husk.lists[at].0).skip(1);
    let blocks = blocks.take_while(|block| !block.text().starts_with(end));
    blocks.filter(|block| block.link_ratio() > 0.5).map(|block| (block.text(), block.is_kept())).collect()
}

/// Name of each claim about the page, and what contradicts it.
fn claims(husk: &Husk) -> Vec<(&'static str, Vec<String>)> {
    let Outcome { label, article, .. } = page(husk.id);
    let paragraphs: Vec<&str> = label.text.as_deref().unwrap().split("\n\n").collect();
    let kept: Vec<&str> = article.text().split("\n\n").collect();
    let lost = paragraphs.iter().filter(|paragraph| !kept.contains(paragraph));
    let headlines = |at: usize| {
        let found = list(&article, husk, at);
        assert_eq!(found.len(), husk.lists[at].1, "{}: headlines under {}: {found:?}", husk.id, husk.lists[at].0);
        found.into_iter().filter(|(_, kept)| *kept).map(|(text, _)| text.to_owned()).collect()
    };
    let title = article.title().filter(|title| Some(*title) != label.title.as_deref());
    vec![
        ("there are eight paragraphs", (paragraphs.len() != 8).then(|| "the label".to_owned()).into_iter().collect()),
        ("all paragraphs are there", lost.map(|lost| (*lost).to_owned()).collect()),
        ("the title is the headline's", title.map(str::to_owned).into_iter().collect()),
        ("no related headline", headlines(0)),
        ("no headline of the ranking", headlines(1)),
        ("no recommended headline", headlines(2)),
        ("no tag", is_kept(&article, |text| husk.tags.contains(&text))),
        ("no widget", is_kept(&article, |text| husk.widgets.iter().any(|start| text.starts_with(start)))),
        ("nothing else", is_kept(&article, |text| !paragraphs.contains(&text))),
    ]
}

#[test]
fn the_article_and_nothing_else() {
    let mut report = String::new();
    for husk in &PAGES {
        for (claim, against) in claims(husk) {
            let known = KNOWN_FAILURES.contains(&(husk.id, claim));
            if against.is_empty() && known {
                writeln!(report, "  {}: {claim}: holds now; take it off the list of known failures", husk.id).unwrap();
            } else if !against.is_empty() && !known {
                writeln!(report, "  {}: {claim}, but: {against:#?}", husk.id).unwrap();
            }
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
