//! The input stream: a page as the tokenizer reads it.

use html5ever::tendril::StrTendril;
use memchr::{memchr, memchr_iter};

/// The page in a buffer that tokens share, with line breaks normalised
/// (<https://html.spec.whatwg.org/multipage/parsing.html#preprocessing-the-input-stream>) and without a byte order mark.
pub(super) fn preprocessed(html: &str) -> StrTendril {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    if memchr(b'\r', html.as_bytes()).is_none() {
        return StrTendril::from_slice(html);
    }
    let mut out = StrTendril::with_capacity(html.len() as u32);
    let mut from = 0;
    for at in memchr_iter(b'\r', html.as_bytes()) {
        out.push_slice(html.get(from..at).unwrap_or_default());
        from = at + 1;
        if html.as_bytes().get(from) != Some(&b'\n') {
            out.push_char('\n');
        }
    }
    out.push_slice(html.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_are_line_feeds() {
        for (source, read) in
            [("a\r\nb\rc\n\r", "a\nb\nc\n\n"), ("\r\r\n\n", "\n\n\n"), ("\u{feff}\u{feff}a", "\u{feff}a")]
        {
            assert_eq!(&*preprocessed(source), read);
        }
    }
}
