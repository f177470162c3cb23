//! Classes of elements, in the HTML standard's terms. One table; everything else asks it.

use html5ever::{LocalName, local_name};

/// How an element takes part in the flow of text, as the standard's rendering section has it
/// (<https://html.spec.whatwg.org/multipage/rendering.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    /// Breaks the line before and after.
    Block,
    /// Flows with the text around it.
    Inline,
    /// A line break inside a block.
    LineBreak,
    /// Its own box inside a line: the text before and after does not touch it.
    Box,
    /// Neither it nor anything below it is text that a person reads.
    Never,
}

macro_rules! tags {
    ($($display:ident { $($tag:ident $name:tt)* })*) => {
        /// The elements that extraction tells apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { Unknown, $($($tag,)*)* }

        impl Tag {
            /// The tag of an HTML element with that name.
            pub(crate) fn of(name: &LocalName) -> Self {
                match *name {
                    $($(local_name!($name) => Self::$tag,)*)*
                    _ => Self::Unknown,
                }
            }

            pub(crate) fn display(self) -> Display {
                match self {
                    Self::Unknown => Display::Inline,
                    $($(Self::$tag)|* => Display::$display,)*
                }
            }
        }
    };
}

tags! {
    Block {
        Address "address" Article "article" Aside "aside" Blockquote "blockquote" Body "body" Caption "caption"
        Center "center" Dd "dd" Details "details" Dialog "dialog" Dir "dir" Div "div" Dl "dl" Dt "dt"
        Fieldset "fieldset" Figcaption "figcaption" Figure "figure" Footer "footer" Form "form" Frameset "frameset"
        H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" Header "header" Hgroup "hgroup" Hr "hr" Html "html"
        Legend "legend" Li "li" Listing "listing" Main "main" Menu "menu" Nav "nav" Ol "ol" P "p" Plaintext "plaintext"
        Pre "pre" Search "search" Section "section" Summary "summary" Table "table" Tbody "tbody" Td "td"
        Tfoot "tfoot" Th "th" Thead "thead" Tr "tr" Ul "ul" Xmp "xmp"
    }
    Inline {
        A "a" Abbr "abbr" B "b" Cite "cite" Code "code" Em "em" Font "font" I "i" Kbd "kbd" Label "label" Mark "mark"
        Q "q" Ruby "ruby" S "s" Samp "samp" Small "small" Span "span" Strong "strong" Sub "sub" Sup "sup" Time "time"
        U "u" Var "var" Wbr "wbr"
    }
    LineBreak { Br "br" }
    Box { Button "button" Img "img" Input "input" Picture "picture" }
    Never {
        Area "area" Audio "audio" Base "base" Canvas "canvas" Col "col" Colgroup "colgroup" Datalist "datalist"
        Embed "embed" Head "head" Iframe "iframe" Link "link" Meta "meta" Noembed "noembed" Noframes "noframes"
        Noscript "noscript" Object "object" Param "param" Rp "rp" Script "script" Select "select" Source "source"
        Style "style" Svg "svg" Template "template" Textarea "textarea" Title "title" Track "track" Video "video"
    }
}

impl Tag {
    /// 1 to 6 for `h1` to `h6`.
    pub(crate) fn heading_level(self) -> Option<u8> {
        let after_h1 = (self as u8).checked_sub(Self::H1 as u8)?;
        (after_h1 < 6).then_some(after_h1 + 1)
    }

    /// White space inside is shown as it stands.
    pub(crate) fn preformatted(self) -> bool {
        matches!(self, Self::Pre | Self::Listing | Self::Plaintext | Self::Xmp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_levels_and_nothing_else_has() {
        let of = |name: &str| Tag::of(&LocalName::from(name)).heading_level();
        assert_eq!((1..=6).map(|n| of(&format!("h{n}"))).collect::<Vec<_>>(), (1..=6).map(Some).collect::<Vec<_>>());
        assert!(["header", "hr", "fieldset", "frameset", "p", "x-h1", "h7"].iter().all(|name| of(name).is_none()));
    }
}
