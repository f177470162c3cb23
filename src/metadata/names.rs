//! Names of people, out of what pages put around them.

use super::comparable::comparable;
use super::words::{
    ARTICLES, COLLECTIVES, COMMON, COMPANIES, ENDINGS, JOBS, LEAD_INS, PARTICLES, PLACEHOLDERS, PLAIN_LEAD_INS,
};
use crate::text::wordlist::after_start;

/// `text` without a lead-in such as "By"; the flag tells whether there was one.
pub(super) fn without_lead_in(text: &str) -> (&str, bool) {
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '@');
    let rests = LEAD_INS.at_start(text).filter_map(|(lead, rest)| after_lead_in(lead, rest));
    rests.min_by_key(|rest| rest.len()).map_or((text, false), |rest| (without_lead_in_again(rest), true))
}

/// What follows a lead-in that can be nothing else, such as "Written by".
pub(super) fn plainly_led(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric());
    if !PLAIN_LEAD_INS.starts(text) {
        return None;
    }
    let mut rests = PLAIN_LEAD_INS.at_start(text).filter_map(|(lead, rest)| after_lead_in(lead, rest));
    rests.next().filter(|rest| !rest.is_empty())
}

/// Whether a text is a lead-in and nothing else, so that the name is what comes next.
pub(super) fn is_lead_in(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：', ' ']);
    text.len() < 40 && LEAD_INS.has(text)
}

/// `ByJane Doe`: a name right behind the word.
pub(super) fn without_glued_by(text: &str) -> &str {
    let rest = text.strip_prefix("By").or_else(|| text.strip_prefix("Von"));
    rest.filter(|rest| rest.starts_with(char::is_uppercase) && is_likely(before_ending(rest))).unwrap_or(text)
}

/// "Autor: Von Jane Doe" has two.
fn without_lead_in_again(text: &str) -> &str {
    let again = |lead: &&str| after_lead_in(lead, after_start(text, lead)?);
    ["by", "von", "par", "por"].iter().find_map(again).unwrap_or(text)
}

/// What a lead-in leads to: `rest` follows it after white space, a colon or a slash.
fn after_lead_in<'a>(lead: &str, rest: &'a str) -> Option<&'a str> {
    let parted = !lead.ends_with(char::is_alphanumeric)
        || rest.starts_with(|char: char| char.is_whitespace() || matches!(char, ':' | '：' | '/' | '／' | '|'));
    parted.then(|| {
        rest.trim_start_matches(|char: char| {
            char.is_whitespace() || matches!(char, ':' | '：' | '/' | '／' | '|' | '-' | '–')
        })
    })
}

/// The part of a byline before anything that is no name.
pub(super) fn before_ending(text: &str) -> &str {
    /// A byline of this many bytes has been left behind by its end.
    const LONGEST: usize = 400;
    let text = crate::text::head(text, LONGEST);
    let is_end = |&(at, char): &(usize, char)| {
        (!char.is_alphanumeric() || matches!(char, 'w' | 'W')) && text.get(at..).is_some_and(begins_ending)
    };
    let end = text.char_indices().find(is_end).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text).trim()
}

/// Whether what a text begins with is no part of a name.
fn begins_ending(text: &str) -> bool {
    let article = || ARTICLES.iter().find_map(|article| after_start(text, article));
    ENDINGS.starts(text) || article().is_some_and(|rest| rest.starts_with(|next: char| !next.is_uppercase()))
}

pub(super) fn is_job(text: &str) -> bool {
    text.split(|char: char| !char.is_alphanumeric() && char != '-').any(|word| JOBS.has(word))
}

/// Whether several people sign so together: "Editorial Team", "Redaktion".
pub(super) fn is_collective(name: &str) -> bool {
    let words = || name.split_whitespace();
    words().count() <= 5 && !name.starts_with("our ") && words().any(|word| COLLECTIVES.has(word.trim_end_matches('.')))
}

/// Whether a firm or club goes by that name.
pub(super) fn is_company(name: &str) -> bool {
    name.split_whitespace().any(|word| COMPANIES.has(word.trim_end_matches([',', '.'])))
}

