//! Character references that were written once too often: `&amp;amp;` in an attribute, `&#8217;` in JSON.

use crate::text;
use std::borrow::Cow;

/// References that are found in metadata, with what they stand for (HTML standard, named character references).
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("shy", '\u{ad}'),
    ("reg", '®'),
    ("trade", '™'),
    ("copy", '©'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("agrave", 'à'),
    ("ccedil", 'ç'),
    ("ecirc", 'ê'),
    ("ocirc", 'ô'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("bdquo", '„'),
    ("sbquo", '‚'),
];

/// `text` with such references replaced and its white space folded.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    match decoded(text) {
        Cow::Borrowed(text) => text::fold(text),
        Cow::Owned(once) => Cow::Owned(text::folded(&decoded(&once))),
    }
}

/// Whether there is nothing to replace or to fold, as in most texts.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    // All are counted, rather than looked for up to the first, so that it is done by vectors.
    let others = bytes.iter().filter(|&byte| !(b' '..0x7f).contains(byte) || *byte == b'&').count();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = pairs.filter(|&(one, next)| *one == b' ' && *next == b' ').count();
    others == 0 && doubled == 0 && !text.is_empty() && !text.starts_with(' ') && !text.ends_with(' ')
}

fn decoded(text: &str) -> Cow<'_, str> {
    // Most signs are an "and".
    if !text.split('&').skip(1).any(|part| reference(part).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if let Some((char, rest)) = reference(part) {
            out.push(char);
            out.push_str(rest);
        } else {
            out.push('&');
            out.push_str(part);
        }
    }
    Cow::Owned(out)
}

/// What a reference stands for whose `&` is left out, and what follows it.
fn reference(part: &str) -> Option<(char, &str)> {
    let (name, rest) = part.split_once(';')?;
    Some((character(name)?, rest))
}

fn character(name: &str) -> Option<char> {
    match name.strip_prefix('#') {
        Some(code) => {
            let hex = code.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| code.parse()).ok()?).filter(|&char| char != '\0')
        }
        None => NAMED.iter().find(|(known, _)| *known == name).map(|&(_, char)| char),
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn references_are_read_twice_at_most() {
        assert_eq!(folded("Salt &amp; Ice &#8217;24 &#x2014;  now"), "Salt & Ice ’24 — now");
        assert_eq!(folded("R&amp;amp;D"), "R&D");
        assert_eq!(folded("AT&T; a & b &unknown; &#xffffffff; &#0;"), "AT&T; a & b &unknown; &#xffffffff; &#0;");
    }
}
