//! The language of a page and the direction of its lines.

use crate::article::{Direction, Verdict};

/// Scripts and languages written from right to left (CLDR 45, `layout.json`).
const RIGHT_TO_LEFT: &[&str] = &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"];

/// A language tag in the shape of BCP 47, or why it is none: `en_US.UTF-8` becomes `en-US`.
pub(super) fn tag(value: &str) -> Result<String, Verdict> {
    let first = value.split([',', ';', ' ', '.']).next().unwrap_or_default().replace('_', "-");
    let mut parts = first.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_primary = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest = parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_primary && rest && !primary.eq_ignore_ascii_case("und") { Ok(first) } else { Err(Verdict::Malformed) }
}

pub(super) fn direction(value: &str) -> Option<Direction> {
    match value.trim().to_ascii_lowercase().as_str() {
        "ltr" => Some(Direction::LeftToRight),
        "rtl" => Some(Direction::RightToLeft),
        _ => None,
    }
}

/// The direction in which a language is written.
pub(super) fn direction_of(tag: &str) -> Direction {
    let primary = tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    if RIGHT_TO_LEFT.contains(&primary.as_str()) { Direction::RightToLeft } else { Direction::LeftToRight }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_a_shape() {
        assert_eq!(tag("en_US"), Ok("en-US".to_owned()));
        assert_eq!(tag("de, en"), Ok("de".to_owned()));
        assert_eq!(tag("zh-Hant-TW"), Ok("zh-Hant-TW".to_owned()));
        assert!(["", "english", "{{lang}}", "1", "und"].iter().all(|value| tag(value).is_err()));
        assert_eq!((direction_of("fa-IR"), direction_of("en")), (Direction::RightToLeft, Direction::LeftToRight));
    }
}
