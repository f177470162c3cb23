//! What the JSON-LD of a page says about the page itself, in the terms of schema.org.

use super::facts::Facts;
use super::json::{At, Tree};
use super::url::same_page;
use crate::article::Source;

/// Types that are a page's main thing, in schema.org's terms: creative works and what is sold or offered.
const WORKS: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "LiveBlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "MedicalScholarlyArticle",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "Question",
    "Recipe",
    "HowTo",
    "Review",
    "Product",
    "ProductGroup",
    "IndividualProduct",
    "Event",
    "JobPosting",
    "Course",
    "Book",
    "Movie",
    "SoftwareApplication",
    "SoftwareSourceCode",
    "VideoObject",
    "PodcastEpisode",
    "CreativeWork",
    "Dataset",
    "Service",
    "MusicRecording",
    "MusicAlbum",
    "APIReference",
    "LearningResource",
    "Guide",
    "Chapter",
    "Blog",
    "NewsMediaOrganization",
];

/// Types that are the page.
const PAGES: &[&str] = &[
    "WebPage",
    "ItemPage",
    "CollectionPage",
    "AboutPage",
    "FAQPage",
    "QAPage",
    "ProfilePage",
    "MedicalWebPage",
    "ContactPage",
    "CheckoutPage",
    "SearchResultsPage",
];

/// Members whose values are something else than the page.
const ELSEWHERE: &[&str] = &[
    "itemListElement",
    "comment",
    "review",
    "reviews",
    "suggestedAnswer",
    "acceptedAnswer",
    "hasPart",
    "blogPost",
    "blogPosts",
    "relatedLink",
    "isRelatedTo",
    "isSimilarTo",
    "mentions",
    "about",
    "citation",
    "offers",
    "video",
    "associatedMedia",
    "hasVariant",
    "subjectOf",
    "recipeInstructions",
    "step",
    "liveBlogUpdate",
    "significantLink",
    "workExample",
    "isBasedOn",
    "event",
    "events",
    "makesOffer",
    "hasOfferCatalog",
    "owns",
    "performer",
];

/// Adds what the tree says about the page at `url` to `facts`.
pub(super) fn interpret(tree: &Tree, url: Option<&str>, facts: &mut Facts) {
    if tree.len() == 0 {
        return;
    }
    let reader = Reader { tree, elsewhere: elsewhere(tree) };
    let objects = tree.objects().filter(|&at| !reader.elsewhere.get(at).copied().unwrap_or(true));
    let is_one = |at: At, types: &[&str]| reader.types(at).any(|kind| types.contains(&kind));
    let mut typed: Vec<At> = Vec::with_capacity(16);
    typed.extend(objects.filter(|&at| reader.types(at).next().is_some()));
    let of = |types: &'static [&'static str]| typed.iter().copied().filter(move |&at| is_one(at, types));
    if let Some(work) = reader.main(&of(WORKS).collect::<Vec<_>>(), url) {
        reader.work(work, facts);
    }
    if let Some(page) = of(PAGES).next() {
        reader.page(page, facts);
    }
    for site in of(&["WebSite"]) {
        reader.say(site, "name", "site.name", facts);
    }
}

/// For each value, whether it stands below a member that is something else than the page.
fn elsewhere(tree: &Tree) -> Vec<bool> {
    let mut marks = vec![false; tree.len()];
    // A container stands before its members, so one pass carries the marks down.
    for at in 0..tree.len() {
        let own = marks.get(at).copied().unwrap_or(false);
        for (key, value) in tree.members(at) {
            if let Some(mark) = marks.get_mut(value) {
                *mark |= own || tree.as_text(value).is_none() && ELSEWHERE.contains(&key);
            }
        }
    }
    marks
}

struct Reader<'t> {
    tree: &'t Tree,
    elsewhere: Vec<bool>,
}

