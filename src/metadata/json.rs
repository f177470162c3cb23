//! A JSON reader for what pages embed: it keeps what stands before a mistake, and never recurses.
//!
//! Repaired, because there is only one way to read them: raw control characters in strings, trailing and doubled commas,
//! several values in a row, comment and CDATA wrappers, an end that is missing. At anything else it stops.

use memchr::memchr2;
use std::ops::Range;

/// Values read of one page.
const MAX_VALUES: usize = 20_000;
/// Containers inside containers.
const MAX_DEPTH: usize = 64;

/// A place in a [`Tree`].
pub(super) type At = usize;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    /// A string or a number.
    Text(Span),
    List(Vec<At>),
    Object(Vec<(Span, At)>),
    /// `true`, `false` or `null`.
    Literal,
}

/// Bytes of a tree's text.
type Span = Range<usize>;

/// The values of a page's scripts; containers name their members by place. A container stands before its members.
#[derive(Debug, Default)]
pub(super) struct Tree {
    values: Vec<Value>,
    /// All keys, strings and numbers, one after the other.
    text: String,
}

impl Tree {
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    fn get(&self, at: At) -> &Value {
        self.values.get(at).unwrap_or(&Value::Literal)
    }

    fn slice(&self, span: &Span) -> &str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    /// The members of an object with their keys, or those of a list without.
    pub(super) fn members(&self, at: At) -> impl Iterator<Item = (&str, At)> {
        let (members, items): (&[_], &[_]) = match self.get(at) {
            Value::Object(members) => (members, &[]),
            Value::List(items) => (&[], items),
            _ => (&[], &[]),
        };
        let keyed = members.iter().map(|(key, value)| (self.slice(key), *value));
        keyed.chain(items.iter().map(|&item| ("", item)))
    }

    pub(super) fn objects(&self) -> impl Iterator<Item = At> {
        (0..self.values.len()).filter(|&at| matches!(self.values.get(at), Some(Value::Object(_))))
    }

    /// The member of an object.
    pub(super) fn member(&self, at: At, key: &str) -> Option<At> {
        match self.get(at) {
            Value::Object(members) => {
                members.iter().find(|(found, _)| self.slice(found) == key).map(|&(_, value)| value)
            }
            _ => None,
        }
    }

    /// A string or number member of an object.
    pub(super) fn text(&self, at: At, key: &str) -> Option<&str> {
        self.as_text(self.member(at, key)?)
    }

    pub(super) fn as_text(&self, at: At) -> Option<&str> {
        match self.get(at) {
            Value::Text(span) => Some(self.slice(span)),
            _ => None,
        }
    }

    /// The members of a list; anything else is a list of itself.
    pub(super) fn items(&self, at: At) -> impl Iterator<Item = At> {
        let (items, own): (&[At], _) = match self.get(at) {
            Value::List(items) => (items, None),
            _ => (&[], Some(at)),
        };
        items.iter().copied().chain(own)
    }

    /// Reads one more script.
    pub(super) fn read(&mut self, json: &str) {
        let mut reader = Reader { rest: json, open: Vec::new(), tree: self, key: None };
        while reader.step().is_some() {}
    }
}

struct Reader<'a, 't> {
    rest: &'a str,
    /// The containers around the place that is read.
    open: Vec<At>,
    tree: &'t mut Tree,
    /// A key whose value is still to come.
    key: Option<Span>,
}

impl Reader<'_, '_> {
    /// Reads one token; `None` at the end or at a mistake.
    fn step(&mut self) -> Option<()> {
        match self.next()? {
            ',' | '\u{feff}' => {}
            char if char.is_whitespace() => self.rest = self.rest.trim_start(),
            ';' | '>' if self.open.is_empty() => {}
            '{' => self.enter(Value::Object(Vec::new()))?,
            '[' => self.enter(Value::List(Vec::new()))?,
            '}' | ']' => {
                self.open.pop()?;
                self.key = None;
            }
            '"' => self.string()?,
            '/' => self.comment()?,
            '<' | '-' if self.open.is_empty() => self.skip_wrapper(),
            char if char.is_ascii_alphanumeric() || char == '-' => self.word(char)?,
            _ => return None,
        }
        Some(())
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let char = chars.next()?;
        self.rest = chars.as_str();
        Some(char)
    }

