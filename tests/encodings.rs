//! Pages in every encoding of the WHATWG Encoding Standard, labelled, mislabelled and unlabelled: a table of cases.

use dehusk::{CharsetSource, Extractor};
use encoding_rs::Encoding;

/// All labels of the Encoding Standard (§4.2, "Names and labels"), under the names of their encodings.
const LABELS: &[(&str, &str)] = &[
    ("UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"),
    ("IBM866", "866 cp866 csibm866 ibm866"),
    ("ISO-8859-2", "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"),
    ("ISO-8859-3", "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"),
    ("ISO-8859-4", "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"),
    ("ISO-8859-5", "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"),
    (
        "ISO-8859-6",
        "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i \
         iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987",
    ),
    (
        "ISO-8859-7",
        "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 \
         iso_8859-7:1987 sun_eu_greek",
    ),
    (
        "ISO-8859-8",
        "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 \
         iso_8859-8:1988 visual",
    ),
    ("ISO-8859-8-I", "csiso88598i iso-8859-8-i logical"),
    ("ISO-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"),
    ("ISO-8859-13", "iso-8859-13 iso8859-13 iso885913"),
    ("ISO-8859-14", "iso-8859-14 iso8859-14 iso885914"),
    ("ISO-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"),
    ("ISO-8859-16", "iso-8859-16"),
    ("KOI8-R", "cskoi8r koi koi8 koi8-r koi8_r"),
    ("KOI8-U", "koi8-ru koi8-u"),
    ("macintosh", "csmacintosh mac macintosh x-mac-roman"),
    ("windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"),
    ("windows-1250", "cp1250 windows-1250 x-cp1250"),
    ("windows-1251", "cp1251 windows-1251 x-cp1251"),
    (
        "windows-1252",
        "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 \
         iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    ),
    ("windows-1253", "cp1253 windows-1253 x-cp1253"),
    (
        "windows-1254",
        "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 \
         windows-1254 x-cp1254",
    ),
    ("windows-1255", "cp1255 windows-1255 x-cp1255"),
    ("windows-1256", "cp1256 windows-1256 x-cp1256"),
    ("windows-1257", "cp1257 windows-1257 x-cp1257"),
    ("windows-1258", "cp1258 windows-1258 x-cp1258"),
    ("x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"),
    ("GBK", "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk"),
    ("gb18030", "gb18030"),
    ("Big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"),
    ("EUC-JP", "cseucpkdfmtjapanese euc-jp x-euc-jp"),
    ("ISO-2022-JP", "csiso2022jp iso-2022-jp"),
    ("Shift_JIS", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"),
    (
        "EUC-KR",
        "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949",
    ),
    ("UTF-16BE", "unicodefffe utf-16be"),
    ("UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"),
    ("x-user-defined", "x-user-defined"),
];

/// Labels that the standard refuses (its encoding "replacement"), and what is no label of it: neither is believed.
const REFUSED: &str =
    "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement utf-7 utf-32 cesu-8 ebcdic none";

const RUSSIAN: &str = "Порт замёрз во вторник, впервые за сорок лет, и жители вышли на лёд смотреть корабли.";
const FRENCH: &str =
    "Le port a gelé mardi, pour la première fois depuis quarante ans, et les bateaux sont restés à quai.";
const CHINESE: &str = "港口在星期二结冰，这是四十年来的第一次，居民们走到冰面上观看船只。";
const TAIWANESE: &str = "港口在星期二結冰，這是四十年來的第一次，居民們走到冰面上觀看船隻。";
const JAPANESE: &str = "火曜日に港が四十年ぶりに凍り、住民たちは氷の上を歩いて船を見に行った。";
const KOREAN: &str = "항구가 화요일에 사십 년 만에 처음으로 얼어붙어 주민들이 배를 보러 나왔다.";
const GREEK: &str = "Το λιμάνι πάγωσε την Τρίτη για πρώτη φορά εδώ και σαράντα χρόνια.";
const HEBREW: &str = "הנמל קפא ביום שלישי בפעם הראשונה מזה ארבעים שנה.";
const ARABIC: &str = "تجمد الميناء يوم الثلاثاء للمرة الأولى منذ أربعين عاما وخرج السكان إلى الجليد لرؤية السفن.";
const THAI: &str = "ท่าเรือกลายเป็นน้ำแข็งเมื่อวันอังคารเป็นครั้งแรกในรอบสี่สิบปี";
const TURKISH: &str =
    "Liman salı günü kırk yıldan beri ilk kez dondu ve gemiler iskelede bağlı kaldı; şehir halkı buzun üstüne çıktı.";
const LATVIAN: &str = "Osta otrdien aizsala pirmo reizi četrdesmit gados, un kuģi palika piestātnē.";
const POLISH: &str = "Port zamarzł we wtorek, po raz pierwszy od czterdziestu lat, więc statki zostały przy nabrzeżu.";

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => {
            let (bytes, _, lossy) = Encoding::for_label(encoding.as_bytes()).unwrap().encode(text);
            assert!(!lossy, "{text} is not in {encoding}");
            bytes.into_owned()
        }
    }
}

