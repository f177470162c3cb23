//! The weights of the linear model that chooses the title.

/// Features of a candidate.
pub(super) const COUNT: usize = 30;

/// Name, definition and weight of each feature.
pub(super) const WEIGHTS: [(&str, &str, f32); COUNT] = [
    ("heading", "it is the first heading of the first level", 2.31),
    ("heading.only", "and there is no other", 0.48),
    ("heading.other", "it is a later heading of the first level: one over its place", 2.37),
    ("heading.aside", "it is a heading of the first level that is hidden, in a navigation, or the site's name", -0.63),
    ("second", "it is the first heading of the second level", 0.46),
    ("lower", "it is another heading", -0.55),
    ("element", "it is the whole title element", -0.52),
    ("element.front", "the title element begins with it", -0.88),
    ("element.front.site", "and the rest names the site", -0.77),
    ("element.back", "the title element ends with it", -0.12),
    ("element.site", "it is the whole title element, which ends with the site's name", -1.86),
    ("element.strong", "what parts it from the rest of the title element never stands inside of titles", 1.51),
    ("element.cuts", "separators in the rest of the title element", 0.45),
    ("stated.og", "og:title is the same", 0.17),
    ("stated.headline", "the headline in JSON-LD or microdata is the same", 0.31),
    ("stated.name", "the name of the page's main thing is the same", -1.12),
    ("stated.front", "a stated title is it and the site's name", 0.41),
    ("places", "places that have it, the site's name aside", 0.29),
    ("kinds", "kinds of places that have it: headings, the title element, stated titles", 1.15),
    ("length", "logarithm of its characters", 0.36),
    ("slug.in", "share of the address's words that it has", 0.95),
    ("slug.of", "share of its words that the address has", 0.90),
    ("heading.inside", "the first heading has it and more", 1.63),
    ("heading.within", "it has the first heading and more", -0.57),
    ("element.like", "share of words that it has in common with the title element", 1.97),
    ("heading.rest", "the first heading has the rest of the title element too", 0.63),
    ("heading.like", "it is the first heading, and nearly the title element", -0.52),
    ("heading.element", "it is the first heading, which the title element has", -0.75),
    ("front.heading", "the title element begins with it and has the first heading", -0.45),
    ("heading.back", "it is the first heading, with which the title element ends", -1.61),
];

/// How much speaks for a candidate; only the order counts.
pub(super) fn score(row: &[f32; COUNT]) -> f32 {
    row.iter().zip(&WEIGHTS).map(|(value, (_, _, weight))| value * weight).sum()
}
