//! What each element of a page is to the content inside it: a list item, a quotation, code, a table.

use super::code;
use super::tables;
use crate::article::content::{Container, ContainerKind};
use crate::blocks::{Holder, Page};
use crate::dom::{Document, NodeId};
use crate::scratch::{Scratch, kept};
use crate::tags::Tag;
use html5ever::{LocalName, local_name};

/// Containers deeper than this are taken for the one around them.
const MAX_DEPTH: u32 = 24;

/// Where a block directly inside an element belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) container: u32,
    pub(super) kind: PlaceKind,
}

/// Indices are those of [`Page::elements`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Flow,
    /// Line numbers beside code.
    Beside,
    /// Inside a preformatted element.
    Code(u32),
    /// In a table, outside of its cells.
    Table(u32),
    Cell {
        table: u32,
        row: u32,
        cell: u32,
    },
    /// In the caption of a figure.
    Caption(u32),
}

/// What tells the places of all elements, and the containers that some of them are.
pub(super) struct Places<'a> {
    document: &'a Document,
    page: &'a Page,
    of_elements: Scratch<Place>,
    containers: &'a mut Vec<Container>,
    /// Of each element that is a list: the item that was numbered last.
    counters: Scratch<Counter>,
    data_tables: Scratch<bool>,
}

type Counter = Option<(NodeId, u32)>;

kept!(Place, Counter);

impl<'a> Places<'a> {
    /// `kept` counts the kept blocks before each block; `containers` are those to add to.
    pub(super) fn of(
        document: &'a Document,
        page: &'a Page,
        kept: &[u32],
        containers: &'a mut Vec<Container>,
    ) -> Scratch<Place> {
        containers.push(Container { parent: 0, depth: 0, kind: ContainerKind::Root });
        let mut places = Self {
            document,
            page,
            of_elements: Scratch::with_capacity(page.elements.len()),
            containers,
            counters: Scratch::filled(None, page.elements.len()),
            data_tables: tables::data_tables(document, page),
        };
        let count = |at: u32| kept.get(at as usize).copied().unwrap_or_default();
        for (at, holder) in page.elements.iter().enumerate() {
            let outside = places.outside(holder);
            let read = count(holder.blocks.end) > count(holder.blocks.start);
            let place = if read { places.inside(at as u32, holder, outside) } else { outside };
            places.of_elements.push(place);
        }
        places.of_elements
    }

    fn outside(&self, holder: &Holder) -> Place {
        let top = Place { container: 0, kind: PlaceKind::Flow };
        self.of_elements.get(holder.parent as usize).copied().unwrap_or(top)
    }

    fn inside(&mut self, at: u32, holder: &Holder, outside: Place) -> Place {
        let kind = match (outside.kind, holder.tag) {
            (PlaceKind::Flow, tag) if tag.preformatted() || self.is_beside(holder) => {
                if self.is_beside(holder) {
                    PlaceKind::Beside
                } else {
                    PlaceKind::Code(at)
                }
            }
            (PlaceKind::Flow, Tag::Table) if self.data_tables.get(at as usize) == Some(&true) => PlaceKind::Table(at),
            (PlaceKind::Flow, Tag::Figcaption) => PlaceKind::Caption(holder.parent),
            (PlaceKind::Table(_), Tag::Caption) => PlaceKind::Flow,
            (PlaceKind::Table(table), Tag::Td | Tag::Th) => PlaceKind::Cell { table, row: holder.parent, cell: at },
            (kind, _) => kind,
        };
        let container = match kind {
            PlaceKind::Flow => self.container(holder, outside.container),
            _ => outside.container,
        };
        Place { container, kind }
    }

    /// Names of line numbers are names of gaps in grids, too: only numbers will do.
    fn is_beside(&self, holder: &Holder) -> bool {
        let element = self.document.element(holder.node);
        element.is_some_and(|element| code::is_beside(self.document, element))
            && (holder.blocks.start..holder.blocks.end).all(|at| {
                let block = self.page.blocks.get(at as usize);
                block.is_none_or(|block| {
                    self.page.block_text(block).chars().all(|char| char.is_ascii_digit() || char.is_whitespace())
                })
            })
    }

    fn container(&mut self, holder: &Holder, outside: u32) -> u32 {
        let kind = match holder.tag {
            Tag::Blockquote => ContainerKind::Quote,
            Tag::Li => self.item(holder, outside),
            Tag::Dt => ContainerKind::Term { list: holder.parent },
            Tag::Dd => ContainerKind::Description { list: holder.parent },
            _ => return outside,
        };
        let depth = self.containers.get(outside as usize).map_or(0, |around| around.depth) + 1;
        if depth > MAX_DEPTH {
            return outside;
        }
        self.containers.push(Container { parent: outside, depth, kind });
        self.containers.len() as u32 - 1
    }

    fn item(&mut self, holder: &Holder, outside: u32) -> ContainerKind {
        let list = holder.parent;
        let parent = self.page.elements.get(list as usize);
        let ordered = parent.is_some_and(|parent| parent.tag == Tag::Ol);
        let number = parent.map_or(1, |parent| self.number(holder.node, list, parent.node));
        ContainerKind::Item { list, ordered, number, level: self.list_level(outside) + 1 }
    }

    fn list_level(&self, container: u32) -> u32 {
        let mut at = container;
        while let Some(around) = self.containers.get(at as usize).filter(|_| at != 0) {
            if let ContainerKind::Item { level, .. } = around.kind {
                return level;
            }
            at = around.parent;
        }
        0
    }

    /// Counts on from the item numbered last: all items of a list cost one pass over its children.
    fn number(&mut self, item: NodeId, list: u32, list_node: NodeId) -> u32 {
        let Some(counter) = self.counters.get_mut(list as usize) else { return 1 };
        let (from, mut number) = match *counter {
            Some((numbered, number)) => (self.document.next_sibling(numbered), number),
            None => (self.document.first_child(list_node), start(self.document, list_node).saturating_sub(1)),
        };
        if self.document.parent(item) != Some(list_node) {
            return number.saturating_add(1);
        }
        for node in std::iter::successors(from, |&node| self.document.next_sibling(node)) {
            if is_item(self.document, node) {
                number = value(self.document, node, &local_name!("value")).unwrap_or(number.saturating_add(1));
            }
            if node == item {
                break;
            }
        }
        *counter = Some((item, number));
        number
    }
}

fn is_item(document: &Document, node: NodeId) -> bool {
    document.element(node).is_some_and(|element| element.html && element.name == local_name!("li"))
}

fn start(document: &Document, list: NodeId) -> u32 {
    value(document, list, &local_name!("start")).unwrap_or(1)
}

/// `CommonMark` has numbers of up to nine digits, none negative.
fn value(document: &Document, node: NodeId, name: &LocalName) -> Option<u32> {
    let value = document.attr(document.element(node)?, name)?;
    value.trim().parse().ok().filter(|&number: &u32| number <= 999_999_999)
}
