//! The arena against the reference tree: a page parsed into an `RcDom` by html5ever's own sink and handed over has to
//! give the same blocks as the page's source.
#![cfg(all(feature = "eval", feature = "rcdom"))]

mod common;

use common::laws::difference;
use common::{Source, page, soup};
use proptest::prelude::*;

#[test]
fn every_page_of_the_corpus_gives_the_same_blocks() {
    common::corpora::compare_own(difference);
}

#[test]
fn pages_of_other_corpora_give_the_same_blocks() {
    common::corpora::compare_others(40, difference);
}

proptest! {
    #[test]
    fn made_up_pages_give_the_same_blocks(pieces in page()) {
        let html = Source::of(&pieces).html;
        prop_assert_eq!(difference(&html), None, "{}", html);
    }

    #[test]
    fn markup_that_nobody_would_write_gives_the_same_blocks(html in soup()) {
        prop_assert_eq!(difference(&html), None, "{}", html);
    }
}

/// Found by fuzzing: of a formatting element the arena has few attributes, and of the reference tree all were read.
#[test]
fn formatting_elements_say_the_same_in_both_trees() {
    for page in
        ["<p>ice<s aria-hidden=true><footer>Imprint", "<p>ice<b class=related role=navigation><p>ferry<i id=share>"]
    {
        assert_eq!(difference(page), None, "{page}");
    }
}

/// Found by fuzzing: of a script that is no data the arena has no text.
#[test]
fn scripts_and_templates_inside_of_formulas_are_read_in_neither_tree() {
    for page in [
        "<p>ice<span class=katex><annotation encoding=application/x-tex>h = 5<script>let ice;</script></annotation></span>",
        "<p>ice<span class=katex>h<template><annotation encoding=application/x-tex>h = 5</annotation></template></span>",
    ] {
        assert_eq!(difference(page), None, "{page}");
    }
}
