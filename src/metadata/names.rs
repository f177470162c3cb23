//! Names of people, out of what pages put around them.

use crate::text;

/// Words that lead to an author's name, in lower case, longest first where one starts another. Collected from the
/// bylines of newspapers and content systems in each language.
const LEAD_INS: &[&str] = &[
    "written and medically reviewed by",
    "this article was written by",
    "this post was written by",
    "article written by",
    "this article is written by",
    "written and photographed by",
    "words and photos by",
    "words & photos by",
    "medically reviewed by",
    "story by",
    "photos by",
    "article by",
    "reported by",
    "contributed by",
    "submitted by",
    "published by",
    "posted by",
    "written by",
    "created by",
    "authored by",
    "compiled by",
    "added by",
    "a post by",
    "guest post by",
    "post by",
    "blog by",
    "review by",
    "reviewed by",
    "words by",
    "text by",
    "interview by",
    "view all posts by",
    "all posts by",
    "more posts by",
    "show all articles of",
    "view all articles by",
    "see all posts by",
    "articles by",
    "about the author",
    "zeige alle beiträge von",
    "alle beiträge von",
    "alle artikel von",
    "mehr von",
    "voir tous les articles de",
    "ver todas las entradas de",
    "author profile",
    "thread starter",
    "topic starter",
    "started by",
    "asked by",
    "topic author",
    "original poster",
    "post author",
    "article author",
    "authors",
    "author",
    "by:",
    "by",
    "geschrieben von",
    "verfasst von",
    "veröffentlicht von",
    "erstellt von",
    "gespeichert von",
    "ein beitrag von",
    "ein gastbeitrag von",
    "gastbeitrag von",
    "beitrag von",
    "artikel von",
    "eingestellt von",
    "gepostet von",
    "interview",
    "text und fotos",
    "autorinnen",
    "autorin",
    "autoren",
    "autor/in",
    "autor",
    "ein artikel von",
    "ein text von",
    "ein interview von",
    "eine reportage von",
    "geschrieben",
    "artikel",
    "verfasser",
    "text",
    "redaktion",
    "von:",
    "von",
    "vom",
    "écrit par",
    "rédigé par",
    "publié par",
    "posté par",
    "propos recueillis par",
    "par",
    "escrito por",
    "publicado por",
    "postado por",
    "redactado por",
    "por",
    "autora",
    "autores",
    "scritto da",
    "pubblicato da",
    "a cura di",
    "autore",
    "di",
    "geschreven door",
    "geplaatst door",
    "auteur",
    "door",
    "skriven av",
    "skrevet av",
    "skrevet af",
    "af",
    "av",
    "tekst",
    "kirjoittanut",
    "kirjoittaja",
    "teksti",
    "napisał",
    "napsal",
    "írta",
    "szerző",
    "scris de",
    "yazan",
    "yazar",
    "penulis",
    "oleh",
    "tác giả",
    "автор",
    "текст",
    "опубликовал",
    "συγγραφέας",
    "του",
    "كتب",
    "بقلم",
    "الكاتب",
    "מאת",
    "نویسنده",
    "लेखक",
    "作者",
    "作者：",
    "文/",
    "文／",
    "记者",
    "記者",
    "責任編輯",
    "责任编辑",
    "编辑",
    "編輯",
    "執筆",
    "著者",
    "筆者",
    "文",
    "投稿者",
    "글",
    "작성자",
    "기자",
];

/// Lead-ins that are believed anywhere on a page.
const PLAIN_LEAD_INS: &[&str] = &[
    "written by",
    "article by",
    "posted by",
    "author:",
    "authors:",
    "this article was written by",
    "article written by",
    "words by",
    "geschrieben von",
    "ein artikel von",
    "ein beitrag von",
    "verfasst von",
    "autor:",
    "autorin:",
    "autoren:",
    "text:",
    "écrit par",
    "rédigé par",
    "auteur :",
    "escrito por",
    "scritto da",
    "a cura di",
    "autore:",
    "geschreven door",
    "auteur:",
    "автор:",
    "作者：",
    "作者:",
    "文／",
    "oleh:",
    "yazar:",
];

/// What follows a name in a byline but is no part of it.
const ENDINGS: &[&str] = &[
    " | ",
    " • ",
    " · ",
    " — ",
    " – ",
    " - ",
    " / ",
    "\n",
    "\t",
    " on ",
    " in ",
    " for ",
    " at ",
    " is ",
    " from ",
    " updated",
    " published",
    " posted ",
    " am ",
    " le ",
    " el ",
    " il ",
    " em ",
    " op ",
    " (",
    " @",
    " um ",
    " © ",
    " last updated",
    " medically reviewed",
    " reviewed by",
    " edited by",
    " fact checked",
    " photos by",
    " photography",
    "•",
    "|",
    "·",
    " min read",
    " updated:",
    " – ",
    " min.",
    " date",
    " share",
    " follow",
    " posted:",
    " published:",
    "written by",
    " filed under",
    " veröffentlicht",
    " aktualisiert",
    " gespeichert",
    " » ",
    ": ",
    " leave a comment",
    " comments",
    " read more",
    " view all",
];

