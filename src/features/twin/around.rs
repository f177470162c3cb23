//! Columns of what is around the block: containers, names and landmarks, selectors, groups that look alike.

use super::*;

impl Twin<'_> {
    pub(super) fn container(&self, at: usize, level: usize) -> Vec<f64> {
        let Some(&element) = self.chains[at].get(level) else { return vec![-1.0; 22] };
        let blocks = self.inside(element);
        let mut row = vec![
            self.share(&blocks, LETTERS),
            self.share(&blocks, PROSE_OF),
            blocks.len() as f64,
            self.per(&blocks, LETTERS, ONE),
            self.per(&blocks, LINKED, LETTERS),
            self.per(&blocks, PROSE_OF, LETTERS),
            self.per(&blocks, |twin, at| f64::from(twin.block(at).counts.sentences), ONE),
            self.per(&blocks, |twin, at| 100.0 * f64::from(twin.block(at).counts.commas), LETTERS),
        ];
        row.extend(self.kinds(&blocks));
        row.push((at - blocks[0]) as f64 / blocks.len() as f64);
        row.push(ratio(self.points[element], self.most(&|element| self.points[element])));
        row.extend(self.repeats(element));
        row
    }

    fn same_blocks(&self, a: usize, b: usize) -> bool {
        self.inside(a) == self.inside(b)
    }

    fn is_outermost(&self, element: usize) -> bool {
        let parent = self.page.elements[element].parent as usize;
        parent == element || !self.same_blocks(parent, element)
    }

    fn repeats(&self, element: usize) -> [f64; 5] {
        let outer = self.outwards(element).into_iter().take_while(|&around| self.same_blocks(around, element)).last();
        let outer = outer.unwrap();
        let parent = self.page.elements[outer].parent;
        let siblings: Vec<usize> = (0..self.page.elements.len())
            .filter(|&other| self.page.elements[other].parent == parent && self.is_outermost(other))
            .collect();
        let alike: Vec<usize> =
            siblings.iter().copied().filter(|&other| self.look(other) == self.look(outer)).collect();
        let count = alike.len() as f64;
        let letters: Vec<f64> = alike.iter().map(|&other| self.sum(self.inside(other), LETTERS)).collect();
        let linked: f64 = alike.iter().map(|&other| self.sum(self.inside(other), LINKED)).sum();
        let mean = letters.iter().sum::<f64>() / count;
        let variance = letters.iter().map(|letters| (letters - mean).powi(2)).sum::<f64>() / count;
        [
            count,
            count / siblings.len() as f64,
            // As a difference of squares in single precision, a spread this small drowns in what is rounded off.
            if variance < 1e-3 * mean * mean { DOUBTFUL } else { ratio(variance.sqrt(), mean) },
            alike.iter().filter(|&&other| other < outer).count() as f64,
            ratio(linked, letters.iter().sum()),
        ]
    }

    /// Whether an element is such a landmark by its tag or role.
    pub(super) fn landmark(&self, name: &'static str) -> impl Fn(usize) -> bool {
        let (tags, roles): (&[Tag], &[&str]) = match name {
            "nav" => (&[Tag::Nav], &["navigation", "menu", "menubar"]),
            "header" => (&[Tag::Header], &["banner"]),
            "footer" => (&[Tag::Footer], &["contentinfo"]),
            "aside" => (&[Tag::Aside], &["complementary"]),
            "main" => (&[Tag::Main], &["main"]),
            "article" => (&[Tag::Article], &["article"]),
            "section" => (&[Tag::Section], &[]),
            "form" => (&[Tag::Form, Tag::Fieldset], &["form", "search"]),
            "table" => (&[Tag::Table], &[]),
            "list" => (&[Tag::Ul, Tag::Ol, Tag::Menu], &["list"]),
            "figure" => (&[Tag::Figure], &[]),
            "link" => (&[Tag::A], &[]),
            "button" => (&[Tag::Button], &["button", "tab"]),
            "details" => (&[Tag::Details], &["tabpanel"]),
            "dialog" => (&[Tag::Dialog], &["dialog", "alertdialog"]),
            _ => (&[], &[]),
        };
        move |element| {
            let tag = self.page.elements[element].tag;
            let speaks = !matches!(tag, Tag::Html | Tag::Body);
            tags.contains(&tag)
                || (speaks && roles.contains(&self.attr(element, "role")))
                || (speaks && name == "aria_hidden" && self.attr(element, "aria-hidden") == "true")
        }
    }

    pub(super) fn is_named(&self, element: usize, part: Part) -> bool {
        let names = ["class", "id", "itemprop", "itemtype"];
        !matches!(self.page.elements[element].tag, Tag::Html | Tag::Body)
            && names.iter().any(|name| lexicon::parts(self.attr(element, name)) & part.bit() != 0)
    }

    fn nearness(&self, at: usize, has: impl Fn(usize) -> bool) -> f64 {
        let around = |element: usize| self.outwards(element).into_iter().any(&has);
        if !around(self.block(at).element as usize) {
            return 0.0;
        }
        let chain = &self.chains[at];
        let without = (0..3).find(|&level| chain.get(level).is_none_or(|&element| !around(element)));
        without.map_or(1.0, |level| 4.0 - level as f64)
    }

    pub(super) fn semantics(&self, at: usize) -> Vec<f64> {
        use Part::*;
        const LANDMARKS: [&str; 16] = [
            "nav",
            "header",
            "footer",
            "aside",
            "main",
            "article",
            "section",
            "form",
            "table",
            "list",
            "figure",
            "link",
            "button",
            "details",
            "dialog",
            "aria_hidden",
        ];
        let parts = [
            Body, Byline, Breadcrumb, Comment, Consent, Footer, Header, Menu, Newsletter, Pager, Post, Product, Promo,
            Related, Review, Share, Sidebar, Tags,
        ];
        let names = parts.map(|part| self.nearness(at, |element| self.is_named(element, part)));
        names.into_iter().chain(LANDMARKS.map(|name| self.nearness(at, self.landmark(name)))).collect()
    }

    pub(super) fn points(&self, element: usize) -> f64 {
        let mut points = 0.0;
        for at in self.inside(element) {
            let counts = &self.block(at).counts;
            let level = self.chains[at].iter().position(|&container| container == element);
            let Some(level) = level.filter(|_| counts.letters >= 25.0 && self.link_ratio(at) <= 0.5) else { continue };
            let own = 1.0 + f64::from(counts.commas) + (f64::from(counts.letters) / 100.0).min(3.0);
            points += own * [1.0, 0.5, 1.0 / 3.0].get(level).unwrap_or(&0.0);
        }
        points * (1.0 - self.per(&self.inside(element), LINKED, LETTERS))
    }

    fn block_gain(&self, at: usize) -> f64 {
        (LETTERS(self, at) - LINKED(self, at)).min(800.0) - LINKED(self, at) - 30.0
    }

    fn gain(&self, element: usize) -> f64 {
        self.inside(element).into_iter().map(|at| self.block_gain(at)).sum()
    }

    /// The highest positive value of an element that holds more than one block.
    fn most(&self, value: &dyn Fn(usize) -> f64) -> f64 {
        (0..self.page.elements.len()).filter(|&element| self.inside(element).len() > 1).map(value).fold(0.0, f64::max)
    }

    /// The elements with that value; those that hold the same blocks count as one.
    fn best(&self, value: &dyn Fn(usize) -> f64) -> Vec<usize> {
        let most = self.most(value);
        let mut best: Vec<usize> = Vec::new();
        for element in (0..self.page.elements.len()).filter(|&element| self.inside(element).len() > 1) {
            let value = value(element);
            let known = best.iter().any(|&other| self.same_blocks(other, element));
            if value > 0.0 && close(value, most) && !known {
                best.push(element);
            }
        }
        best
    }

    /// Where the highest sum of gains of neighbours starts and ends; more than one if that is doubtful.
    pub(super) fn runs_of_gain(&self) -> Vec<Range<usize>> {
        let all: Vec<Range<usize>> =
            self.all().flat_map(|start| (start + 1..=self.page.blocks.len()).map(move |end| start..end)).collect();
        let gain = |run: &Range<usize>| run.clone().map(|at| self.block_gain(at)).sum::<f64>();
        let most = all.iter().map(gain).fold(0.0, f64::max);
        all.into_iter().filter(|run| gain(run) > 0.0 && close(gain(run), most)).collect()
    }

    pub(super) fn votes(&self, at: usize) -> Vec<f64> {
        let points = |element: usize| self.points[element];
        let gain = |element: usize| self.gain(element);
        let chain = &self.chains[at];
        let (most_points, most_gain) = (self.most(&points), self.most(&gain));
        let first = |value: &dyn Fn(usize) -> f64, most| chain.first().map_or(0.0, |&first| ratio(value(first), most));
        let inside = |best: &[usize]| match best {
            [] => 0.0,
            [best] => flag(self.inside(*best).contains(&at)),
            _ => DOUBTFUL,
        };
        let up = |best: &[usize]| match best {
            [] => -1.0,
            [best] => {
                let up = chain.iter().position(|&element| self.same_blocks(element, *best));
                up.map_or(-1.0, |up| up as f64)
            }
            _ => DOUBTFUL,
        };
        let (run, distance) = match &self.runs_of_gain[..] {
            // Behind the start of the page, as it were.
            [] => (0.0, at as f64 + 1.0),
            [run] if at < run.start => (0.0, -((run.start - at) as f64)),
            [run] => (flag(run.contains(&at)), (at + 1).saturating_sub(run.end) as f64),
            _ => (DOUBTFUL, DOUBTFUL),
        };
        let (best_points, best_gain) = (self.best(&points), self.best(&gain));
        let highest = chain.iter().map(|&element| ratio(points(element), most_points)).fold(0.0, f64::max);
        vec![
            first(&points, most_points),
            inside(&best_points),
            up(&best_points),
            highest,
            run,
            distance,
            inside(&best_gain),
            up(&best_gain),
            self.block_gain(at),
            first(&gain, most_gain),
            inside(&best_points) + run + inside(&best_gain),
        ]
    }

    pub(super) fn tags_of(&self, at: usize) -> Vec<Tag> {
        self.path_of(at).iter().map(|&(tag, _)| tag).collect()
    }

    pub(super) fn container_path(&self, at: usize, level: usize) -> Option<&Path> {
        self.chains[at].get(level).map(|&element| &self.paths[element])
    }

    fn fellows(&self, group: usize, at: usize) -> Vec<usize> {
        self.all().filter(|&other| self.belongs(group, at, other)).collect()
    }

    pub(super) fn group(&self, at: usize) -> Vec<f64> {
        let own = self.fellows(0, at);
        let tags = self.fellows(1, at);
        let prose = |blocks: &[usize]| self.sum(blocks.iter().copied(), PROSE_OF);
        let mut above = 0.0;
        for other in self.all().map(|other| self.fellows(0, other)) {
            // Of groups with no prose at all, the first comes first.
            let (theirs, ours) = (prose(&other), prose(&own));
            let first = theirs == 0.0 && ours == 0.0 && other[0] < own[0];
            let letters = self.sum(other.iter().copied(), LETTERS) / other.len() as f64;
            above += if theirs > ours || first { letters } else { 0.0 };
            if other != own && theirs > 0.0 && close(theirs, ours) {
                above = DOUBTFUL;
            }
        }
        vec![
            own.len() as f64,
            self.share(&own, LETTERS),
            self.share(&own, PROSE_OF),
            self.per(&own, LETTERS, ONE),
            self.per(&own, LINKED, LETTERS),
            self.per(&own, PROSE_OF, LETTERS),
            ratio(above, self.sum(self.all(), LETTERS)),
            tags.len() as f64,
            self.share(&tags, LETTERS),
            self.per(&tags, LINKED, LETTERS),
        ]
    }

    pub(super) fn alike(&self, at: usize, level: usize) -> Vec<f64> {
        let fellows = self.fellows(2 + level, at);
        vec![
            fellows.len() as f64,
            self.share(&fellows, LETTERS),
            self.share(&fellows, PROSE_OF),
            self.per(&fellows, LINKED, LETTERS),
            self.per(&fellows, PROSE_OF, LETTERS),
            self.per(&fellows, LETTERS, ONE),
        ]
    }
}
