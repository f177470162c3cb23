//! Elements, roles and names around a block that say what the part of the page is for.

use super::context::Sums;
use super::numbers::{Numbers, hash, mix};
use super::{Column, Context, ratio};
use crate::blocks::{Holder, Page};
use crate::dom::Document;
use crate::lexicon::{self, Part};
use crate::scratch::{Scratch, kept};
use crate::tags::Tag;
use html5ever::local_name;

/// Nearness: 4 if it is around the block but not around its first container, 3 if not around the second, 2 if not
/// around the third, 1 if it is farther out, 0 if it is not there.
pub(super) const COLUMNS: &[Column] = &[
    ("name_body", "nearness of a name for the body of an article"),
    ("name_byline", "nearness of a name for author and date"),
    ("name_breadcrumb", "nearness of a name for a breadcrumb"),
    ("name_comment", "nearness of a name for comments"),
    ("name_consent", "nearness of a name for a consent dialog"),
    ("name_footer", "nearness of a name for a footer"),
    ("name_header", "nearness of a name for a header"),
    ("name_menu", "nearness of a name for a menu"),
    ("name_newsletter", "nearness of a name for a subscription form"),
    ("name_pager", "nearness of a name for a pager"),
    ("name_post", "nearness of a name for a post of a forum"),
    ("name_product", "nearness of a name for a product's parts"),
    ("name_promo", "nearness of a name for advertising"),
    ("name_related", "nearness of a name for a list of other pages"),
    ("name_review", "nearness of a name for reviews"),
    ("name_share", "nearness of a name for share buttons"),
    ("name_sidebar", "nearness of a name for a sidebar"),
    ("name_tags", "nearness of a name for a list of tags"),
    ("nav", "nearness of nav or its role"),
    ("header", "nearness of header or its role"),
    ("footer", "nearness of footer or its role"),
    ("aside", "nearness of aside or its role"),
    ("main", "nearness of main or its role"),
    ("article", "nearness of article or its role"),
    ("section", "nearness of section"),
    ("form", "nearness of form or fieldset"),
    ("table", "nearness of table"),
    ("list", "nearness of ul, ol or menu"),
    ("figure", "nearness of figure"),
    ("link", "nearness of a link around the block's element"),
    ("button", "nearness of button or its role"),
    ("details", "nearness of details or a tab panel"),
    ("dialog", "nearness of dialog or its role"),
    ("aria_hidden", "nearness of aria-hidden"),
];

/// Bits after the lexicon's, in the order of the columns.
#[derive(Clone, Copy)]
#[repr(u8)]
pub(crate) enum Landmark {
    Nav = lexicon::NAMED,
    Header,
    Footer,
    Aside,
    Main,
    Article,
    Section,
    Form,
    Table,
    List,
    Figure,
    Link,
    Button,
    Details,
    Dialog,
    AriaHidden,
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let Inherited { around, .. } = &context.semantics;
    let block = around[context.page.blocks[at].element as usize];
    let elements = &context.containers.elements;
    let mut outside = context.containers.around(at).map(|container| around[elements[container] as usize]);
    let levels: [u64; 3] = std::array::from_fn(|_| outside.next().unwrap_or_default());
    // What is around a container is around all inside it, so that the levels that have a bit are the outermost ones.
    row.fill(0.0);
    let mut rest = block;
    while rest != 0 {
        let bit = rest.trailing_zeros();
        let near = 4 - levels.iter().map(|level| level >> bit & 1).sum::<u64>();
        row[bit as usize] = near as f32;
        rest &= rest - 1;
    }
}

/// For each element the bits of all elements around it, its own among them.
pub(super) struct Inherited {
    around: Scratch<u64>,
    /// For each element a number for its classes.
    pub(super) classes: Scratch<u64>,
    /// For each bit the share of the page's prose that stands in elements with it.
    prose: [f32; 64],
}

impl Inherited {
    pub(super) fn new(document: &Document, page: &Page, sums: &Sums) -> Self {
        let mut around: Scratch<u64> = Scratch::with_capacity(page.elements.len());
        let mut classes: Scratch<u64> = Scratch::with_capacity(page.elements.len());
        let mut known = Known { seen: Numbers::with_capacity(page.elements.len()), classes: Scratch::new() };
        for element in &page.elements {
            let outside = around.get(element.parent as usize).copied().unwrap_or_default();
            let (own, class) = own(document, element, &mut known);
            around.push(outside | own);
            classes.push(class);
        }
        let prose = prose(page, sums, &around);
        Self { around, classes, prose }
    }

    /// The share of the page's prose in parts named so.
    pub(super) fn named(&self, part: Part) -> f32 {
        self.prose[part as usize]
    }

