//! Titles and the parts that separators make of them.

use crate::text::wordlist::WordList;

/// What stands between a title and the site's name. Those of the first list part titles by themselves, those of the
/// second stand inside of titles too.
static STRONG: WordList =
    WordList::new(&[" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " • ", " · ", " ‹ ", " › ", " / ", " ~ "]);
static WEAK: WordList = WordList::new(&["｜", "|", " : ", "_", "：", " -", "- ", ": "]);

/// Titles with more separators than this are lists of keywords.
const MOST_CUTS: usize = 6;

/// A part of a title, or several that follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// What stands after it.
    pub(super) after: &'a str,
    /// Separators before and after it.
    pub(super) cuts: (usize, usize),
    /// The separator that parts it from the rest is one that does nothing else.
    pub(super) strong: bool,
}

/// Where a separator starts and ends, and whether it is a strong one.
type Cut = (usize, usize, bool);

/// The separators of a title.
#[derive(Default)]
struct Cuts {
    list: [Cut; MOST_CUTS],
    count: usize,
}

impl Cuts {
    fn all(&self) -> &[Cut] {
        self.list.get(..self.count).unwrap_or_default()
    }
}

fn cuts(title: &str) -> Cuts {
    let longest = |list: &WordList, rest| list.at_start(rest).map(|(separator, _)| separator.len()).max();
    let mut cuts = Cuts::default();
    for (at, _) in title.char_indices().filter(|(_, char)| !char.is_alphanumeric()) {
        let rest = title.get(at..).unwrap_or_default();
        let (strong, weak) = (longest(&STRONG, rest), longest(&WEAK, rest));
        // Of those that overlap, the first, and of these the longest.
        let is_free = cuts.all().last().is_none_or(|last| at >= last.1);
        if let Some(length) = strong.max(weak).filter(|_| is_free) {
            let Some(slot) = cuts.list.get_mut(cuts.count) else { break };
            *slot = (at, at + length, strong >= weak);
            cuts.count += 1;
        }
    }
    cuts
}

/// Every run of parts of a title that has something to read, the whole among them.
pub(super) fn pieces(title: &str) -> impl Iterator<Item = Piece<'_>> {
    let cuts = cuts(title);
    let runs = (0..=cuts.count).flat_map(move |first| (first..=cuts.count).map(move |last| (first, last)));
    let pieces = runs.filter_map(move |(first, last)| piece(title, cuts.all(), first, last));
    pieces.filter(|piece| has_letters(piece.text))
}

/// The pieces that a title begins with.
pub(super) fn fronts(title: &str) -> impl Iterator<Item = Piece<'_>> {
    let cuts = cuts(title);
    let pieces = (0..=cuts.count).filter_map(move |last| piece(title, cuts.all(), 0, last));
    pieces.filter(|piece| has_letters(piece.text))
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The run from part `first` to part `last`.
fn piece<'a>(title: &'a str, cuts: &[Cut], first: usize, last: usize) -> Option<Piece<'a>> {
    let before = first.checked_sub(1).and_then(|at| cuts.get(at));
    let after = cuts.get(last);
    let start = before.map_or(0, |cut| cut.1);
    let end = after.map_or(title.len(), |cut| cut.0);
    Some(Piece {
        text: title.get(start..end)?.trim(),
        after: after.map_or("", |cut| title.get(cut.1..).unwrap_or_default()),
        cuts: (first, cuts.len() - last),
        strong: after.or(before).is_some_and(|cut| cut.2),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_part_titles() {
        let texts = |title| pieces(title).map(|piece| piece.text).collect::<Vec<_>>();
        assert_eq!(texts("Ice"), ["Ice"]);
        assert_eq!(texts("Ice | The Quay"), ["Ice", "Ice | The Quay", "The Quay"]);
        assert_eq!(
            texts("Ice: a story - Quay"),
            ["Ice", "Ice: a story", "Ice: a story - Quay", "a story", "a story - Quay", "Quay"]
        );
        assert!(texts(" | ").is_empty() && texts("").is_empty());
        assert!(pieces(&"a | ".repeat(1000)).count() < 40);
    }

    #[test]
    fn a_piece_knows_what_it_was_cut_from() {
        let front = fronts("Ice – Snow | The Quay").next().unwrap();
        assert_eq!((front.text, front.after, front.cuts, front.strong), ("Ice", "Snow | The Quay", (0, 2), true));
    }
}
