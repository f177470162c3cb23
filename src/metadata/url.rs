//! As much of addresses as metadata needs: the site's name, dates in paths, relative links.

use crate::article::DateTime;
pub(super) use ::url::Url;
use std::borrow::Cow;

/// The host of an address, without `www.`, port and user.
pub(super) fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// The labels of the host that may name the site: all but the last.
pub(super) fn labels(url: &str) -> impl Iterator<Item = &str> {
    host(url).into_iter().flat_map(|host| host.rsplit('.').skip(1)).filter(|label| label.chars().count() > 2)
}

/// The words of the step of the path that has the most: `harbour freezes` of `/2024/harbour-freezes.html`.
pub(super) fn slug(url: &str) -> Slug {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next().unwrap_or_default();
    let steps = path.split('/').skip(1).map(decoded);
    let count = |step: &Cow<'_, str>| words(step).filter(|word| word.contains(char::is_alphabetic)).count();
    Slug(steps.max_by_key(count).map(|step| step.to_lowercase()).unwrap_or_default())
}

/// A step of a path without its ending.
fn decoded(step: &str) -> Cow<'_, str> {
    let step =
        step.rsplit_once('.').filter(|(_, ending)| (2..=5).contains(&ending.len())).map_or(step, |(step, _)| step);
    ::url::form_urlencoded::parse(step.as_bytes()).next().map(|(step, _)| step).unwrap_or_default()
}

fn words(step: &str) -> impl Iterator<Item = &str> {
    /// Words of an address that are looked at.
    const MOST: usize = 40;
    step.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST)
}

/// A step of a path, decoded, in lower case.
#[derive(Debug, Default)]
pub(super) struct Slug(String);

impl Slug {
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        words(&self.0)
    }
}

/// A day in the path: `/2024/05/03/`, `/2024-05-03-title`, `/20240503/`.
pub(super) fn day(url: &str) -> Option<DateTime> {
    let (_, path) = url.split_once("://")?.1.split_once('/')?;
    let runs: Vec<(&str, bool)> = runs(path);
    let last = runs.windows(3).find_map(|three| match three {
        [(day, _), (month, true), (year, true)] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            ymd(year, month, day)
        }
        _ => None,
    });
    let three = runs.windows(3).find_map(|three| match three {
        [(year, _), (month, true), (day, true)] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            ymd(year, month, day)
        }
        _ => None,
    });
    three.or(last).or_else(|| {
        let eight = runs.iter().map(|&(run, _)| run).find(|run| run.len() == 8 && run.starts_with("20"))?;
        ymd(eight.get(..4)?, eight.get(4..6)?, eight.get(6..)?)
    })
}

/// Runs of digits, and whether only a slash, hyphen or underscore parts each from the one before.
fn runs(path: &str) -> Vec<(&str, bool)> {
    let mut runs = Vec::new();
    let mut close = false;
    for run in path.split_inclusive(['/', '-', '_', '?', '.', '&', '=']).take(64) {
        let bare = run.trim_end_matches(['/', '-', '_', '?', '.', '&', '=']);
        let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            runs.push((bare, close));
        }
        close = is_number && run.ends_with(['/', '-', '_']);
    }
    runs
}

fn ymd(year: &str, month: &str, day: &str) -> Option<DateTime> {
    let year: u16 = year.parse().ok().filter(|year| (1990..2100).contains(year))?;
    DateTime::new(year, month.parse().ok()?, day.parse().ok()?)
}

/// Whether a link says by itself where it leads.
pub(super) fn is_absolute(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

/// An address as seen from the page: absolute where the page's own address or the link itself tells how.
pub(super) fn resolve(base: Option<&Url>, link: &str) -> String {
    let link = link.trim();
    let absolute = base.and_then(|base| base.join(link).ok());
    absolute.map_or_else(|| link.to_owned(), String::from)
}

/// Whether an address may be that of the page after the one at `url`: the same and more, or the same with other numbers.
pub(super) fn continues(url: &str, next: &str) -> bool {
    fn bare(url: &str) -> &str {
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        url.strip_prefix("www.").unwrap_or(url).split('#').next().unwrap_or_default().trim_end_matches('/')
    }
    let (url, next) = (bare(url), bare(next));
    let path = url.split('?').next().unwrap_or_default();
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path).trim_end_matches('/');
    let parted = |rest: &str| !rest.starts_with(char::is_alphabetic);
    let words = |url: &str| url.split(|char: char| char.is_ascii_digit()).collect::<String>();
    next.strip_prefix(path).is_some_and(parted) || words(url) == words(next)
}

