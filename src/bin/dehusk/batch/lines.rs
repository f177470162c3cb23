//! A page or a record of an archive -> a line of JSON.

use super::http;
use super::items::Item;
use super::warc::{Kind, Record};
use crate::failure::Failure;
use crate::input;
use crate::json::{self, Page, Place};
use crate::settings::{Input, Settings};
use dehusk::Extractor;
use std::fmt::Display;
use std::path::Path;

/// The line of a page; none of what is no page; or why there is none.
pub(super) fn line(item: Item, extractor: &Extractor, settings: &Settings) -> Result<Option<String>, String> {
    match item {
        Item::Page(path) => of_page(&path, extractor, settings).map(Some),
        Item::Record(path, record) => {
            let place = format!("{} at byte {}", path.display(), record.offset);
            of_record(&path, &record, extractor, settings).map_err(|reason| format!("{place}: {reason}"))
        }
        Item::Broken(reason) => Err(reason),
    }
}

fn of_page(path: &Path, extractor: &Extractor, settings: &Settings) -> Result<String, String> {
    let bytes = input::read(path).map_err(Failure::reason)?;
    let place = Place { file: path.display().to_string(), ..Place::default() };
    written(place, settings.input, &bytes, None, extractor, settings)
        .map_err(|reason| format!("{}: {reason}", path.display()))
}

fn of_record(
    path: &Path,
    record: &Record,
    extractor: &Extractor,
    settings: &Settings,
) -> Result<Option<String>, String> {
    let (url, fetched) = (record.url.as_deref(), record.fetched.as_deref());
    let place = Place { file: path.display().to_string(), offset: Some(record.offset), url, fetched };
    let extractor = match url {
        Some(url) => &extractor.clone().url(url),
        None => extractor,
    };
    let line = |input, bytes: &[u8], content_type: Option<&str>| {
        written(place, input, bytes, content_type, extractor, settings).map(Some)
    };
    match record.kind {
        Kind::Conversion => line(Input::Text, &record.body, Some("text/plain; charset=utf-8")),
        Kind::Resource if http::is_html(record.content_type.as_deref(), &record.body) => {
            line(Input::Html, &record.body, record.content_type.as_deref())
        }
        Kind::Response => match http::page(&record.body)? {
            Some(page) => line(Input::Html, &page.body, page.content_type.as_deref()),
            None => Ok(None),
        },
        Kind::Resource | Kind::Other => Ok(None),
    }
}

fn written(
    place: Place,
    input: Input,
    bytes: &[u8],
    content_type: Option<&str>,
    extractor: &Extractor,
    settings: &Settings,
) -> Result<String, String> {
    fn reason(error: impl Display) -> String {
        error.to_string()
    }
    let article = input.article(extractor, bytes, content_type).map_err(reason)?;
    json::line(&Page::new(place, &article, settings.format, false)).map_err(reason)
}
