//! What bytes say about their own encoding before they are decoded: labels, and where markup stops and text starts.
//!
//! The HTML standard's prescan ("prescan a byte stream to determine its encoding"), with the leniency that saved
//! pages need: it reads further than 1,024 bytes, passes over scripts and style sheets, and forgives sloppy values.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far a declaration may stand from the start. The standard asks authors for 1,024 bytes; of 1,954 pages with a
/// `<meta>` declaration in the training corpora, 199 have it later and nine after 64 KiB, the last at 264 KB, pushed
/// down by inline scripts.
const WINDOW: usize = 512 << 10;

/// The longest label of the Encoding Standard has 19 characters; the bound keeps repeated look-ups linear.
const LONGEST_LABEL: usize = 40;

/// The encoding that a page declares for itself, by `<meta>` or XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(WINDOW)];
    let found = Pieces { rest: head }.find_map(|piece| match piece {
        Piece::Tag { name, attributes } if name.eq_ignore_ascii_case(b"meta") => meta(attributes),
        _ => None,
    });
    found.or_else(|| xml(head)).map(ascii_compatible)
}

/// The encoding in the value of a `Content-Type` header, or a bare label.
pub(super) fn header(value: &[u8]) -> Option<&'static Encoding> {
    parameter(value, b"charset").or_else(|| labelled(value))
}

/// A declaration that could be read byte by byte is not in UTF-16, whatever it says (as the standard has it).
fn ascii_compatible(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// Pages write `name` for `http-equiv` often enough that either will do.
fn meta(attributes: &[u8]) -> Option<&'static Encoding> {
    let (mut charset, mut content, mut is_pragma) = (None, None, false);
    for (name, value) in (Attributes { rest: attributes }) {
        match name.to_ascii_lowercase().as_slice() {
            b"charset" => _ = charset.get_or_insert(value),
            b"content" => _ = content.get_or_insert(value),
            b"http-equiv" | b"name" => is_pragma |= is_about_encoding(value),
            _ => {}
        }
    }
    charset.and_then(header).or_else(|| content.filter(|_| is_pragma).and_then(header))
}

fn is_about_encoding(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    value.eq_ignore_ascii_case(b"content-type") || value.eq_ignore_ascii_case(b"charset")
}

fn xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.iter().position(|&byte| byte == b'>')?;
    parameter(&declaration[..end], b"encoding")
}

/// The first `key=label` whose label is known.
fn parameter(mut bytes: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    while let Some(at) = find_ignoring_case(bytes, key) {
        bytes = &bytes[at + key.len()..];
        let value = match bytes.trim_ascii_start() {
            [b'=' | b':', value @ ..] => labelled(value),
            _ => None,
        };
        if value.is_some() {
            return value;
        }
    }
    None
}

/// The label at the start of `value`, quotes of any kind aside. Encodings that the standard maps to "replacement" exist
/// to be refused, so their labels say nothing.
fn labelled(value: &[u8]) -> Option<&'static Encoding> {
    let start = value.iter().position(u8::is_ascii_alphanumeric)?;
    let value = &value[start..value.len().min(start + LONGEST_LABEL)];
    let up_to = |marks: &[u8]| {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || marks.contains(byte);
        &value[..value.iter().position(|byte| !is_part(byte)).unwrap_or(value.len())]
    };
    // Few labels have the marks of a sentence (`iso_8859-2:1987`); behind others they are one's.
    known(up_to(b"-_.:")).or_else(|| known(up_to(b"-_")))
}

/// Looks a label up, also with its separators respelled: `utf_8`, `windows_1251`, `latin-1`.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let hyphens = || label.iter().map(|&byte| if byte == b'_' { b'-' } else { byte }).collect::<Vec<_>>();
    let bare = || label.iter().copied().filter(u8::is_ascii_alphanumeric).collect::<Vec<_>>();
    Encoding::for_label_no_replacement(label)
        .or_else(|| Encoding::for_label_no_replacement(&hyphens()))
        .or_else(|| Encoding::for_label_no_replacement(&bare()))
}

/// Up to `budget` bytes of the page that are worth a detector's time: runs of text that are not pure ASCII, without
/// markup, scripts and style sheets. Empty if the page has none.
pub(super) fn sample(bytes: &[u8], budget: usize) -> Vec<u8> {
    let mut sample = Vec::new();
    for piece in (Pieces { rest: bytes }) {
        let Piece::Text(text) = piece else { continue };
        let text = from_first_high_byte(text);
        if text.is_empty() {
            continue;
        }
        sample.extend_from_slice(&text[..text.len().min(budget - sample.len())]);
        if sample.len() == budget {
            break;
        }
        // Where a tag was; so pieces are not glued into words or characters.
        sample.push(b'<');
    }
    sample
}

