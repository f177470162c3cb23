//! Bytes to text: which encoding a page is in, and how that was found out.
//!
//! The HTML standard's order: byte order mark, the caller's label, the page's own declaration, a guess. But each label
//! has to stand up to the bytes: scraped pages carry servers' defaults, templates' leftovers and re-encoded copies.

mod mended;
mod prescan;

pub(crate) use mended::{mended_page, mended_text};
pub(crate) use prescan::find_ignoring_case;

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};
use memchr::memchr;

/// How the encoding of a page was found.
///
/// The sources are those of the HTML standard ("determining the character encoding"), in its order, and
/// [`Content`](Self::Content), which can overrule them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CharsetSource {
    /// A byte order mark at the start of the bytes.
    Bom,
    /// The label that the caller passed, as a rule from the HTTP `Content-Type` header.
    Header,
    /// The page's own declaration: `<meta charset>`, `<meta http-equiv="Content-Type">` or an XML declaration.
    Meta,
    /// The bytes themselves leave no doubt: they are well-formed UTF-8 (ASCII included, a flaw here and there
    /// forgiven), or have the zero bytes of UTF-16. This overrules labels that say otherwise, and needs none.
    Content,
    /// No label held good: a statistical guess, as Firefox makes it.
    Guess,
}

/// The encoding that a page was read in: its name, how it was found, and whether all bytes fitted.
/// [`Article::charset`](crate::Article::charset) has it.
///
/// A page served as `text/html; charset=cp1251` has the name `windows-1251` and the source
/// [`Header`](CharsetSource::Header); if its bytes turn out to be UTF-8, it has the name `UTF-8` and the source
/// [`Content`](CharsetSource::Content). Where the source is [`Guess`](CharsetSource::Guess) the text may be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset {
    encoding: &'static Encoding,
    source: CharsetSource,
    had_errors: bool,
}

impl Charset {
    /// The encoding's name in the WHATWG Encoding Standard, such as `UTF-8`, `windows-1251`, `GBK` or `Shift_JIS`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }

    /// How the encoding was found.
    #[must_use]
    pub fn source(&self) -> CharsetSource {
        self.source
    }

    /// True if some bytes were malformed in this encoding: each such sequence became a U+FFFD in the text.
    #[must_use]
    pub fn had_errors(&self) -> bool {
        self.had_errors
    }
}

/// `bytes` as text, without a byte order mark. `content_type` is a `Content-Type` header's value or a bare label.
///
/// Borrows where the bytes are UTF-8 already.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> (Cow<'a, str>, Charset) {
    let (bom, bytes) = without_bom(bytes);
    let header = content_type.and_then(|value| prescan::header(value.as_bytes()));
    if bom.is_none()
        && let Some(encoding) = utf_16_by_zeros(bytes)
    {
        let source = if header == Some(encoding) { CharsetSource::Header } else { CharsetSource::Content };
        return read(bytes, encoding, source);
    }
    let believe = |label: Option<_>, source| label.and_then(|encoding| believed(bytes, encoding, source));
    believe(bom, CharsetSource::Bom)
        .or_else(|| believe(header, CharsetSource::Header))
        .or_else(|| believe(prescan::declared(bytes), CharsetSource::Meta))
        .unwrap_or_else(|| unlabelled(bytes))
}

/// A page as its author wrote it, by its bytes alone.
#[cfg(feature = "eval")]
pub(crate) fn page(bytes: &[u8]) -> Cow<'_, str> {
    match decode(bytes, None).0 {
        Cow::Borrowed(html) => mended_page(html),
        Cow::Owned(html) => match mended_page(&html) {
            Cow::Borrowed(_) => Cow::Owned(html),
            Cow::Owned(mended) => Cow::Owned(mended),
        },
    }
}

/// UTF-8's mark comes repeated where templates that have one each were joined; a second one would open the body.
fn without_bom(bytes: &[u8]) -> (Option<&'static Encoding>, &[u8]) {
    let Some((encoding, length)) = Encoding::for_bom(bytes) else { return (None, bytes) };
    let mut rest = &bytes[length..];
    while encoding == UTF_8
        && let Some(next) = rest.strip_prefix(b"\xEF\xBB\xBF")
    {
        rest = next;
    }
    (Some(encoding), rest)
}

