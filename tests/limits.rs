//! What the parser takes of a page at most: a page over a limit is read as far as it goes, and says which it was.

use dehusk::{Article, Extractor, Limit, OnLimit};
use std::fmt::Write;

const PROSE: &str =
    "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in port.";

/// Paragraphs that are read whatever stands before them.
fn page(before: &str) -> String {
    let prose = format!("<p>{PROSE}").repeat(3);
    format!("<title>Ice</title><body>{before}<article><h1>Ice</h1>{prose}</article>")
}

/// The article of a page over a limit, which is an error where the caller wants one.
fn cut(extractor: &Extractor, html: &str, limit: Limit) -> Article {
    let article = extractor.extract(html).unwrap();
    assert_eq!(article.truncated(), Some(limit));
    let error = extractor.clone().on_limit(OnLimit::Fail).extract(html).unwrap_err();
    assert!(error.is_limit() && error.to_string().starts_with(limit.name()), "{error}");
    article
}

fn uncut(extractor: &Extractor, html: &str) -> Article {
    let article = extractor.clone().on_limit(OnLimit::Fail).extract(html).unwrap();
    assert_eq!(article.truncated(), None);
    article
}

#[test]
fn elements_too_deep_are_left_out_and_their_text_is_not() {
    let html = page(&format!("{}<b>{PROSE}</b>{}", "<div>".repeat(20), "</div>".repeat(20)));
    assert!(cut(&Extractor::new().max_depth(10), &html, Limit::Depth).text().contains("ferries"));
    assert!(uncut(&Extractor::new(), &html).text().contains("ferries"));
}

#[test]
fn attributes_too_many_are_left_out() {
    let many = (0..300).fold(String::new(), |mut all, at| {
        let _ = write!(all, " data-{at}=x");
        all
    });
    let html = page(&format!("<p{many} style='display:none'>Beyond.</p>"));
    assert!(cut(&Extractor::new(), &html, Limit::Attributes).text().contains("ferries"));
    uncut(&Extractor::new().max_attributes(301), &html);
}

#[test]
fn attributes_too_long_are_left_out() {
    let class = "c ".repeat(3000);
    let html = page(&format!("<p class='{class}'>{PROSE}</p>"));
    let extractor = Extractor::new().max_attribute_bytes(5999);
    assert!(cut(&extractor, &html, Limit::AttributeBytes).text().contains("ferries"));
    uncut(&Extractor::new().max_attribute_bytes(6000), &html);
}

#[test]
fn attributes_that_nobody_reads_may_have_any_length() {
    let html = page(&format!("<p data-state='{}'>{PROSE}</p>", "c ".repeat(3000)));
    uncut(&Extractor::new().max_attribute_bytes(100), &html);
}

#[test]
fn formatting_elements_too_many_at_once_lose_their_attributes() {
    let open = (0..20).fold(String::new(), |mut all, at| {
        let _ = write!(all, "<font style='margin:{at}px'>");
        all
    });
    let html = page(&format!("<p>{open}{PROSE}</p>"));
    assert!(cut(&Extractor::new().max_formatting(10), &html, Limit::Formatting).text().contains("ferries"));
    uncut(&Extractor::new().max_formatting(20), &html);
}

#[test]
fn formatting_elements_one_after_the_other_are_not_many_at_once() {
    let closed = "<font style='margin:1px'>a</font> <b hidden>b</b> ".repeat(40);
    uncut(&Extractor::new().max_formatting(2), &page(&format!("<p>{closed}</p>")));
}

#[test]
fn nodes_too_many_are_left_out() {
    let html = page(&"<i>x</i>".repeat(1000));
    let _ = cut(&Extractor::new().max_nodes(500), &html, Limit::Nodes);
    uncut(&Extractor::new(), &html);
}

#[test]
fn the_first_of_attributes_with_one_name_wins() {
    let html =
        page("<p style='display:none' STYLE='display:block' style=x>Hidden words that a browser would not show.</p>");
    let article = uncut(&Extractor::new(), &html);
    assert!(article.text().contains("ferries") && !article.text().contains("Hidden"));
}

/// html5ever's own tokenizer compares each of them with all before.
#[test]
fn a_tag_with_half_a_million_attributes_is_read_in_no_time() {
    let many = (0..500_000).fold(String::new(), |mut all, at| {
        let _ = write!(all, " a{at}=v");
        all
    });
    let started = std::time::Instant::now();
    let article = cut(&Extractor::new(), &page(&format!("<p{many}>{PROSE}</p>")), Limit::Attributes);
    assert!(article.text().contains("ferries"));
    assert!(started.elapsed().as_secs() < 30, "the quadratic way takes many minutes");
}

#[test]
fn blocks_beyond_the_longest_output_are_left_out_of_every_format() {
    let html = page("");
    let whole = uncut(&Extractor::new(), &html);
    let limit = Extractor::new().max_output_bytes(2 * PROSE.len() + 10);
    let article = cut(&limit, &html, Limit::OutputBytes);
    assert_eq!(article.text(), format!("{PROSE}\n\n{PROSE}"));
    assert_eq!((article.blocks().len(), whole.blocks().len()), (2, 3));
    assert_eq!(article.markdown().matches(PROSE).count(), 2);
    assert_eq!(article.html().matches(PROSE).count(), 2);
    assert_eq!(uncut(&Extractor::new().max_output_bytes(whole.text().len()), &html).text(), whole.text());
    assert!(cut(&Extractor::new().max_output_bytes(0), &html, Limit::OutputBytes).is_empty());
    let text = format!("Home\nIce\n{PROSE} {PROSE}\n{PROSE} Nobody remembers the like of it.\n{PROSE}\nImprint");
    let cleaned = limit.clean_text(&text).unwrap();
    assert_eq!((cleaned.text(), cleaned.truncated()), (&*format!("{PROSE} {PROSE}"), Some(Limit::OutputBytes)));
    assert!(limit.on_limit(OnLimit::Fail).clean_text(&text).unwrap_err().is_limit());
}
