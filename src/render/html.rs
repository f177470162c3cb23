//! HTML that is allow-listed by construction: every tag and attribute it can have is written out below.

use super::escape;
use super::spans::{Event, Span, events};
use crate::article::content::{Cell, ContainerKind, Content, Item, ItemKind, Piece, PieceKind, Row, Style};
use std::fmt::Write;

pub(super) fn write(content: &Content) -> String {
    let mut writer = Writer { content, out: String::with_capacity(content.text.len() / 2), open: Vec::new() };
    for item in &content.items {
        let opened = writer.enter(item);
        writer.item(item, opened);
    }
    writer.close_to(0);
    writer.out
}

/// An element around blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Quote(u32),
    List { list: u32, ordered: bool },
    Item { container: u32, number: u32 },
    Definitions(u32),
    Term(u32),
    Description(u32),
}

struct Writer<'a> {
    content: &'a Content,
    out: String,
    /// The elements that are open, each with the number that its next item would have.
    open: Vec<(Around, u32)>,
}

impl Writer<'_> {
    /// Closes and opens what is around an item; true if the innermost has just been opened.
    fn enter(&mut self, item: &Item) -> bool {
        let chain = self.content.chain(item.container);
        let mut wanted = Vec::with_capacity(2 * chain.len());
        for at in chain {
            match self.content.container_kind(at) {
                ContainerKind::Root => {}
                ContainerKind::Quote => wanted.push(Around::Quote(at)),
                ContainerKind::Item { list, ordered, number, .. } => {
                    wanted.extend([Around::List { list, ordered }, Around::Item { container: at, number }]);
                }
                ContainerKind::Term { list } => wanted.extend([Around::Definitions(list), Around::Term(at)]),
                ContainerKind::Description { list } => {
                    wanted.extend([Around::Definitions(list), Around::Description(at)]);
                }
            }
        }
        let common = self.open.iter().zip(&wanted).take_while(|((open, _), wanted)| open == *wanted).count();
        self.close_to(common);
        let opened = wanted.len() > common;
        for at in common..wanted.len() {
            let next = wanted.get(at + 1).copied();
            if let Some(&around) = wanted.get(at) {
                self.open(around, next);
            }
        }
        opened
    }

    fn open(&mut self, around: Around, inside: Option<Around>) {
        let mut next = 1;
        match (around, inside) {
            (Around::List { ordered: true, .. }, Some(Around::Item { number, .. })) => {
                next = number;
                match number {
                    1 => self.out.push_str("<ol>\n"),
                    number => _ = writeln!(self.out, "<ol start=\"{number}\">"),
                }
            }
            (Around::Item { number, .. }, _) => self.open_item(number),
            (around, _) => self.out.push_str(tags(around).0),
        }
        self.open.push((around, next));
    }

    /// A number is written where counting would give another.
    fn open_item(&mut self, number: u32) {
        if let Some((Around::List { ordered: true, .. }, next)) = self.open.last_mut() {
            let counted = std::mem::replace(next, number.saturating_add(1)) == number;
            if !counted {
                _ = write!(self.out, "<li value=\"{number}\">");
                return;
            }
        }
        self.out.push_str("<li>");
    }

    fn close_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some((around, _)) = self.open.pop() {
                self.out.push_str(tags(around).1);
            }
        }
    }

    fn item(&mut self, item: &Item, opened: bool) {
        let pieces = self.content.pieces(&item.runs);
        match &item.kind {
            // The first paragraph of a list item is the item's own text.
            ItemKind::Paragraph if opened && !matches!(self.open.last(), Some((Around::Quote(_), _))) => {
                self.inline(pieces);
            }
            ItemKind::Paragraph | ItemKind::Math => self.element("p", pieces),
            ItemKind::Heading(level) => self.element(heading(*level), pieces),
            ItemKind::Code { language } => self.code(language.as_deref(), pieces),
            ItemKind::Table(rows) => self.table(self.content.table_rows(rows)),
            ItemKind::Figure(image) => self.figure(*image, pieces),
            ItemKind::Separator => self.out.push_str("<hr>\n"),
            ItemKind::Video(target) => {
                self.out.push_str("<p>");
                self.link(*target);
                self.out.push_str("\u{25b6}</a></p>\n");
            }
        }
    }

    fn element(&mut self, name: &str, pieces: &[Piece]) {
        _ = write!(self.out, "<{name}>");
        self.inline(pieces);
        _ = writeln!(self.out, "</{name}>");
    }

    fn code(&mut self, language: Option<&str>, pieces: &[Piece]) {
        self.out.push_str("<pre><code");
        if let Some(language) = language {
            self.out.push_str(" class=\"language-");
            escape::html(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        for piece in pieces {
            escape::html(&mut self.out, self.content.slice(&piece.text));
        }
        self.out.push_str("</code></pre>\n");
    }

    fn figure(&mut self, image: u32, caption: &[Piece]) {
        self.out.push_str("<figure>");
        self.image(image);
        if !caption.is_empty() {
            self.out.push_str("<figcaption>");
            self.inline(caption);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    fn image(&mut self, image: u32) {
        if let Some((source, alt)) = self.content.image(image) {
            self.out.push_str("<img src=\"");
            escape::html(&mut self.out, source);
            self.out.push_str("\" alt=\"");
            escape::html(&mut self.out, alt);
            self.out.push_str("\">");
        }
    }

    /// Rows of nothing but headers at the top are the head.
    fn table(&mut self, rows: &[Row]) {
        let is_head = |row: &&Row| self.content.row_cells(row).iter().all(|cell| cell.header);
        let (head, body) = rows.split_at(rows.iter().take_while(is_head).count());
        self.out.push_str("<table>\n");
        for (name, rows) in [("thead", head), ("tbody", body)] {
            if !rows.is_empty() {
                _ = writeln!(self.out, "<{name}>");
                for row in rows {
                    self.row(row);
                }
                _ = writeln!(self.out, "</{name}>");
            }
        }
        self.out.push_str("</table>\n");
    }

    fn row(&mut self, row: &Row) {
        self.out.push_str("<tr>");
        for cell in self.content.row_cells(row) {
            self.cell(cell);
        }
        self.out.push_str("</tr>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        let name = if cell.header { "th" } else { "td" };
        _ = write!(self.out, "<{name}");
        for (attribute, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
            if span > 1 {
                _ = write!(self.out, " {attribute}=\"{span}\"");
            }
        }
        self.out.push('>');
        self.inline(self.content.pieces(&cell.runs));
        _ = write!(self.out, "</{name}>");
    }

    fn inline(&mut self, pieces: &[Piece]) {
        for event in events(pieces) {
            match event {
                Event::Open(Span::Link(target)) => self.link(target),
                Event::Open(span) => _ = write!(self.out, "<{}>", name(span)),
                Event::Close(span) => _ = write!(self.out, "</{}>", name(span)),
                Event::Piece(piece) => self.piece(piece),
            }
        }
    }

    fn link(&mut self, target: u32) {
        self.out.push_str("<a href=\"");
        escape::html(&mut self.out, self.content.target(target).unwrap_or_default());
        self.out.push_str("\">");
    }

    fn piece(&mut self, piece: &Piece) {
        let text = self.content.slice(&piece.text);
        let (open, close) = match piece.kind {
            PieceKind::Image(image) => return self.image(image),
            PieceKind::Math { display: false } => ("<code class=\"math-inline\">", "</code>"),
            PieceKind::Math { display: true } => ("<code class=\"math-display\">", "</code>"),
            PieceKind::Text if piece.style.has(Style::CODE) => ("<code>", "</code>"),
            PieceKind::Text => ("", ""),
        };
        self.out.push_str(open);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.out.push_str("<br>");
            }
            escape::html(&mut self.out, line);
        }
        self.out.push_str(close);
    }
}

fn tags(around: Around) -> (&'static str, &'static str) {
    match around {
        Around::Quote(_) => ("<blockquote>\n", "</blockquote>\n"),
        Around::List { ordered: false, .. } => ("<ul>\n", "</ul>\n"),
        Around::List { ordered: true, .. } => ("<ol>\n", "</ol>\n"),
        Around::Item { .. } => ("<li>", "</li>\n"),
        Around::Definitions(_) => ("<dl>\n", "</dl>\n"),
        Around::Term(_) => ("<dt>", "</dt>\n"),
        Around::Description(_) => ("<dd>", "</dd>\n"),
    }
}

fn heading(level: u8) -> &'static str {
    match level {
        ..=1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}

fn name(span: Span) -> &'static str {
    match span {
        Span::Link(_) => "a",
        Span::Strong => "strong",
        Span::Emphasis => "em",
        Span::Strike => "del",
        Span::Sub => "sub",
        Span::Sup => "sup",
    }
}
