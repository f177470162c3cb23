//! The typed blocks of an article.

use super::BlockKind;
use super::content::{Container, ContainerKind, Content, Item, ItemKind, Piece, PieceKind, Style};

/// A piece of the article: a paragraph, a heading, an item of a list, a table ...
///
/// Blocks come flat and in the order of the page. What is inside a list item or a quotation says so itself: a code block
/// in a quoted list is of kind [`Code`](BlockKind::Code), and has both a [`list_item`](Block::list_item) and a
/// [`quote_depth`](Block::quote_depth).
///
/// ```
/// use dehusk::BlockKind;
/// # let prose = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
/// # let html = format!("<article><h2>Ice</h2><p>{prose}<ol start=3><li>{prose}<li>{prose}</ol></article>");
/// let article = dehusk::extract(&html);
/// let third = article.blocks().find(|block| block.kind() == BlockKind::ListItem).unwrap();
/// assert_eq!(third.list_item().map(|item| (item.depth(), item.number())), Some((1, Some(3))));
/// assert!(third.text().starts_with("The harbour") && third.path().ends_with("ol > li"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    content: &'a Content,
    /// Of all blocks.
    text: &'a str,
    item: &'a Item,
}

/// The blocks of a content that has been given its text.
pub(super) fn blocks<'a>(content: &'a Content, text: &'a str) -> impl ExactSizeIterator<Item = Block<'a>> {
    content.items.iter().map(move |item| Block { content, text, item })
}

impl<'a> Block<'a> {
    /// What the block is. A paragraph that is all there is at this place of a list, quotation or definition list is
    /// named after that.
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        match self.item.kind {
            ItemKind::Paragraph => match self.content.container_kind(self.item.container) {
                ContainerKind::Root => BlockKind::Paragraph,
                ContainerKind::Quote => BlockKind::Quote,
                ContainerKind::Item { .. } => BlockKind::ListItem,
                ContainerKind::Term { .. } | ContainerKind::Description { .. } => BlockKind::Definition,
            },
            ItemKind::Heading(level) => BlockKind::Heading(level),
            ItemKind::Code { .. } => BlockKind::Code,
            ItemKind::Table(_) => BlockKind::Table,
            ItemKind::Figure(_) => BlockKind::Figure,
            ItemKind::Separator => BlockKind::Separator,
            ItemKind::Math => BlockKind::Math,
            ItemKind::Video(_) => BlockKind::Video,
        }
    }

    /// The block's part of [`Article::text`](crate::Article::text): of a figure the caption, of a formula the TeX; nothing of a separator or
    /// a video. Cells of a table are parted by a tab, rows by a line break.
    #[must_use]
    pub fn text(&self) -> &'a str {
        let range = self.item.text.start as usize..self.item.text.end as usize;
        self.text.get(range).unwrap_or_default()
    }

    /// The inline content: the text in runs of one style. Code has one run; a table's runs are in its cells.
    #[must_use]
    pub fn runs(&self) -> impl ExactSizeIterator<Item = Run<'a>> {
        runs(self.content, self.content.pieces(&self.item.runs))
    }

    /// The probability that the block is content, from 0 to 1. A block made of several scored texts (a table, code in
    /// lines) has that of the first; one without text of its own (an image, a separator) has 1.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.item.score
    }

    /// The names of the elements around the block, outermost first: `html > body > article > p`.
    #[must_use]
    pub fn path(&self) -> String {
        self.content.path_of(self.item.element)
    }

    /// The innermost list item around the block.
    #[must_use]
    pub fn list_item(&self) -> Option<ListItem> {
        self.content.around(self.item.container).find_map(|(_, Container { kind, .. })| match *kind {
            ContainerKind::Item { ordered, number, level, .. } => Some(ListItem { ordered, number, depth: level }),
            _ => None,
        })
    }

    /// How many block quotations are around the block.
    #[must_use]
    pub fn quote_depth(&self) -> usize {
        self.content.around(self.item.container).filter(|(_, around)| around.kind == ContainerKind::Quote).count()
    }

    /// Whether the block is in a term of a definition list (`Some(true)`), in a description (`Some(false)`) or neither.
    #[must_use]
    pub fn is_term(&self) -> Option<bool> {
        self.content.around(self.item.container).find_map(|(_, around)| match around.kind {
            ContainerKind::Term { .. } => Some(true),
            ContainerKind::Description { .. } => Some(false),
            _ => None,
        })
    }

    /// The programming language of code, as the page names it to its highlighter: `rust`, `js`.
    #[must_use]
    pub fn language(&self) -> Option<&'a str> {
        match &self.item.kind {
            ItemKind::Code { language } => language.as_deref(),
            _ => None,
        }
    }

    /// The image of a figure.
    #[must_use]
    pub fn image(&self) -> Option<Image<'a>> {
        match self.item.kind {
            ItemKind::Figure(at) => self.content.image(at).map(Image::of),
            _ => None,
        }
    }

    /// The address of a video.
    #[must_use]
    pub fn video(&self) -> Option<&'a str> {
        match self.item.kind {
            ItemKind::Video(at) => self.content.target(at),
            _ => None,
        }
    }

    /// The rows of a table; none of any other block.
    #[must_use]
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'a>> {
        let content = self.content;
        let rows = match &self.item.kind {
            ItemKind::Table(rows) => content.table_rows(rows),
            _ => &[],
        };
        rows.iter().map(move |row| Row { content, row })
    }
}

