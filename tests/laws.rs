//! What holds for every page, whatever is on it.

mod common;

use common::{Source, blocks, page, soup};
use dehusk::{Article, Extractor};
use proptest::prelude::*;
use std::cell::RefCell;
use std::sync::mpsc;
use std::thread;

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// Whether `part` is `whole` with some left out.
fn is_subsequence(part: &[&str], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|word| rest.any(|found| found == word))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), header in prop::option::of(".{0,40}")) {
        let article = Extractor::new().extract_bytes(&bytes, header.as_deref()).unwrap();
        prop_assert!(blocks(&article).len() <= bytes.len());
    }

    #[test]
    fn no_markup_makes_it_panic(html in soup(), nodes in 0_usize..80, bytes in 0_usize..400) {
        let _ = blocks(&dehusk::extract(&html));
        let _ = blocks(&Extractor::new().max_nodes(nodes).max_input_bytes(bytes).extract(&html).unwrap());
    }

    #[test]
    fn every_word_that_is_shown_is_in_one_block_and_in_order(pieces in page()) {
        let source = Source::of(&pieces);
        let article = dehusk::extract(&source.html);
        let found: Vec<&str> = article.scored().flat_map(|block| words(block.text())).collect();
        prop_assert_eq!(found, source.words.iter().map(String::as_str).collect::<Vec<_>>(), "{}", source.html);
    }

    #[test]
    fn every_word_of_the_text_stands_in_the_page_in_order(pieces in page()) {
        let source = Source::of(&pieces);
        let article = dehusk::extract(&source.html);
        prop_assert!(is_subsequence(&words(article.text()), &source.words), "{}\n{}", source.html, article.text());
        // Buttons in code are no part of it.
        prop_assume!(!(source.html.contains("<pre>") && source.html.contains("<button>")));
        let kept: Vec<&str> = article.scored().filter(dehusk::Scored::is_kept).map(|block| block.text()).collect();
        let kept = kept.join(" ");
        prop_assert_eq!(words(&kept), words(article.text()));
    }

    #[test]
    fn another_div_around_the_body_changes_no_block(pieces in page()) {
        let html = Source::of(&pieces).html;
        let plain = blocks(&dehusk::extract(&format!("<body>{html}")));
        let mut wrapped = blocks(&dehusk::extract(&format!("<body><div>{html}</div>")));
        for (_, _, path, ..) in &mut wrapped {
            *path = path.replacen("body > div", "body", 1);
        }
        prop_assert_eq!(plain, wrapped, "{}", html);
    }

    #[test]
    fn the_same_page_gives_the_same_article(pieces in page(), other in page()) {
        let (html, other) = (Source::of(&pieces).html, Source::of(&other).html);
        let first = dehusk::extract(&html);
        let _ = dehusk::extract(&other);
        let again = dehusk::extract(&html);
        prop_assert_eq!((blocks(&first), first.text(), first.title()), (blocks(&again), again.text(), again.title()));
    }
}

#[test]
fn threads_share_an_extractor_and_agree() {
    const THREADS: usize = 4;
    let extractor = Extractor::new();
    let bays = (0..60).map(|bay| format!("bay {bay} held, again.</p></div><div class=c{}><p>The ice of", bay % 7));
    let html = format!("<div><p>The ice of {}", bays.collect::<Vec<_>>().join(" "));
    let expected = blocks(&dehusk::extract(&html));
    thread::scope(|scope| {
        let run = || blocks(&extractor.extract(&html).unwrap());
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(run)).collect();
        for thread in threads {
            assert_eq!(thread.join().unwrap(), expected);
        }
    });
}

#[test]
fn a_thread_that_is_ending_extracts_as_any() {
    const HTML: &str =
        "<h1>Ice</h1><p>The ice of the bay held, <a href=/again>again</a>.<table><tr><td>bay<td>ice</table>";
    struct Last(mpsc::Sender<Article>);
    impl Drop for Last {
        fn drop(&mut self) {
            self.0.send(dehusk::extract(HTML)).unwrap();
        }
    }
    thread_local!(static LAST: RefCell<Option<Last>> = const { RefCell::new(None) });
    // What a thread keeps is gone before or after what it has of its own, by which of them was there first.
    for keeps_first in [false, true] {
        let (sender, articles) = mpsc::channel();
        let work = move || {
            let before = keeps_first.then(|| dehusk::extract(HTML));
            LAST.set(Some(Last(sender)));
            before.unwrap_or_else(|| dehusk::extract(HTML))
        };
        let expected = thread::spawn(work).join().unwrap();
        let last = articles.recv().unwrap();
        assert_eq!((blocks(&last), last.html()), (blocks(&expected), expected.html()));
    }
}

#[test]
fn articles_and_extractors_cross_threads() {
    fn crosses<T: Send + Sync + Clone + 'static>() {}
    crosses::<Article>();
    crosses::<Extractor>();
}

/// The standard's parsing algorithm takes time quadratic in depth, so the depth here is what a test has time for.
const DEPTH: usize = 5_000;

#[test]
fn depth_does_not_use_up_the_stack() {
    const SMALL_STACK: usize = 2 << 20;
    let pages = ["<div>", "<span>", "<b>", "<ul><li>", "<table><tr><td>", "<svg><g>", "<blockquote>", "<x-y>"];
    let deep = move || {
        for open in pages {
            let html = format!("{}The ice held, again.", open.repeat(DEPTH / open.matches('<').count()));
            let article = dehusk::extract(&html);
            let last = article.scored().last().map(|block| (block.text().to_owned(), block.path().len()));
            let expected = if open.starts_with("<svg") { None } else { Some("The ice held, again.") };
            assert_eq!(last.as_ref().map(|(text, _)| &**text), expected, "{open}");
            drop(article.clone());
        }
    };
    thread::Builder::new().stack_size(SMALL_STACK).spawn(deep).unwrap().join().unwrap();
}
