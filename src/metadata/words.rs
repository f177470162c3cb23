//! The words that stand around names on pages: lead-ins, endings, jobs, placeholders.
//!
//! Collected from the bylines of newspapers and of the content systems in wide use, language by language, and from what
//! looking at bylines that went wrong on labelled pages showed to be missing. Lower case throughout.

use crate::text::wordlist::WordList;

/// Words that lead to an author's name, in lower case, longest first where one starts another. Collected from the
/// bylines of newspapers and content systems in each language.
#[rustfmt::skip]
pub(super) static LEAD_INS: WordList = WordList::new(&[
    "written and medically reviewed by", "this article was written by", "this post was written by",
    "article written by", "this article is written by", "written and photographed by", "words and photos by",
    "words & photos by", "medically reviewed by", "story by", "photos by", "article by", "reported by",
    "contributed by", "submitted by", "published by", "posted by", "written by", "created by", "authored by",
    "compiled by", "added by", "a post by", "guest post by", "post by", "blog by", "review by", "reviewed by",
    "words by", "text by", "interview by", "view all posts by", "all posts by", "more posts by",
    "show all articles of", "view all articles by", "see all posts by", "articles by", "about the author",
    "zeige alle beiträge von", "alle beiträge von", "alle artikel von", "mehr von", "voir tous les articles de",
    "ver todas las entradas de", "author profile", "thread starter", "topic starter", "started by", "asked by",
    "topic author", "original poster", "post author", "article author", "authors", "author", "by:", "by",
    "geschrieben von", "verfasst von", "veröffentlicht von", "erstellt von", "gespeichert von", "ein beitrag von",
    "ein gastbeitrag von", "gastbeitrag von", "beitrag von", "artikel von", "eingestellt von", "gepostet von",
    "interview", "text und fotos", "text & fotos", "text & foto", "text und foto", "autorinnen", "autorin", "autoren", "autor/in", "autor", "ein artikel von",
    "ein text von", "ein interview von", "eine reportage von", "geschrieben", "artikel", "verfasser", "text:",
    "redaktion", "von:", "von", "vom", "écrit par", "rédigé par", "publié par", "posté par", "propos recueillis par",
    "par", "escrito por", "publicado por", "postado por", "redactado por", "por", "autora", "autores", "scritto da",
    "pubblicato da", "a cura di", "autore", "di", "geschreven door", "geplaatst door", "auteur", "door", "skriven av",
    "skrevet av", "skrevet af", "af", "av", "tekst:", "kirjoittanut", "kirjoittaja", "teksti:", "napisał", "napsal",
    "írta", "szerző", "scris de", "yazan", "yazar", "penulis", "oleh", "tác giả", "автор", "текст", "опубликовал",
    "συγγραφέας", "του", "كتب", "بقلم", "الكاتب", "מאת", "نویسنده", "लेखक", "作者", "作者：", "文/", "文／", "记者", "記者",
    "執筆", "著者", "筆者", "文", "投稿者", "글", "작성자", "기자",
]);

/// Lead-ins that are believed anywhere on a page.
#[rustfmt::skip]
pub(super) static PLAIN_LEAD_INS: WordList = WordList::new(&[
    "written by", "article by", "posted by", "author:", "authors:", "this article was written by",
    "article written by", "words by", "geschrieben von", "ein artikel von", "ein beitrag von", "verfasst von",
    "autor:", "autorin:", "autoren:", "text:", "écrit par", "rédigé par", "auteur :", "escrito por", "scritto da",
    "a cura di", "autore:", "geschreven door", "auteur:", "автор:", "作者：", "作者:", "文／", "oleh:", "yazar:",
]);

/// What follows a name in a byline but is no part of it.
#[rustfmt::skip]
pub(super) static ENDINGS: WordList = WordList::new(&[
    " | ", " • ", " · ", " — ", " – ", " - ", " / ", "\n", "\t", " on ", " in ", " for ", " at ", " is ", " from ",
    " updated", " published", " posted ", " am ", " em ", " op ", " (", " @", " um ", " © ",
    " last updated", " medically reviewed", " reviewed by", " edited by", " fact checked", " photos by",
    " photography", "•", "|", "·", "●", " min read", " updated:", " min.", " date", " share", " follow", " posted:",
    " published:", "written by", " filed under", " veröffentlicht", " aktualisiert", " gespeichert", " » ", ": ",
    " foto:", " fotos:", " foto ", " leave a comment", " comments", " read more", " view all",
]);

/// Articles before a day, and particles inside of names where a capital follows: "Jane Doe le 3 mai", "Jane Le Doe".
pub(super) const ARTICLES: &[&str] = &[" le ", " el ", " il "];

/// Words by which several people sign together.
#[rustfmt::skip]
pub(super) static COLLECTIVES: WordList = WordList::new(&[
    "team", "staff", "editors", "editorial", "newsdesk", "newsroom", "desk", "reports", "redaktion", "redaktionsteam",
    "rédaction", "redacción", "redação", "redazione", "redactie", "redaktionen", "redakcja", "redakce", "toimitus", "редакция", "编辑部", "編集部",
]);

