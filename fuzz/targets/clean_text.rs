//! Any text without markup.
#![no_main]

use dehusk_fuzz::hold;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let article = hold(text.as_bytes(), || dehusk::clean_text(text));
    let mut rest = text.chars().filter(|char| !char.is_whitespace());
    let kept = article.text().chars().filter(|char| !char.is_whitespace());
    for char in kept {
        assert!(rest.any(|found| found == char), "{char:?} is not next in the text");
    }
});
