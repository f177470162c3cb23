//! The names that a site goes by, and telling them from titles and authors.

use super::facts::Facts;
use super::names::comparable;
use super::url;
use crate::article::Field;

/// The site's names, as far as the page and its address tell.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// Names in the page's markup, comparable.
    stated: Vec<String>,
    /// The same without spaces, and the labels of the host.
    squeezed: Vec<String>,
}

impl Site {
    pub(super) fn of(facts: &Facts, address: Option<&str>) -> Self {
        /// Words of a name that is a headline, if the `<title>` begins with it: applications are named after any page.
        const HEADLINE: usize = 6;
        let element = facts.title_element.as_deref().map(comparable).unwrap_or_default();
        let is_headline = |name: &str| element.starts_with(name) && name.split(' ').nth(HEADLINE).is_some();
        let names = facts.values(Field::SiteName).map(comparable);
        let stated: Vec<String> = names.filter(|name| !name.is_empty() && !is_headline(name)).collect();
        let canonical = facts.values(Field::CanonicalUrl).next();
        let addresses = || [address, canonical].into_iter().flatten();
        let hosts =
            addresses().filter_map(url::host).flat_map(|host| [squeezed(host), squeezed(&format!("www.{host}"))]);
        let labels = addresses().flat_map(url::labels).map(squeezed);
        let squeezed = stated.iter().map(|name| squeezed(name)).chain(hosts).chain(labels).collect();
        Self { stated, squeezed }
    }

    /// Whether a text is a name of the site and nothing else.
    pub(super) fn is_named(&self, text: &str) -> bool {
        let text = letters(text);
        let article = if text.clone().take(3).eq("the".chars()) { 3 } else { 0 };
        text.clone().next().is_some()
            && self.squeezed.iter().any(|name| text.clone().skip(article).eq(without_article(name).chars()))
    }

    /// Whether a title begins with the site's name or what the site calls itself: "Jane Doe's Digital Home".
    pub(super) fn begins(&self, front: &str) -> bool {
        let text = squeezed(front);
        self.is_named(front)
            || self.squeezed.iter().any(|name| name.chars().count() > 8 && text.starts_with(name.as_str()))
    }

    /// Whether a part of a title tells the site: its name, or that with a slogan.
    pub(super) fn is_in(&self, part: &str) -> bool {
        let comparable = comparable(part);
        let text = squeezed(part);
        let long = |name: &&String| name.chars().count() > 3;
        self.is_named(part)
            || self
                .stated
                .iter()
                .filter(long)
                .any(|name| comparable.starts_with(name.as_str()) || comparable.ends_with(name.as_str()))
            || self
                .squeezed
                .iter()
                .filter(long)
                .any(|name| text.starts_with(name.as_str()) || text.ends_with(name.as_str()))
            || (text.chars().count() > 3 && self.squeezed.iter().any(|name| name.starts_with(&text)))
    }
}

fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    squeezed.extend(letters(text));
    squeezed
}

/// Letters and digits in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> + Clone {
    text.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the").unwrap_or(name)
}
