//! The metrics of the literature, to the letter: what Python's `\w+` finds, multiset overlap, snippets.

use std::borrow::Cow;
use std::collections::HashMap;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// The tokens of a text: runs of letters, numbers and `_` in its lower-cased form, as Python's `\w+` finds them.
/// Where `lang` is `zh`, `ja` or `th`, each character of the script is a token of its own.
#[must_use]
pub fn tokens(text: &str, lang: Option<&str>) -> Vec<String> {
    let split = splits(lang);
    let text = text.to_lowercase();
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, char) in text.char_indices() {
        let alone = split(char);
        if !is_word(char) || alone {
            tokens.extend(start.take().map(|start| text[start..at].to_owned()));
        }
        if alone {
            tokens.push(char.to_string());
        } else if is_word(char) {
            start = start.or(Some(at));
        }
    }
    tokens.extend(start.map(|start| text[start..].to_owned()));
    tokens
}

/// `\w` of Python's `re`: `str.isalnum` or `_`. Marks are not in it, unlike in UTS #18.
fn is_word(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_alphanumeric() || char == '_';
    }
    match char.general_category_group() {
        GeneralCategoryGroup::Letter => true,
        GeneralCategoryGroup::Number => {
            matches!(char.general_category(), GeneralCategory::DecimalNumber) || char.is_numeric()
        }
        _ => false,
    }
}

fn splits(lang: Option<&str>) -> fn(char) -> bool {
    let is = |tag: &str| lang.is_some_and(|lang| lang.split('-').next() == Some(tag));
    if is("zh") {
        is_han
    } else if is("ja") {
        |char| {
            is_han(char) || matches!(char, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
        }
    } else if is("th") {
        |char| matches!(char, '\u{0e00}'..='\u{0e7f}')
    } else {
        |_| false
    }
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// How far two texts share their words.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[non_exhaustive]
pub struct Overlap {
    /// Share of the text's words that the label has, from 0 to 1.
    pub precision: f64,
    /// Share of the label's words that the text has, from 0 to 1.
    pub recall: f64,
    /// Word F1: the harmonic mean of both.
    pub f1: f64,
}

/// Word precision, recall and F1 of a text against a label, by multiset overlap. An empty label is met by an empty text
/// alone.
///
/// ```
/// let overlap = dehusk::evaluate::word_overlap("The ice held.", "the ice held firm", None);
/// assert_eq!((overlap.precision, overlap.recall), (1.0, 0.75));
/// ```
#[must_use]
pub fn word_overlap(text: &str, label: &str, lang: Option<&str>) -> Overlap {
    let (text, label) = (tokens(text, lang), tokens(label, lang));
    if text.is_empty() || label.is_empty() {
        let both = if text.is_empty() && label.is_empty() { 1.0 } else { 0.0 };
        return Overlap { precision: both, recall: both, f1: both };
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for token in &label {
        *counts.entry(token).or_default() += 1;
    }
    let mut shared = 0_usize;
    for token in &text {
        if let Some(left) = counts.get_mut(token.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            shared += 1;
        }
    }
    let precision = shared as f64 / text.len() as f64;
    let recall = shared as f64 / label.len() as f64;
    let f1 = if shared == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    Overlap { precision, recall, f1 }
}

/// A text as snippets are looked for in it: white space folded, case kept.
pub(super) fn folded(text: &str) -> String {
    crate::text::folded(text)
}

/// A title or name as labels are compared: lower case, white space and punctuation aside.
pub(super) fn comparable(text: &str) -> String {
    let letters: Cow<'_, str> = text.chars().map(|char| if is_word(char) { char } else { ' ' }).collect();
    crate::text::folded(&letters.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_those_of_python() {
        assert_eq!(tokens("Don’t STOP_now, 3½ naïve—Straße", None), ["don", "t", "stop_now", "3½", "naïve", "straße"]);
        // Vowel signs are marks, and marks are not in `\w`.
        assert_eq!(tokens("किताब", None), ["क", "त", "ब"]);
    }

    #[test]
    fn scripts_without_spaces_split_where_the_label_names_the_language() {
        assert_eq!(tokens("港口 ok冰", Some("zh")), ["港", "口", "ok", "冰"]);
        assert_eq!(tokens("港口", None), ["港口"]);
        assert_eq!(tokens("港のIce", Some("ja-JP")), ["港", "の", "ice"]);
    }

    #[test]
    fn an_empty_label_is_met_by_an_empty_text_alone() {
        assert!((word_overlap("", "", None).f1 - 1.0).abs() < 1e-9);
        assert!(word_overlap("ice", "", None).f1.abs() < 1e-9);
        assert!(word_overlap("", "ice", None).f1.abs() < 1e-9);
    }
}
