//! Images, videos, formulas and rules: where what has no text of its own stands between and in the blocks.

use super::Composer;
use super::places::{Place, PlaceKind};
use super::{math, things};
use crate::article::content::{Item, ItemKind, NONE, Picture, Piece, PieceKind, Style};
use crate::blocks::MarkKind;
use crate::dom::NodeId;
use crate::tags::Tag;

impl Composer<'_> {
    pub(super) fn inline_thing(&mut self, node: NodeId, kind: MarkKind) -> Option<Piece> {
        match kind {
            MarkKind::Image if self.options.images => {
                let picture = things::picture(self.document, node, &self.addresses, true)?;
                let kind = PieceKind::Image(self.image(picture));
                Some(Piece { kind, text: 0..0, style: Style::default(), link: NONE })
            }
            MarkKind::Tex => math::undrawn(self.document, node).map(|formula| math::piece(&formula, &mut self.content)),
            _ => None,
        }
    }

    fn image(&mut self, picture: Picture) -> u32 {
        self.content.images.push(picture);
        self.content.images.len() as u32 - 1
    }

    /// Something that stands between two blocks, of which `next` is the second.
    pub(super) fn thing(&mut self, node: NodeId, kind: MarkKind, next: usize) {
        let Some(element) = self.holder_of(node).filter(|&element| self.is_content(self.around_figure(element))) else {
            return;
        };
        let Place { container, kind: PlaceKind::Flow | PlaceKind::Caption(_) } = self.place(element) else { return };
        let (document, addresses) = (self.document, &self.addresses);
        match kind {
            MarkKind::Image if self.options.images => {
                let picture = things::picture(document, node, addresses, false);
                self.figure(picture, container, element);
            }
            MarkKind::Noscript if self.options.images => {
                let picture = things::fallback(document, node, addresses);
                self.figure(picture, container, element);
            }
            MarkKind::Frame => {
                if let Some(address) = things::video(document, node, addresses).filter(|_| self.options.links) {
                    self.end_table();
                    let target = self.content.targets.push(|out| out.push_str(&address));
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

    fn figure(&mut self, picture: Option<Picture>, container: u32, element: u32) {
        let Some(picture) = picture.filter(|picture| !self.figures.contains(&picture.source)) else { return };
        if self.is_of_last_figure(&picture) {
            return;
        }
        self.end_table();
        self.figures.insert(picture.source.clone());
        let kind = ItemKind::Figure(self.image(picture));
        self.push(kind, [], container, element, 1.0);
    }

    /// Whether the figure right before has the same image in another size; the larger of both is kept.
    fn is_of_last_figure(&mut self, picture: &Picture) -> bool {
        let Some(Item { kind: ItemKind::Figure(at), runs, .. }) = self.content.items.last() else { return false };
        let Some(last) = self.content.images.get_mut(*at as usize).filter(|_| runs.is_empty()) else { return false };
        let (Some((address, width)), Some((of_last, width_of_last))) =
            (things::without_size(&picture.source), things::without_size(&last.source))
        else {
            return false;
        };
        if address != of_last {
            return false;
        }
        if width > width_of_last {
            last.source.clone_from(&picture.source);
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

    /// What a figure stands in: an image may be wanted where its caption is not.
    fn around_figure(&self, element: u32) -> u32 {
        match self.page.elements.get(element as usize) {
            Some(holder) if holder.tag == Tag::Figure => holder.parent,
            _ => element,
        }
    }

    /// At least half of what an element holds was kept.
    fn is_content(&self, element: u32) -> bool {
        let before = |at: u32| self.chars.get(at as usize).copied().unwrap_or_default();
        let Some(holder) = self.page.elements.get(element as usize) else { return false };
        let ((kept, all), (kept_end, all_end)) = (before(holder.blocks.start), before(holder.blocks.end));
        kept_end > kept && 2 * (kept_end - kept) >= all_end - all
    }
}
