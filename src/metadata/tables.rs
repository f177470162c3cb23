//! Which markup says what, one table for each field, the most trusted source first.
//!
//! Names are from schema.org, the Open Graph protocol (<https://ogp.me>), Dublin Core's terms, Google Scholar's
//! inclusion guidelines (`citation_`), and the tags that Parse.ly, Sailthru and Cxense document for publishers. The order
//! is by judgement, helped by how often each kind of source agreed with the labels of WCXB's development set.

use super::known::Known;
use crate::article::{Field, Source};
use Source::{
    Attribute, Byline, Citation, ClassName, Dateline, DublinCore, JsonLd, Link, Meta, Microdata, OpenGraph, Rdfa,
    TimeElement, Twitter, Url,
};

use std::sync::LazyLock;

type Table = &'static [(Source, &'static str)];

const AUTHOR: Table = &[
    (JsonLd, "author"),
    (Citation, "citation_author"),
    (Meta, "parsely-author"),
    (Meta, "sailthru.author"),
    (Meta, "cxenseparse:author"),
    (Meta, "byl"),
    (OpenGraph, "article:author_name"),
    (Meta, "article_author"),
    (Meta, "shareaholic:article_author_name"),
    (Meta, "mediator_author"),
    (Microdata, "author"),
    (Byline, "by"),
    (Meta, "author"),
    (Twitter, "twitter:data1"),
    (OpenGraph, "article:author"),
    (OpenGraph, "og:author"),
    (OpenGraph, "book:author"),
    (ClassName, "author"),
    (Link, "author"),
    (Link, "author.href"),
    (Rdfa, "author"),
    (DublinCore, "dc.creator"),
    (DublinCore, "dcterms.creator"),
    (Meta, "creator"),
    (Microdata, "creator"),
    (JsonLd, "creator"),
    (JsonLd, "page.author"),
    (Byline, "near"),
    (Byline, "far"),
    (ClassName, "author.far"),
    (Byline, "line"),
    (JsonLd, "author.organization"),
];

const PUBLISHED: Table = &[
    (JsonLd, "datePublished"),
    (OpenGraph, "article:published_time"),
    (OpenGraph, "og:published_time"),
    (OpenGraph, "og:article:published_time"),
    (Microdata, "datePublished"),
    (Meta, "datepublished"),
    (Meta, "parsely-pub-date"),
    (Meta, "sailthru.date"),
    (Meta, "cxenseparse:publishtime"),
    (Meta, "cxenseparse:recs:publishtime"),
    (Citation, "citation_publication_date"),
    (Citation, "citation_online_date"),
    (Citation, "citation_date"),
    (Meta, "article.published"),
    (Meta, "published_time"),
    (Meta, "publish-date"),
    (Meta, "publishdate"),
    (Meta, "publish_date"),
    (Meta, "published-date"),
    (Meta, "publication-date"),
    (Meta, "date-published"),
    (Meta, "w-published-date"),
    (Meta, "pubdate"),
    (Meta, "published"),
    (Meta, "publication_date"),
    (Meta, "originalpublicationdate"),
    (Meta, "article_date_original"),
    (Meta, "shareaholic:article_published_time"),
    (Meta, "rnews:datepublished"),
    (DublinCore, "dcterms.issued"),
    (DublinCore, "dc.date.issued"),
    (Rdfa, "datePublished"),
    (Rdfa, "dc:date"),
    (Rdfa, "dc:created"),
    (JsonLd, "uploadDate"),
    (JsonLd, "dateCreated"),
    (Microdata, "dateCreated"),
    (TimeElement, "published"),
    (JsonLd, "page.datePublished"),
    (Url, "path"),
    (TimeElement, "near"),
    (Dateline, "labelled"),
    (Dateline, "near"),
    (ClassName, "date"),
    (DublinCore, "dcterms.created"),
    (DublinCore, "dc.date.created"),
    (DublinCore, "dcterms.date"),
    (DublinCore, "dc.date"),
    (Dateline, "passing"),
    (Meta, "date"),
    (Meta, "date_published"),
    (Meta, "created"),
    (TimeElement, "any"),
    (Dateline, "any"),
    (ClassName, "date.far"),
];