/// The same page by another spelling: scheme, `www.`, query and trailing slash aside.
pub(super) fn same_page(one: &str, other: &str) -> bool {
    fn bare(url: &str) -> &str {
        let url = url.split_once("://").map_or(url, |(_, rest)| rest);
        let url = url.strip_prefix("www.").unwrap_or(url);
        url.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/')
    }
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_name_sites() {
        let labels = |url| labels(url).collect::<Vec<_>>();
        assert_eq!(labels("https://www.example.com/a"), ["example"]);
        assert_eq!(labels("https://user@news.example.co.uk:8080/a?b"), ["example", "news"]);
        assert!(labels("http://localhost/").is_empty() && labels("no address").is_empty());
    }

    #[test]
    fn paths_tell_words() {
        let words = |url| slug(url).words().collect::<Vec<_>>().join(" ");
        assert_eq!(words("https://e.org/2024/05/03/Harbour-freezes.html?utm=1"), "harbour freezes");
        assert_eq!(words("https://e.org/ice-and-snow/12"), "ice and snow");
        assert_eq!(words("https://e.org/%D0%BB%D1%91%D0%B4-%D0%B8_%D1%81%D0%BD%D0%B5%D0%B3"), "лёд и снег");
        assert_eq!((words("https://e.org/"), words("no address")), (String::new(), String::new()));
    }

    #[test]
    fn paths_tell_days() {
        let cases = [
            ("https://e.org/2024/05/03/title", "2024-05-03"),
            ("https://e.org/a/2024-5-3-title.html", "2024-05-03"),
            ("https://e.org/20240503/x", "2024-05-03"),
            ("https://web.archive.org/web/20140109030403/http://e.org/2012/04/05/x", "2012-04-05"),
            ("https://e.org/2024/05/title-3", "-"),
            ("https://e.org/news/03-05-2024", "2024-05-03"),
            ("https://e.org/12345678", "-"),
            ("https://e.org/2024/13/41/", "-"),
        ];
        for (url, expected) in cases {
            assert_eq!(day(url).map_or("-".to_owned(), |date| date.to_string()), expected, "{url}");
        }
    }

    #[test]
    fn the_next_page_has_an_address_like_the_first() {
        let page = "https://www.e.org/ice/harbour.html?utm=1";
        let next = [
            "https://e.org/ice/harbour.html?page=2",
            "https://e.org/ice/harbour-2.html",
            "https://e.org/ice/harbour/2/",
        ];
        assert!(next.iter().all(|next| continues(page, next)));
        assert!(!continues(page, "https://e.org/ice/snow.html") && !continues(page, "https://e.org/ice/harbours"));
        assert!(continues("https://e.org/a_1.html", "https://e.org/a_2.html"));
    }

    #[test]
    fn links_are_resolved() {
        let base = Url::parse("https://e.org/a/b.html?x=1").ok();
        let cases = [
            ("https://f.org/y", "https://f.org/y"),
            ("//f.org/y", "https://f.org/y"),
            ("/y", "https://e.org/y"),
            ("y", "https://e.org/a/y"),
            ("./y", "https://e.org/a/y"),
            ("?p=2", "https://e.org/a/b.html?p=2"),
        ];
        for (link, expected) in cases {
            assert_eq!(resolve(base.as_ref(), link), expected, "{link}");
        }
        assert_eq!(resolve(None, "/y"), "/y");
        assert!(
            same_page("http://www.e.org/a/", "https://e.org/a?utm=1")
                && !same_page("https://e.org/a", "https://e.org/b")
        );
    }
}