/// Whether a name is one to log in with: `jdoe`, `jane.doe`, `JDoe42`.
pub(super) fn is_login(name: &str) -> bool {
    let inner = name.chars().skip(1);
    let is_sign = |char: char| char.is_ascii_digit() || char.is_uppercase() || matches!(char, '.' | '_' | '-' | '@');
    !name.contains(' ') && (name.starts_with(char::is_lowercase) || inner.into_iter().any(is_sign))
}

/// Whether somebody may go by that name: short, with letters, no address, no placeholder.
pub(super) fn is_possible(name: &str) -> bool {
    let letters = name.chars().filter(|char| char.is_alphabetic()).count();
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let words = name.split_whitespace().count();
    if letters == 0 || words > 9 || name.chars().count() > 70 {
        return false;
    }
    let is_button = |folded: &str| {
        PLACEHOLDERS.has(folded)
            || ["view ", "more ", "read ", "see ", "all ", "posts by "].iter().any(|start| folded.starts_with(start))
    };
    (digits <= 4 || words == 1 && letters >= 2)
        && !is_variable(name)
        && !(words > 1 && name.starts_with(|char: char| char.is_ascii_digit()))
        && !name.contains(['/', '{', '}', '<', '%', '=', '['])
        && !["http", "www."].iter().any(|mark| name.contains(mark))
        && !(words == 1 && is_domain(name))
        && !comparable(name, is_button)
}

fn is_domain(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["com", "de", "org", "net"].iter().any(|domain| ending.eq_ignore_ascii_case(domain))
}

/// A template's `page.author.name` that nobody filled in.
fn is_variable(name: &str) -> bool {
    let of_template = || name.split('.').any(|step| matches!(step, "author" | "page" | "post" | "site" | "user"));
    name.contains('.')
        && of_template()
        && name.chars().all(|char| char.is_ascii_lowercase() || matches!(char, '.' | '_'))
}

/// Whether a text looks like a person's name and nothing else: two to four capitalised words, or a few ideographs.
pub(super) fn is_likely(name: &str) -> bool {
    /// Words of a name.
    const MOST: usize = 5;
    let main = name.split(',').next().unwrap_or_default();
    let mut words = [""; MOST + 1];
    let mut count = 0;
    for (slot, word) in words.iter_mut().zip(main.split_whitespace()) {
        *slot = word;
        count += 1;
    }
    let words = words.get(..count).unwrap_or_default();
    if words.len() == 1 && main.chars().all(is_ideograph) {
        return (2..=4).contains(&main.chars().count());
    }
    let is_capital = |word: &&str| {
        word.chars()
            .find(|char| char.is_alphanumeric())
            .is_some_and(|char| char.is_uppercase() || char.is_alphabetic() && !char.is_lowercase())
    };
    let shaped = words.iter().all(|word| is_capital(word) || PARTICLES.has(word));
    let edges = [words.first(), words.last()].into_iter().flatten().all(is_capital);
    (2..=MOST).contains(&words.len())
        && shaped
        && edges
        && is_possible(name)
        && !name.contains(['!', '?', ':', '&', '"', '#', '$', '“', '”', '„', '«', '»'])
        && !name.chars().any(|char| char.is_ascii_digit())
        && !is_job(main)
        && !is_common(words)
}

/// Capitalised words of the navigation and of headings.
fn is_common(words: &[&str]) -> bool {
    let is_particle = |word: &str| ["der", "zur", "das"].iter().any(|particle| word.eq_ignore_ascii_case(particle));
    words.iter().enumerate().any(|(at, word)| {
        let word = word.trim_matches(|char: char| !char.is_alphanumeric());
        COMMON.has(word) && !(at > 0 && is_particle(word))
    })
}

fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_and_addresses_are_nobody() {
        for name in ["admin", "Editorial Staff", "https://example.org/jane", "example.com", "2024", "{{author}}", ""] {
            assert!(!is_possible(name), "{name}");
        }
        assert!(["Jane Doe", "jdoe", "R. R.", "王小明", "J.D."].iter().all(|name| is_possible(name)));
    }

    #[test]
    fn names_look_like_names() {
        assert!(
            ["Jane Doe", "Ludwig van Beethoven", "Jane Q. Doe", "王小明", "Анна Иванова"]
                .iter()
                .all(|name| is_likely(name))
        );
        assert!(
            ["Read More", "jane", "Jane", "How To Bake", "Contact Us", "Jane said it", "24 May"]
                .iter()
                .all(|name| !is_likely(name))
        );
    }
}
