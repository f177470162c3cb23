//! What a page may not do to the terminal that it is shown on.

use std::borrow::Cow;

/// A text as a terminal may have it. Control characters of a page could move its cursor, change its title or colours, or worse; of them line breaks and
/// tabs stay.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let is_command = |char: char| char.is_control() && !matches!(char, '\n' | '\t');
    if text.contains(is_command) {
        text.chars().map(|char| if is_command(char) { char::REPLACEMENT_CHARACTER } else { char }).collect()
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_give_no_commands_to_terminals() {
        let text = "Ice\n\tholds\u{1b}[31m, \u{9b}2J\u{7}said\u{7f} he";
        assert_eq!(shown(text), "Ice\n\tholds\u{fffd}[31m, \u{fffd}2J\u{fffd}said\u{fffd} he");
        assert!(matches!(shown("Eis, 40 cm\n"), Cow::Borrowed(_)));
    }
}
