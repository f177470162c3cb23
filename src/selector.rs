//! CSS selectors, read by Servo's engine.

use crate::error::{Error, Result};
use cssparser::ToCss;
use html5ever::{LocalName, Namespace};
use precomputed_hash::PrecomputedHash;
use selectors::parser::{ParseRelative, SelectorList, SelectorParseErrorKind};
use std::fmt;

/// A list of selectors, and how it was written.
#[derive(Debug, Clone)]
pub(crate) struct Selector {
    source: String,
    pub(crate) list: SelectorList<Simple>,
}

impl PartialEq for Selector {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Selector {}

impl Selector {
    pub(crate) fn parse(source: &str) -> Result<Self> {
        let mut parser = cssparser::Parser::new(source);
        match SelectorList::parse(&Parser, &mut parser, ParseRelative::No) {
            Ok(list) => Ok(Self { source: source.to_owned(), list }),
            Err(error) => Err(Error::selector(source, reason(&error.kind))),
        }
    }
}

type ErrorKind = cssparser::ParseErrorKind<SelectorParseErrorKind>;

fn reason(kind: &ErrorKind) -> String {
    use SelectorParseErrorKind as Kind;
    match kind {
        ErrorKind::Basic(basic) => basic.to_string(),
        ErrorKind::Custom(kind) => match kind {
            Kind::EmptySelector => "a selector is missing",
            Kind::DanglingCombinator => "a combinator has nothing beside it",
            Kind::UnsupportedPseudoClassOrElement => {
                "a pseudo-class or pseudo-element that a page at rest does not have"
            }
            Kind::ExpectedNamespace => "an unknown namespace",
            Kind::ClassNeedsIdent => "a class is missing after its dot",
            Kind::PseudoElementExpectedIdent | Kind::PseudoElementExpectedColon | Kind::NoIdentForPseudo => {
                "a name is missing after a colon"
            }
            Kind::UnexpectedTokenInAttributeSelector
            | Kind::NoQualifiedNameInAttributeSelector
            | Kind::InvalidQualNameInAttr
            | Kind::ExpectedBarInAttr
            | Kind::BadValueInAttr => "a test of an attribute that cannot be understood",
            _ => "not a CSS selector",
        }
        .to_owned(),
    }
}

struct Parser;

impl selectors::parser::Parser<'_> for Parser {
    type Impl = Simple;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    /// A selector in `:is(...)` that cannot be read is a mistake here, not something from the future.
    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

/// Selectors over names of html5ever, without pseudo-elements and without the pseudo-classes of a page in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Simple;

impl selectors::SelectorImpl for Simple {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Value;
    type Identifier = Name;
    type LocalName = Name;
    type NamespaceUrl = Namespace;
    type NamespacePrefix = Name;
    type BorrowedNamespaceUrl = Namespace;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = Nothing;
    type PseudoElement = Nothing;
}

/// The name of an element, a class, an id or an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Name(pub(crate) LocalName);

impl From<&str> for Name {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}

impl ToCss for Name {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_identifier(&self.0, out)
    }
}

/// The value that an attribute is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value(Box<str>);

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self(value.into())
    }
}

impl AsRef<str> for Value {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl ToCss for Value {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        cssparser::serialize_string(&self.0, out)
    }
}

/// A pseudo-class or pseudo-element; there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nothing {}

impl ToCss for Nothing {
    fn to_css<W: fmt::Write>(&self, _out: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl selectors::parser::NonTSPseudoClass for Nothing {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl selectors::parser::PseudoElement for Nothing {}