const MODIFIED: Table = &[
    (JsonLd, "dateModified"),
    (OpenGraph, "article:modified_time"),
    (OpenGraph, "og:updated_time"),
    (Microdata, "dateModified"),
    (Meta, "datemodified"),
    (Meta, "last-modified"),
    (Meta, "lastmod"),
    (Meta, "modified-date"),
    (Meta, "date-modified"),
    (Meta, "revised"),
    (DublinCore, "dcterms.modified"),
    (DublinCore, "dc.date.modified"),
    (Rdfa, "dateModified"),
    (TimeElement, "updated"),
    (Dateline, "updated"),
    (JsonLd, "page.dateModified"),
];

const TITLE: Table = &[
    (JsonLd, "headline"),
    (OpenGraph, "og:title"),
    (Citation, "citation_title"),
    (Meta, "parsely-title"),
    (Meta, "sailthru.title"),
    (Twitter, "twitter:title"),
    (Microdata, "headline"),
    (DublinCore, "dc.title"),
    (DublinCore, "dcterms.title"),
    (JsonLd, "name"),
    (Microdata, "name"),
    (JsonLd, "page.name"),
    (Meta, "title"),
];

const DESCRIPTION: Table = &[
    (Meta, "description"),
    (OpenGraph, "og:description"),
    (JsonLd, "description"),
    (Twitter, "twitter:description"),
    (DublinCore, "dc.description"),
    (DublinCore, "dcterms.description"),
    (Meta, "sailthru.description"),
    (DublinCore, "dcterms.abstract"),
    (Microdata, "description"),
];

const SITE_NAME: Table = &[
    (OpenGraph, "og:site_name"),
    (JsonLd, "site.name"),
    (JsonLd, "publisher.name"),
    (Meta, "application-name"),
    (Meta, "apple-mobile-web-app-title"),
    (Meta, "al:android:app_name"),
    (DublinCore, "dc.publisher"),
    (Meta, "cre"),
];

const CANONICAL_URL: Table = &[(Link, "canonical"), (OpenGraph, "og:url"), (JsonLd, "url"), (Twitter, "twitter:url")];

const IMAGE: Table = &[
    (OpenGraph, "og:image"),
    (OpenGraph, "og:image:url"),
    (OpenGraph, "og:image:secure_url"),
    (JsonLd, "image"),
    (Twitter, "twitter:image"),
    (Twitter, "twitter:image:src"),
    (Meta, "parsely-image-url"),
    (Meta, "sailthru.image.full"),
    (Link, "image_src"),
    (Meta, "thumbnail"),
];

const TAG: Table = &[
    (OpenGraph, "article:tag"),
    (Meta, "parsely-tags"),
    (Meta, "news_keywords"),
    (JsonLd, "keywords"),
    (Citation, "citation_keywords"),
    (Link, "tag"),
    (Meta, "keywords"),
    (DublinCore, "dc.subject"),
    (DublinCore, "dcterms.subject"),
];

const SECTION: Table = &[
    (OpenGraph, "article:section"),
    (JsonLd, "articleSection"),
    (Meta, "parsely-section"),
    (Meta, "cxenseparse:section"),
    (Meta, "section"),
    (Meta, "category"),
    (Microdata, "articleSection"),
];

const LICENCE: Table = &[
    (Link, "license"),
    (JsonLd, "license"),
    (DublinCore, "dcterms.license"),
    (DublinCore, "dc.rights.license"),
    (Microdata, "license"),
    (DublinCore, "dcterms.rights"),
    (DublinCore, "dc.rights"),
    (Meta, "copyright"),
];

const LANGUAGE: Table = &[
    (Attribute, "lang"),
    (Attribute, "xml:lang"),
    (Meta, "content-language"),
    (JsonLd, "inLanguage"),
    (DublinCore, "dc.language"),
    (DublinCore, "dcterms.language"),
    (Citation, "citation_language"),
    (OpenGraph, "og:locale"),
    (Meta, "language"),
];

const NEXT_URL: Table = &[(Link, "next")];

const DIRECTION: Table = &[(Attribute, "dir")];