/// The part that is not ASCII, with the two bytes before it that detectors look back on.
pub(super) fn from_first_high_byte(bytes: &[u8]) -> &[u8] {
    let first = Encoding::ascii_valid_up_to(bytes);
    if first == bytes.len() { &[] } else { &bytes[first.saturating_sub(2)..] }
}

enum Piece<'a> {
    Text(&'a [u8]),
    /// The name of a closing tag starts with its slash.
    Tag {
        name: &'a [u8],
        attributes: &'a [u8],
    },
    /// A comment, a processing instruction, a declaration.
    Other,
}

/// Cuts markup into pieces, in any encoding whose multi-byte characters leave `<`, `>` and quotes alone. Ends where a
/// tag, comment, script or style sheet is not closed: what follows is no text for a browser either.
struct Pieces<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        match self.rest {
            [] => None,
            [b'<', b'!', b'-', b'-', ..] => self.comment(),
            [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic() => self.tag(),
            [b'<', b'!' | b'/' | b'?', ..] => self.declaration(),
            _ => Some(Piece::Text(self.text())),
        }
    }
}

impl<'a> Pieces<'a> {
    /// Up to the next `<`; one that starts no markup is text itself.
    fn text(&mut self) -> &'a [u8] {
        let next = self.rest[1..].iter().position(|&byte| byte == b'<');
        let (text, rest) = self.rest.split_at(next.map_or(self.rest.len(), |at| at + 1));
        self.rest = rest;
        text
    }

    /// The dashes of `<!-->` open and close.
    fn comment(&mut self) -> Option<Piece<'a>> {
        let end = find_ignoring_case(&self.rest[2..], b"-->")?;
        self.rest = &self.rest[2 + end + 3..];
        Some(Piece::Other)
    }

    fn declaration(&mut self) -> Option<Piece<'a>> {
        let end = self.rest.iter().position(|&byte| byte == b'>')?;
        self.rest = &self.rest[end + 1..];
        Some(Piece::Other)
    }

    fn tag(&mut self) -> Option<Piece<'a>> {
        let inside = &self.rest[1..];
        let is_end = |byte: &u8| is_space(*byte) || *byte == b'>';
        let end = 1 + inside[1..].iter().position(|byte| is_end(byte) || *byte == b'/')?;
        let (name, attributes) = inside.split_at(end);
        let mut iter = Attributes { rest: attributes };
        iter.by_ref().for_each(drop);
        self.rest = iter.rest.strip_prefix(b">")?;
        if name.eq_ignore_ascii_case(b"script") {
            self.skip_to(b"</script");
        } else if name.eq_ignore_ascii_case(b"style") {
            self.skip_to(b"</style");
        }
        Some(Piece::Tag { name, attributes })
    }

    fn skip_to(&mut self, close: &[u8]) {
        self.rest = &self.rest[find_ignoring_case(self.rest, close).unwrap_or(self.rest.len())..];
    }
}

/// A tag's names and values, by the standard's "get an attribute". Stops at the tag's `>`, or at the end of the bytes.
struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        self.take_while(|byte| is_space(byte) || byte == b'/');
        if matches!(self.rest, [] | [b'>', ..]) {
            return None;
        }
        let name = self.name();
        self.take_while(is_space);
        let Some(rest) = self.rest.strip_prefix(b"=") else { return Some((name, &[])) };
        self.rest = rest;
        self.take_while(is_space);
        Some((name, self.value()))
    }
}

