//! Inline content as Markdown: delimiters where they are sure to be read as such, HTML where they are not.

use super::super::escape::{self, Place};
use super::super::spans::{Event, Span, events};
use super::Writer;
use crate::article::content::{Content, Piece, PieceKind, Style};
use std::fmt::Write;

/// What Markdown does not count at the start of a line.
const BLANK: [char; 2] = [' ', '\t'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Paragraph,
    Heading,
    Cell,
}

/// What an element's ends are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Markdown,
    Html,
}

impl Writer<'_> {
    pub(super) fn inline(&mut self, pieces: &[Piece], context: Context) {
        let events = events(pieces);
        let ends = ends(self.content, &events);
        let dollars = pieces.iter().any(|piece| piece.kind != PieceKind::Text) || dollars(self.content, pieces) > 1;
        let in_heading = context == Context::Heading;
        // A cell and a heading begin after a mark of their own.
        let line_start = context == Context::Paragraph;
        let in_table = context == Context::Cell;
        let mut place = Place { line_start, in_table, in_heading, dollars, before_link: false };
        for (at, (event, ends)) in events.iter().zip(ends).enumerate() {
            place.before_link = matches!(events.get(at + 1), Some(Event::Open(Span::Link(_))));
            match (event, ends) {
                (Event::Open(Span::Link(_)), _) => self.out.push('['),
                (Event::Close(Span::Link(target)), _) => self.end_link(*target),
                (Event::Open(span) | Event::Close(span), Ends::Markdown) => self.out.push_str(delimiter(*span)),
                (Event::Open(span), Ends::Html) => _ = write!(self.out, "<{}>", name(*span)),
                (Event::Close(span), Ends::Html) => _ = write!(self.out, "</{}>", name(*span)),
                (Event::Piece(piece), _) => self.piece(piece, context, place),
            }
            place.line_start = context == Context::Paragraph && self.ends_line(event, place.line_start);
        }
    }

    /// Whether a line begins after an event. Blanks alone at the start of a line are not written.
    fn ends_line(&self, event: &Event, line_start: bool) -> bool {
        let Event::Piece(Piece { kind: PieceKind::Text, text, style, .. }) = event else { return false };
        let line = self.content.slice(text);
        !style.has(Style::CODE) && (line.ends_with('\n') || (line_start && line.trim_start_matches(BLANK).is_empty()))
    }

    fn end_link(&mut self, target: u32) {
        self.out.push_str("](");
        escape::destination(&mut self.out, self.content.target(target).unwrap_or_default());
        self.out.push(')');
    }

    fn piece(&mut self, piece: &Piece, context: Context, place: Place) {
        let text = self.content.slice(&piece.text);
        match piece.kind {
            PieceKind::Image(image) => self.image(image, place.in_table),
            PieceKind::Math { display } => self.math(text, display, place.in_table),
            PieceKind::Text if piece.style.has(Style::CODE) => self.code_span(text, place.in_table),
            PieceKind::Text => self.lines(text, context, place),
        }
    }

    fn lines(&mut self, text: &str, context: Context, mut place: Place) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.line_break(context);
                place.line_start = context == Context::Paragraph;
            }
            // Where a line begins, blanks would hide a mark from escaping, or make code of the line.
            let line = if at > 0 || place.line_start { line.trim_start_matches(BLANK) } else { line };
            escape::markdown(&mut self.out, line, place);
        }
    }

    fn line_break(&mut self, context: Context) {
        match context {
            Context::Paragraph => {
                self.out.push_str("\\\n");
                self.out.push_str(&self.prefix);
            }
            Context::Heading => self.out.push(' '),
            Context::Cell => self.out.push_str("<br>"),
        }
    }

    /// Backticks, more of them than anywhere inside; nothing inside is escaped but the bars that would end a cell.
    fn code_span(&mut self, text: &str, in_table: bool) {
        let text = text.replace('\n', " ");
        if text.trim().is_empty() {
            self.out.push_str(&text);
            return;
        }
        let ticks = "`".repeat(escape::longest_run(&text, '`') + 1);
        let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
        let text = if in_table { text.replace('|', "\\|") } else { text };
        // The backticks of two pieces of code side by side would be read as one run.
        if self.code_end == Some(self.out.len()) {
            self.out.push_str("<!-- -->");
        }
        _ = write!(self.out, "{ticks}{pad}{text}{pad}{ticks}");
        self.code_end = Some(self.out.len());
    }

    /// Dollar signs around TeX as it is; TeX that has some itself, or would escape the last one, is code.
    fn math(&mut self, tex: &str, display: bool, in_table: bool) {
        let tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
        if tex.contains('$') || tex.ends_with('\\') || tex.is_empty() || !has_balanced_braces(&tex) {
            return self.code_span(&tex, in_table);
        }
        let tex = if in_table { tex.replace('|', "\\|") } else { tex };
        let dollars = if display { "$$" } else { "$" };
        _ = write!(self.out, "{dollars}{tex}{dollars}");
    }

    pub(super) fn image(&mut self, image: u32, in_table: bool) {
        let Some((source, alt)) = self.content.image(image) else { return };
        self.out.push_str("![");
        let place = Place { line_start: false, in_table, in_heading: false, dollars: true, before_link: false };
        escape::markdown(&mut self.out, alt, place);
        self.out.push_str("](");
        escape::destination(&mut self.out, source);
        self.out.push(')');
    }
}

