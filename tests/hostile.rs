//! Nothing on a page crashes the extractor, hangs it or uses up the stack: short form. The long form, on more and
//! larger pages, is `cargo run --release --all-features --example torture`.
#![cfg(all(feature = "eval", feature = "rcdom"))]

mod common;

use common::families::{FAMILIES, TEXTS};
use common::mutations::Numbers;
use common::work::Work;
use common::{grammar, laws};
use dehusk::evaluate::Corpus;
use dehusk::markup5ever_rcdom::{Node, NodeData, RcDom};
use dehusk::{Article, Extractor, Favor};
use html5ever::tendril::StrTendril;
use html5ever::{LocalName, QualName, local_name, ns};
use proptest::prelude::*;
use std::path::Path;
use std::rc::Rc;
use std::thread;

/// An eighth of what Rust gives a thread. Frames are larger here than in optimised code.
const STACK: usize = 256 << 10;

fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}

fn everything(article: &Article) -> usize {
    let metadata = format!("{:?}", article.metadata());
    article.markdown().len() + article.html().len() + metadata.len() + article.clone().blocks().len()
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let corpus = Corpus::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
    corpus.labels().iter().map(|label| (label.id.clone(), corpus.page(label).unwrap().bytes)).collect()
}

#[test]
fn hostile_pages_leave_a_small_stack_alone() {
    const BYTES: usize = 200 << 10;
    on_a_small_stack(|| {
        for family in FAMILIES {
            everything(&dehusk::extract(&(family.make)(BYTES)));
        }
        for family in TEXTS {
            everything(&dehusk::clean_text(&(family.make)(BYTES)));
        }
    });
}

#[test]
fn pages_of_the_corpus_leave_a_small_stack_alone() {
    on_a_small_stack(|| {
        for (id, page) in corpus() {
            let article = Extractor::new().extract_bytes(&page, None).unwrap();
            assert!(everything(&article) > 0 && article.truncated().is_none(), "{id}");
        }
    });
}

fn element(name: LocalName) -> Rc<Node> {
    Node::new(NodeData::Element {
        name: QualName::new(None, ns!(html), name),
        attrs: Vec::new().into(),
        template_contents: None.into(),
        mathml_annotation_xml_integration_point: false,
    })
}

/// html5ever takes an hour to build such a tree; a caller can in a moment.
#[test]
fn a_deep_tree_of_the_caller_s_leaves_a_small_stack_alone() {
    const DEPTH: usize = 20_000;
    on_a_small_stack(|| {
        let dom = RcDom::default();
        let mut inside = Rc::clone(&dom.document);
        for at in 0..DEPTH {
            let child = element(if at % 2 == 0 { local_name!("div") } else { local_name!("span") });
            inside.children.borrow_mut().push(Rc::clone(&child));
            inside = child;
        }
        let text = Node::new(NodeData::Text { contents: StrTendril::from("The ice held, again.").into() });
        inside.children.borrow_mut().push(text);
        let article = Extractor::new().extract_dom(&dom).unwrap();
        assert_eq!(article.scored().map(|block| block.text().to_owned()).collect::<Vec<_>>(), ["The ice held, again."]);
        everything(&article);
        // The tree's own drop is not recursive either, as of markup5ever_rcdom 0.40.
        drop(dom);
    });
}

/// How much slower than the median of the corpus a changed page may be, a byte; a page costs as much as this many bytes
/// whatever its size.
const SLOWER: f64 = 20.0;
const FLOOR: usize = 8 << 10;

fn per_byte(work: &Work) -> f64 {
    work.time.as_nanos() as f64 / work.input.max(FLOOR) as f64
}

#[test]
fn pages_cut_short_and_pages_with_bytes_changed_are_pages() {
    const CHANGES: usize = 150;
    let pages = corpus();
    let extractor = Extractor::new();
    let work = |page: &[u8]| Work::of(page.len(), || extractor.extract_bytes(page, None).unwrap());
    let mut whole: Vec<f64> = pages.iter().map(|(_, page)| per_byte(&work(page))).collect();
    whole.sort_by(f64::total_cmp);
    let bound = SLOWER * whole[whole.len() / 2];
    let mut numbers = Numbers::new(1);
    for change in 0..CHANGES {
        let (id, page) = &pages[numbers.below(pages.len())];
        let changed = if change % 2 == 0 { numbers.cut(page).to_vec() } else { numbers.flipped(page) };
        // Another try for what the machine may have been busy with.
        let slow = per_byte(&work(&changed)) > bound && per_byte(&work(&changed)) > bound;
        assert!(!slow, "{id}, change {change}: {} ns a byte", per_byte(&work(&changed)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Markup that gets past the tokenizer, of every element that any stage treats on its own.
    #[test]
    fn laws_hold_for_spelled_pages(bytes in prop::collection::vec(any::<u8>(), 0..60), kept in any::<bool>()) {
        let page = if kept { grammar::article(&bytes) } else { grammar::html(&bytes) };
        let extract = || Extractor::new().favor(Favor::Recall).extract(&page).unwrap();
        let article = extract();
        prop_assert_eq!(laws::check(&article), Ok(()), "{}", page);
        prop_assert_eq!(laws::comes_from_the_page(&article), Ok(()), "{}", page);
        prop_assert_eq!(laws::stands_in_the_page(&article, &page), Ok(()), "{}", page);
        prop_assert_eq!(laws::is_pure(extract), Ok(()), "{}", page);
    }

    #[test]
    fn words_of_a_text_stand_in_it_in_order(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let text = grammar::html(&bytes);
        let article = dehusk::clean_text(&text);
        prop_assert_eq!(laws::check(&article), Ok(()), "{}", text);
        let mut rest = text.chars();
        prop_assert!(article.text().chars().filter(|char| !char.is_whitespace()).all(|char| rest.any(|next| next == char)));
    }
}

/// Found by fuzzing `clean_text`.
#[test]
fn zero_bytes_do_not_join_words_in_html() {
    assert_eq!(laws::check(&dehusk::clean_text(".#/.p\0\0\0opor.ts .rts .z")), Ok(()));
}

/// Found by fuzzing.
#[test]
fn a_permalink_between_two_words_of_a_heading_parts_them() {
    let article = dehusk::Extractor::new().favor(Favor::Recall).extract("<h2>ice<a href=#ice>¶</a>ferry</h2>").unwrap();
    assert_eq!(laws::comes_from_the_page(&article), Ok(()));
}