impl<'a> Attributes<'a> {
    fn take_while(&mut self, holds: impl Fn(u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|&byte| !holds(byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// A name may start with `=`, but not go on with it.
    fn name(&mut self) -> &'a [u8] {
        let whole = self.rest;
        self.rest = &whole[1..];
        let length = self.take_while(|byte| !is_space(byte) && !matches!(byte, b'=' | b'/' | b'>')).len();
        &whole[..=length]
    }

    fn value(&mut self) -> &'a [u8] {
        let [quote @ (b'"' | b'\''), rest @ ..] = self.rest else {
            return self.take_while(|byte| !is_space(byte) && byte != b'>');
        };
        self.rest = rest;
        let value = self.take_while(|byte| byte != *quote);
        self.rest = self.rest.get(1..).unwrap_or_default();
        value
    }
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// Where the first of some bytes is that are the needle but for the case of ASCII letters.
pub(crate) fn find_ignoring_case(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(encoding: Option<&'static Encoding>) -> &'static str {
        encoding.map_or("", Encoding::name)
    }

    #[test]
    fn headers_name_their_charset() {
        for (value, expected) in [
            ("text/html; charset=gbk", "GBK"),
            ("text/html;charset=\"windows-1251\"", "windows-1251"),
            ("text/html; CHARSET = 'Shift_JIS' ; boundary=x", "Shift_JIS"),
            ("text/html; boundary=charset; charset=euc-kr", "EUC-KR"),
            ("text/html; charset=; charset=big5", "Big5"),
            ("text/html; charset=none; charset=koi8-r", "KOI8-R"),
            ("text/html; charset:utf-8", "UTF-8"),
            ("text/html; charset=iso_8859-1:1987", "windows-1252"),
            ("text/html; charset=“utf-8”", "UTF-8"),
            ("UTF-8", "UTF-8"),
            ("  latin1 ", "windows-1252"),
            ("utf_8", "UTF-8"),
            ("windows_1251", "windows-1251"),
            ("Latin-2", "ISO-8859-2"),
            ("text/html; charset=replacement", ""),
            ("text/html; charset=iso-2022-kr", ""),
            ("text/html", ""),
            ("text/html; charset", ""),
            ("charset=", ""),
            ("", ""),
        ] {
            assert_eq!(name(header(value.as_bytes())), expected, "{value}");
        }
    }

    #[test]
    fn pages_declare_their_encoding() {
        for (page, expected) in [
            ("<meta charset=gbk>", "GBK"),
            ("<META CharSet='EUC-JP'/>", "EUC-JP"),
            ("<meta/charset=\"big5\">", "Big5"),
            ("<meta name=x charset = koi8-r >", "KOI8-R"),
            ("<meta x/charset=koi8-r>", "KOI8-R"),
            ("<meta http-equiv=Content-Type content='text/html; charset=gb2312'>", "GBK"),
            ("<meta content=\"text/html;charset=euc-kr\" http-equiv=\"content-type\">", "EUC-KR"),
            ("<meta name=content-type content='text/html; charset=gb2312'>", "GBK"),
            ("<meta charset='text/html; charset=gbk'>", "GBK"),
            ("<meta charset=nonsense><meta charset=gbk>", "GBK"),
            ("<meta charset=gbk charset=big5>", "GBK"),
            ("<meta charset=utf-16>", "UTF-8"),
            ("<meta charset=x-user-defined>", "windows-1252"),
            ("<?xml version=\"1.0\" encoding=\"windows-1251\"?><html>", "windows-1251"),
            ("\r\n<?xml version='1.0' encoding='utf-16'?><html>", "UTF-8"),
            ("<?xml encoding='big5'?><meta charset=gbk>", "GBK"),
            ("<p title='a>b'><meta charset=gbk>", "GBK"),
            ("1 < 2 <meta charset=gbk>", "GBK"),
            ("<!--><meta charset=gbk>", "GBK"),
            ("<!-- <meta charset=big5> --><meta charset=gbk>", "GBK"),
            ("<script>'<meta charset=big5>'</SCRIPT><meta charset=gbk>", "GBK"),
            ("<style>/*<meta charset=big5>*/</style ><meta charset=gbk>", "GBK"),
            ("<!doctype html><?php ?></3><meta charset=gbk>", "GBK"),
            // Not declarations.
            ("<meta name=description content='all about charset=gbk'>", ""),
            ("<meta content='text/html; charset=gbk'>", ""),
            ("<metal charset=gbk>", ""),
            ("</meta charset=gbk>", ""),
            ("<a title='<meta charset=gbk>'>", ""),
            ("<!-- <meta charset=gbk>", ""),
            ("<script><meta charset=gbk>", ""),
            ("<meta charset=iso-8859-1", ""),
            ("<meta charset=\"gbk>", ""),
            ("<meta", ""),
            ("<p>encoding=gbk", ""),
            ("", ""),
        ] {
            assert_eq!(name(declared(page.as_bytes())), expected, "{page}");
        }
    }

    #[test]
    fn declarations_may_come_late_but_not_anywhere() {
        let after = |bytes: usize| format!("<script>{}</script><meta charset=gbk>", " ".repeat(bytes));
        assert_eq!(name(declared(after(300_000).as_bytes())), "GBK");
        assert_eq!(name(declared(after(WINDOW).as_bytes())), "");
    }

    #[test]
    fn samples_are_text_outside_ascii() {
        let page = "<title>é</title>abc<p a='ñ'>1234ü5<script>å</script><style>ä</style><!--ö-->ø<p>abc".as_bytes();
        assert_eq!(sample(page, 100), "é<34ü5<ø<".as_bytes());
        for budget in 0..11 {
            assert_eq!(sample(page, budget), &"é<34ü5<ø<".as_bytes()[..budget]);
        }
        assert_eq!(sample(b"<p>abc", 100), b"");
    }
}