fn read<'a>(bytes: &'a [u8], encoding: &'static Encoding, source: CharsetSource) -> (Cow<'a, str>, Charset) {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    (text, Charset { encoding, source, had_errors })
}

/// `bytes` in the encoding of a label; in UTF-8 if they prove to be; nothing if they belie the label.
fn believed<'a>(bytes: &'a [u8], label: &'static Encoding, source: CharsetSource) -> Option<(Cow<'a, str>, Charset)> {
    if is_utf_16(label) {
        let belied = source != CharsetSource::Bom && is_plain(bytes);
        return (!belied).then(|| read(bytes, label, source));
    }
    if label != UTF_8 && Utf8Tally::of(bytes).outweighs(label) {
        return Some(read(bytes, UTF_8, CharsetSource::Content));
    }
    let (text, charset) = read(bytes, label, source);
    let belied =
        charset.had_errors && if label == UTF_8 { Utf8Tally::of(bytes).is_refuted() } else { is_garbled(&text) };
    (!belied).then_some((text, charset))
}

fn unlabelled(bytes: &[u8]) -> (Cow<'_, str>, Charset) {
    if is_iso_2022_jp(bytes) {
        read(bytes, ISO_2022_JP, CharsetSource::Guess)
    } else if Utf8Tally::of(bytes).is_plausible() {
        read(bytes, UTF_8, CharsetSource::Content)
    } else {
        read(bytes, guess(bytes), CharsetSource::Guess)
    }
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// More replacement characters than letters outside ASCII: the label is wrong, not a byte here and there.
fn is_garbled(text: &str) -> bool {
    let replaced = text.chars().filter(|&char| char == char::REPLACEMENT_CHARACTER).count();
    let others = text.chars().filter(|char| !char.is_ascii()).count() - replaced;
    replaced > others
}

/// UTF-8 without control characters, as no page in UTF-16 comes out when read so.
fn is_plain(bytes: &[u8]) -> bool {
    let is_text = |byte: &u8| *byte >= b' ' || byte.is_ascii_whitespace();
    !bytes.is_empty() && bytes.iter().all(is_text) && std::str::from_utf8(bytes).is_ok()
}

/// How well bytes fit UTF-8. Its multi-byte sequences are hard to hit by chance: a byte of 0xC2 to 0xF4, then as many
/// of 0x80 to 0xBF as it announces. Legacy text read so is mostly malformed: of the attempts, one in four comes out
/// well-formed in EUC-JP, one in five in GBK, one in six in Thai, one in ten in Big5, hardly any in Latin, Greek and
/// Cyrillic encodings (measured on re-encoded pages and sentences).
#[derive(Debug, Clone, Copy, Default)]
struct Utf8Tally {
    /// Well-formed multi-byte sequences.
    sequences: usize,
    /// Their bytes after the first: how often the rule was put to the test.
    continuations: usize,
    /// Malformed ones; not one that only the end of the bytes cuts off.
    errors: usize,
}

impl Utf8Tally {
    fn of(bytes: &[u8]) -> Self {
        let mut tally = Self::default();
        let mut left = bytes.len();
        for chunk in bytes.utf8_chunks() {
            left -= chunk.valid().len() + chunk.invalid().len();
            let valid = chunk.valid().as_bytes();
            tally.sequences += valid.iter().filter(|&&byte| byte >= 0xC0).count();
            tally.continuations += valid.iter().filter(|&&byte| (0x80..0xC0).contains(&byte)).count();
            // A sequence broken off looks the same by itself wherever it stands; only the last one is the end's doing.
            let cut_off = left == 0 && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
            tally.errors += usize::from(!chunk.invalid().is_empty() && !cut_off);
        }
        tally
    }

    /// UTF-8 but for a flaw here and there, such as text cut by a byte count: four in five well-formed, far from the
    /// one in four that chance allows.
    fn is_plausible(self) -> bool {
        self.errors * 4 <= self.sequences
    }

    /// Enough to overrule a label. Windows-1252 is what servers and editors put where nobody chose, and what a lone "é"
    /// or "©" of UTF-8 reads as in it makes no sense, so one sequence will do. Other labels were chosen, and their
    /// letters pass for UTF-8 more easily, so it takes more to overrule them.
    fn outweighs(self, label: &'static Encoding) -> bool {
        let needed = if label == WINDOWS_1252 {
            1
        } else if label.is_single_byte() {
            4
        } else {
            8
        };
        self.continuations >= needed && self.is_plausible()
    }

    /// Too broken for a label of UTF-8 to be true.
    fn is_refuted(self) -> bool {
        self.errors > self.sequences
    }
}

/// UTF-16 shows by zero bytes on one side of its pairs, one for each character of markup and each space. Pairs that are
/// two ASCII characters, or two zeros, speak against it: they are text with stray zero bytes.
fn utf_16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE_PAIRS: usize = 4096;
    let bytes = &bytes[..bytes.len().min(2 * SAMPLE_PAIRS)];
    // Most pages have none.
    memchr(0, bytes)?;
    let (mut little, mut big, mut against, mut pairs) = (0, 0, 0, 0);
    for pair in bytes.chunks_exact(2) {
        pairs += 1;
        match (pair[0], pair[1]) {
            (0, 0) | (b' '..=b'~', b' '..=b'~') => against += 1,
            (0, _) => big += 1,
            (_, 0) => little += 1,
            _ => {}
        }
    }
    let (most, least, encoding) = if little > big { (little, big, UTF_16LE) } else { (big, little, UTF_16BE) };
    (most >= 4 && most * 16 >= pairs && most >= least * 8 && most > against * 2).then_some(encoding)
}

