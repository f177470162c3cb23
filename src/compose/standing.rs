//! Images, videos, formulas and rules: where what has no text of its own stands between and in the blocks.

use super::Composer;
use super::places::{Place, PlaceKind};
use super::{math, things};
use crate::article::content::{Item, ItemKind, NONE, Picture, Piece, PieceKind, Style};
use crate::blocks::{MarkKind, Page};
use crate::dom::NodeId;
use crate::features::{Numbers, hash};
use crate::scratch::Scratch;
use crate::tags::Tag;
use std::ops::Range;

/// Addresses of the figures that were written.
pub(super) struct Figures {
    seen: Numbers,
    /// For each address that was looked at its place among the targets, or `NONE` if it was not written.
    targets: Scratch<u32>,
}

impl Figures {
    pub(super) fn new(page: &Page) -> Self {
        let things = page.marks.iter().filter(|mark| mark.kind.is_thing()).count();
        Self { seen: Numbers::with_capacity(things), targets: Scratch::new() }
    }

    /// The number of an address, and its place among the targets.
    fn look_up(&mut self, address: &str) -> (usize, u32) {
        let number = self.seen.of(hash(address));
        if number == self.targets.len() {
            self.targets.push(NONE);
        }
        (number, self.targets[number])
    }
}

impl Composer<'_> {
    pub(super) fn inline_thing(&mut self, node: NodeId, kind: MarkKind) -> Option<Piece> {
        match kind {
            MarkKind::Image if self.options.images => {
                if !self.shown.look(self.document, node, &self.addresses, true) {
                    return None;
                }
                let kind = PieceKind::Image(self.image());
                Some(Piece { kind, text: 0..0, style: Style::default(), link: NONE })
            }
            MarkKind::Tex => math::undrawn(self.document, node).map(|formula| math::piece(&formula, &mut self.content)),
            _ => None,
        }
    }

    /// Adds the image that was looked at.
    fn image(&mut self) -> u32 {
        let content = &mut self.content;
        let start = content.text.len() as u32;
        content.text.push_str(&self.shown.alt);
        let alt = start..content.text.len() as u32;
        let source = content.targets.push(|out| out.push_str(&self.shown.source));
        content.images.push(Picture { source, alt });
        content.images.len() as u32 - 1
    }

    /// Something that stands between two blocks, of which `next` is the second.
    pub(super) fn thing(&mut self, node: NodeId, kind: MarkKind, next: usize) {
        let Some(element) = self.holder_of(node).filter(|&element| self.stands_in_content(node, element, next)) else {
            return;
        };
        let Place { container, kind: PlaceKind::Flow | PlaceKind::Caption(_) } = self.place(element) else { return };
        let (document, addresses) = (self.document, &self.addresses);
        match kind {
            MarkKind::Image | MarkKind::Noscript if self.options.images => {
                let is_shown = match kind {
                    MarkKind::Noscript => self.shown.look_behind(document, node, addresses),
                    _ => self.shown.look(document, node, addresses, false),
                };
                if is_shown {
                    self.figure(container, element);
                }
            }
            MarkKind::Frame => {
                if let Some(address) = things::video(document, node, addresses).filter(|_| self.options.links) {
                    self.end_table();
                    let target = self.content.targets.push(|out| address.write(out));
                    self.push(ItemKind::Video(target), [], container, element, 1.0);
                }
            }
            MarkKind::Tex => {
                let Some(formula) = math::undrawn(document, node).filter(|_| self.between_kept(next)) else { return };
                self.end_table();
                let piece = math::piece(&formula, &mut self.content);
                self.push(ItemKind::Math, [piece], container, element, 1.0);
            }
            MarkKind::Rule if self.between_kept(next) => {
                let last = self.content.items.last();
                if last.is_some_and(|item| item.kind != ItemKind::Separator) || self.table.is_some() {
                    self.end_table();
                    self.push(ItemKind::Separator, [], container, element, 1.0);
                }
            }
            _ => {}
        }
    }

    /// The image that was looked at as a figure, unless there is one of it already.
    fn figure(&mut self, container: u32, element: u32) {
        let (number, known) = self.figures.look_up(&self.shown.source);
        if self.content.target(known) == Some(&**self.shown.source) || self.is_of_last_figure() {
            return;
        }
        self.end_table();
        let image = self.image();
        if let Some(Picture { source, .. }) = self.content.images.last() {
            self.figures.targets[number] = *source;
        }
        self.push(ItemKind::Figure(image), [], container, element, 1.0);
    }

    /// Whether the figure right before has the same image in another size; the larger of both is kept.
    fn is_of_last_figure(&mut self) -> bool {
        let content = &mut self.content;
        let Some(Item { kind: ItemKind::Figure(at), runs, .. }) = content.items.last() else { return false };
        let Some(last) = content.images.get_mut(*at as usize).filter(|_| runs.is_empty()) else { return false };
        let source = content.targets.get(last.source).unwrap_or_default();
        let (Some((address, width)), Some((of_last, width_of_last))) =
            (things::without_size(&self.shown.source), things::without_size(source))
        else {
            return false;
        };
        if !address.eq(of_last) {
            return false;
        }
        if width > width_of_last {
            last.source = content.targets.push(|out| out.push_str(&self.shown.source));
        }
        true
    }

    fn between_kept(&self, next: usize) -> bool {
        next.checked_sub(1).is_some_and(|before| self.is_kept(before)) && self.is_kept(next)
    }

    /// The innermost element around a node that has text in it.
    fn holder_of(&self, node: NodeId) -> Option<u32> {
        let mut above = std::iter::successors(Some(node), |&node| self.document.parent(node));
        above.find_map(|node| self.holders.get(node.index()).copied().filter(|&element| element != NONE))
    }

    /// Whether what stands in an element before a block is content: at least half of the element's text was kept, and the element is an
    /// article's or a figure, or the thing stands between headline and end of the text, or next to kept text, or in an
    /// element that has hardly anything else. A logo over the menu and a badge in the footer stand in the same wrapper as the text.
    /// What stands right before the headline passes for being next to it: shops have their pictures there, and some sites their logo.
    fn stands_in_content(&self, node: NodeId, element: u32, next: usize) -> bool {
        let elements = &self.page.elements;
        let Some(mut holder) = elements.get(element as usize) else { return false };
        if holder.tag == Tag::Figure {
            // It may be wanted where its caption is not.
            let Some(around) = elements.get(holder.parent as usize) else { return false };
            holder = around;
        }
        let next = (next as u32).clamp(holder.blocks.start, holder.blocks.end);
        let all = running_between(&self.chars, &holder.blocks);
        let before = running_between(&self.kept_chars, &(holder.blocks.start..next));
        let behind = running_between(&self.kept_chars, &(next..holder.blocks.end));
        let kept = before + behind;
        if kept == 0 || 2 * kept < all {
            return false;
        }
        let is_inside = || behind > 0 && (before > 0 || self.headline.is_some_and(|headline| headline as u32 <= next));
        let is_beside =
            || next.checked_sub(1).is_some_and(|last| self.is_kept(last as usize)) || self.is_kept(next as usize);
        let is_whole = || holder.blocks.len() == self.page.blocks.len();
        let is_pure = || !is_whole() && 10 * kept >= 9 * all;
        is_inside() || is_beside() || is_pure() || self.is_in_part(node)
    }

    /// Whether a thing is in a figure, or its innermost part of the page is the article.
    fn is_in_part(&self, node: NodeId) -> bool {
        /// Elements on the way up: more than pages have between an image and the part that it is in.
        const MOST: usize = 64;
        let mut above = std::iter::successors(Some(node), |&node| self.document.parent(node)).take(MOST);
        let part = above.find_map(|node| match self.document.element(node)?.tag {
            Tag::Aside | Tag::Nav | Tag::Header | Tag::Footer => Some(false),
            Tag::Figure | Tag::Article | Tag::Main => Some(true),
            _ => None,
        });
        part.unwrap_or_default()
    }
}

/// What stands between two places of running sums.
fn running_between(sums: &[u32], places: &Range<u32>) -> u64 {
    let before = |at: u32| u64::from(sums.get(at as usize).copied().unwrap_or_default());
    before(places.end) - before(places.start)
}
