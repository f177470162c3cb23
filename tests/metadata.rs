//! What pages say about themselves: each case of `metadata/pages.txt` is a page and what has to come of it.

use dehusk::{Article, Extractor};

const PAGES: &str = include_str!("metadata/pages.txt");
const ADDRESS: &str = "https://www.thequay.example/2024/harbour";

struct Case<'a> {
    name: &'a str,
    /// A field, a colon, and its value; nothing after the colon where there must be none.
    expected: Vec<(&'a str, &'a str)>,
    html: &'a str,
}

fn cases() -> impl Iterator<Item = Case<'static>> {
    PAGES.split("\n=== ").skip(1).map(|case| {
        let (head, html) =
            case.split_once("\n---\n").expect("a line of three hyphens parts expectations from the page");
        let mut lines = head.lines();
        let name = lines.next().unwrap_or_default();
        let expected = lines.map(|line| line.split_once(':').expect("a field and a colon"));
        Case { name, expected: expected.map(|(field, value)| (field, value.trim())).collect(), html }
    })
}

/// A field's value and, in brackets, its source.
fn value(article: &Article, field: &str) -> String {
    let metadata = article.metadata();
    let text = |found: Option<&dehusk::Sourced<String>>| {
        found.map_or(String::new(), |found| format!("{} [{}]", found.value(), found.source().name()))
    };
    let date = |found: Option<&dehusk::Sourced<dehusk::DateTime>>| {
        found.map_or(String::new(), |found| format!("{} [{}]", found.value(), found.source().name()))
    };
    match field {
        "title" => text(metadata.title()),
        "authors" => metadata.authors().iter().map(|author| text(Some(author))).collect::<Vec<_>>().join("; "),
        "published" => date(metadata.published()),
        "modified" => date(metadata.modified()),
        "language" => text(metadata.language()),
        "direction" => metadata.direction().map_or("", |found| found.value().name()).to_owned(),
        "site" => text(metadata.site_name()),
        "description" => text(metadata.description()),
        "canonical" => text(metadata.canonical_url()),
        "image" => text(metadata.image()),
        "tags" => metadata.tags().iter().map(|tag| tag.value().as_str()).collect::<Vec<_>>().join("; "),
        "section" => text(metadata.section()),
        "licence" => text(metadata.licence()),
        "next" => text(metadata.next_url()),
        "lost" => {
            let lost =
                metadata.candidates().find(|candidate| !matches!(candidate.verdict().name(), "chosen" | "outranked"));
            lost.map_or(String::new(), |lost| format!("{} [{}]", lost.value(), lost.verdict().name()))
        }
        other => panic!("no field is called {other}"),
    }
}

