//! Runs of one style each -> elements that nest: what opens and closes between one run and the next.

use crate::article::content::{NONE, Piece, Style};

/// An inline element around runs. Code is not among them: it holds nothing but its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// An index into `Content::targets`.
    Link(u32),
    Strong,
    Emphasis,
    Strike,
    Sub,
    Sup,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Event<'a> {
    Open(Span),
    Close(Span),
    Piece(&'a Piece),
}

/// From the outermost. Links come first, so that a link whose words differ in style stays one.
const ORDER: [(Style, Span); 5] = [
    (Style::STRONG, Span::Strong),
    (Style::EMPHASIS, Span::Emphasis),
    (Style::STRIKE, Span::Strike),
    (Style::SUB, Span::Sub),
    (Style::SUP, Span::Sup),
];

fn spans(piece: &Piece) -> impl Iterator<Item = Span> {
    let link = (piece.link != NONE).then_some(Span::Link(piece.link));
    let style = piece.style;
    link.into_iter().chain(ORDER.into_iter().filter(move |(of, _)| style.has(*of)).map(|(_, span)| span))
}

/// The runs with the elements around them opened and closed.
pub(super) fn events(pieces: &[Piece]) -> Vec<Event<'_>> {
    let mut events = Vec::with_capacity(3 * pieces.len());
    let mut open: Vec<Span> = Vec::new();
    for piece in pieces {
        let common = open.iter().zip(spans(piece)).take_while(|(open, span)| *open == span).count();
        events.extend(open.drain(common..).rev().map(Event::Close));
        for span in spans(piece).skip(common) {
            open.push(span);
            events.push(Event::Open(span));
        }
        events.push(Event::Piece(piece));
    }
    events.extend(open.into_iter().rev().map(Event::Close));
    events
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::content::PieceKind;

    #[test]
    fn what_overlaps_in_the_source_nests() {
        let piece = |style, link| Piece { kind: PieceKind::Text, text: 0..1, style, link };
        let both = Style::STRONG.with(Style::EMPHASIS);
        let pieces = [piece(Style::STRONG, NONE), piece(both, NONE), piece(Style::EMPHASIS, 7)];
        let names: Vec<String> = events(&pieces)
            .iter()
            .map(|event| match event {
                Event::Open(span) => format!("+{span:?}"),
                Event::Close(span) => format!("-{span:?}"),
                Event::Piece(_) => "text".to_owned(),
            })
            .collect();
        let expected = "+Strong text +Emphasis text -Emphasis -Strong +Link(7) +Emphasis text -Emphasis -Link(7)";
        assert_eq!(names.join(" "), expected);
    }
}
