//! Pages in HTTP responses, as archives keep them (RFC 9110 and 9112).

use crate::input;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::borrow::Cow;
use std::io::Read;

/// The longest page to unpack.
const MAX_BYTES: u64 = 256 << 20;

/// A page as its server sent it, codings undone.
pub(super) struct Response<'a> {
    pub(super) content_type: Option<String>,
    pub(super) body: Cow<'a, [u8]>,
}

/// The page in a response; none if it is no page.
pub(super) fn page(response: &[u8]) -> Result<Option<Response<'_>>, &'static str> {
    let (head, body) = parted(response).ok_or("the response's header does not end")?;
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1));
    let status = status.ok_or("the response has no status line")?;
    let (mut content_type, mut chunked, mut coding) = (None, false, None);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match &*name.trim().to_ascii_lowercase() {
            "content-type" => content_type = Some(value.to_owned()),
            "transfer-encoding" => chunked = value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => coding = Some(value.to_ascii_lowercase()),
            _ => {}
        }
    }
    // What is no HTML by its name is not worth unpacking; what has no name is looked at.
    let is_named = content_type.as_deref().is_none_or(|name| is_called_html(Some(name), b""));
    if !status.starts_with('2') || !is_named {
        return Ok(None);
    }
    let body = if chunked { joined(body) } else { Cow::Borrowed(body) };
    let body = decoded(body, coding.as_deref().unwrap_or("identity"))?;
    Ok(is_html(content_type.as_deref(), &body).then_some(Response { content_type, body }))
}

/// Whether a content is HTML by its type or, without one, by how it begins; servers call many things so that are not.
pub(super) fn is_html(content_type: Option<&str>, body: &[u8]) -> bool {
    input::other_format(body).is_none() && is_called_html(content_type, body)
}

fn is_called_html(content_type: Option<&str>, body: &[u8]) -> bool {
    match content_type {
        Some(name) => {
            let name = name.split(';').next().unwrap_or_default().trim();
            name.eq_ignore_ascii_case("text/html") || name.eq_ignore_ascii_case("application/xhtml+xml")
        }
        None => body.trim_ascii_start().starts_with(b"<"),
    }
}

/// Header and content; writers are not strict about carriage returns.
fn parted(response: &[u8]) -> Option<(&[u8], &[u8])> {
    let line_feeds = response.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    line_feeds.take(1000).find_map(|at| {
        let (head, rest) = response.split_at_checked(at)?;
        let body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
        Some((head, body))
    })
}

/// The content of chunks. Crawlers that store it joined leave the header as it was: what has no chunks is as it is.
fn joined(body: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((size, after)) = chunk_size(rest) {
        let (chunk, after) = after.split_at(size.min(after.len()));
        out.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n")).unwrap_or(after);
        if size == 0 {
            return Cow::Owned(out);
        }
    }
    if out.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(out) }
}

fn chunk_size(body: &[u8]) -> Option<(usize, &[u8])> {
    let end = body.iter().take(200).position(|byte| *byte == b'\n')?;
    let (line, rest) = body.split_at_checked(end + 1)?;
    let size = str::from_utf8(line).ok()?.split(';').next()?.trim();
    Some((usize::from_str_radix(size, 16).ok()?, rest))
}

/// What is not packed although its header says so is left as it is: crawlers unpack, and leave the header.
fn decoded<'a>(body: Cow<'a, [u8]>, coding: &str) -> Result<Cow<'a, [u8]>, &'static str> {
    match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => unpacked(MultiGzDecoder::new(&*body)).map(Cow::Owned),
        "deflate" if body.trim_ascii_start().starts_with(b"<") => Ok(body),
        // Both are sent under that name.
        "deflate" => {
            unpacked(ZlibDecoder::new(&*body)).or_else(|_| unpacked(DeflateDecoder::new(&*body))).map(Cow::Owned)
        }
        "identity" | "" | "gzip" | "x-gzip" | "utf-8" | "none" => Ok(body),
        _ if body.trim_ascii_start().starts_with(b"<") => Ok(body),
        _ => Err("the response has a content coding that cannot be undone"),
    }
}

fn unpacked(decoder: impl Read) -> Result<Vec<u8>, &'static str> {
    let mut bytes = Vec::new();
    decoder.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|_| "the response's content cannot be unpacked")?;
    Ok(bytes)
}