/// What a page's candidates and its title read, and how it was decoded.
fn read(bytes: &[u8], content_type: Option<&str>) -> (String, &'static str, CharsetSource) {
    let article = Extractor::new().extract_bytes(bytes, content_type).unwrap();
    let charset = article.charset().unwrap();
    let texts: Vec<&str> = article.scored().map(|text| text.text()).collect();
    (texts.join("\n"), charset.name(), charset.source())
}

/// A sentence that has letters of the encoding.
fn sample(encoding: &str) -> &'static str {
    match encoding {
        "ISO-8859-5" | "windows-1251" | "KOI8-R" | "KOI8-U" | "IBM866" | "x-mac-cyrillic" => RUSSIAN,
        "ISO-8859-2" | "windows-1250" | "ISO-8859-16" => POLISH,
        "ISO-8859-3" | "windows-1254" => TURKISH,
        "ISO-8859-4" | "ISO-8859-13" | "windows-1257" => LATVIAN,
        "ISO-8859-6" | "windows-1256" => ARABIC,
        "ISO-8859-7" | "windows-1253" => GREEK,
        "ISO-8859-8" | "ISO-8859-8-I" | "windows-1255" => HEBREW,
        "windows-874" => THAI,
        "GBK" | "gb18030" | "UTF-16LE" => CHINESE,
        "Big5" => TAIWANESE,
        "EUC-JP" | "ISO-2022-JP" | "Shift_JIS" | "UTF-16BE" => JAPANESE,
        "EUC-KR" => KOREAN,
        "ISO-8859-10" => "Höfnin fraus á þriðjudag, í fyrsta sinn í fjörutíu ár.",
        "x-user-defined" => "The harbour froze over.",
        _ => FRENCH,
    }
}

#[test]
fn every_label_of_the_standard_decodes_as_header_and_as_declaration() {
    for (encoding, labels) in LABELS {
        for label in labels.split_whitespace() {
            let text = sample(encoding);
            let bytes = encode(&format!("<!doctype html><title>x</title><p>{text}</p>"), encoding);
            for header in [label.to_owned(), format!("text/html; charset=\"{}\"", label.to_ascii_uppercase())] {
                let found = read(&bytes, Some(&header));
                assert_eq!((&*found.0, found.1, found.2), (text, *encoding, CharsetSource::Header), "{header}");
            }
            // The standard reads a declaration of UTF-16 as UTF-8, and one of x-user-defined as windows-1252.
            if !encoding.starts_with("UTF-16") && *encoding != "x-user-defined" {
                let page = format!("<!doctype html><meta charset={label}><p>{text}</p>");
                let found = read(&encode(&page, encoding), None);
                assert_eq!((&*found.0, found.1), (text, *encoding), "meta charset={label}");
            }
        }
    }
}

#[test]
fn the_table_has_every_label_that_the_decoder_knows() {
    for (encoding, labels) in LABELS {
        for label in labels.split_whitespace() {
            assert_eq!(Encoding::for_label(label.as_bytes()).unwrap().name(), *encoding, "{label}");
        }
    }
    let count: usize = LABELS.iter().map(|(_, labels)| labels.split_whitespace().count()).sum();
    // 228 labels in the standard, six of them of "replacement".
    assert_eq!(count, 222);
}

#[test]
fn refused_labels_are_not_believed() {
    for label in REFUSED.split_whitespace() {
        let page = format!("<meta charset={label}><p>{RUSSIAN}</p>");
        for header in [None, Some(label)] {
            assert_eq!(read(page.as_bytes(), header).0, RUSSIAN, "{label}");
        }
    }
    // Seven-bit text that looks like UTF-7 stays what it is: to decode it has let scripts into pages.
    assert_eq!(read(b"<meta charset=utf-7><p>+ADw-script+AD4-</p>", Some("utf-7")).0, "+ADw-script+AD4-");
}

/// What a page says (in its header, and in its head), what its bytes are in, and what it reads.
struct Case {
    header: Option<&'static str>,
    head: &'static str,
    bytes: &'static str,
    text: &'static str,
}

const fn case(header: Option<&'static str>, head: &'static str, bytes: &'static str, text: &'static str) -> Case {
    Case { header, head, bytes, text }
}