/// Parsers of Markdown take a formula to its end only where its braces, save those behind a backslash, are balanced.
fn has_balanced_braces(tex: &str) -> bool {
    let mut bytes = tex.bytes();
    let mut depth = 0_u32;
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => _ = bytes.next(),
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

fn dollars(content: &Content, pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| content.slice(&piece.text).matches('$').count()).sum()
}

fn delimiter(span: Span) -> &'static str {
    match span {
        Span::Strong => "**",
        Span::Emphasis => "*",
        Span::Strike => "~~",
        Span::Link(_) | Span::Sub | Span::Sup => "",
    }
}

fn name(span: Span) -> &'static str {
    match span {
        Span::Strong => "strong",
        Span::Emphasis => "em",
        Span::Strike => "del",
        Span::Sub => "sub",
        Span::Sup => "sup",
        Span::Link(_) => "a",
    }
}

/// For each event how it is written. Both ends of an element are written alike: as delimiters if each is sure to be
/// read as what it is (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>).
fn ends(content: &Content, events: &[Event]) -> Vec<Ends> {
    let mut ends = vec![Ends::Markdown; events.len()];
    let chars: Vec<_> = events.iter().map(|event| edges(content, event)).collect();
    let mut open: Vec<usize> = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Piece(_) => {}
            Event::Open(_) => open.push(at),
            Event::Close(span) => {
                let Some(start) = open.pop() else { continue };
                let written = match span {
                    Span::Sub | Span::Sup => Ends::Html,
                    Span::Link(_) => Ends::Markdown,
                    _ if is_left_flanking(&chars, start) && is_right_flanking(&chars, at) => Ends::Markdown,
                    _ => Ends::Html,
                };
                for end in [start, at] {
                    if let Some(end) = ends.get_mut(end) {
                        *end = written;
                    }
                }
            }
        }
    }
    ends
}

/// The first and the last character of what an event writes.
fn edges(content: &Content, event: &Event) -> Option<(char, char)> {
    match event {
        Event::Open(Span::Link(_)) => Some(('[', '[')),
        Event::Close(Span::Link(_)) => Some((']', ')')),
        Event::Open(Span::Sub | Span::Sup) | Event::Close(Span::Sub | Span::Sup) => Some(('<', '>')),
        Event::Open(_) | Event::Close(_) => Some(('*', '*')),
        Event::Piece(Piece { kind: PieceKind::Image(_), .. }) => Some(('!', ')')),
        Event::Piece(Piece { kind: PieceKind::Math { .. }, .. }) => Some(('$', '$')),
        // Code that is nothing but white space is written as that.
        Event::Piece(piece) if piece.style.has(Style::CODE) && !content.slice(&piece.text).trim().is_empty() => {
            Some(('`', '`'))
        }
        Event::Piece(piece) => {
            let text = content.slice(&piece.text);
            text.chars().next().zip(text.chars().next_back())
        }
    }
}

type Edges = Option<(char, char)>;

/// The character before or after an event; delimiters right beside it are a matter for HTML.
fn beside(chars: &[Edges], at: Option<usize>) -> Edges {
    at.and_then(|at| chars.get(at).copied()).unwrap_or(Some((' ', ' ')))
}

fn is_left_flanking(chars: &[Edges], at: usize) -> bool {
    let (Some((_, before)), Some((after, _))) = (beside(chars, at.checked_sub(1)), beside(chars, Some(at + 1))) else {
        return false;
    };
    before != '*' && after != '*' && !after.is_whitespace() && (after.is_alphanumeric() || is_apart(before))
}

fn is_right_flanking(chars: &[Edges], at: usize) -> bool {
    let (Some((_, before)), Some((after, _))) = (beside(chars, at.checked_sub(1)), beside(chars, Some(at + 1))) else {
        return false;
    };
    after != '*' && before != '*' && !before.is_whitespace() && (before.is_alphanumeric() || is_apart(after))
}

/// White space and what is surely punctuation.
fn is_apart(char: char) -> bool {
    char.is_whitespace()
        || char.is_ascii_punctuation()
        || matches!(char, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

#[cfg(test)]
mod tests {
    use super::has_balanced_braces;

    #[test]
    fn a_formula_whose_braces_do_not_match_is_told_from_one_whose_do() {
        for tex in ["h_{ice} = k\\sqrt{t}", "\\{ x", "a", "{{}}"] {
            assert!(has_balanced_braces(tex), "{tex}");
        }
        for tex in ["{a", "a}", "}{", "\\\\{"] {
            assert!(!has_balanced_braces(tex), "{tex}");
        }
    }
}