/// A block's place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ListItem {
    ordered: bool,
    number: u32,
    depth: u32,
}

impl ListItem {
    /// The lists around the block, from 1.
    #[must_use]
    pub fn depth(self) -> u32 {
        self.depth
    }

    /// The item's number in an ordered list, as a browser would count.
    #[must_use]
    pub fn number(self) -> Option<u32> {
        self.ordered.then_some(self.number)
    }

    /// Whether the list is an ordered one.
    #[must_use]
    pub fn is_ordered(self) -> bool {
        self.ordered
    }
}

/// An image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Image<'a> {
    source: &'a str,
    alt: &'a str,
}

impl<'a> Image<'a> {
    fn of((source, alt): (&'a str, &'a str)) -> Self {
        Self { source, alt }
    }

    /// The address of the largest version that the page offers, absolute if the page's address is known.
    #[must_use]
    pub fn source(self) -> &'a str {
        self.source
    }

    /// What the image shows, in words; may be empty.
    #[must_use]
    pub fn alt(self) -> &'a str {
        self.alt
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    content: &'a Content,
    row: &'a super::content::Row,
}

impl<'a> Row<'a> {
    /// The cells that begin in this row.
    #[must_use]
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Cell<'a>> {
        let content = self.content;
        content.row_cells(self.row).iter().map(move |cell| Cell { content, cell })
    }
}

/// A cell of a table.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    content: &'a Content,
    cell: &'a super::content::Cell,
}

impl<'a> Cell<'a> {
    /// The inline content. Paragraphs inside are parted by a line break.
    #[must_use]
    pub fn runs(&self) -> impl ExactSizeIterator<Item = Run<'a>> {
        runs(self.content, self.content.pieces(&self.cell.runs))
    }

    /// Whether the cell is a header.
    #[must_use]
    pub fn is_header(&self) -> bool {
        self.cell.header
    }

    /// Columns that the cell takes: at least 1, at most those of the table.
    #[must_use]
    pub fn columns(&self) -> u32 {
        self.cell.columns
    }

    /// Rows that the cell takes: at least 1, at most those that are left.
    #[must_use]
    pub fn rows(&self) -> u32 {
        self.cell.rows
    }
}

fn runs<'a>(content: &'a Content, pieces: &'a [Piece]) -> impl ExactSizeIterator<Item = Run<'a>> + use<'a> {
    pieces.iter().map(move |piece| Run { content, piece })
}

/// Inline content of one style: text, a formula or an image.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    content: &'a Content,
    piece: &'a Piece,
}

impl<'a> Run<'a> {
    /// The text, with white space folded and line breaks as `\n`; of a formula the TeX, of an image nothing.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.content.slice(&self.piece.text)
    }

    /// Where the run links to, absolute if the page's address is known.
    #[must_use]
    pub fn link(&self) -> Option<&'a str> {
        self.content.target(self.piece.link)
    }

    /// The image in the middle of the text.
    #[must_use]
    pub fn image(&self) -> Option<Image<'a>> {
        match self.piece.kind {
            PieceKind::Image(at) => self.content.image(at).map(Image::of),
            _ => None,
        }
    }

    /// Whether the text is TeX.
    #[must_use]
    pub fn is_math(&self) -> bool {
        matches!(self.piece.kind, PieceKind::Math { .. })
    }

    /// Strong importance (`strong`, `b`).
    #[must_use]
    pub fn is_strong(&self) -> bool {
        self.piece.style.has(Style::STRONG)
    }

    /// Stress (`em`, `i`, `cite`, `var`).
    #[must_use]
    pub fn is_emphasis(&self) -> bool {
        self.piece.style.has(Style::EMPHASIS)
    }

    /// Code (`code`, `kbd`, `samp`, `tt`).
    #[must_use]
    pub fn is_code(&self) -> bool {
        self.piece.style.has(Style::CODE)
    }

    /// No longer valid (`s`, `del`, `strike`).
    #[must_use]
    pub fn is_struck(&self) -> bool {
        self.piece.style.has(Style::STRIKE)
    }

    /// Below the line.
    #[must_use]
    pub fn is_sub(&self) -> bool {
        self.piece.style.has(Style::SUB)
    }

    /// Above the line.
    #[must_use]
    pub fn is_sup(&self) -> bool {
        self.piece.style.has(Style::SUP)
    }
}
