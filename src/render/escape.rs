//! Text with what a parser would take for markup escaped.

/// Where a piece of text stands, as far as Markdown cares.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
pub(super) struct Place {
    /// At the start of a line.
    pub(super) line_start: bool,
    pub(super) in_table: bool,
    pub(super) in_heading: bool,
    /// Dollar signs might be taken for those around a formula.
    pub(super) dollars: bool,
    /// A link follows, and an exclamation mark before it would make an image of it.
    pub(super) before_link: bool,
}

/// Appends text without line breaks to Markdown, so that a parser reads these characters and no markup.
pub(super) fn markdown(out: &mut String, text: &str, place: Place) {
    let rest = if place.line_start { line_start(out, text) } else { text };
    let mut before = text.get(..text.len() - rest.len()).and_then(|done| done.chars().next_back());
    let mut chars = rest.chars().peekable();
    while let Some(char) = chars.next() {
        let next = chars.peek().copied();
        let escaped = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '_' => !(is_word(before) && is_word(next)),
            '&' => next.is_none_or(|next| next.is_ascii_alphanumeric() || next == '#'),
            '!' => next.map_or(place.before_link, |next| next == '['),
            '|' => place.in_table,
            // At the end of a heading, after white space, it would be taken for part of the heading's mark.
            '#' => {
                place.in_heading
                    && before.is_none_or(char::is_whitespace)
                    && next.is_none_or(|next| next == '#' || next == ' ')
            }
            '$' => place.dollars,
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(char);
        before = Some(char);
    }
}

fn is_word(char: Option<char>) -> bool {
    char.is_some_and(char::is_alphanumeric)
}

/// Escapes what would begin a list, a heading, a quotation, a table or an underline, and gives back the rest.
fn line_start<'a>(out: &mut String, text: &'a str) -> &'a str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = if (1..=9).contains(&digits) { digits } else { 0 };
    let Some((number, rest)) = text.split_at_checked(at) else { return text };
    let marks: &[char] = if at > 0 { &['.', ')'] } else { &['#', '+', '-', '=', '>', ':', '|'] };
    match rest.strip_prefix(marks) {
        Some(after) => {
            out.push_str(number);
            out.push('\\');
            out.push_str(rest.get(..rest.len() - after.len()).unwrap_or_default());
            after
        }
        None => text,
    }
}

/// Appends the destination of a link. Addresses have been through the URL parser or cleaned of white space.
pub(super) fn destination(out: &mut String, address: &str) {
    for char in address.chars() {
        match char {
            '(' => out.push_str("%28"),
            ')' => out.push_str("%29"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '|' => out.push_str("%7C"),
            '\\' => out.push_str("%5C"),
            '*' => out.push_str("%2A"),
            '`' => out.push_str("%60"),
            '$' => out.push_str("%24"),
            // Only what a semicolon ends is read as the name of a character.
            '&' if address.contains(';') => out.push_str("&amp;"),
            char => out.push(char),
        }
    }
}

/// The longest run of a character.
pub(super) fn longest_run(text: &str, char: char) -> usize {
    text.split(|found| found != char).map(str::len).max().unwrap_or_default() / char.len_utf8()
}

/// Appends text to HTML: of elements and of attributes in double quotes alike.
pub(super) fn html(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\0']) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            // A parser would drop it, and join the words on both sides.
            Some(0) => "\u{fffd}",
            _ => "&quot;",
        });
        rest = special.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str, line_start: bool) -> String {
        let mut out = String::new();
        let place = Place { line_start, in_table: false, in_heading: false, dollars: false, before_link: true };
        markdown(&mut out, text, place);
        out
    }

    #[test]
    fn what_would_be_markup_is_escaped_and_the_rest_is_not() {
        assert_eq!(
            escaped("a*b_c d_ [x] <y> 1 < 2 & &amp; Hi!", false),
            "a\\*b_c d\\_ \\[x\\] \\<y> 1 \\< 2 & \\&amp; Hi\\!"
        );
        assert_eq!(escaped("1986. A year", true), "1986\\. A year");
        assert_eq!(escaped("- x", true), "\\- x");
        assert_eq!(escaped("- x", false), "- x");
        assert_eq!(escaped("#1: a", true), "\\#1: a");
        assert_eq!(escaped("1234567890. x", true), "1234567890. x");
    }

    #[test]
    fn zero_bytes_part_words_in_html_as_in_text() {
        let mut out = String::new();
        html(&mut out, "<p\0opor>");
        assert_eq!(out, "&lt;p\u{fffd}opor&gt;");
    }

    #[test]
    fn runs_are_counted_in_characters() {
        assert_eq!((longest_run("a``b```c`", '`'), longest_run("", '`')), (3, 0));
    }
}
