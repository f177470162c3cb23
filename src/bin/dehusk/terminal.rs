//! What a page may not do to the terminal that it is shown on.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Standard output. If it is a terminal, it gets no control characters of pages.
pub(crate) struct Output {
    out: BufWriter<Box<dyn Write>>,
    is_terminal: bool,
}

impl Output {
    /// With colours, where the terminal wants them, or byte by byte as it is written.
    pub(crate) fn new(coloured: bool) -> Self {
        let out: Box<dyn Write> =
            if coloured { Box::new(anstream::stdout().lock()) } else { Box::new(io::stdout().lock()) };
        Self { out: BufWriter::new(out), is_terminal: io::stdout().is_terminal() }
    }

    /// Writes what pages say.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        let text = if self.is_terminal { shown(text) } else { Cow::Borrowed(text) };
        self.out.write_all(text.as_bytes())
    }

    /// For what has no control characters of pages any more.
    pub(crate) fn clean(&mut self) -> &mut impl Write {
        &mut self.out
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A text as a terminal may have it. Control characters of a page could move its cursor, change its title or colours, or worse; of them line breaks and
/// tabs stay.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    let is_command = |char: char| char.is_control() && !matches!(char, '\n' | '\t');
    if text.contains(is_command) {
        text.chars().map(|char| if is_command(char) { char::REPLACEMENT_CHARACTER } else { char }).collect()
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_give_no_commands_to_terminals() {
        let text = "Ice\n\tholds\u{1b}[31m, \u{9b}2J\u{7}said\u{7f} he";
        assert_eq!(shown(text), "Ice\n\tholds\u{fffd}[31m, \u{fffd}2J\u{fffd}said\u{fffd} he");
        assert!(matches!(shown("Eis, 40 cm\n"), Cow::Borrowed(_)));
    }
}
