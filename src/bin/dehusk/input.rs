//! Pages from files and standard input.

use crate::failure::Failure;
use flate2::read::MultiGzDecoder;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The longest page to hold in memory, so that an endless stream ends. The extractor's own limit is far below.
const MAX_BYTES: u64 = 1 << 30;

const GZIP: &[u8] = &[0x1f, 0x8b];

/// The bytes of a page, unpacked if they are gzipped. `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let fail = |reason: &dyn Display| Failure::at(path.display(), reason);
    if path.is_dir() {
        return Err(fail(&"is a directory (for all pages in it: dehusk batch)"));
    }
    let bytes = bytes(path).map_err(|error| fail(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(fail(&format_args!("is longer than {MAX_BYTES} bytes")));
    }
    if let Some(format) = other_format(&bytes) {
        return Err(fail(&format_args!("is no page, but {format}")));
    }
    Ok(bytes)
}

/// The media type of a file that is neither a page nor text, by its first bytes: those of a format, and some that no text has (the binary data bytes
/// of the [MIME Sniffing Standard](https://mimesniff.spec.whatwg.org/#binary-data-byte), in a header as long as there).
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const HEAD: usize = 1445;
    const PDF: &[u8] = b"%PDF-";
    const MARKS: [&[u8]; 2] = [&[0xfe, 0xff], &[0xff, 0xfe]];
    let is_binary = |byte: &u8| matches!(byte, 0..=8 | 0xb | 0xe..=0x1a | 0x1c..=0x1f);
    if MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return None;
    }
    let format = infer::get(bytes).filter(|format| format.matcher_type() != infer::MatcherType::Text)?;
    (bytes.starts_with(PDF) || bytes.iter().take(HEAD).any(is_binary)).then(|| format.mime_type())
}

/// Whether a file is a WARC, gzipped or not.
pub(crate) fn is_archive(path: &Path) -> io::Result<bool> {
    const START: &[u8] = b"WARC/";
    let mut head = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut head)?;
    if !head.starts_with(GZIP) {
        return Ok(head.starts_with(START));
    }
    let mut start = Vec::new();
    // The head of a member is no whole one: what can be unpacked of it is enough, and errors come up again.
    let _ = MultiGzDecoder::new(&*head).take(START.len() as u64).read_to_end(&mut start);
    Ok(start == START)
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let bytes = match path.to_str() {
        Some("-") => limited(io::stdin().lock())?,
        _ => limited(File::open(path)?)?,
    };
    if bytes.starts_with(GZIP) { limited(MultiGzDecoder::new(&*bytes)) } else { Ok(bytes) }
}

/// One byte more than allowed tells a page that is too long.
fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