const TABLES: &[(Field, Table)] = &[
    (Field::Title, TITLE),
    (Field::Author, AUTHOR),
    (Field::Published, PUBLISHED),
    (Field::Modified, MODIFIED),
    (Field::Language, LANGUAGE),
    (Field::Direction, DIRECTION),
    (Field::SiteName, SITE_NAME),
    (Field::Description, DESCRIPTION),
    (Field::CanonicalUrl, CANONICAL_URL),
    (Field::Image, IMAGE),
    (Field::Tag, TAG),
    (Field::Section, SECTION),
    (Field::Licence, LICENCE),
    (Field::NextUrl, NEXT_URL),
];

/// How many fields there are: each has a table.
pub(super) const FIELDS: usize = TABLES.len();

/// How many sources state titles.
pub(super) const TITLE_SOURCES: usize = sources(TITLE);

/// How many sources a table has.
const fn sources(table: Table) -> usize {
    let (mut seen, mut at) = (0_u64, 0);
    while at < table.len() {
        seen |= 1 << table[at].0 as u8;
        at += 1;
    }
    seen.count_ones() as usize
}

/// How far down its field's table a source stands.
pub(super) type Rank = u16;

/// A row of a table with its place.
struct Entry {
    row: (u8, &'static str),
    field: Field,
    rank: Rank,
}

struct Entries {
    /// Every row of every table, sorted by source and key; of equal ones in the order of the tables.
    list: Vec<Entry>,
    /// Most of what pages state is in no row.
    known: Known<1024>,
}

static ENTRIES: LazyLock<Entries> = LazyLock::new(|| {
    let tables = TABLES.iter().flat_map(|&(field, table)| (0..).zip(table).map(move |(rank, row)| (field, rank, row)));
    let mut list: Vec<Entry> =
        tables.map(|(field, rank, &(source, key))| Entry { row: (source as u8, key), field, rank }).collect();
    list.sort_by_key(|entry| entry.row);
    Entries { known: Known::of(list.iter().map(|entry| entry.row)), list }
});

/// The fields that `key` speaks for, in the vocabulary of `source`.
pub(super) fn fields(source: Source, key: &str) -> impl Iterator<Item = (Field, Rank)> {
    let Entries { list, known } = &*ENTRIES;
    let wanted = (source as u8, key);
    let start = if known.may_have(wanted) { list.partition_point(|entry| entry.row < wanted) } else { list.len() };
    let entries = list.iter().skip(start).take_while(move |entry| entry.row == wanted);
    entries.map(|entry| (entry.field, entry.rank))
}

/// The key at a rank of a field's table.
pub(super) fn key(field: Field, rank: Rank) -> &'static str {
    let table = TABLES.iter().find(|(of, _)| *of == field).map(|(_, table)| table);
    table.and_then(|table| table.get(usize::from(rank))).map_or("", |(_, key)| key)
}

/// The vocabulary that a `<meta>` with this name, in lower case, belongs to.
pub(super) fn vocabulary(name: &str) -> Source {
    const PREFIXES: &[(&str, Source)] = &[
        ("og:", OpenGraph),
        ("article:", OpenGraph),
        ("book:", OpenGraph),
        ("dc.", DublinCore),
        ("dcterms.", DublinCore),
        ("twitter:", Twitter),
        ("citation_", Citation),
    ];
    PREFIXES.iter().find(|(prefix, _)| name.starts_with(prefix)).map_or(Meta, |&(_, source)| source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_numbered_as_there_are_tables() {
        let mut numbers: Vec<usize> = TABLES.iter().map(|(field, _)| *field as usize).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..FIELDS).collect::<Vec<_>>());
    }

    #[test]
    fn each_source_stands_once_in_each_table() {
        for (field, table) in TABLES {
            for (at, entry) in table.iter().enumerate() {
                assert!(!table.iter().take(at).any(|other| other == entry), "{field:?} {entry:?}");
            }
        }
    }

    #[test]
    fn names_in_the_tables_belong_to_their_vocabulary() {
        for (source, key) in TABLES.iter().flat_map(|(_, table)| table.iter()) {
            if matches!(source, OpenGraph | DublinCore | Twitter | Citation | Meta) {
                assert_eq!((vocabulary(key), key.to_lowercase()), (*source, (*key).to_owned()));
            }
        }
    }
}