/// Words in the names of firms and clubs.
#[rustfmt::skip]
pub(super) static COMPANIES: WordList = WordList::new(&[
    "gmbh", "ag", "e.v", "ev", "kg", "inc", "ltd", "llc", "corp", "corporation", "verlag", "stiftung", "foundation", "association",
    "university", "universität", "institute", "institut", "verband", "agency", "agentur", "media", "medien", "s.a", "s.r.l", "b.v",
]);

/// Words that make what follows a comma a job, and a name without others no person.
#[rustfmt::skip]
pub(super) static JOBS: WordList = WordList::new(&[
    "editor", "reporter", "correspondent", "director", "manager", "writer", "journalist", "contributor", "producer",
    "columnist", "analyst", "founder", "co-founder", "cofounder", "ceo", "cto", "cmo", "coo", "cfo", "president",
    "head", "chief", "lead", "engineer", "developer", "designer", "professor", "strategist", "specialist",
    "consultant", "author", "staff", "officer", "partner", "attorney", "expert", "marketer", "coach", "senior",
    "associate", "vp", "vice", "redakteur", "redakteurin", "chefredakteur", "managing", "executive", "news",
    "content", "copywriter", "bureau", "university", "inc", "ltd", "llc", "gmbh", "scientist", "researcher",
    "reviewer", "member", "admin", "administrator", "moderator", "research", "product", "owner", "freelance", "guest",
]);

/// Names that content systems and their users give nobody in particular.
#[rustfmt::skip]
pub(super) static PLACEHOLDERS: WordList = WordList::new(&[
    "admin", "administrator", "author", "authors", "editor", "editors", "staff", "guest", "user", "anonymous",
    "unknown", "none", "null", "undefined", "webmaster", "root", "default", "wordpress", "wpadmin", "wordpressadmin",
    "n a", "na", "name", "team", "about the author", "author bio", "editorial staff", "editorial team", "the editors",
    "redaktion", "gast", "about", "by", "share", "follow", "posts", "view all posts", "profile", "administrador",
    "site admin", "super user", "superuser", "login", "contributors", "date", "subscribe", "email", "facebook",
    "twitter", "teilen", "drucken", "foto", "fotos", "bild", "link", "home", "search", "menu", "comments", "comment",
    "read more", "more", "view profile", "print", "published", "updated", "last updated", "news", "autor", "autoren",
    "authorname", "author name", "written by", "posted by", "no author", "test", "contact", "blog", "us", "reply",
    "linkedin", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "kommentare", "kommentar", "galerie", "durchsuchen",
]);

/// Small words inside names.
#[rustfmt::skip]
pub(super) static PARTICLES: WordList = WordList::new(&[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
    "ten", "zu", "zur", "bin", "ibn", "al", "el", "y", "e", "af", "av", "dr", "st", "und", "the", "of", "o",
]);

/// Words of the navigation and of headings that look like names when capitalised.
#[rustfmt::skip]
pub(super) static COMMON: WordList = WordList::new(&[
    "the", "a", "an", "aufrufe", "datum", "views", "date", "lesezeit", "kommentare", "to", "for", "with", "your", "our", "my", "this", "how", "what", "why", "read", "more", "share",
    "min", "minutes", "minute", "blog", "home", "contact", "news", "view", "all", "post", "posts", "in", "on",
    "about", "us", "free", "get", "start", "time", "table", "contents", "articles", "article", "health", "business",
    "travel", "food", "guide", "guides", "tips", "best", "resources", "updated", "published", "reading", "privacy",
    "policy", "terms", "product", "products", "services", "service", "online", "digital", "marketing", "media",
    "social", "data", "software", "technology", "learning", "and", "or", "is", "sign", "log", "login", "subscribe",
    "newsletter", "follow", "new", "last", "first", "am", "pm", "januar", "january", "february", "march", "april",
    "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "comments", "comment", "print", "email", "listen", "video", "photo",
    "photos", "credit", "image", "case", "study", "life", "style", "world", "press", "release", "category",
    "categories", "tags", "copy", "link", "school", "college", "filed", "under", "forum", "discussion", "download",
    "contributions", "contribution", "from", "by", "checklist", "call", "week", "hosting", "permanent",
    "permanentlink", "trends", "top", "medications", "industry", "motto", "commons", "wikimedia", "stock", "getty",
    "images", "shutterstock", "unsplash", "pixabay", "pexels", "design", "development", "management", "customer",
    "success", "company", "store", "shop", "key", "takeaways", "rights", "reserved", "skip", "content", "main",
    "zurück", "übersicht", "aktuelle", "letzte", "weitere", "alle", "neue", "thema", "meldung", "pressemitteilung", "register", "request", "now",
    "special", "financing", "offer", "offers", "deals", "sale", "welcome", "willkommen", "gast", "information", "ihrer",
    "doc", "no", "menu", "search", "der", "die", "das", "und", "für", "mit", "im", "zum", "zur",
]);
