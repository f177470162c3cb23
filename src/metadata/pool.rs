//! Texts one after the other in one buffer, each named by where it stands: one allocation for all of them.

/// Where a text of a [`Pool`] stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

#[derive(Debug, Default)]
pub(super) struct Pool {
    text: String,
}

impl Pool {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes) }
    }

    pub(super) fn get(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    pub(super) fn push(&mut self, text: &str) -> Span {
        self.write(|out| out.push_str(text))
    }

    /// The text that `write` puts behind all others.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut String)) -> Span {
        let start = self.text.len() as u32;
        write(&mut self.text);
        Span { start, end: self.text.len() as u32 }
    }

    /// What was put in last, with more behind it.
    pub(super) fn extend(&mut self, last: Span, more: &[&str]) -> Span {
        self.text.extend(more.iter().copied());
        Span { start: last.start, end: self.text.len() as u32 }
    }
}
