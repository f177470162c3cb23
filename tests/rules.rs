//! Rules that overrule a text's score, each on a page where it does.

use dehusk::{Article, Extractor, Rule, extract};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn extracted(page: &str, extractor: &Extractor) -> Article {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/html").join(page);
    extractor.extract_bytes(&fs::read(path).unwrap(), None).unwrap()
}

/// The texts that a rule decided about.
fn decided(article: &Article, rule: Rule) -> Vec<(bool, String)> {
    let texts = article.scored().filter(|text| text.rule() == Some(rule));
    texts.map(|text| (text.is_kept(), text.text().to_owned())).collect()
}

#[track_caller]
fn assert_decides(article: &Article, rule: Rule, keeps: bool, part: &str) {
    let decided = decided(article, rule);
    assert!(decided.iter().any(|(_, text)| text.contains(part)), "{}: {decided:?}", rule.name());
    assert!(decided.iter().all(|(kept, _)| *kept == keeps), "{}: {decided:?}", rule.name());
}

#[test]
fn what_is_left_out_against_its_score_tells_by_which_rule() {
    for (page, rule, part) in [
        ("cookiewall-ferry-en.html", Rule::Around, "advertisement"),
        ("article-longcomments-en.html", Rule::Beside, "Reply Report"),
        ("forum-ipb-ru-cp1251.html", Rule::PostDetail, "Сообщений: 8 905"),
        ("newspaper-ru-cp1251.html", Rule::Pointer, "Читайте также"),
        ("collection-magento-en.html", Rule::Link, "Boot"),
        ("product-marketplace-en.html", Rule::BareHeading, "Customers who viewed"),
        ("news-copier-de.html", Rule::LeadIn, "Schlagwörter:"),
        ("article-longcomments-en.html", Rule::Comments, "I am one of the eleven."),
        ("newspaper-ru-cp1251.html", Rule::Redundant, "В Заозёрске часы"),
    ] {
        assert_decides(&extracted(page, &Extractor::new()), rule, false, part);
    }
}

#[test]
fn what_is_kept_against_its_score_tells_by_which_rule() {
    assert_decides(&extracted("docs-sphinx-rtd-en.html", &Extractor::new()), Rule::Company, true, "The Station class");
    let tables = decided(&extracted("docs-docusaurus-en.html", &Extractor::new()), Rule::Table);
    assert!(tables.iter().any(|(kept, text)| *kept && text == "2 s"), "{tables:?}");
}

#[test]
fn a_long_listing_stays_in_a_tutorial_whatever_box_it_is_in() {
    let [first, second, third, fourth] = [
        "Last winter the harbour master asked for a way to see which berths the ice would leave free, a day before the ferries come in.",
        "We had the depths of the quay from the survey, so most of the work was to ask for them in the right order and to stop at the first gap.",
        "Each berth is asked once. Where the quay has no answer, the question mark hands the error back to the caller, who waits for the tide.",
        "It has run on the pilots' office machine since February, and it has been wrong twice, both times when the wind turned in the night.",
    ]
    .map(|text| format!("<p>{text}</p>"));
    let line = |at| format!("    let berth_{at} = quay.free(Berth::new({at}))?;\n    ice.push(berth_{at}.depth());\n");
    let code = format!("fn harbour(quay: &Quay) -> Result&lt;Ice> {{\n{}}}", (0..40).map(line).collect::<String>());
    for (open, close) in [
        ("<main>", "</main>"),
        ("<main><article>", "</article></main>"),
        ("<div class=page><div class=text>", "</div></div>"),
    ] {
        for (before, after) in [
            ("<pre>", "</pre>"),
            ("<pre><code class=language-rust>", "</code></pre>"),
            ("<div class=highlight><pre>", "</pre></div>"),
            ("<div class=highlight><span>Rust</span><button>Copy</button><pre>", "</pre></div>"),
        ] {
            let html = format!(
                "<title>A harbour in Rust</title><nav><a href=/>Home</a><a href=/all>All</a></nav>{open}<h1>A harbour in Rust</h1>{first}{second}{before}{code}{after}{third}{fourth}{close}<footer>Imprint</footer>",
            );
            let article = extract(&html);
            assert!(article.text().contains("let berth_39"), "{open}{before}: {}", article.text());
        }
    }
}

#[test]
fn what_options_ask_for_is_a_rule_of_its_own() {
    let without_tables = Extractor::new().tables(false);
    assert_decides(&extracted("docs-docusaurus-en.html", &without_tables), Rule::Unwanted, false, "s");
    let prose =
        "<p>It is only after the tide has gone out that one sees the old road, and the carts that were left on it.</p>";
    let html = format!("<title>The old road</title><nav><h1>The old road</h1></nav><article>{}", prose.repeat(6));
    let with_title = Extractor::new().title_in_body(true).extract(&html).unwrap();
    assert_decides(&with_title, Rule::Title, true, "The old road");
}

#[test]
fn rules_have_names_of_their_own_and_the_schema_knows_them() {
    let schema = include_str!("../src/docs/article.schema.json");
    let names: BTreeSet<&str> = Rule::ALL.into_iter().map(Rule::name).collect();
    assert_eq!(names.len(), Rule::ALL.len());
    let listed = schema.split_once("\"rule\"").unwrap().1.split_once(']').unwrap().0.split_once('[').unwrap().1;
    assert_eq!(listed.split(',').map(|name| name.trim().trim_matches('"')).collect::<BTreeSet<_>>(), names);
}