/// Words that make what follows a comma a job, and a name without others no person.
const JOBS: &[&str] = &[
    "editor",
    "reporter",
    "correspondent",
    "director",
    "manager",
    "writer",
    "journalist",
    "contributor",
    "producer",
    "columnist",
    "analyst",
    "founder",
    "co-founder",
    "cofounder",
    "ceo",
    "cto",
    "cmo",
    "coo",
    "cfo",
    "president",
    "head",
    "chief",
    "lead",
    "engineer",
    "developer",
    "designer",
    "professor",
    "strategist",
    "specialist",
    "consultant",
    "author",
    "staff",
    "officer",
    "partner",
    "attorney",
    "expert",
    "marketer",
    "coach",
    "senior",
    "associate",
    "vp",
    "vice",
    "redakteur",
    "redakteurin",
    "chefredakteur",
    "managing",
    "executive",
    "news",
    "content",
    "copywriter",
    "bureau",
    "university",
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "scientist",
    "researcher",
    "reviewer",
    "member",
    "product",
    "owner",
    "freelance",
    "guest",
];

/// Names that content systems and their users give nobody in particular.
const PLACEHOLDERS: &[&str] = &[
    "admin",
    "administrator",
    "author",
    "authors",
    "editor",
    "editors",
    "staff",
    "guest",
    "user",
    "anonymous",
    "unknown",
    "none",
    "null",
    "undefined",
    "webmaster",
    "root",
    "default",
    "wordpress",
    "wpadmin",
    "wordpressadmin",
    "n a",
    "na",
    "name",
    "team",
    "about the author",
    "author bio",
    "editorial staff",
    "editorial team",
    "the editors",
    "redaktion",
    "gast",
    "about",
    "by",
    "share",
    "follow",
    "posts",
    "view all posts",
    "profile",
    "administrador",
    "site admin",
    "super user",
    "superuser",
    "login",
    "contributors",
    "date",
    "subscribe",
    "email",
    "facebook",
    "twitter",
    "teilen",
    "drucken",
    "foto",
    "fotos",
    "bild",
    "link",
    "home",
    "search",
    "menu",
    "comments",
    "comment",
    "read more",
    "more",
    "view profile",
    "print",
    "published",
    "updated",
    "last updated",
    "news",
    "autor",
    "autoren",
    "authorname",
    "author name",
    "written by",
    "posted by",
    "no author",
    "test",
    "contact",
    "blog",
    "us",
    "reply",
    "linkedin",
];

/// Small words inside names.
const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "zu", "zur", "bin", "ibn", "al", "el", "y", "e", "af", "av", "dr", "st", "und", "the", "of", "o",
];

/// `text` without a lead-in such as "By"; the flag tells whether there was one.
pub(super) fn without_lead_in(text: &str) -> (&str, bool) {
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric() && char != '@');
    let Some(first) = text.chars().next().and_then(|first| first.to_lowercase().next()) else { return (text, false) };
    LEAD_INS
        .iter()
        .filter(|lead| lead.starts_with(first))
        .filter_map(|lead| after_word(text, lead))
        .min_by_key(|rest| rest.len())
        .map_or((text, false), |rest| (without_lead_in_again(rest), true))
}

/// What follows a lead-in that can be nothing else, such as "Written by".
pub(super) fn plainly_led(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric());
    let first = text.chars().next().and_then(|first| first.to_lowercase().next())?;
    PLAIN_LEAD_INS
        .iter()
        .filter(|lead| lead.starts_with(first))
        .find_map(|lead| after_word(text, lead))
        .filter(|rest| !rest.is_empty())
}

/// Whether a text is a lead-in and nothing else, so that the name is what comes next.
pub(super) fn is_lead_in(text: &str) -> bool {
    let text = text.trim().trim_end_matches([':', '：', ' ']);
    text.len() < 40 && LEAD_INS.contains(&text.to_lowercase().as_str())
}

/// `ByJane Doe`: a name right behind the word.
pub(super) fn without_glued_by(text: &str) -> &str {
    let rest = text.strip_prefix("By").or_else(|| text.strip_prefix("Von"));
    rest.filter(|rest| rest.starts_with(char::is_uppercase) && is_likely(before_ending(rest))).unwrap_or(text)
}

/// "Autor: Von Jane Doe" has two.
fn without_lead_in_again(text: &str) -> &str {
    ["by", "von", "par", "por"].iter().find_map(|lead| after_word(text, lead)).unwrap_or(text)
}

