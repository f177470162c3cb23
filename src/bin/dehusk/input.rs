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

/// The media type of a file that is neither a page nor text, by how it begins.
///
/// A text may begin as the files of some format do, with "BM" or "MZ". So binary formats have to have a zero byte near their start, which all do
/// and no text has but in UTF-16; formats that are text are told by more than a word.
pub(crate) fn other_format(bytes: &[u8]) -> Option<&'static str> {
    /// As far as the MIME Sniffing Standard looks.
    const HEAD: usize = 1445;
    const UTF_16: [&[u8]; 2] = [&[0xfe, 0xff], &[0xff, 0xfe]];
    if let Some(name) = written_format(bytes) {
        return Some(name);
    }
    if UTF_16.iter().any(|mark| bytes.starts_with(mark)) || !bytes.iter().take(HEAD).any(|&byte| byte == 0) {
        return None;
    }
    // It takes any page for a PDF that mentions its mark.
    let is_binary =
        |format: &infer::Type| format.mime_type() != PDF && !matches!(format.matcher_type(), infer::MatcherType::Text);
    infer::get(bytes).filter(is_binary).map(|format| format.mime_type())
}

const PDF: &str = "application/pdf";

/// The media type of a file that is written in characters and is no text.
fn written_format(bytes: &[u8]) -> Option<&'static str> {
    /// The mark of PDF with its version, which stands alone on a line.
    const VERSION: usize = 10;
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let line = start.split(|&byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    if start.starts_with(b"%PDF-") && line.trim_ascii_end().len() <= VERSION {
        Some(PDF)
    } else if start.starts_with(b"{\\rtf1") {
        Some("application/rtf")
    } else if start.starts_with(b"%!PS-Adobe-") {
        Some("application/postscript")
    } else {
        None
    }
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
