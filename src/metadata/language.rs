//! The language of a page and the direction of its lines.

use crate::article::{Direction, Verdict};
use crate::blocks::Page;
use std::borrow::Cow;

/// Scripts and languages written from right to left (CLDR 45, `layout.json`).
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"];

/// What a language tag says in the shape of BCP 47: `en_US.UTF-8` becomes `en-US`.
pub(super) fn tag(value: &str) -> Cow<'_, str> {
    let first = first(value);
    if first.contains('_') { Cow::Owned(first.replace('_', "-")) } else { Cow::Borrowed(first) }
}

fn first(value: &str) -> &str {
    value.split([',', ';', ' ', '.']).next().unwrap_or_default()
}

/// Whether a value is a language tag.
pub(super) fn check(value: &str) -> Result<(), Verdict> {
    let mut parts = first(value).split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    let is_primary = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_primary && rest && !primary.eq_ignore_ascii_case("und") { Ok(()) } else { Err(Verdict::Malformed) }
}

pub(super) fn direction(value: &str) -> Option<Direction> {
    match value.trim().to_ascii_lowercase().as_str() {
        "ltr" => Some(Direction::LeftToRight),
        "rtl" => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// The language that the text itself looks like, judged by its longest blocks.
#[cfg(feature = "detect-language")]
pub(super) fn detected(page: &Page) -> Option<String> {
    /// Letters that are enough to tell, and the least that will do.
    const ENOUGH: usize = 2000;
    const LEAST: usize = 60;
    let mut blocks: Vec<_> =
        page.blocks.iter().filter(|block| 2 * block.inline.link_chars < block.counts.chars).collect();
    blocks.sort_by_key(|block| std::cmp::Reverse(block.counts.chars));
    let mut sample = String::new();
    for block in blocks.into_iter().take_while(|block| block.counts.chars > 20) {
        sample.push_str(page.block_text(block));
        sample.push('\n');
        if sample.len() >= ENOUGH {
            break;
        }
    }
    let info = whatlang::detect(&sample).filter(|info| sample.len() >= LEAST && info.is_reliable())?;
    Some(two_letters(info.lang().code()).to_owned())
}

/// Without the feature nothing is detected.
#[cfg(not(feature = "detect-language"))]
pub(super) fn detected(_page: &Page) -> Option<String> {
    None
}

/// Languages by their codes of ISO 639-3 and the shortest of ISO 639, which BCP 47 wants.
#[cfg(feature = "detect-language")]
const CODES: &[(&str, &str)] = &[
    ("eng", "en"),
    ("deu", "de"),
    ("fra", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("nld", "nl"),
    ("swe", "sv"),
    ("dan", "da"),
    ("nob", "nb"),
    ("fin", "fi"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("pol", "pl"),
    ("ces", "cs"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("bul", "bg"),
    ("ron", "ro"),
    ("hun", "hu"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("bel", "be"),
    ("ell", "el"),
    ("tur", "tr"),
    ("aze", "az"),
    ("uzb", "uz"),
    ("tuk", "tk"),
    ("heb", "he"),
    ("yid", "yi"),
    ("ara", "ar"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("hin", "hi"),
    ("mar", "mr"),
    ("nep", "ne"),
    ("ben", "bn"),
    ("guj", "gu"),
    ("pan", "pa"),
    ("tam", "ta"),
    ("tel", "te"),
    ("kan", "kn"),
    ("mal", "ml"),
    ("ori", "or"),
    ("sin", "si"),
    ("tha", "th"),
    ("mya", "my"),
    ("khm", "km"),
    ("vie", "vi"),
    ("ind", "id"),
    ("jav", "jv"),
    ("tgl", "tl"),
    ("cmn", "zh"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("kat", "ka"),
    ("hye", "hy"),
    ("amh", "am"),
    ("epo", "eo"),
    ("lat", "la"),
    ("afr", "af"),
    ("aka", "ak"),
    ("sna", "sn"),
    ("zul", "zu"),
    ("cat", "ca"),
    ("cym", "cy"),
];

/// The shortest code of a language.
#[cfg(feature = "detect-language")]
fn two_letters(code: &str) -> &str {
    CODES.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

/// The direction in which a language is written.
pub(super) fn direction_of(tag: &str) -> Direction {
    let primary = tag.split('-').next().unwrap_or_default();
    if RIGHT_TO_LEFT.iter().any(|language| primary.eq_ignore_ascii_case(language)) {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_a_shape() {
        let tags = ["en_US", "de, en", "zh-Hant-TW"];
        assert!(tags.iter().all(|value| check(value).is_ok()));
        assert_eq!(tags.map(tag), ["en-US", "de", "zh-Hant-TW"]);
        assert!(["", "english", "{{lang}}", "1", "und"].iter().all(|value| check(value).is_err()));
        assert_eq!((direction_of("fa-IR"), direction_of("en")), (Direction::RightToLeft, Direction::LeftToRight));
    }
}
