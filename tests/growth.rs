//! Work grows no faster than the page, whatever is on it: hostile families of pages at doubling sizes.
//!
//! What is counted is the allocator's work and the blocks found, which no other load of the machine can change; time
//! comes in only as a backstop, for loops that allocate nothing. `cargo run --release --example torture` does the same
//! with pages up to many megabytes, and prints the table of `src/docs/limits.md`.

mod common;

use common::families::{FAMILIES, Family, TEXTS};
use common::work::Work;
use dehusk::{Article, Extractor};
use std::thread;

/// Bytes of the smallest page of a family: many times what any page costs.
const SMALLEST: usize = 48 << 10;

/// How much more two doublings may cost. Linear work takes 4, quadratic work 16; buffers that double make steps.
const TWO_DOUBLINGS: f64 = 5.5;

/// The same of time, which is not counted but measured, and beside other tests.
const TWO_DOUBLINGS_OF_TIME: f64 = 9.0;

/// Work too little to judge, for the allocator and for the clock.
const LITTLE_BYTES: f64 = 400e3;
const LITTLE_TIME: f64 = 8e6;

/// Text, Markdown and HTML together, in bytes for each byte of the page: what `<a href=x>i</a>` becomes, and more.
const OUTPUT_PER_BYTE: usize = 16;

/// Measurements of time, of which the fastest counts.
const TRIES: usize = 4;

/// What exceeds its bound from `small` to `large`, a page four times its size.
fn too_much(small: &Work, large: &Work) -> Option<String> {
    let sizes = large.input as f64 / small.input as f64 / 4.0;
    let counts = [
        ("allocations", small.allocations as f64, large.allocations as f64, 4000.0, TWO_DOUBLINGS),
        ("bytes allocated", small.bytes as f64, large.bytes as f64, LITTLE_BYTES, TWO_DOUBLINGS),
        ("bytes held", small.peak as f64, large.peak as f64, LITTLE_BYTES, TWO_DOUBLINGS),
        ("blocks", small.blocks as f64, large.blocks as f64, 50.0, TWO_DOUBLINGS),
        ("time", small.time.as_nanos() as f64, large.time.as_nanos() as f64, LITTLE_TIME, TWO_DOUBLINGS_OF_TIME),
    ];
    let exceeds = |&(_, small, large, little, bound): &(&str, f64, f64, f64, f64)| {
        large > little && large > bound * sizes * small.max(little / 16.0)
    };
    if large.output > OUTPUT_PER_BYTE * large.input {
        return Some(format!("{} bytes of output", large.output));
    }
    counts.iter().find(|count| exceeds(count)).map(|(what, small, large, ..)| format!("{what} from {small} to {large}"))
}

fn grows_as_the_page(family: &Family, extract: &(impl Fn(&str) -> Article + Sync)) -> Option<String> {
    let pages = [SMALLEST, 4 * SMALLEST].map(family.make);
    let measure = || pages.each_ref().map(|page| Work::of(page.len(), || extract(page)));
    let [mut small, mut large] = measure();
    for _ in 1..TRIES {
        too_much(&small, &large)?;
        let again = measure();
        (small, large) = (small.fastest(again[0]), large.fastest(again[1]));
    }
    too_much(&small, &large).map(|what| format!("{}: {what}", family.name))
}

fn check(families: &[Family], extract: impl Fn(&str) -> Article + Sync) {
    // Two threads: each counts its own allocations.
    let half = families.len() / 2;
    let some = |families: &[Family]| -> Vec<String> {
        families.iter().filter_map(|family| grows_as_the_page(family, &extract)).collect()
    };
    let wrong = thread::scope(|scope| {
        let first = scope.spawn(|| some(&families[..half]));
        let mut wrong = some(&families[half..]);
        wrong.extend(first.join().unwrap());
        wrong
    });
    assert!(wrong.is_empty(), "{} of {} families:\n{}", wrong.len(), families.len(), wrong.join("\n"));
}

#[test]
fn work_grows_no_faster_than_the_page() {
    let extractor = Extractor::new().url("https://quay.example/ice/page.html");
    check(FAMILIES, |page| extractor.extract(page).unwrap());
}

#[test]
fn work_grows_no_faster_than_the_text() {
    check(TEXTS, dehusk::clean_text);
}

/// Bytes held at most for each byte of input, and beside: of pages of a megabyte of text, and of pages that are nothing but short blocks, where the
/// rows of numbers that describe the blocks weigh more than the page.
const HELD_PER_BYTE: usize = 8;
const HELD_PER_BYTE_OF_SHORT_BLOCKS: usize = 100;
const HELD_BESIDE: usize = 32 << 20;

#[test]
fn memory_is_bounded_by_the_page() {
    let text = ["one long text", "ordinary paragraphs", "deep div", "huge JSON-LD", "attributes of one tag"];
    let short = ["list of links", "unclosed li", "unclosed td"];
    for family in FAMILIES.iter().filter(|family| text.contains(&family.name) || short.contains(&family.name)) {
        let page = (family.make)(1 << 20);
        let work = Work::of(page.len(), || dehusk::extract(&page));
        let per_byte = if short.contains(&family.name) { HELD_PER_BYTE_OF_SHORT_BLOCKS } else { HELD_PER_BYTE };
        let bound = per_byte * page.len() + HELD_BESIDE;
        assert!(work.peak <= bound as u64, "{}: {} bytes for {}", family.name, work.peak, page.len());
    }
}
