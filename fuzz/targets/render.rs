//! Pieces of markup among prose that is kept: what composes and renders them.
#![no_main]

use dehusk::{Extractor, Favor};
use dehusk_fuzz::{self as fuzz, choice, hold, hold_for_page};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (settings, bytes) = choice(data);
    let page = fuzz::article(bytes);
    let extractor = Extractor::new()
        .favor(if settings & 1 == 0 { Favor::Recall } else { Favor::Balanced })
        .links(settings & 2 == 0)
        .images(settings & 4 == 0)
        .tables(settings & 8 == 0)
        .title_in_body(settings & 16 == 0);
    let article = hold(data, || extractor.extract(&page).unwrap());
    hold_for_page(&article, &page);
});
