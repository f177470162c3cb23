use dehusk::evaluate::{Corpus, probe};
use serde_json::json;
fn main() {
    let corpus = Corpus::open(std::env::args().nth(1).unwrap()).unwrap();
    let (mut a, mut b) = (0.0, 0.0);
    for label in corpus.labels() {
        let page = corpus.page(label).unwrap();
        let (m, x, y) = probe(&page);
        a += x;
        b += y;
        let cands: Vec<_> = m
            .candidates()
            .map(|c| json!([c.field().name(), c.source().name(), c.value(), c.verdict().name()]))
            .collect();
        let authors: Vec<_> = m.authors().iter().map(|a| a.value().clone()).collect();
        println!(
            "{}",
            json!({"id": label.id, "url": label.url, "kind": label.kind, "want_title": label.title, "want_author": label.author, "want_date": label.date,
            "title": m.title().map(|t| t.value().clone()), "title_source": m.title().map(|t| t.source().name()), "authors": authors, "author_source": m.authors().first().map(|a| a.source().name()),
            "date": m.published().or(m.modified()).map(|d| d.value().to_string()), "date_source": m.published().map(|d| d.source().name()), "desc": m.description().map(|d| d.value().clone()), "site": m.site_name().map(|d| d.value().clone()),
            "lang": m.language().map(|d| d.value().clone()), "cands": cands})
        );
    }
    eprintln!("parse+blocks {a:.2}s metadata {b:.2}s");
}