    /// The share of the page's prose in such elements.
    pub(super) fn within(&self, landmark: Landmark) -> f32 {
        self.prose[landmark as usize]
    }
}

fn prose(page: &Page, sums: &Sums, around: &[u64]) -> [f32; 64] {
    let mut shares = [0.0; 64];
    for (at, block) in page.blocks.iter().enumerate() {
        let prose = sums.between(at, at + 1).prose;
        let mut set = if prose > 0.0 { around[block.element as usize] } else { 0 };
        while set != 0 {
            shares[set.trailing_zeros() as usize] += prose;
            set &= set - 1;
        }
    }
    let total = sums.between(0, page.blocks.len()).prose;
    shares.map(|share| ratio(share, total))
}

/// What is known of classes, each list of them read once: the items of a list have the same.
struct Known {
    seen: Numbers,
    classes: Scratch<Classes>,
}

/// What is known of the classes of an element.
#[derive(Debug, Clone, Copy)]
struct Classes {
    /// What they name.
    parts: u32,
    /// The same number for all that differ in digits alone: those number the items of a list.
    number: u64,
}

kept!(Classes);

impl Known {
    fn of(&mut self, class: &str) -> Classes {
        let place = self.seen.of(hash(class));
        if let Some(&known) = self.classes.get(place) {
            return known;
        }
        let classes = Classes { parts: named(class), number: without_digits(class) };
        self.classes.push(classes);
        classes
    }
}

/// What words name, of the parts that the scorer sees.
fn named(value: &str) -> u32 {
    lexicon::parts(value) & ((1 << lexicon::NAMED) - 1)
}

/// A number for a list of classes without its digits, eight bytes at a step.
fn without_digits(class: &str) -> u64 {
    let (mut hash, mut word, mut length) = (0, 0, 0);
    let class = class.as_bytes();
    for &byte in class[..class.len().min(256)].iter().filter(|byte| !byte.is_ascii_digit()) {
        word = word << 8 | u64::from(byte);
        length += 1;
        if length == 8 {
            hash = mix(hash, word);
            (word, length) = (0, 0);
        }
    }
    mix(hash, word)
}

/// The bits of an element, and the number of its classes.
fn own(document: &Document, holder: &Holder, known: &mut Known) -> (u64, u64) {
    let (mut bits, mut classes) = (0, mix(0, 0));
    let attributes = document.element(holder.node).into_iter().flat_map(|element| document.attrs(element));
    for (name, value) in attributes {
        match *name {
            local_name!("class") => {
                let found = known.of(value);
                bits |= u64::from(found.parts);
                classes = found.number;
            }
            local_name!("id") | local_name!("itemprop") | local_name!("itemtype") => {
                bits |= u64::from(named(value));
            }
            local_name!("role") => bits |= of_role(value),
            local_name!("aria-hidden") if value == "true" => bits |= 1 << Landmark::AriaHidden as u8,
            _ => {}
        }
    }
    // The names of `html` and `body` describe the page, not a part of it.
    let named = !matches!(holder.tag, Tag::Html | Tag::Body);
    (of_tag(holder.tag) | if named { bits } else { 0 }, classes)
}

fn of_tag(tag: Tag) -> u64 {
    let landmark = match tag {
        Tag::Nav => Landmark::Nav,
        Tag::Header => Landmark::Header,
        Tag::Footer => Landmark::Footer,
        Tag::Aside => Landmark::Aside,
        Tag::Main => Landmark::Main,
        Tag::Article => Landmark::Article,
        Tag::Section => Landmark::Section,
        Tag::Form | Tag::Fieldset => Landmark::Form,
        Tag::Table => Landmark::Table,
        Tag::Ul | Tag::Ol | Tag::Menu => Landmark::List,
        Tag::Figure => Landmark::Figure,
        Tag::A => Landmark::Link,
        Tag::Button => Landmark::Button,
        Tag::Details => Landmark::Details,
        Tag::Dialog => Landmark::Dialog,
        _ => return 0,
    };
    1 << landmark as u8
}

/// The landmark that a role names as a bit, or none.
pub(crate) fn of_role(role: &str) -> u64 {
    let landmark = match role {
        "navigation" | "menu" | "menubar" => Landmark::Nav,
        "banner" => Landmark::Header,
        "contentinfo" => Landmark::Footer,
        "complementary" => Landmark::Aside,
        "main" => Landmark::Main,
        "article" => Landmark::Article,
        "form" | "search" => Landmark::Form,
        "list" => Landmark::List,
        "button" | "tab" => Landmark::Button,
        "tabpanel" => Landmark::Details,
        "dialog" | "alertdialog" => Landmark::Dialog,
        _ => return 0,
    };
    1 << landmark as u8
}
