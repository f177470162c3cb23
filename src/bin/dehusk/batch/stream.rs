//! The bytes of an archive, unpacked, with the place in the file that they come from.

use flate2::bufread::GzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Unpacked bytes. What is buffered comes from one gzip member, never from two.
pub(super) struct Stream(BufReader<Source>);

enum Source {
    Plain { file: File, at: u64 },
    Gzip(Box<Members>),
}

/// Gzip members one after the other, as archives have them: one for each record.
struct Members {
    decoder: Option<GzDecoder<Counted>>,
    /// Where in the file the member begins.
    start: u64,
}

impl Stream {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = Counted { file: BufReader::with_capacity(1 << 16, File::open(path)?), at: 0 };
        let source = if file.fill_buf()?.starts_with(&MAGIC) {
            Source::Gzip(Box::new(Members { decoder: Some(GzDecoder::new(file)), start: 0 }))
        } else {
            let mut file = file.file.into_inner();
            file.rewind()?;
            Source::Plain { file, at: 0 }
        };
        Ok(Self(BufReader::with_capacity(1 << 16, source)))
    }

    /// The byte of the file that comes next, or where the member that it is in begins.
    pub(super) fn offset(&mut self) -> io::Result<u64> {
        self.0.fill_buf()?;
        Ok(match self.0.get_ref() {
            Source::Plain { at, .. } => at - self.0.buffer().len() as u64,
            Source::Gzip(members) => members.start,
        })
    }

    /// Up to the next line feed, which is left out, or as far as `most` bytes; none at the end.
    pub(super) fn line(&mut self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        if self.0.by_ref().take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.ends_with(b"\n") {
            line.pop();
        }
        if line.ends_with(b"\r") {
            line.pop();
        }
        Ok(Some(line))
    }

    /// So many bytes, of which no more than `most` are kept; none if the file or the member ends before.
    pub(super) fn bytes(&mut self, count: u64, most: usize) -> io::Result<Option<Vec<u8>>> {
        let mut left = count;
        let mut bytes = Vec::new();
        let start = self.member();
        while left > 0 {
            let found = self.0.fill_buf()?.len();
            if found == 0 || self.member() != start {
                return Ok(None);
            }
            let buffer = self.0.buffer();
            let taken = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let kept = taken.min(most.saturating_sub(bytes.len()));
            bytes.extend_from_slice(buffer.get(..kept).unwrap_or_default());
            self.0.consume(taken);
            left -= taken as u64;
        }
        Ok(Some(bytes))
    }

    /// Where the gzip member begins that is being read; 0 where there is none.
    pub(super) fn member(&self) -> u64 {
        match self.0.get_ref() {
            Source::Plain { .. } => 0,
            Source::Gzip(members) => members.start,
        }
    }

    /// The place of a byte that stands so many behind a place, if not in a gzip member.
    pub(super) fn within(&self, place: u64, behind: u64) -> u64 {
        match self.0.get_ref() {
            Source::Plain { .. } => place + behind,
            Source::Gzip(_) => place,
        }
    }

    /// Goes back to a byte of the file, if that is not gzipped.
    pub(super) fn rewind(&mut self, to: u64) -> io::Result<()> {
        if let Source::Plain { file, at } = self.0.get_mut() {
            *at = file.seek(SeekFrom::Start(to))?;
            let buffered = self.0.buffer().len();
            self.0.consume(buffered);
        }
        Ok(())
    }

    /// Leaves a member that cannot be unpacked for the next that begins with `start`; false if there is none.
    pub(super) fn skip_member(&mut self, start: &[u8]) -> io::Result<bool> {
        let buffered = self.0.buffer().len();
        self.0.consume(buffered);
        match self.0.get_mut() {
            Source::Plain { .. } => Ok(false),
            Source::Gzip(members) => members.skip(start),
        }
    }
}

impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain { file, at } => {
                let read = file.read(out)?;
                *at += read as u64;
                Ok(read)
            }
            Self::Gzip(members) => members.read(out),
        }
    }
}

impl Read for Members {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            let read = decoder.read(out)?;
            if read > 0 {
                return Ok(read);
            }
            let Some(mut file) = self.decoder.take().map(GzDecoder::into_inner) else { break };
            if !file.fill_buf()?.is_empty() {
                self.start = file.at;
                self.decoder = Some(GzDecoder::new(file));
            }
        }
        Ok(0)
    }
}

impl Members {
    fn skip(&mut self, start: &[u8]) -> io::Result<bool> {
        let Some(mut file) = self.decoder.take().map(GzDecoder::into_inner) else { return Ok(false) };
        let mut from = self.start + 1;
        file.seek(from)?;
        while let Some(at) = file.find(MAGIC)? {
            file.seek(at)?;
            let mut decoder = GzDecoder::new(file);
            let mut found = vec![0; start.len()];
            let begins = decoder.read_exact(&mut found).is_ok() && found == start;
            file = decoder.into_inner();
            from = if begins { at } else { at + 1 };
            file.seek(from)?;
            if begins {
                self.start = at;
                self.decoder = Some(GzDecoder::new(file));
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// A file that knows where it is.
struct Counted {
    file: BufReader<File>,
    at: u64,
}

impl Counted {
    fn seek(&mut self, to: u64) -> io::Result<()> {
        // Nearly always within what is buffered.
        let by = i64::try_from(to).unwrap_or(i64::MAX) - i64::try_from(self.at).unwrap_or(i64::MAX);
        self.file.seek_relative(by)?;
        self.at = to;
        Ok(())
    }

    /// Where the next such bytes begin.
    fn find(&mut self, wanted: [u8; 3]) -> io::Result<Option<u64>> {
        let mut last = [0; 3];
        let mut buffer = self.fill_buf()?;
        while !buffer.is_empty() {
            for (at, &byte) in buffer.iter().enumerate() {
                last = [last[1], last[2], byte];
                if last == wanted {
                    let end = self.at + at as u64 + 1;
                    return Ok(Some(end - 3));
                }
            }
            let length = buffer.len();
            self.consume(length);
            buffer = self.fill_buf()?;
        }
        Ok(None)
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(out)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.file.consume(amount);
        self.at += amount as u64;
    }
}
