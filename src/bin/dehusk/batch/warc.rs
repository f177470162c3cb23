//! Records of WARC files (<https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/>).
//!
//! The crate `warc` 0.4 reads them too, but tells of what is broken neither where it is nor how to go on behind it.

use super::stream::Stream;
use std::fmt;
use std::io;
use std::path::Path;

/// What every record begins with.
const VERSION: &[u8] = b"WARC/";

/// The longest line of a header and the most lines; far more than any writer has.
const MAX_LINE: u64 = 64 << 10;
const MAX_LINES: usize = 1000;

/// The longest content to hold in memory.
const MAX_BODY: usize = 256 << 20;

/// A record.
pub(super) struct Record {
    /// Where in the file it begins, or the gzip member that it is in.
    pub(super) offset: u64,
    pub(super) kind: Kind,
    pub(super) url: Option<String>,
    /// The time that the record says it was made.
    pub(super) fetched: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) body: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    Response,
    Resource,
    Conversion,
    #[default]
    Other,
}

/// Why a record cannot be read.
pub(super) struct Broken {
    offset: u64,
    reason: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: {}", self.offset, self.reason)
    }
}

/// The records of a file. After one that is broken come those behind it.
pub(super) struct Archive {
    stream: Stream,
    /// The first line of the next record, if it has been read, and where it stands.
    next: Option<(u64, Vec<u8>)>,
    ended: bool,
}

#[derive(Default)]
struct Header {
    kind: Kind,
    url: Option<String>,
    fetched: Option<String>,
    content_type: Option<String>,
    length: Option<u64>,
}

/// Why there is no record, and what to do about it.
enum Fault {
    /// The file cannot be read, or not be unpacked.
    Io(io::Error),
    /// The next record is to be looked for from a byte on, or from where the file is read now.
    Malformed(&'static str, Option<u64>),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Archive {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { stream: Stream::open(path)?, next: None, ended: false })
    }

    /// The next line that is not blank.
    fn first_line(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        if let Some(next) = self.next.take() {
            return Ok(Some(next));
        }
        loop {
            let offset = self.stream.offset()?;
            match self.stream.line(MAX_LINE)? {
                Some(line) if line.is_empty() => {}
                line => return Ok(line.map(|line| (offset, line))),
            }
        }
    }

    fn record(&mut self, offset: u64, version: &[u8]) -> Result<Record, Fault> {
        if !version.starts_with(VERSION) {
            return Err(Fault::Malformed("no WARC record begins here", None));
        }
        let Header { kind, url, fetched, content_type, length } = self.header()?;
        let length = length.ok_or(Fault::Malformed("the record has no Content-Length", None))?;
        let start = self.stream.offset()?;
        let most = if kind == Kind::Other { 0 } else { MAX_BODY };
        let body = self.stream.bytes(length, most)?;
        let body = body.ok_or(Fault::Malformed("the record is shorter than its Content-Length", Some(start)))?;
        if !self.ends_here()? {
            return Err(Fault::Malformed("the record does not end where its Content-Length says", Some(start)));
        }
        if length > most as u64 && kind != Kind::Other {
            return Err(Fault::Malformed("the record is too long", None));
        }
        Ok(Record { offset, kind, url, fetched, content_type, body })
    }

    /// Two empty lines end a record; the end of the file and the next record do as well.
    fn ends_here(&mut self) -> io::Result<bool> {
        for _ in 0..2 {
            let offset = self.stream.offset()?;
            match self.stream.line(MAX_LINE)? {
                Some(line) if line.is_empty() => {}
                Some(line) if line.starts_with(VERSION) => {
                    self.next = Some((offset, line));
                    return Ok(true);
                }
                found => return Ok(found.is_none()),
            }
        }
        Ok(true)
    }

    fn header(&mut self) -> Result<Header, Fault> {
        let mut header = Header::default();
        for _ in 0..MAX_LINES {
            let line = self.stream.line(MAX_LINE)?.ok_or(Fault::Malformed("the file ends within a header", None))?;
            if line.is_empty() {
                return Ok(header);
            }
            let line = String::from_utf8_lossy(&line);
            let (name, value) = line.split_once(':').ok_or(Fault::Malformed("a header line has no colon", None))?;
            header.note(name, value.trim());
        }
        Err(Fault::Malformed("the header does not end", None))
    }

    /// Goes on to the next record.
    fn recover(&mut self, fault: &Fault) -> io::Result<()> {
        if let Fault::Malformed(_, from) = *fault {
            if self.next.is_some() {
                return Ok(());
            }
            from.map_or(Ok(()), |from| self.stream.rewind(from))?;
            loop {
                match self.first_line() {
                    Ok(Some((offset, line))) => {
                        // A record that was cut ends in the middle of a line.
                        if let Some(before) = before_version(&line) {
                            let offset = self.stream.within(offset, before as u64);
                            self.next = Some((offset, line.get(before..).unwrap_or_default().to_vec()));
                            return Ok(());
                        }
                    }
                    Ok(None) => return Ok(()),
                    Err(_) => break,
                }
            }
        }
        self.ended = !self.stream.skip_member(VERSION)?;
        Ok(())
    }
}

/// How many bytes of a line stand before the `WARC/1.0` or the like that it ends in.
fn before_version(line: &[u8]) -> Option<usize> {
    let before = line.len().checked_sub(VERSION.len() + 3)?;
    let number = line.get(before..)?.strip_prefix(VERSION)?;
    matches!(number, [b'0'..=b'9', b'.', b'0'..=b'9']).then_some(before)
}

impl Header {
    fn note(&mut self, name: &str, value: &str) {
        let of = |value: &str| Some(value.to_owned());
        match &*name.to_ascii_lowercase() {
            "warc-type" => {
                self.kind = match value {
                    "response" => Kind::Response,
                    "resource" => Kind::Resource,
                    "conversion" => Kind::Conversion,
                    _ => Kind::Other,
                }
            }
            // Some writers put it in brackets.
            "warc-target-uri" => self.url = of(value.trim_matches(['<', '>'])),
            "warc-date" => self.fetched = of(value),
            "content-type" => self.content_type = of(value),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

impl Iterator for Archive {
    type Item = Result<Record, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let (offset, result) = match self.first_line() {
            Ok(None) => return None,
            Ok(Some((offset, line))) => (offset, self.record(offset, &line)),
            Err(error) => (self.stream.member(), Err(Fault::Io(error))),
        };
        Some(result.map_err(|fault| {
            self.ended |= self.recover(&fault).is_err();
            let reason = match fault {
                Fault::Io(error) => error.to_string(),
                Fault::Malformed(reason, _) => reason.to_owned(),
            };
            Broken { offset, reason }
        }))
    }
}
