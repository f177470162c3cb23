//! Elements that match a caller's selectors.

use crate::dom::{Document, Element, NodeId, Step, Walk};
use crate::selector::{Name, Nothing, Selector, Simple, Value};
use html5ever::{Namespace, local_name, ns};
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector_list};
use selectors::{Element as Matched, OpaqueElement};

/// Detaches all elements that match one of `exclude`; and, if there is any `include`, all that does not lie in, and does
/// not hold, an element that matches one of those.
pub(crate) fn select(document: &mut Document, include: &[Selector], exclude: &[Selector]) {
    let Found { unwanted, wanted } = Found::of(document, include, exclude);
    if !include.is_empty() {
        super::keep_only(document, &wanted);
    }
    for node in unwanted {
        document.detach(node);
    }
}

/// The outermost elements that match.
#[derive(Default)]
struct Found {
    unwanted: Vec<NodeId>,
    wanted: Vec<NodeId>,
}

impl Found {
    fn of(document: &Document, include: &[Selector], exclude: &[Selector]) -> Self {
        let mut caches = SelectorCaches::default();
        let mut found = Self::default();
        let mut inside: Option<NodeId> = None;
        let mut walk = Walk::new(document, NodeId::DOCUMENT);
        while let Some(step) = walk.next() {
            let node = step.node();
            let Some(element) = document.element(node) else { continue };
            if let Step::Close(_) = step {
                inside = inside.filter(|&inside| inside != node);
                continue;
            }
            let shown = Shown { document, node, element };
            if shown.matches(exclude, &mut caches) {
                found.unwanted.push(node);
                walk.skip_children();
            } else if inside.is_none() && shown.matches(include, &mut caches) {
                found.wanted.push(node);
                inside = Some(node);
            }
        }
        found
    }
}

/// An element as the engine asks about it.
#[derive(Clone, Copy)]
struct Shown<'a> {
    document: &'a Document,
    node: NodeId,
    element: &'a Element,
}

impl std::fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", &*self.element.name, self.node.index())
    }
}

impl<'a> Shown<'a> {
    fn matches(self, selectors: &[Selector], caches: &mut SelectorCaches) -> bool {
        selectors.iter().any(|selector| {
            let mut context = MatchingContext::new(
                MatchingMode::Normal,
                None,
                caches,
                QuirksMode::NoQuirks,
                NeedsSelectorFlags::No,
                MatchingForInvalidation::No,
            );
            matches_selector_list(&selector.list, self, &mut context)
        })
    }

    fn first_of(self, mut nodes: impl Iterator<Item = NodeId>) -> Option<Self> {
        nodes.find_map(|node| {
            let element = self.document.element(node)?;
            Some(Self { node, element, ..self })
        })
    }

    fn attr(self, name: &html5ever::LocalName) -> Option<&'a str> {
        self.document.attrs(self.element).find(|(found, _)| *found == name).map(|(_, value)| value)
    }
}

impl Matched for Shown<'_> {
    type Impl = Simple;

    fn opaque(&self) -> OpaqueElement {
        OpaqueElement::new(self.element)
    }

    fn parent_element(&self) -> Option<Self> {
        self.first_of(self.document.parent(self.node).into_iter())
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        let before = |node: NodeId| self.document.prev_sibling(node);
        self.first_of(std::iter::successors(before(self.node), |&node| before(node)))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        let after = |node: NodeId| self.document.next_sibling(node);
        self.first_of(std::iter::successors(after(self.node), |&node| after(node)))
    }

    fn first_element_child(&self) -> Option<Self> {
        self.first_of(self.document.children(self.node))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        self.element.html
    }

    fn has_local_name(&self, name: &Name) -> bool {
        self.element.name == name.0
    }

    fn has_namespace(&self, namespace: &Namespace) -> bool {
        self.element.html == (*namespace == ns!(html))
    }

    fn is_same_type(&self, other: &Self) -> bool {
        (&self.element.name, self.element.html) == (&other.element.name, other.element.html)
    }

    fn attr_matches(
        &self,
        _namespace: &NamespaceConstraint<&Namespace>,
        name: &Name,
        operation: &AttrSelectorOperation<&Value>,
    ) -> bool {
        self.attr(&name.0).is_some_and(|value| operation.eval_str(value))
    }

    fn match_non_ts_pseudo_class(&self, class: &Nothing, _context: &mut MatchingContext<Simple>) -> bool {
        match *class {}
    }

    fn match_pseudo_element(&self, element: &Nothing, _context: &mut MatchingContext<Simple>) -> bool {
        match *element {}
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        self.element.html && self.element.name == local_name!("a") && self.attr(&local_name!("href")).is_some()
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Name, case: CaseSensitivity) -> bool {
        self.attr(&local_name!("id")).is_some_and(|value| case.eq(value.as_bytes(), id.0.as_bytes()))
    }

    fn has_class(&self, name: &Name, case: CaseSensitivity) -> bool {
        let mut classes = self.attr(&local_name!("class")).unwrap_or_default().split_ascii_whitespace();
        classes.any(|class| case.eq(class.as_bytes(), name.0.as_bytes()))
    }

    fn has_custom_state(&self, _name: &Name) -> bool {
        false
    }

    fn imported_part(&self, _name: &Name) -> Option<Name> {
        None
    }

    fn is_part(&self, _name: &Name) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        let mut children = self.document.children(self.node);
        !children.any(|child| self.document.element(child).is_some() || !self.document.text(child).is_empty())
    }

    fn is_root(&self) -> bool {
        super::is_root(self.document, self.node)
    }

    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        false
    }
}
