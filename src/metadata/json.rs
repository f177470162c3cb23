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

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// A string or a number.
    Text(Span),
    List,
    Object,
    /// `true`, `false` or `null`.
    Literal,
}

/// Bytes of a tree's text.
type Span = Range<u32>;

#[derive(Debug)]
struct Value {
    kind: Kind,
    /// The key that it has in its object.
    key: Span,
    /// The place after it and all its members.
    end: u32,
}

/// The values of a page's scripts, each container before its members.
#[derive(Debug, Default)]
pub(super) struct Tree {
    values: Vec<Value>,
    /// All keys, strings and numbers, one after the other.
    text: String,
    /// The containers around the place that is read.
    open: Vec<At>,
}

impl Tree {
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    fn kind(&self, at: At) -> &Kind {
        self.values.get(at).map_or(&Kind::Literal, |value| &value.kind)
    }

    fn slice(&self, span: &Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The members of an object with their keys, or those of a list without.
    pub(super) fn members(&self, at: At) -> impl Iterator<Item = (&str, At)> {
        let after = move |at: At| self.values.get(at).map_or(usize::MAX, |value| value.end as usize);
        let end = if matches!(self.kind(at), Kind::List | Kind::Object) { after(at) } else { 0 };
        let places = std::iter::successors(Some(at + 1), move |&at| Some(after(at))).take_while(move |&at| at < end);
        places.filter_map(|at| Some((self.slice(&self.values.get(at)?.key), at)))
    }

    pub(super) fn objects(&self) -> impl Iterator<Item = At> {
        (0..self.values.len()).filter(|&at| *self.kind(at) == Kind::Object)
    }

    /// The member of an object.
    pub(super) fn member(&self, at: At, key: &str) -> Option<At> {
        let is_object = *self.kind(at) == Kind::Object;
        self.members(at).find(|&(found, _)| is_object && found == key).map(|(_, value)| value)
    }

    /// A string or number member of an object.
    pub(super) fn text(&self, at: At, key: &str) -> Option<&str> {
        self.as_text(self.member(at, key)?)
    }

    pub(super) fn as_text(&self, at: At) -> Option<&str> {
        match self.kind(at) {
            Kind::Text(span) => Some(self.slice(span)),
            _ => None,
        }
    }

    /// The members of a list; anything else is a list of itself.
    pub(super) fn items(&self, at: At) -> impl Iterator<Item = At> {
        let is_list = *self.kind(at) == Kind::List;
        let items = self.members(at).filter(move |_| is_list).map(|(_, item)| item);
        items.chain((!is_list).then_some(at))
    }

    /// Reads one more script.
    pub(super) fn read(&mut self, json: &str) {
        /// Bytes of most values, keys and marks included.
        const TYPICAL: usize = 32;
        self.text.reserve(json.len());
        self.values.reserve((json.len() / TYPICAL).min(MAX_VALUES));
        self.open.reserve(MAX_DEPTH + 1);
        let mut reader = Reader { rest: json, tree: self, key: None };
        while reader.step().is_some() {}
        while reader.close().is_some() {}
    }
}

struct Reader<'a, 't> {
    rest: &'a str,
    tree: &'t mut Tree,
    /// A key whose value is still to come.
    key: Option<Span>,
}

impl<'a> Reader<'a, '_> {
    /// Reads one token; `None` at the end or at a mistake.
    fn step(&mut self) -> Option<()> {
        match self.next()? {
            ',' | '\u{feff}' => {}
            char if char.is_whitespace() => self.rest = self.rest.trim_start(),
            ';' | '>' if self.tree.open.is_empty() => {}
            '{' => self.enter(Kind::Object)?,
            '[' => self.enter(Kind::List)?,
            '}' | ']' => self.close()?,
            '"' => self.string()?,
            '/' => self.comment()?,
            '<' | '-' if self.tree.open.is_empty() => self.skip_wrapper(),
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
    fn take_while(&mut self, is_such: impl Fn(char) -> bool) -> &'a str {
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

    fn enter(&mut self, kind: Kind) -> Option<()> {
        let at = self.add(kind)?;
        self.tree.open.push(at);
        (self.tree.open.len() <= MAX_DEPTH).then_some(())
    }

    /// Ends the innermost container.
    fn close(&mut self) -> Option<()> {
        let at = self.tree.open.pop()?;
        self.key = None;
        let end = self.tree.values.len() as u32;
        self.tree.values.get_mut(at)?.end = end;
        Some(())
    }

    fn add(&mut self, kind: Kind) -> Option<At> {
        let at = self.tree.values.len();
        if at >= MAX_VALUES {
            return None;
        }
        let key = if self.is_in_object() { self.key.take()? } else { 0..0 };
        self.tree.values.push(Value { kind, key, end: at as u32 + 1 });
        Some(at)
    }

    fn is_in_object(&self) -> bool {
        self.tree.open.last().is_some_and(|&parent| *self.tree.kind(parent) == Kind::Object)
    }

    fn string(&mut self) -> Option<()> {
        let text = self.quoted()?;
        if self.key.is_none() && self.is_in_object() {
            self.rest = self.rest.trim_start().strip_prefix(':')?;
            self.key = Some(text);
            return Some(());
        }
        self.add(Kind::Text(text)).map(|_| ())
    }

    fn quoted(&mut self) -> Option<Span> {
        let start = self.tree.text.len() as u32;
        loop {
            let (plain, rest) = self.rest.split_at_checked(memchr2(b'"', b'\\', self.rest.as_bytes())?)?;
            self.tree.text.push_str(plain);
            self.rest = rest;
            if self.next()? == '"' {
                return Some(start..self.tree.text.len() as u32);
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
        let start = self.tree.text.len();
        self.tree.text.push(first);
        let rest = self.take_while(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '+'));
        self.tree.text.push_str(rest);
        let kind = match self.tree.text.get(start..)? {
            "true" | "false" | "null" | "undefined" => Kind::Literal,
            _ if first.is_ascii_digit() || first == '-' => Kind::Text(start as u32..self.tree.text.len() as u32),
            _ => return None,
        };
        self.add(kind).map(|_| ())
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
    fn members_are_those_of_their_own_container() {
        let mut tree = Tree::default();
        tree.read(r#"{"a": {"name": "inner", "b": [1, [2, 3], {"c": 4}]}, "name": "outer", "open": [5, {"d": 6"#);
        let keys: Vec<&str> = tree.members(0).map(|(key, _)| key).collect();
        assert_eq!((keys, tree.text(0, "name")), (vec!["a", "name", "open"], Some("outer")));
        let inner = tree.member(0, "a").unwrap();
        let list = tree.member(inner, "b").unwrap();
        assert_eq!(
            (tree.text(inner, "name"), tree.items(list).count(), tree.items(inner).count()),
            (Some("inner"), 3, 1)
        );
        assert_eq!(tree.items(tree.member(0, "open").unwrap()).count(), 2);
        assert_eq!((tree.objects().count(), tree.member(list, "")), (4, None));
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
