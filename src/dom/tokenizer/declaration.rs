//! What begins with `<!` or `<?`: comments, doctypes and character data.

use super::Tokenizer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token, TokenSink};
use memchr::memmem;

impl<Sink: TokenSink> Tokenizer<'_, Sink> {
    /// "Markup declaration open" state.
    pub(super) fn declaration(&mut self) {
        const DOCTYPE: &[u8] = b"doctype";
        const CDATA: &[u8] = b"[CDATA[";
        let inside = self.at + 2;
        let rest = self.rest(inside);
        if rest.starts_with(b"--") {
            self.comment(inside + 2);
        } else if starts_with_word(rest, DOCTYPE) {
            self.doctype(inside + DOCTYPE.len());
        } else if rest.starts_with(CDATA) && self.sink.adjusted_current_node_present_but_not_in_html_namespace() {
            self.character_data(inside + CDATA.len());
        } else {
            self.bogus_comment(inside);
        }
    }

    /// "Bogus comment" state.
    pub(super) fn bogus_comment(&mut self, inside: usize) {
        let end = self.find(b'>', inside);
        self.end_comment(end + 1);
    }

    /// Comment states: a `>` ends the comment after `--` or `--!`, and right at its start after nothing or `-`.
    fn comment(&mut self, inside: usize) {
        let mut end = self.find(b'>', inside);
        while end < self.text.len() {
            let body = self.text.as_bytes().get(inside..end).unwrap_or_default();
            if matches!(body, b"" | b"-") || body.ends_with(b"--") || body.ends_with(b"--!") {
                break;
            }
            end = self.find(b'>', end + 1);
        }
        self.end_comment(end + 1);
    }

    /// A comment has a place in the tree, but its text nobody reads.
    fn end_comment(&mut self, after: usize) {
        self.at = after.min(self.text.len());
        let _ = self.send(Token::CommentToken(StrTendril::new()));
    }

    /// "CDATA section" states.
    fn character_data(&mut self, inside: usize) {
        let found = memmem::find(self.rest(inside), b"]]>");
        let end = found.map_or(self.text.len(), |at| inside + at);
        self.data(inside, end);
        self.at = (end + 3).min(self.text.len());
    }

    /// DOCTYPE states. In all of them, `>` ends it.
    fn doctype(&mut self, inside: usize) {
        let end = self.find(b'>', inside);
        let open = end == self.text.len();
        let token = doctype(&self.without_nul(inside, end), open);
        self.at = (end + 1).min(self.text.len());
        let _ = self.send(Token::DoctypeToken(token));
    }
}

fn starts_with_word(text: &[u8], word: &[u8]) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

const SPACE: [char; 4] = ['\t', '\n', '\x0C', ' '];

/// A doctype from what stands after its keyword. One that the page's end cuts makes the page quirky, as errors do.
fn doctype(text: &str, open: bool) -> Doctype {
    let text = text.trim_start_matches(SPACE);
    let (name, rest) = text.split_at(text.find(SPACE).unwrap_or(text.len()));
    let name = Some(name).filter(|name| !name.is_empty());
    let mut token = Doctype { force_quirks: open || name.is_none(), ..Doctype::default() };
    token.name = name.map(|name| {
        let mut name = StrTendril::from_slice(name);
        name.make_ascii_lowercase();
        name
    });
    let rest = rest.trim_start_matches(SPACE);
    if !rest.is_empty() && !identifiers(&mut token, rest) {
        token.force_quirks = true;
    }
    token
}

/// Reads the identifiers after a doctype's name; false if they are not as they should be.
fn identifiers(token: &mut Doctype, text: &str) -> bool {
    let (keyword, mut rest) = text.split_at_checked(6).unwrap_or_default();
    if keyword.eq_ignore_ascii_case("public") {
        let Some((id, after)) = identifier(rest) else { return false };
        token.public_id = Some(id);
        let Some(after) = after else { return false };
        if after.trim_start_matches(SPACE).is_empty() {
            return true;
        }
        rest = after;
    } else if !keyword.eq_ignore_ascii_case("system") {
        return false;
    }
    let Some((id, after)) = identifier(rest) else { return false };
    token.system_id = Some(id);
    // What comes after both is of no account, not even if it has no end.
    token.force_quirks &= after.is_none_or(|after| after.trim_start_matches(SPACE).is_empty());
    after.is_some()
}

/// A quoted identifier, and what is after it if it has an end.
fn identifier(text: &str) -> Option<(StrTendril, Option<&str>)> {
    let text = text.trim_start_matches(SPACE);
    let quote = text.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    let inside = text.get(1..)?;
    let (id, after) = inside.split_once(quote).map_or((inside, None), |(id, after)| (id, Some(after)));
    Some((StrTendril::from(id), after))
}