#[test]
fn pages_say_what_they_say() {
    let extractor = Extractor::new().url(ADDRESS);
    let mut wrong = Vec::new();
    for case in cases() {
        let article = extractor.extract(case.html).unwrap();
        for (field, expected) in case.expected {
            let found = value(&article, field);
            if found != expected {
                wrong.push(format!("{}: {field} is {found:?}, not {expected:?}", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn datelines_of_many_languages_are_read() {
    let mut wrong = Vec::new();
    for line in include_str!("metadata/datelines.txt").lines() {
        let (language, rest) = line.split_once(" | ").expect("a language");
        let (dateline, expected) = rest.rsplit_once(" | ").expect("a dateline and its date");
        let html = format!("<html lang={language}><h1>Harbour 66</h1><p>{dateline}</p><p>Ice.</p>");
        let found = value(&dehusk::extract(&html), "published");
        if found != format!("{expected} [dateline]") {
            wrong.push(format!("{line}: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_address_tells_day_and_title() {
    let extractor = Extractor::new().url("https://www.thequay.example/2024/05/03/ferry-timetable");
    let html = "<title>Ferry timetable - Services - The Quay</title><h1>Welcome aboard</h1><p>Ice.</p>";
    let article = extractor.extract(html).unwrap();
    assert_eq!(value(&article, "published"), "2024-05-03 [url]");
    assert_eq!(value(&article, "title"), "Ferry timetable [title-element]");
}

#[test]
fn whatever_was_considered_is_told() {
    let html = r#"<title>Harbour freezes over | The Quay</title><meta property="og:site_name" content="The Quay">
        <meta property="og:title" content="Harbour freezes over"><meta name=author content="The Quay">
        <h1>Harbour freezes over</h1><p>By Jane Doe | 3 May 2024</p><p>Ice.</p>"#;
    let article = dehusk::extract(html);
    let told: Vec<String> = article
        .metadata()
        .candidates()
        .map(|told| {
            format!("{} {} {} {}", told.field().name(), told.value(), told.source().name(), told.verdict().name())
        })
        .collect();
    for expected in [
        "title Harbour freezes over heading chosen",
        "title Harbour freezes over open-graph outranked",
        "title Harbour freezes over | The Quay title-element outranked",
        "author The Quay meta names-site",
        "author Jane Doe byline chosen",
        "published 3 May 2024 dateline chosen",
    ] {
        assert!(told.iter().any(|told| told == expected), "{expected} is not in\n{}", told.join("\n"));
    }
}

/// Without the feature nothing is guessed; with it short or mixed texts are not either.
#[test]
fn the_language_is_detected_where_no_markup_names_it() {
    let german = "Der Hafen ist am Dienstag zum ersten Mal seit vierzig Jahren zugefroren, und die Fähren blieben \
                  an ihren Liegeplätzen, bis das Eis am Freitag gebrochen werden konnte.";
    let language = |html: &str| value(&dehusk::extract(html), "language");
    let detected = if cfg!(feature = "detect-language") { "de [text]" } else { "" };
    assert_eq!(language(&format!("<p>{german}</p>")), detected);
    assert_eq!(language(&format!("<html lang=nl><p>{german}</p>")), "nl [attribute]");
    assert_eq!((language("<p>Eis</p>"), language("")), (String::new(), String::new()));
    let hebrew = "הנמל קפא ביום שלישי בפעם הראשונה מזה ארבעים שנה, והמעבורות נשארו במקומן עד שהקרח נשבר ביום שישי.";
    let direction = value(&dehusk::extract(&format!("<p>{hebrew}</p>")), "direction");
    assert_eq!(direction, if cfg!(feature = "detect-language") { "rtl" } else { "" });
}

#[test]
fn a_page_is_read_alike_twice() {
    let extractor = Extractor::new().url(ADDRESS);
    for case in cases() {
        let once = || extractor.extract(case.html).unwrap().metadata().clone();
        assert_eq!(once(), once(), "{}", case.name);
    }
}

#[test]
fn the_copier_page_gives_title_date_with_time_and_author() {
    let html = std::fs::read_to_string("corpus/html/news-copier-en.html").unwrap();
    let article = dehusk::extract(&html);
    let title = "Lake county halts ferry dredging after harbor pilots warn of unstable channel walls";
    assert_eq!(article.title(), Some(title));
    assert_eq!(article.published().map(|date| date.to_string()).as_deref(), Some("2025-04-14T15:14:11"));
    assert_eq!(article.authors().collect::<Vec<_>>(), ["Jane Roe"]);
}

#[test]
fn hostile_pages_are_read_in_time() {
    let deep = format!("<script type=application/ld+json>{}</script>", "{\"a\":[".repeat(200_000));
    let many =
        format!("<h1>Ice</h1>{}", "<time class=author datetime=2024>3 May 2024 by Jane Doe</time>".repeat(20_000));
    let nested = format!("<h1>Ice</h1>{}By Jane Doe", "<div class=author itemprop=author>".repeat(400));
    for html in [deep, many, nested] {
        let _ = dehusk::extract(&html);
    }
}

#[test]
#[cfg(all(feature = "serde", feature = "eval"))]
fn metadata_is_serialised_with_its_sources() {
    let html = r#"<html lang=en><title>Harbour freezes | The Quay</title><meta property="og:site_name" content="The Quay">
        <meta property="article:published_time" content="2024-05-03T14:30:00+02:00"><meta name=keywords content="ice,fish">
        <h1>Harbour freezes</h1><p>By Jane Doe</p><p>Ice.</p>"#;
    let article = dehusk::extract(html);
    let expected = serde_json::json!({
        "title": {"value": "Harbour freezes", "source": "heading"},
        "authors": [{"value": "Jane Doe", "source": "byline"}],
        "published": {"value": "2024-05-03T14:30:00+02:00", "source": "open-graph"},
        "language": {"value": "en", "source": "attribute"},
        "direction": {"value": "ltr", "source": "attribute"},
        "site_name": {"value": "The Quay", "source": "open-graph"},
        "tags": [{"value": "ice", "source": "meta"}, {"value": "fish", "source": "meta"}],
    });
    assert_eq!(serde_json::to_value(article.metadata()).unwrap(), expected);
    let lost = article.metadata().candidates().find(|candidate| candidate.verdict().name() == "outranked");
    assert!(lost.is_none_or(|lost| serde_json::to_value(lost).unwrap()["verdict"] == "outranked"));
}