/// Labels that are wrong, that contradict each other, and that are missing.
const CASES: &[Case] = &[
    // Declared Latin-1, delivered UTF-8: the mistake of servers' defaults.
    case(Some("text/html; charset=iso-8859-1"), "", "UTF-8", FRENCH),
    case(None, "<meta charset=iso-8859-1>", "UTF-8", FRENCH),
    case(Some("text/html; charset=iso-8859-1"), "<meta charset=utf-8>", "UTF-8", RUSSIAN),
    // Declared UTF-8, delivered otherwise.
    case(Some("text/html; charset=utf-8"), "", "windows-1252", FRENCH),
    case(Some("text/html; charset=utf-8"), "<meta charset=windows-1251>", "windows-1251", RUSSIAN),
    case(None, "<meta charset=utf-8>", "windows-1251", RUSSIAN),
    case(None, "<meta charset=utf-8>", "GBK", CHINESE),
    case(None, "<meta charset=utf-8>", "Shift_JIS", JAPANESE),
    // The header and the page say different things, and either is right.
    case(Some("text/html; charset=windows-1251"), "<meta charset=koi8-r>", "windows-1251", RUSSIAN),
    case(Some("text/html; charset=gb2312"), "<meta charset=utf-8>", "UTF-8", CHINESE),
    case(Some("text/html; charset=big5"), "<meta charset=gbk>", "Big5", TAIWANESE),
    case(Some("text/html; charset=euc-jp"), "<meta charset=shift_jis>", "EUC-JP", JAPANESE),
    // No label at all.
    case(None, "", "UTF-8", FRENCH),
    case(None, "", "GBK", CHINESE),
    case(None, "", "Big5", TAIWANESE),
    case(None, "", "Shift_JIS", JAPANESE),
    case(None, "", "EUC-JP", JAPANESE),
    case(None, "", "ISO-2022-JP", JAPANESE),
    case(None, "", "EUC-KR", KOREAN),
    case(None, "", "windows-1251", RUSSIAN),
    case(None, "", "KOI8-R", RUSSIAN),
    case(None, "", "windows-1252", FRENCH),
    case(None, "", "windows-1253", GREEK),
    case(None, "", "windows-1255", HEBREW),
    case(None, "", "windows-1256", ARABIC),
    case(None, "", "windows-874", THAI),
    case(None, "", "UTF-16LE", FRENCH),
    case(None, "", "UTF-16BE", RUSSIAN),
    // A mislabelled page in UTF-16, by its zero bytes.
    case(Some("text/html; charset=utf-8"), "", "UTF-16LE", FRENCH),
    case(Some("text/html; charset=utf-16"), "", "UTF-8", RUSSIAN),
    // Other ways to declare.
    case(None, "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", "windows-1251", RUSSIAN),
    case(None, "<META CONTENT=\"text/html;charset = 'koi8-r'\" HTTP-EQUIV='content-type'>", "KOI8-R", RUSSIAN),
    case(Some("Text/HTML;  Charset=\"Windows-1251\" ; boundary=x"), "", "windows-1251", RUSSIAN),
    case(Some("charset=windows-1251"), "", "windows-1251", RUSSIAN),
    case(Some("text/html; charset="), "<meta charset=windows-1251>", "windows-1251", RUSSIAN),
    // A declaration in a comment or a script is none.
    case(None, "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>", "windows-1251", RUSSIAN),
];

#[test]
fn wrong_and_missing_labels_give_the_right_text() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|Case { header, head, bytes, text }| {
            let page = format!("<html><head>{head}<title>{text}</title></head><body><p>{text}</p></body></html>");
            let (found, name, source) = read(&encode(&page, bytes), *header);
            (found != *text).then(|| format!("{header:?} {head} {bytes}: {found:?} as {name} by {source:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn marks_settle_it_whatever_the_labels_say() {
    for (mark, encoding) in [(&b"\xEF\xBB\xBF"[..], "UTF-8"), (b"\xFF\xFE", "UTF-16LE"), (b"\xFE\xFF", "UTF-16BE")] {
        for header in [None, Some("text/html; charset=windows-1251"), Some("utf-16be")] {
            let bytes = [mark, &encode(&format!("<meta charset=gbk><p>{RUSSIAN}</p>"), encoding)].concat();
            let found = read(&bytes, header);
            assert_eq!((&*found.0, found.1, found.2), (RUSSIAN, encoding, CharsetSource::Bom), "{header:?}");
        }
    }
}

/// The standard looks through 1,024 bytes; pages with a long script before the declaration are common.
#[test]
fn a_declaration_past_1024_bytes_is_found() {
    for before in [1000, 1024, 3000, 20_000] {
        let script = format!("<script>{}</script>", "let ice = 1; ".repeat(before / 13));
        let page = format!("<html><head>{script}<meta charset=windows-1251></head><p>{RUSSIAN}</p>");
        assert_eq!(read(&encode(&page, "windows-1251"), None).0, RUSSIAN, "{before}");
        // Latin text, which a guess would take for something else.
        let page = format!("<html><head>{script}<meta charset=iso-8859-2></head><p>{POLISH}</p>");
        let found = read(&encode(&page, "ISO-8859-2"), None);
        assert_eq!((&*found.0, found.1), (POLISH, "ISO-8859-2"), "{before}");
    }
}

#[test]
fn bytes_that_are_in_no_encoding_are_marked_and_cost_no_more_than_themselves() {
    let flawed = [RUSSIAN.as_bytes(), b" \xFF\xC0\xED\xA0\x80 ", RUSSIAN.as_bytes()].concat();
    let article = Extractor::new().extract_bytes(&flawed, Some("utf-8")).unwrap();
    let text: String = article.scored().map(|text| text.text()).collect();
    assert!(text.starts_with(RUSSIAN) && text.ends_with(RUSSIAN) && article.charset().unwrap().had_errors());
}
