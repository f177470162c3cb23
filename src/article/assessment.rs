//! What is thought of the page as a whole.

/// What kind of page it is. The kinds are those of WCXB's labels (M. Foley 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageKind {
    /// One text that a person came to read: news, a post, an essay.
    Article,
    /// A thread of posts, or a question and its answers.
    Forum,
    /// One thing that is for sale.
    Product,
    /// Things that are for sale, side by side.
    Collection,
    /// Pointers to other pages: a front page, a category, search results.
    Listing,
    /// Documentation, a manual, a reference.
    Documentation,
    /// A page that presents a company, a service or a program.
    Service,
}

impl PageKind {
    /// All kinds, in the order in which the model of kinds has them.
    pub(crate) const ALL: [Self; 7] = [
        Self::Article,
        Self::Forum,
        Self::Product,
        Self::Collection,
        Self::Listing,
        Self::Documentation,
        Self::Service,
    ];

    /// The kind's name: `article`, `forum`, `product`, `collection`, `listing`, `documentation` or `service`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Forum => "forum",
            Self::Product => "product",
            Self::Collection => "collection",
            Self::Listing => "listing",
            Self::Documentation => "documentation",
            Self::Service => "service",
        }
    }
}

/// Why an article is likely not what a person would mark on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Doubt {
    /// The page is a check for robots, or the refusal that came of one, in place of the page that was asked for: one of those that are known.
    /// The text, if there is one, is what the check says.
    RobotCheck,
    /// There is nothing to read, or next to nothing: a script is to fill the page, or what stands before it is not
    /// known for a check.
    ScriptPage,
    /// Most of what there is to read asks for consent.
    CookieWall,
    /// The page says that its text is not free to read, and shows little of it.
    Paywall,
    /// What was kept is mostly links to other pages.
    LinkList,
    /// None of these: the scores of the page's blocks leave it open where the content ends.
    Scope,
}

impl Doubt {
    /// The doubt's name: `robot-check`, `script-page`, `cookie-wall`, `paywall`, `link-list` or `scope`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RobotCheck => "robot-check",
            Self::ScriptPage => "script-page",
            Self::CookieWall => "cookie-wall",
            Self::Paywall => "paywall",
            Self::LinkList => "link-list",
            Self::Scope => "scope",
        }
    }
}

/// Kind and confidence, as the article carries them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Assessment {
    /// The likeliest kind with its probability; `None` where there is no markup to tell by.
    pub(crate) kind: Option<(PageKind, f32)>,
    pub(crate) confidence: f32,
    pub(crate) doubt: Option<Doubt>,
}