/// Seven-bit text that switches to JIS X 0208: as good as a label.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.is_ascii() && bytes.windows(3).any(|window| matches!(window, b"\x1B$B" | b"\x1B$@"))
}

/// The most likely legacy encoding. Judged by the text alone where there is any: scripts and attributes carry bytes
/// that were never meant for readers.
fn guess(bytes: &[u8]) -> &'static Encoding {
    /// Far more than the detector needs for any language; what it costs grows with the sample.
    const SAMPLE_BYTES: usize = 64 << 10;
    let mut sample = prescan::sample(bytes, SAMPLE_BYTES);
    if sample.is_empty() {
        let rest = prescan::from_first_high_byte(bytes);
        sample.extend_from_slice(&rest[..rest.len().min(SAMPLE_BYTES)]);
    }
    majority(&sample).unwrap_or_else(|| detect(&sample))
}

fn detect(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not "the last" bytes: a sequence that the end cuts off must not count as an error.
    detector.feed(sample, false);
    detector.guess(None, Utf8Detection::Allow)
}

/// The double-byte encoding that most parts of the sample are in, each judged alone. One malformed byte strikes an
/// encoding off the detector's list, and headlines cut by a byte count are common on East Asian pages.
fn majority(sample: &[u8]) -> Option<&'static Encoding> {
    let high = sample.iter().filter(|byte| !byte.is_ascii()).count();
    // Half of the bytes or more in double-byte text, under a tenth in Latin scripts.
    if high * 5 < sample.len() {
        return None;
    }
    let votes: Vec<_> = parts(sample).map(detect).collect();
    let wins = |encoding: &Encoding| votes.iter().filter(|&&vote| vote == encoding).count() * 2 > votes.len();
    [GBK, BIG5, SHIFT_JIS, EUC_JP, EUC_KR].into_iter().find(|encoding| wins(encoding))
}