impl<'t> Reader<'t> {
    /// The names of an object's types.
    fn types(&self, at: At) -> impl Iterator<Item = &'t str> + use<'t> {
        let tree = self.tree;
        let types = tree.member(at, "@type").into_iter().flat_map(|kind| tree.items(kind));
        let types = types.filter_map(|at| tree.as_text(at));
        types.map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or_default())
    }

    /// The work that the page is about: the one at its address, else the first; none of many, for that is a list.
    fn main(&self, works: &[At], url: Option<&str>) -> Option<At> {
        /// A page has two or three descriptions of its own article at most.
        const MANY: usize = 5;
        let here = |&at: &At| {
            let addresses = ["url", "@id", "mainEntityOfPage"].into_iter().filter_map(|key| {
                let value = self.tree.member(at, key)?;
                self.tree.as_text(value).or_else(|| self.tree.text(value, "@id"))
            });
            url.is_some_and(|url| addresses.into_iter().any(|address| same_page(address, url)))
        };
        let dated =
            |&at: &At| self.tree.member(at, "datePublished").is_some() || self.tree.member(at, "headline").is_some();
        let of_page = works.iter().copied().find(|at| here(at) && dated(at));
        let first =
            || works.iter().copied().find(dated).or_else(|| works.first().copied()).filter(|_| works.len() <= MANY);
        of_page.or_else(first)
    }

    fn work(&self, at: At, facts: &mut Facts) {
        const PLAIN: &[&str] = &[
            "headline",
            "name",
            "datePublished",
            "dateCreated",
            "uploadDate",
            "dateModified",
            "description",
            "image",
            "articleSection",
            "inLanguage",
            "license",
            "url",
        ];
        for key in PLAIN {
            self.say(at, key, key, facts);
        }
        self.people(at, "author", "author", facts);
        self.people(at, "creator", "creator", facts);
        self.keywords(at, facts);
        if let Some(publisher) = self.tree.member(at, "publisher") {
            self.say(self.resolved(publisher), "name", "publisher.name", facts);
        }
    }

    fn page(&self, at: At, facts: &mut Facts) {
        for key in ["description", "inLanguage", "license", "url", "image"] {
            self.say(at, key, key, facts);
        }
        for (key, name) in
            [("name", "page.name"), ("datePublished", "page.datePublished"), ("dateModified", "page.dateModified")]
        {
            self.say(at, key, name, facts);
        }
        self.people(at, "author", "page.author", facts);
    }

    /// The strings that a member is, or that its objects are known by.
    fn say(&self, at: At, member: &str, key: &str, facts: &mut Facts) {
        let Some(value) = self.tree.member(at, member) else { return };
        for item in self.tree.items(value).take(8) {
            let text = self.tree.as_text(item);
            let inner =
                || ["@value", "url", "contentUrl", "name", "@id"].into_iter().find_map(|key| self.tree.text(item, key));
            if let Some(text) = text.or_else(inner) {
                facts.add(Source::JsonLd, key, text, 0, None);
            }
        }
    }

    fn keywords(&self, at: At, facts: &mut Facts) {
        let Some(value) = self.tree.member(at, "keywords") else { return };
        for item in self.tree.items(value).take(64) {
            if let Some(text) = self.tree.as_text(item).or_else(|| self.tree.text(item, "name")) {
                facts.add(Source::JsonLd, "keywords", text, 0, None);
            }
        }
    }

    fn people(&self, at: At, member: &str, key: &str, facts: &mut Facts) {
        let Some(value) = self.tree.member(at, member) else { return };
        let group = facts.new_group();
        for item in self.tree.items(value).take(32) {
            let person = self.resolved(item);
            let organization = self
                .types(person)
                .any(|kind| matches!(kind, "Organization" | "NewsMediaOrganization" | "Corporation" | "WebSite"));
            let key = if organization && key == "author" { "author.organization" } else { key };
            if let Some(name) = self.tree.as_text(person) {
                facts.add(Source::JsonLd, key, name, group, None);
            }
            if let Some(names) = self.tree.member(person, "name") {
                for name in self.tree.items(names).filter_map(|at| self.tree.as_text(at)).take(16) {
                    facts.add(Source::JsonLd, key, name, group, None);
                }
            }
        }
    }

    /// The object that a mere `{"@id": ...}` stands for.
    fn resolved(&self, at: At) -> At {
        let Some(id) = self.tree.text(at, "@id").filter(|_| self.tree.member(at, "name").is_none()) else { return at };
        let is_it = |&other: &At| self.tree.text(other, "@id") == Some(id) && self.tree.member(other, "name").is_some();
        self.tree.objects().find(is_it).unwrap_or(at)
    }
}
