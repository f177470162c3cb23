//! Columns of the block itself, its neighbours, the headings, copies of its text, and the page.

use super::*;

impl Twin<'_> {
    pub(super) fn own(&self, at: usize) -> Vec<f64> {
        let block = self.block(at);
        let counts = &block.counts;
        let chars = f64::from(counts.chars);
        let letters = f64::from(counts.letters);
        let kind = |kind| flag(block.kind == kind);
        let before: Vec<usize> = (0..at).collect();
        let full = (letters / 80.0).floor();
        let rest = letters - full * 80.0;
        vec![
            letters,
            f64::from(counts.words),
            f64::from(counts.tokens),
            if full < 1.0 { letters } else { 80.0 + rest / (full + 1.0) },
            self.link_ratio(at),
            f64::from(block.inline.links),
            f64::from(counts.sentences),
            ratio(letters, f64::from(counts.sentences)),
            f64::from(counts.commas),
            ratio(f64::from(counts.punctuation), chars),
            ratio(f64::from(counts.digits), chars),
            ratio(f64::from(counts.upper), chars),
            f64::from(counts.lines),
            flag(counts.ends_sentence),
            ratio(f64::from(block.inline.bold_chars), chars),
            f64::from(block.inline.images),
            f64::from(block.inline.controls),
            ratio(letters, f64::from(counts.tokens)),
            f64::from(self.level(at)),
            kind(BlockKind::ListItem),
            kind(BlockKind::Cell),
            kind(BlockKind::Quote),
            kind(BlockKind::Code),
            kind(BlockKind::Definition),
            kind(BlockKind::Caption),
            flag(self.page.elements[block.element as usize].tag == Tag::P),
            flag(self.inside(block.element as usize).len() == 1),
            self.chains[at].len() as f64,
            at as f64,
            self.share(&before, LETTERS),
            self.share(&before, PROSE_OF),
            (self.page.blocks.len() - at - 1) as f64,
            ratio(f64::from(counts.capitalised), f64::from(counts.tokens)),
            ratio(f64::from(counts.short_words), f64::from(counts.tokens)),
            f64::from(counts.currency),
            ratio(f64::from(counts.separators), chars),
            flag(counts.starts_lower),
            flag(counts.ends_colon),
            block.hidden.map_or(0.0, |hidden| f64::from(hidden as u8)),
        ]
    }

    pub(super) fn near(&self, at: usize) -> Vec<f64> {
        let of = |offset: isize, value: &dyn Fn(usize) -> f64| match at.checked_add_signed(offset) {
            Some(there) if there < self.page.blocks.len() => value(there),
            _ => -1.0,
        };
        let letters = |at| LETTERS(self, at);
        let links = |at| self.link_ratio(at);
        let mut row = Vec::new();
        for offset in [-1, 1] {
            row.extend([
                of(offset, &letters),
                of(offset, &links),
                of(offset, &|at| flag(self.block(at).counts.ends_sentence)),
                of(offset, &|at| flag(self.is_heading(at))),
                of(offset, &|there| flag(self.path_of(there) == self.path_of(at))),
            ]);
        }
        row.extend([of(-2, &letters), of(-2, &links), of(2, &letters), of(2, &links)]);
        let window = |before: usize, after: usize| -> Vec<usize> {
            self.all().filter(|&other| other + before >= at && other <= at + after).collect()
        };
        let not_itself = |blocks: Vec<usize>| blocks.into_iter().filter(|&other| other != at).collect::<Vec<_>>();
        let (around, before, after) = (window(3, 3), not_itself(window(8, 0)), not_itself(window(0, 8)));
        row.extend([self.per(&around, PROSE_OF, LETTERS), self.sum(around.iter().copied(), LETTERS)]);
        for window in [before, after] {
            row.push(self.per(&window, PROSE_OF, LETTERS));
            row.push(self.sum(window.iter().copied(), LETTERS));
            row.push(self.per(&window, LINKED, LETTERS));
        }
        let is_prose = |&at: &usize| PROSE_OF(self, at) >= f64::from(PROSE);
        let far = |gap: Option<usize>| gap.unwrap_or(99).min(99) as f64;
        row.push(far((0..=at).rev().find(is_prose).map(|there| at - there)));
        row.push(far((at..self.page.blocks.len()).find(is_prose).map(|there| there - at)));
        if self.all().any(|at| close(PROSE_OF(self, at), f64::from(PROSE))) {
            row.splice(22.., [DOUBTFUL, DOUBTFUL]);
        }
        let like = |&other: &usize| self.path_of(other) == self.path_of(at);
        let back = (0..at).rev().take_while(like).count();
        row.push((back + (at..self.page.blocks.len()).take_while(like).count()) as f64);
        row
    }

    /// The heading before a block, or the start of the page, up to the next.
    pub(super) fn section(&self, at: usize) -> Vec<usize> {
        let start = (0..=at).rev().find(|&at| self.is_heading(at)).unwrap_or(0);
        let end = (at + 1..self.page.blocks.len()).find(|&at| self.is_heading(at));
        (start..end.unwrap_or(self.page.blocks.len())).collect()
    }

    /// The heading most like the title, of equals that of the highest level, then the first.
    fn headline(&self) -> (Option<usize>, bool) {
        let likeness = |at: usize| {
            let (share, cover) = self.overlap(at, self.said.title);
            if share >= 0.7 - 1e-6 && cover >= 0.3 - 1e-6 { share * cover } else { 0.0 }
        };
        let mut best: Option<usize> = None;
        for at in self.all().filter(|&at| self.is_heading(at) && likeness(at) > 0.0) {
            let better = |best: usize| {
                let (new, old) = (likeness(at), likeness(best));
                if (new - old).abs() < 1e-6 { self.level(at) < self.level(best) } else { new > old }
            };
            if best.is_none_or(better) {
                best = Some(at);
            }
        }
        (best.or_else(|| self.all().find(|&at| self.level(at) == 1)), best.is_some())
    }

    pub(super) fn headings(&self, at: usize) -> Vec<f64> {
        let last = (0..=at).rev().find(|&at| self.is_heading(at));
        let (headline, known) = self.headline();
        let next = (at + 1..self.page.blocks.len().min(at + 4)).find(|&at| self.is_heading(at));
        let mut row = vec![
            last.map_or(99.0, |last| (at - last).min(99) as f64),
            last.map_or(0.0, |last| f64::from(self.level(last))),
            (0..=at).filter(|&at| self.is_heading(at)).count() as f64,
            flag((0..=at).any(|at| self.level(at) == 1)),
            headline.map_or(0.0, |headline| (at as f64 - headline as f64).clamp(-99.0, 99.0)),
            flag(known),
            next.map_or(0.0, |next| f64::from(self.level(next))),
        ];
        row.extend(headline.map_or([-1.0; 4], |headline| {
            let chain = &self.chains[at];
            let up = chain.iter().position(|&element| self.inside(element).contains(&headline));
            let common = up.map_or(Vec::new(), |up| self.inside(chain[up]));
            let between: Vec<usize> = (headline.min(at)..headline.max(at)).collect();
            let sign = if at < headline { -1.0 } else { 1.0 };
            let up = up.map_or(-1.0, |up| up as f64);
            [up, self.share(&common, LETTERS), self.share(&common, PROSE_OF), sign * self.share(&between, PROSE_OF)]
        }));
        let section = self.section(at);
        let heading = Some(section[0]).filter(|&at| self.is_heading(at));
        row.extend([
            section.len() as f64,
            self.sum(section.iter().copied(), LETTERS),
            self.per(&section, LINKED, LETTERS),
            self.per(&section, PROSE_OF, LETTERS),
            (at - section[0]) as f64,
            heading.map_or(-1.0, |at| LETTERS(self, at)),
            heading.map_or(-1.0, |at| self.link_ratio(at)),
            heading.map_or(-1.0, |at| self.copies(at).len() as f64),
        ]);
        row
    }

    fn text(&self, at: usize) -> &str {
        self.page.block_text(self.block(at))
    }

    fn copies(&self, at: usize) -> Vec<usize> {
        self.all().filter(|&other| self.text(other) == self.text(at)).collect()
    }

    fn overlap(&self, at: usize, phrase: Option<&str>) -> (f64, f64) {
        let phrase: HashSet<String> = tokens(phrase.unwrap_or_default()).into_iter().collect();
        if phrase.is_empty() || self.text(at).len() > 600 {
            return (0.0, 0.0);
        }
        let own = tokens(self.text(at));
        let common = own.iter().filter(|token| phrase.contains(*token)).count();
        let met = phrase.iter().filter(|token| own.contains(token)).count();
        (ratio(common as f64, own.len() as f64), met as f64 / phrase.len() as f64)
    }

    fn runs(&self, at: usize) -> HashSet<Vec<String>> {
        tokens(self.text(at)).windows(4).map(<[String]>::to_vec).collect()
    }

    pub(super) fn duplicates(&self, at: usize) -> Vec<f64> {
        let copies = self.copies(at);
        let earlier = copies.iter().copied().rfind(|&other| other < at);
        let (title_share, title_cover) = self.overlap(at, self.said.title);
        let (_, description_cover) = self.overlap(at, self.said.description);
        let runs = self.runs(at);
        let known = |blocks: &mut dyn Iterator<Item = usize>| {
            let others: Vec<_> = blocks.map(|other| self.runs(other)).collect();
            let known = runs.iter().filter(|run| others.iter().any(|other| other.contains(*run))).count();
            ratio(known as f64, runs.len() as f64)
        };
        vec![
            copies.len() as f64,
            flag(earlier.is_some()),
            earlier.map_or(-1.0, |earlier| (at - earlier) as f64),
            title_share,
            title_cover,
            known(&mut (0..at)),
            known(&mut self.all().filter(|&other| other != at)),
            description_cover,
            flag(title_share > 0.9 && title_cover > 0.5),
        ]
    }

    pub(super) fn whole(&self) -> Vec<f64> {
        let all: Vec<usize> = self.all().collect();
        let mut row = vec![
            all.len() as f64,
            self.sum(self.all(), LETTERS),
            self.per(&all, LINKED, LETTERS),
            self.per(&all, PROSE_OF, LETTERS),
            self.per(&all, LETTERS, ONE),
            all.iter().filter(|&&at| self.is_heading(at)).count() as f64,
        ];
        row.extend(self.kinds(&all)[1..].iter().copied());
        row.push(self.sum(self.all(), |twin, at| f64::from(twin.block(at).counts.sentences)));
        let prose = self.sum(self.all(), PROSE_OF);
        row.push(ratio(self.all().map(|at| PROSE_OF(self, at)).fold(0.0, f64::max), prose));
        let shares = ["main", "article", "list", "table", "link"].map(|name| self.landmark(name));
        let parts = [Part::Body, Part::Comment, Part::Post, Part::Product, Part::Review, Part::Related];
        let within = |has: &dyn Fn(usize) -> bool| -> Vec<usize> {
            let around = |at: usize| self.outwards(self.block(at).element as usize);
            self.all().filter(|&at| around(at).into_iter().any(has)).collect()
        };
        row.extend(shares.iter().map(|has| self.share(&within(has), PROSE_OF)));
        row.extend(parts.map(|part| self.share(&within(&|element| self.is_named(element, part)), PROSE_OF)));
        let doubtful = self.all().any(|at| close(PROSE_OF(self, at), f64::from(PROSE)));
        let many = all.iter().filter(|&&at| PROSE_OF(self, at) >= f64::from(PROSE)).count();
        row.push(if doubtful { DOUBTFUL } else { many as f64 });
        let most = |alike: &dyn Fn(usize, usize) -> bool| {
            let prose = |at: usize| self.sum(self.all().filter(|&other| alike(at, other)), PROSE_OF);
            self.all().map(prose).fold(0.0, f64::max)
        };
        row.push(ratio(most(&|a, b| self.belongs(0, a, b)), prose));
        row.push(ratio(most(&|a, b| self.belongs(4, a, b)), prose));
        row
    }

    /// Shares of blocks that are headings, list items, paragraphs or short; images, form fields and digits.
    pub(super) fn kinds(&self, blocks: &[usize]) -> Vec<f64> {
        let measures: [Measure; 7] = [
            |twin, at| flag(twin.is_heading(at)),
            |twin, at| flag(twin.block(at).kind == BlockKind::ListItem),
            |twin, at| flag(twin.page.elements[twin.block(at).element as usize].tag == Tag::P),
            |twin, at| flag(twin.block(at).counts.letters < 40.0),
            |twin, at| f64::from(twin.block(at).inline.images),
            |twin, at| f64::from(twin.block(at).inline.controls),
            |twin, at| f64::from(twin.block(at).counts.digits),
        ];
        let each = |(number, of): (usize, Measure)| self.per(blocks, of, if number == 6 { LETTERS } else { ONE });
        measures.into_iter().enumerate().map(each).collect()
    }
}

/// Runs of letters and digits, a wide character by itself.
fn tokens(text: &str) -> Vec<String> {
    let mut parted = String::new();
    for char in text.chars() {
        match char {
            char if !char.is_alphanumeric() => parted.push(' '),
            char if width(char) > 1.0 => parted.extend([' ', char, ' ']),
            char => parted.push(char),
        }
    }
    parted.split_whitespace().map(str::to_owned).collect()
}