/// Cuts the sample into up to 16 parts, where a tag stood or white space does: no double-byte encoding has characters
/// that end in those bytes.
fn parts(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    let length = (sample.len() / 16).max(256);
    let mut rest = sample;
    std::iter::from_fn(move || {
        let tail = rest.get(length..).unwrap_or_default();
        let gap = tail.iter().position(|&byte| byte == b'<' || byte.is_ascii_whitespace());
        let end = gap.map_or(rest.len(), |at| length + at + 1);
        let (part, next) = rest.split_at(end);
        rest = next;
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::CharsetSource::{Bom, Content, Guess, Header, Meta};
    use super::*;
    use proptest::prelude::*;

    const RUSSIAN: &str = "Порт замёрз во вторник, впервые за сорок лет, и жители вышли на лёд смотреть корабли.";
    const POLISH: &str = "Port zamarzł we wtorek, po raz pierwszy od czterdziestu lat, więc wszyscy wyszli na lód; \
        żaden statek nie mógł odpłynąć, a dzieci ślizgały się między łodziami aż do późnej nocy.";
    const GERMAN: &str =
        "Der Hafen fror am Dienstag zu, zum ersten Mal seit vierzig Jahren; für die Kähne hieß das Warten.";
    const CHINESE: &str = "港口在星期二结冰，这是四十年来的第一次，居民们走到冰面上观看船只。";
    const TAIWANESE: &str = "港口在星期二結冰，這是四十年來的第一次，居民們走到冰面上觀看船隻。";
    const JAPANESE: &str = "火曜日に港が四十年ぶりに凍り、住民たちは氷の上を歩いて船を見に行った。";
    const KOREAN: &str = "항구가 화요일에 사십 년 만에 처음으로 얼어붙어 주민들이 배를 보러 나왔다.";
    const ARABIC: &str = "تجمد الميناء يوم الثلاثاء للمرة الأولى منذ أربعين عاما وخرج السكان إلى الجليد لرؤية السفن.";
    const THAI: &str = "ท่าเรือกลายเป็นน้ำแข็งเมื่อวันอังคารเป็นครั้งแรกในรอบสี่สิบปี ชาวเมืองเดินบนน้ำแข็งออกไปดูเรือ";
    const GREEK: &str = "Το λιμάνι πάγωσε την Τρίτη για πρώτη φορά εδώ και σαράντα χρόνια.";
    const HEBREW: &str = "הנמל קפא ביום שלישי בפעם הראשונה מזה ארבעים שנה.";

    /// All that the Encoding Standard defines, "replacement" aside.
    fn encodings() -> Vec<&'static str> {
        "UTF-8 IBM866 ISO-8859-2 ISO-8859-3 ISO-8859-4 ISO-8859-5 ISO-8859-6 ISO-8859-7 ISO-8859-8 ISO-8859-8-I \
         ISO-8859-10 ISO-8859-13 ISO-8859-14 ISO-8859-15 ISO-8859-16 KOI8-R KOI8-U macintosh windows-874 windows-1250 \
         windows-1251 windows-1252 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 \
         x-mac-cyrillic GBK gb18030 Big5 EUC-JP ISO-2022-JP Shift_JIS EUC-KR UTF-16BE UTF-16LE x-user-defined"
            .split_whitespace()
            .collect()
    }

    fn encode(text: &str, label: &str) -> Vec<u8> {
        match label {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => {
                let (bytes, _, lossy) = Encoding::for_label(label.as_bytes()).unwrap().encode(text);
                assert!(!lossy, "{text} is not in {label}");
                bytes.into_owned()
            }
        }
    }

    #[track_caller]
    fn assert_decodes(bytes: &[u8], content_type: Option<&str>, text: &str, name: &str, source: CharsetSource) {
        let (decoded, charset) = decode(bytes, content_type);
        assert_eq!((charset.name(), charset.source(), &*decoded), (name, source, text), "{content_type:?}");
    }

    #[test]
    fn unlabelled_text_is_recognised() {
        for (text, name, source) in [
            (RUSSIAN, "UTF-8", Content),
            (RUSSIAN, "windows-1251", Guess),
            (RUSSIAN, "KOI8-R", Guess),
            (RUSSIAN, "ISO-8859-5", Guess),
            (RUSSIAN, "IBM866", Guess),
            (RUSSIAN, "UTF-16LE", Content),
            (POLISH, "ISO-8859-2", Guess),
            (POLISH, "windows-1250", Guess),
            (POLISH, "UTF-16BE", Content),
            (GERMAN, "windows-1252", Guess),
            (CHINESE, "GBK", Guess),
            (TAIWANESE, "Big5", Guess),
            (JAPANESE, "Shift_JIS", Guess),
            (JAPANESE, "EUC-JP", Guess),
            (JAPANESE, "ISO-2022-JP", Guess),
            (KOREAN, "EUC-KR", Guess),
            (ARABIC, "windows-1256", Guess),
            (THAI, "windows-874", Guess),
            (GREEK, "windows-1253", Guess),
            (HEBREW, "windows-1255", Guess),
        ] {
            let page =
                format!("<html><head><title>{text}</title><script>var a = 'b';</script></head><p>{text}</p></html>");
            // KOI8-U has all letters of Russian where KOI8-R has them, and is what the detector names.
            let named = if name == "KOI8-R" { "KOI8-U" } else { name };
            assert_decodes(&encode(&page, name), None, &page, named, source);
        }
    }

    #[test]
    fn nothing_and_ascii_are_utf_8() {
        assert_decodes(b"", None, "", "UTF-8", Content);
        assert_decodes(b"", Some("utf-16"), "", "UTF-16LE", Header);
        assert_decodes(b"\xEF\xBB\xBF", None, "", "UTF-8", Bom);
        assert_decodes(b"<p>The harbour", None, "<p>The harbour", "UTF-8", Content);
        assert_decodes(b"The\0 harbour\0", None, "The\0 harbour\0", "UTF-8", Content);
        assert_decodes(b"abc\0def\0ghi\0jkl\0mno\0", None, "abc\0def\0ghi\0jkl\0mno\0", "UTF-8", Content);
    }

    #[test]
    fn the_standard_s_order_of_sources_holds() {
        let page = format!("<meta charset=koi8-r><p>{RUSSIAN}");
        let marked = [b"\xEF\xBB\xBF", page.as_bytes()].concat();
        assert_decodes(&marked, Some("text/html; charset=gbk"), &page, "UTF-8", Bom);
        assert_decodes(
            &encode(&page, "windows-1251"),
            Some("text/html; charset=CP1251"),
            &page,
            "windows-1251",
            Header,
        );
        assert_decodes(&encode(&page, "KOI8-R"), Some("text/html"), &page, "KOI8-R", Meta);
        let wide = [b"\xFE\xFF".as_slice(), &encode(CHINESE, "UTF-16BE")].concat();
        assert_decodes(&wide, Some("utf-8"), CHINESE, "UTF-16BE", Bom);
        let wide = [b"\xFF\xFE".as_slice(), &encode(&page, "UTF-16LE")].concat();
        assert_decodes(&wide, Some("utf-8"), &page, "UTF-16LE", Bom);
    }

    #[test]
    fn utf_8_outweighs_a_legacy_label() {
        for label in
            ["iso-8859-1", "windows-1251", "koi8-r", "tis-620", "gb2312", "shift_jis", "euc-kr", "big5", "euc-jp"]
        {
            for text in [RUSSIAN, POLISH, CHINESE, JAPANESE, KOREAN, ARABIC, THAI] {
                assert_decodes(text.as_bytes(), Some(label), text, "UTF-8", Content);
            }
        }
        let page = format!("<meta charset=gbk><p>{CHINESE}");
        assert_decodes(page.as_bytes(), None, &page, "UTF-8", Content);
        assert_decodes("© Harbour".as_bytes(), Some("latin1"), "© Harbour", "UTF-8", Content);
    }

    #[test]
    fn a_true_legacy_label_stands() {
        for (text, label) in [
            (RUSSIAN, "windows-1251"),
            (RUSSIAN, "KOI8-R"),
            (THAI, "windows-874"),
            (CHINESE, "GBK"),
            (CHINESE, "gb18030"),
            (TAIWANESE, "Big5"),
            (JAPANESE, "EUC-JP"),
            (JAPANESE, "Shift_JIS"),
            (KOREAN, "EUC-KR"),
            (JAPANESE, "ISO-2022-JP"),
            (CHINESE, "UTF-16LE"),
            (RUSSIAN, "UTF-16BE"),
            ("\u{f7a9} 1998", "x-user-defined"),
        ] {
            assert_decodes(&encode(text, label), Some(label), text, label, Header);
        }
        // Two Thai letters that are a sequence of UTF-8 too.
        assert_decodes(b"\xC2\xA1", Some("tis-620"), "ยก", "windows-874", Header);
    }

    #[test]
    fn a_false_label_falls_to_the_next_source() {
        let page = format!("<meta charset=gbk><p>{CHINESE}");
        let bytes = encode(&page, "GBK");
        assert_decodes(&bytes, Some("utf-8"), &page, "GBK", Meta);
        assert_decodes(&[b"\xEF\xBB\xBF".as_slice(), &bytes].concat(), None, &page, "GBK", Meta);
        assert_decodes(&encode(CHINESE, "GBK"), Some("utf-8"), CHINESE, "GBK", Guess);
        assert_decodes(&encode(GERMAN, "windows-1252"), Some("utf-8"), GERMAN, "windows-1252", Guess);
        assert_decodes(&encode(RUSSIAN, "windows-1251"), Some("iso-2022-jp"), RUSSIAN, "windows-1251", Guess);
        assert_decodes(RUSSIAN.as_bytes(), Some("utf-16"), RUSSIAN, "UTF-8", Content);
        let wide = encode(&format!("<p>{RUSSIAN}</p>"), "UTF-16BE");
        assert_decodes(&wide, Some("utf-8"), &format!("<p>{RUSSIAN}</p>"), "UTF-16BE", Content);
    }

    #[test]
    fn one_flaw_does_not_change_the_encoding() {
        let flawed = |text: &str, label| [&encode(text, label), b" \xFF ".as_slice(), &encode(text, label)].concat();
        let expected = |text: &str| format!("{text} \u{fffd} {text}");
        assert_decodes(&flawed(RUSSIAN, "utf-8"), Some("utf-8"), &expected(RUSSIAN), "UTF-8", Header);
        assert_decodes(&flawed(RUSSIAN, "utf-8"), None, &expected(RUSSIAN), "UTF-8", Content);
        assert!(decode(&flawed(RUSSIAN, "utf-8"), None).1.had_errors());
        assert_decodes(&flawed(POLISH, "utf-8"), Some("latin1"), &expected(POLISH), "UTF-8", Content);
        // A sentence that was cut in the middle of its full stop, among others.
        let paragraph = |text: &[u8]| [b"<p>".as_slice(), text, b"</p>"].concat();
        let whole = encode(CHINESE, "gbk");
        let page = [paragraph(&whole).repeat(12), paragraph(&whole[..whole.len() - 1]), paragraph(&whole)].concat();
        let cut = format!("<p>{}\u{fffd}</p>", CHINESE.trim_end_matches('。'));
        let whole = format!("<p>{CHINESE}</p>");
        assert_decodes(&page, None, &format!("{}{cut}{whole}", whole.repeat(12)), "GBK", Guess);
    }

    #[test]
    fn letters_that_begin_a_sequence_of_utf_8_and_do_not_go_on_are_not_utf_8() {
        const FRENCH: &str = "Le port a gelé mardi, pour la première fois ; les bateaux sont restés à quai.";
        let bytes = encode(FRENCH, "windows-1252");
        assert_decodes(&bytes, Some("iso-8859-1"), FRENCH, "windows-1252", Header);
        assert_decodes(&bytes, Some("utf-8"), FRENCH, "windows-1252", Guess);
        assert_decodes(&bytes, None, FRENCH, "windows-1252", Guess);
    }

    #[test]
    fn a_sequence_cut_off_by_the_end_is_no_reason_for_doubt() {
        let bytes = &RUSSIAN.as_bytes()[..RUSSIAN.len() - 2];
        let cut = format!("{}\u{fffd}", &RUSSIAN[..RUSSIAN.len() - 3]);
        assert_decodes(bytes, Some("utf-8"), &cut, "UTF-8", Header);
        assert_decodes(b"cut\xE2\x80", Some("utf-8"), "cut\u{fffd}", "UTF-8", Header);
        assert_decodes(bytes, None, &cut, "UTF-8", Content);
    }

    #[test]
    fn late_text_is_guessed_and_attributes_where_there_is_no_text() {
        let ascii = "a ".repeat(1 << 19);
        for page in
            [format!("<p>{ascii}</p>{RUSSIAN}"), format!("<p>{ascii}{RUSSIAN}"), format!("<img alt='{RUSSIAN}'>")]
        {
            assert_decodes(&encode(&page, "windows-1251"), None, &page, "windows-1251", Guess);
        }
    }

    #[test]
    fn every_encoding_decodes_by_its_name() {
        for name in encodings() {
            let text = if name.starts_with("UTF-16") { "<p>The harbour</p>" } else { "The harbour" };
            assert_decodes(&encode(text, name), Some(name), text, name, Header);
        }
    }

    #[test]
    fn labels_of_refused_encodings_say_nothing() {
        for label in ["replacement", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn", "utf-7", "none"] {
            assert_decodes(RUSSIAN.as_bytes(), Some(label), RUSSIAN, "UTF-8", Content);
        }
    }

    #[test]
    fn joined_marks_are_all_dropped() {
        assert_decodes("\u{feff}\u{feff}<p>é".as_bytes(), None, "<p>é", "UTF-8", Bom);
    }

    #[test]
    fn utf_8_is_borrowed() {
        for content_type in [None, Some("utf-8"), Some("latin1")] {
            assert!(matches!(decode(CHINESE.as_bytes(), content_type).0, Cow::Borrowed(_)));
        }
    }

    /// Bytes that steer the decoder: marks, labels, markup cut short, zeros, pieces of every kind of text.
    fn fragments() -> impl Strategy<Value = Vec<u8>> {
        let fragment = prop::sample::select(vec![
            b"\xEF\xBB\xBF".as_slice(),
            b"\xFF\xFE",
            b"\xFE\xFF",
            b"<meta charset=",
            b"<meta ",
            b"http-equiv=content-type ",
            b"content='text/html; charset=",
            b"gbk",
            b"utf-8",
            b"utf-16",
            b"iso-2022-jp",
            b"\"",
            b"'",
            b">",
            b"/",
            b"=",
            b" ",
            b"<",
            b"<!--",
            b"--",
            b"<script",
            b"</script",
            b"<?xml encoding=",
            b"a\0",
            b"\0b\0c\0d\0e\0f\0g",
            b"\x1B$B",
            b"\xC3\xA9",
            b"\xE9",
            b"\xA4\xCA",
            b"\xD0",
            b"\xE4\xB8",
            b"\x83\x65",
        ]);
        prop::collection::vec(
            prop_oneof![fragment.prop_map(<[u8]>::to_vec), any::<[u8; 2]>().prop_map(Vec::from)],
            0..40,
        )
        .prop_map(|fragments| fragments.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_label_decode(
            bytes in fragments(),
            label in "\\PC{0,30}",
            name in prop::sample::select(encodings()),
        ) {
            for content_type in [None, Some(label.as_str()), Some(name)] {
                let (text, charset) = decode(&bytes, content_type);
                prop_assert!(text.len() <= 3 * bytes.len());
                prop_assert!(!charset.had_errors() || text.contains(char::REPLACEMENT_CHARACTER));
            }
        }

        #[test]
        fn utf_8_labelled_so_is_itself(text in "[^\0\u{feff}]{0,200}") {
            let (decoded, charset) = decode(text.as_bytes(), Some("text/html; charset=utf-8"));
            prop_assert_eq!((&*decoded, charset.name(), charset.had_errors()), (text.as_str(), "UTF-8", false));
        }

        #[test]
        fn a_mark_settles_it(text in "[^\u{feff}]{0,200}", label in prop::sample::select(encodings())) {
            let marked = format!("\u{feff}{text}");
            prop_assert_eq!(&*decode(marked.as_bytes(), Some(label)).0, text.as_str());
        }
    }
}
