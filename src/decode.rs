//! stub
use std::borrow::Cow;
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CharsetSource {
    Meta,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Charset {
    source: CharsetSource,
}
pub(crate) fn decode<'a>(bytes: &'a [u8], _content_type: Option<&str>) -> (Cow<'a, str>, Charset) {
    (String::from_utf8_lossy(bytes), Charset { source: CharsetSource::Meta })
}