/// What follows `word` at the start of a text, case aside: after white space, a colon or a slash.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for expected in word.chars() {
        rest.next().filter(|char| char.to_lowercase().eq(std::iter::once(expected)))?;
    }
    let rest = rest.as_str();
    let parted = !word.ends_with(char::is_alphanumeric)
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
    let lower = text.to_lowercase();
    // Lower-casing may change lengths; then only what is ASCII to the letter is looked for.
    let place = if lower.len() == text.len() { lower.as_str() } else { text };
    let end = ENDINGS.iter().filter_map(|ending| place.find(ending)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim()
}

/// The names in a list such as "Jane Doe, MD, and John Roe".
pub(super) fn split(list: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in parts(list) {
        let part = tidy(&part);
        match names.last_mut() {
            Some(last) if is_degree(&part) => {
                last.push_str(", ");
                last.push_str(&part);
            }
            Some(_) if is_job(&part) => break,
            _ if part.is_empty() => {}
            _ => names.push(part),
        }
    }
    names
}

fn parts(list: &str) -> Vec<String> {
    const JOINTS: &[&str] = &[" and ", " & ", " und ", " et ", " och ", " og ", " with ", " mit ", " и ", " 和 "];
    let mut list = text::folded(list);
    for joint in JOINTS {
        list = list.replace(joint, ";");
    }
    // "Jane Doe y John Roe": the short joints are initials and particles too, so names have to stand on both sides.
    for joint in [" y ", " e "] {
        if list.split(joint).all(|side| side.split_whitespace().count() >= 2) {
            list = list.replace(joint, ";");
        }
    }
    list.split([';', ',', '，', '、']).map(|part| part.trim_start_matches("and ").to_owned()).collect()
}

/// A name without e-mail address, handle, and marks around it.
fn tidy(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| !word.contains('@') && !word.starts_with("http"));
    let name = words.collect::<Vec<_>>().join(" ");
    let (name, _) = without_lead_in(&name);
    let keeps_stop = name.ends_with(|char: char| char == '.')
        && name.rsplit([' ', '.']).nth(1).is_some_and(|last| last.chars().count() <= 3);
    let is_edge =
        |char: char| !char.is_alphanumeric() && !(keeps_stop && char == '.') && !matches!(char, ')' | '!' | '?' | '_');
    name.trim_matches(is_edge).to_owned()
}

/// Letters after a name: mostly capitals, as `MD`, `Ph.D.`, `E-RYT 200`.
pub(super) fn is_degree(text: &str) -> bool {
    const SUFFIXES: &[&str] = &["jr", "sr", "phd", "psyd", "pharmd", "edd", "esq"];
    let bare: String = text.chars().filter(|char| char.is_alphanumeric()).collect();
    let capitals = bare.chars().filter(|char| char.is_uppercase()).count();
    let count = bare.chars().count();
    let words = text.split_whitespace().count();
    (count >= 2 && count <= 6 * words && words <= 4 && capitals * 3 >= count * 2)
        || SUFFIXES.contains(&bare.to_lowercase().as_str())
}

pub(super) fn is_job(text: &str) -> bool {
    text.split(|char: char| !char.is_alphanumeric() && char != '-')
        .any(|word| JOBS.contains(&word.to_lowercase().as_str()))
}

