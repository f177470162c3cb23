//! Any bytes under any label, as markup and all.
#![no_main]

use dehusk::Extractor;
use dehusk_fuzz::{choice, hold, hold_for_page};
use libfuzzer_sys::fuzz_target;

const LABELS: [Option<&str>; 12] = [
    None,
    Some("text/html; charset=utf-8"),
    Some("latin1"),
    Some("gbk"),
    Some("big5"),
    Some("shift_jis"),
    Some("euc-kr"),
    Some("euc-jp"),
    Some("iso-2022-jp"),
    Some("utf-16le"),
    Some("utf-16be"),
    Some("text/html; charset=\"x-user-defined"),
];

fuzz_target!(|data: &[u8]| {
    let (label, bytes) = choice(data);
    let label = LABELS[label % LABELS.len()];
    let extractor = Extractor::new().url("https://quay.example/ice/");
    let article = hold(data, || extractor.extract_bytes(bytes, label).unwrap());
    let in_utf_8 = article.charset().is_some_and(|charset| charset.name() == "UTF-8");
    if let (Ok(html), true) = (std::str::from_utf8(bytes), in_utf_8) {
        hold_for_page(&article, html.trim_start_matches('\u{feff}'));
    }
});