    /// Passes over characters as long as they are such, and gives them.
    fn take_while(&mut self, is_such: impl Fn(char) -> bool) -> &str {
        let (taken, rest) = self.rest.split_at(self.rest.find(|char| !is_such(char)).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// `<!--`, `-->`, `<![CDATA[` around the whole.
    fn skip_wrapper(&mut self) {
        self.take_while(|char| matches!(char, '!' | '-' | '[' | '>' | 'A'..='Z'));
    }

    fn comment(&mut self) -> Option<()> {
        match self.next()? {
            // A CDATA marker may share its line with the first value.
            '/' => _ = self.take_while(|char| char != '\n' && char != '{'),
            '*' => self.rest = self.rest.split_once("*/").map_or("", |(_, rest)| rest),
            _ => return None,
        }
        Some(())
    }

    fn enter(&mut self, value: Value) -> Option<()> {
        let at = self.add(value)?;
        self.open.push(at);
        (self.open.len() <= MAX_DEPTH).then_some(())
    }

    fn add(&mut self, value: Value) -> Option<At> {
        let at = self.tree.values.len();
        if at >= MAX_VALUES {
            return None;
        }
        match self.open.last().and_then(|&parent| self.tree.values.get_mut(parent)) {
            None => {}
            Some(Value::Object(members)) => members.push((self.key.take()?, at)),
            Some(Value::List(items)) => items.push(at),
            Some(_) => return None,
        }
        self.tree.values.push(value);
        Some(at)
    }

    fn string(&mut self) -> Option<()> {
        let text = self.quoted()?;
        let parent = self.open.last().map(|&parent| self.tree.get(parent));
        if self.key.is_none() && matches!(parent, Some(Value::Object(_))) {
            self.rest = self.rest.trim_start().strip_prefix(':')?;
            self.key = Some(text);
            return Some(());
        }
        self.add(Value::Text(text)).map(|_| ())
    }

    fn quoted(&mut self) -> Option<Span> {
        let start = self.tree.text.len();
        loop {
            let (plain, rest) = self.rest.split_at_checked(memchr2(b'"', b'\\', self.rest.as_bytes())?)?;
            self.tree.text.push_str(plain);
            self.rest = rest;
            if self.next()? == '"' {
                return Some(start..self.tree.text.len());
            }
            let escaped = self.escaped()?;
            self.tree.text.push(escaped);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.next()? {
            'n' | 'r' | 't' | 'b' | 'f' => ' ',
            'u' => self.unicode()?,
            char => char,
        })
    }

    fn unicode(&mut self) -> Option<char> {
        let high = self.hex()?;
        let Some(rest) = self.rest.strip_prefix("\\u").filter(|_| (0xD800..0xDC00).contains(&high)) else {
            return Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
        };
        self.rest = rest;
        let low = self.hex()?;
        let code = 0x10000 + ((high - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |code, _| Some(code * 16 + self.next()?.to_digit(16)?))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self, first: char) -> Option<()> {
        let mut word = String::from(first);
        word.push_str(self.take_while(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '+')));
        let value = match &*word {
            "true" | "false" | "null" | "undefined" => Value::Literal,
            number if first.is_ascii_digit() || first == '-' => {
                let start = self.tree.text.len();
                self.tree.text.push_str(number);
                Value::Text(start..self.tree.text.len())
            }
            _ => return None,
        };
        self.add(value).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(json: &str) -> Option<String> {
        let mut tree = Tree::default();
        tree.read(json);
        tree.text(0, "name").map(str::to_owned)
    }

    #[test]
    fn mistakes_with_one_reading_are_repaired() {
        let cases = [
            r#"{"name": "Ada"}"#,
            "{\"name\": \"Ada\",}",
            "{,\"name\": \"Ada\"",
            "<!-- {\"name\": \"Ada\"} -->",
            "//<![CDATA[\n{\"name\": \"Ada\"}\n//]]>",
            "/* <![CDATA[ */ {\"name\": \"Ada\"} /* ]]> */",
            "{\"name\": \"Ada\"};",
            r#"{"x": [1, -2.5e3, true, null, {"y": []}], "name": "\u0041da"} {"name": "Bob"}"#,
            r#"{"name": "Ada", "broken: 1}"#,
        ];
        for json in cases {
            assert_eq!(name(json).as_deref(), Some("Ada"), "{json}");
        }
        assert_eq!(name("{\"name\": \"Ada\nLovelace\"}").as_deref(), Some("Ada\nLovelace"));
        assert_eq!(name(r#"{"name": "\ud83d\ude80"}"#).as_deref(), Some("🚀"));
    }

    #[test]
    fn what_could_be_read_two_ways_ends_the_reading() {
        for json in [r#"{"x": "says "hello"", "name": "Ada"}"#, "{name: 'Ada'}", "", "]", r#"{"a" "name"}"#] {
            assert_eq!(name(json), None, "{json}");
        }
    }

    #[test]
    fn depth_and_size_are_bounded() {
        let mut tree = Tree::default();
        tree.read(&"[".repeat(100_000));
        assert!(tree.values.len() <= MAX_DEPTH + 1);
        tree.read(&format!("[{}]", "1,".repeat(100_000)));
        assert_eq!(tree.values.len(), MAX_VALUES);
    }
}