/// Whether somebody may go by that name: short, with letters, no address, no placeholder.
pub(super) fn is_possible(name: &str) -> bool {
    let letters = name.chars().filter(|char| char.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let words = name.split_whitespace().count();
    let folded = comparable(name);
    letters >= 1
        && (1..=70).contains(&name.chars().count())
        && words <= 9
        && (digits <= 4 || words == 1 && letters >= 2)
        && !["/", "http", "www.", "{", "}", "<", "%", "=", "["].iter().any(|mark| name.contains(mark))
        && ![".com", ".de", ".org", ".net"].iter().any(|domain| name.to_lowercase().ends_with(domain) && words == 1)
        && !PLACEHOLDERS.contains(&folded.as_str())
        && !["view ", "more ", "read ", "see ", "all ", "posts by "].iter().any(|start| folded.starts_with(start))
}

/// Whether a text looks like a person's name and nothing else: two to four capitalised words, or a few ideographs.
pub(super) fn is_likely(name: &str) -> bool {
    let main = name.split(',').next().unwrap_or_default();
    let words: Vec<&str> = main.split_whitespace().collect();
    if words.len() == 1 && main.chars().all(is_ideograph) {
        return (2..=4).contains(&main.chars().count());
    }
    let is_capital = |word: &&str| {
        word.chars()
            .find(|char| char.is_alphanumeric())
            .is_some_and(|char| char.is_uppercase() || char.is_alphabetic() && !char.is_lowercase())
    };
    let shaped = words.iter().all(|word| is_capital(word) || PARTICLES.contains(&word.to_lowercase().as_str()));
    let edges = [words.first(), words.last()].into_iter().flatten().all(|word| is_capital(word));
    (2..=5).contains(&words.len())
        && shaped
        && edges
        && is_possible(name)
        && !name.contains(['!', '?', ':', '&', '"', '#', '$', '“', '”', '„', '«', '»'])
        && !name.chars().any(|char| char.is_ascii_digit())
        && !is_job(main)
        && !is_common(&words)
}

/// Capitalised words of the navigation and of headings.
fn is_common(words: &[&str]) -> bool {
    const COMMON: &[&str] = &[
        "the",
        "a",
        "an",
        "to",
        "for",
        "with",
        "your",
        "our",
        "my",
        "this",
        "how",
        "what",
        "why",
        "read",
        "more",
        "share",
        "min",
        "minutes",
        "minute",
        "blog",
        "home",
        "contact",
        "news",
        "view",
        "all",
        "post",
        "posts",
        "in",
        "on",
        "about",
        "us",
        "free",
        "get",
        "start",
        "time",
        "table",
        "contents",
        "articles",
        "article",
        "health",
        "business",
        "travel",
        "food",
        "guide",
        "guides",
        "tips",
        "best",
        "resources",
        "updated",
        "published",
        "reading",
        "privacy",
        "policy",
        "terms",
        "product",
        "products",
        "services",
        "service",
        "online",
        "digital",
        "marketing",
        "media",
        "social",
        "data",
        "software",
        "technology",
        "learning",
        "and",
        "or",
        "is",
        "sign",
        "log",
        "login",
        "subscribe",
        "newsletter",
        "follow",
        "new",
        "last",
        "first",
        "am",
        "pm",
        "januar",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "comments",
        "comment",
        "print",
        "email",
        "listen",
        "video",
        "photo",
        "photos",
        "credit",
        "image",
        "case",
        "study",
        "life",
        "style",
        "world",
        "press",
        "release",
        "category",
        "categories",
        "tags",
        "copy",
        "link",
        "school",
        "college",
        "filed",
        "under",
        "forum",
        "discussion",
        "download",
        "contributions",
        "contribution",
        "from",
        "by",
        "checklist",
        "call",
        "week",
        "hosting",
        "permanent",
        "permanentlink",
        "trends",
        "top",
        "medications",
        "industry",
        "link",
        "motto",
        "commons",
        "wikimedia",
        "stock",
        "getty",
        "images",
        "shutterstock",
        "unsplash",
        "pixabay",
        "pexels",
        "design",
        "development",
        "management",
        "customer",
        "success",
        "company",
        "store",
        "shop",
        "key",
        "takeaways",
        "rights",
        "reserved",
        "skip",
        "content",
        "main",
        "menu",
        "search",
        "der",
        "die",
        "das",
        "und",
        "für",
        "mit",
        "im",
        "zum",
        "zur",
    ];
    let is_particle = |word: &str| matches!(word, "der" | "zur" | "das");
    words.iter().enumerate().any(|(at, word)| {
        let word = word.trim_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
        COMMON.contains(&word.as_str()) && !(at > 0 && is_particle(&word))
    })
}

fn is_ideograph(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Letters and digits in lower case, anything else as one space: how names and titles are compared.
pub(super) fn comparable(text: &str) -> String {
    let letters: String = text.chars().map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
    text::folded(&letters.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(byline: &str) -> Vec<String> {
        let (rest, _) = without_lead_in(byline);
        split(before_ending(rest))
    }

    #[test]
    fn bylines_are_peeled_to_the_names() {
        let cases: &[(&str, &[&str])] = &[
            ("By Jane Doe | 3 May 2024", &["Jane Doe"]),
            ("By Jane Doe and John Roe", &["Jane Doe", "John Roe"]),
            ("Written by: Jane Doe, Senior Editor", &["Jane Doe"]),
            ("by Jane Doe, MD, FACP & John Roe", &["Jane Doe, MD, FACP", "John Roe"]),
            ("Von Jane Doe am Samstag", &["Jane Doe"]),
            ("Autorin: Jane Doe", &["Jane Doe"]),
            ("Por Jane Doe y John Roe", &["Jane Doe", "John Roe"]),
            ("作者：王小明", &["王小明"]),
            ("Posted by jdoe on Friday", &["jdoe"]),
            ("Byron Doe", &["Byron Doe"]),
            ("Jane Doe jane@example.org", &["Jane Doe"]),
            ("Jane Doe Jr.", &["Jane Doe Jr."]),
            ("Vanessa Doe", &["Vanessa Doe"]),
        ];
        for (byline, expected) in cases {
            assert_eq!(names(byline), *expected, "{byline}");
        }
    }

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
