//! A JSON reader for what pages embed: it keeps what stands before a mistake, and never recurses.
//!
//! Repaired, because there is only one way to read them: raw control characters in strings, trailing and doubled commas,
//! several values in a row, comment and CDATA wrappers, an end that is missing. At anything else it stops.

use std::iter::Peekable;
use std::str::Chars;

/// Values read of one page.
const MAX_VALUES: usize = 20_000;
/// Containers inside containers.
const MAX_DEPTH: usize = 64;

/// A place in a [`Tree`].
pub(super) type At = usize;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A string or a number.
    Text(String),
    List(Vec<At>),
    Object(Vec<(String, At)>),
    /// `true`, `false` or `null`.
    Literal,
}

/// The values of a page's scripts; containers name their members by place. A container stands before its members.
#[derive(Debug, Default)]
pub(super) struct Tree {
    values: Vec<Value>,
}

impl Tree {
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn get(&self, at: At) -> &Value {
        self.values.get(at).unwrap_or(&Value::Literal)
    }

    pub(super) fn objects(&self) -> impl Iterator<Item = At> {
        (0..self.values.len()).filter(|&at| matches!(self.values.get(at), Some(Value::Object(_))))
    }

    /// The member of an object.
    pub(super) fn member(&self, at: At, key: &str) -> Option<At> {
        match self.get(at) {
            Value::Object(members) => members.iter().find(|(found, _)| found == key).map(|&(_, value)| value),
            _ => None,
        }
    }

    /// A string or number member of an object.
    pub(super) fn text(&self, at: At, key: &str) -> Option<&str> {
        self.as_text(self.member(at, key)?)
    }

    pub(super) fn as_text(&self, at: At) -> Option<&str> {
        match self.get(at) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The members of a list; anything else is a list of itself.
    pub(super) fn items(&self, at: At) -> Vec<At> {
        match self.get(at) {
            Value::List(items) => items.clone(),
            _ => vec![at],
        }
    }

    /// Reads one more script.
    pub(super) fn read(&mut self, json: &str) {
        let mut reader = Reader { chars: json.chars().peekable(), open: Vec::new(), tree: self, key: None };
        while reader.step().is_some() {}
    }
}

struct Reader<'a, 't> {
    chars: Peekable<Chars<'a>>,
    /// The containers around the place that is read.
    open: Vec<At>,
    tree: &'t mut Tree,
    /// A key whose value is still to come.
    key: Option<String>,
}

impl Reader<'_, '_> {
    /// Reads one token; `None` at the end or at a mistake.
    fn step(&mut self) -> Option<()> {
        match self.chars.next()? {
            char if char.is_whitespace() || matches!(char, ',' | '\u{feff}') => {}
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

    /// `<!--`, `-->`, `<![CDATA[` around the whole.
    fn skip_wrapper(&mut self) {
        while self.chars.next_if(|char| matches!(char, '!' | '-' | '[' | '>' | 'A'..='Z')).is_some() {
            if matches!(self.chars.peek(), Some('{')) {
                return;
            }
        }
    }

    fn comment(&mut self) -> Option<()> {
        match self.chars.next()? {
            '/' => {
                // A CDATA marker may share its line with the first value.
                while self.chars.next_if(|&char| char != '\n' && char != '{').is_some() {}
            }
            '*' => {
                let mut last = ' ';
                for char in self.chars.by_ref() {
                    if last == '*' && char == '/' {
                        return Some(());
                    }
                    last = char;
                }
            }
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
            while self.chars.next_if(|char| char.is_whitespace()).is_some() {}
            self.key = Some(text);
            return self.chars.next_if_eq(&':').map(|_| ());
        }
        self.add(Value::Text(text)).map(|_| ())
    }

    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            match self.chars.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escaped()?),
                char => text.push(char),
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.chars.next()? {
            'n' | 'r' | 't' | 'b' | 'f' => ' ',
            'u' => self.unicode()?,
            char => char,
        })
    }

    fn unicode(&mut self) -> Option<char> {
        let high = self.hex()?;
        let mut ahead = self.chars.clone();
        let pair = (0xD800..0xDC00).contains(&high) && ahead.next() == Some('\\') && ahead.next() == Some('u');
        if !pair {
            return Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.chars = ahead;
        let low = self.hex()?;
        let code = 0x10000 + ((high - 0xD800) << 10) + (low.wrapping_sub(0xDC00) & 0x3FF);
        Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |code, _| Some(code * 16 + self.chars.next()?.to_digit(16)?))
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self, first: char) -> Option<()> {
        let mut word = String::from(first);
        while let Some(char) =
            self.chars.next_if(|char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '+'))
        {
            word.push(char);
        }
        let value = match &*word {
            "true" | "false" | "null" | "undefined" => Value::Literal,
            number if first.is_ascii_digit() || first == '-' => Value::Text(number.to_owned()),
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
