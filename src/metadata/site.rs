//! The names that a site goes by, and telling them from titles and authors.

use super::comparable::{comparable, squeezed};
use super::facts::Facts;
use super::url;
use crate::article::Field;

/// The site's names, as far as the page and its address tell; in each list, one a line.
#[derive(Debug, Default)]
pub(super) struct Site {
    /// Names in the page's markup, comparable.
    stated: String,
    /// The same without spaces, and the labels of the host.
    squeezed: String,
}

impl Site {
    pub(super) fn of(facts: &Facts, address: Option<&str>) -> Self {
        let mut site = Self { stated: String::with_capacity(128), squeezed: String::with_capacity(256) };
        comparable(facts.title_element().unwrap_or_default(), |element| {
            for name in facts.values(Field::SiteName) {
                comparable(name, |name| site.add(name, element));
            }
        });
        let canonical = facts.values(Field::CanonicalUrl).next();
        let addresses = || [address, canonical].into_iter().flatten();
        for host in addresses().filter_map(url::host) {
            site.add_squeezed(host);
            // Not squeezed with the host: nothing stands in between either way.
            squeezed(host, |host| add_line(&mut site.squeezed, &["www", host]));
        }
        addresses().flat_map(url::labels).for_each(|label| site.add_squeezed(label));
        site
    }

    /// Adds a name in the page's markup, comparable.
    fn add(&mut self, name: &str, title_element: &str) {
        /// Words of a name that is a headline, if the `<title>` begins with it: applications are named after any page.
        const HEADLINE: usize = 6;
        let is_headline = title_element.starts_with(name) && name.split(' ').nth(HEADLINE).is_some();
        if !name.is_empty() && !is_headline {
            add_line(&mut self.stated, &[name]);
            self.add_squeezed(name);
        }
    }

    fn add_squeezed(&mut self, name: &str) {
        squeezed(name, |name| add_line(&mut self.squeezed, &[name]));
    }

    fn stated(&self) -> impl Iterator<Item = &str> {
        self.stated.split_terminator('\n')
    }

    fn squeezed(&self) -> impl Iterator<Item = &str> {
        self.squeezed.split_terminator('\n')
    }

    /// Whether a text is a name of the site and nothing else.
    pub(super) fn is_named(&self, text: &str) -> bool {
        squeezed(text, |text| self.is_squeezed(text))
    }

    fn is_squeezed(&self, text: &str) -> bool {
        !text.is_empty() && self.squeezed().any(|name| without_article(name) == without_article(text))
    }

    /// Whether a title begins with the site's name or what the site calls itself: "Jane Doe's Digital Home".
    pub(super) fn begins(&self, front: &str) -> bool {
        squeezed(front, |text| {
            self.is_squeezed(text) || self.squeezed().any(|name| name.chars().count() > 8 && text.starts_with(name))
        })
    }

    /// Whether a part of a title tells the site: its name, or that with a slogan.
    pub(super) fn is_in(&self, part: &str) -> bool {
        fn is_long(name: &str) -> bool {
            name.chars().nth(3).is_some()
        }
        let is_edge = |text: &str, name: &str| is_long(name) && (text.starts_with(name) || text.ends_with(name));
        let is_squeezed_in = |text: &str| {
            self.is_squeezed(text)
                || self.squeezed().any(|name| is_edge(text, name) || is_long(text) && name.starts_with(text))
        };
        squeezed(part, is_squeezed_in) || comparable(part, |part| self.stated().any(|name| is_edge(part, name)))
    }
}

fn add_line(lines: &mut String, parts: &[&str]) {
    lines.extend(parts.iter().copied());
    lines.push('\n');
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the").unwrap_or(name)
}
