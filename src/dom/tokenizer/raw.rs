//! Text in which only one end tag counts.

use super::{Tokenizer, references};
use html5ever::tokenizer::TokenSink;
use html5ever::tokenizer::states::RawKind;
use memchr::memchr2;

impl<Sink: TokenSink> Tokenizer<'_, Sink> {
    /// Everything up to the end tag of an element, and the end tag. Without one, everything.
    pub(super) fn raw(&mut self, kind: RawKind, name: &str) {
        let end = match kind {
            RawKind::Rcdata => self.rcdata(name),
            RawKind::Rawtext => self.rawtext(name),
            RawKind::ScriptData | RawKind::ScriptDataEscaped(_) => self.script(),
        };
        self.raw_text(self.at, end);
        self.at = end;
        if end < self.text.len() {
            self.end_tag();
        }
    }

    pub(super) fn plaintext(&mut self) {
        self.raw_text(self.at, self.text.len());
        self.at = self.text.len();
    }

    /// "RCDATA" states. Sends what is before the last of its references.
    fn rcdata(&mut self, name: &str) -> usize {
        let mut from = self.at;
        while let Some(found) = memchr2(b'<', b'&', self.rest(from)) {
            let at = from + found;
            if self.byte(at) == Some(b'<') {
                if self.ends(at, name) {
                    return at;
                }
            } else if let Some(reference) = references::decode(self.rest(at), false) {
                self.raw_text(self.at, at);
                self.characters(reference.text());
                self.at = at + reference.length;
                from = self.at;
                continue;
            }
            from = at + 1;
        }
        self.text.len()
    }

    /// "RAWTEXT" states.
    fn rawtext(&self, name: &str) -> usize {
        let mut at = self.find(b'<', self.at);
        while at < self.text.len() && !self.ends(at, name) {
            at = self.find(b'<', at + 1);
        }
        at
    }

    /// "Script data" states. In what looks like a comment, a script in the script has an end tag, too.
    fn script(&self) -> usize {
        let mut at = self.find(b'<', self.at);
        while at < self.text.len() && !self.ends(at, SCRIPT) {
            if self.rest(at).starts_with(b"<!--") {
                match self.escaped_script(at + 2) {
                    Escaped::End(end) => return end,
                    Escaped::Over(after) => at = self.find(b'<', after),
                }
            } else {
                at = self.find(b'<', at + 1);
            }
        }
        at
    }

    /// "Script data escaped" and "script data double escaped" states, from the dashes of `<!--` on: these may be those of `-->`.
    fn escaped_script(&self, dashes: usize) -> Escaped {
        let mut from = dashes;
        let mut double = false;
        while let Some(found) = memchr2(b'<', b'-', self.rest(from)) {
            let at = from + found;
            let rest = self.rest(at);
            if rest.starts_with(b"-->") {
                return Escaped::Over(at + 3);
            }
            if !double && self.ends(at, SCRIPT) {
                return Escaped::End(at);
            }
            let turns = if double { self.ends(at, SCRIPT) } else { is_tag(rest, b"<", SCRIPT) };
            double ^= turns;
            from = at + 1;
        }
        Escaped::End(self.text.len())
    }

    /// Whether the end tag of that name is here.
    fn ends(&self, at: usize, name: &str) -> bool {
        is_tag(self.rest(at), b"</", name)
    }
}

const SCRIPT: &str = "script";

enum Escaped {
    /// The script ends.
    End(usize),
    /// What looks like a comment ends, and the script goes on.
    Over(usize),
}

fn is_tag(text: &[u8], opening: &[u8], name: &str) -> bool {
    let Some(text) = text.strip_prefix(opening) else { return false };
    text.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        && matches!(text.get(name.len()), Some(b'\t' | b'\n' | b'\x0C' | b' ' | b'/' | b'>'))
}
