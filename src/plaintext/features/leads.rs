//! Lead-in words of short lines, and how far back the last ones stand.

use super::{Context, flag};
use crate::features::Column;
use crate::plaintext::lexicon::Lead;
use crate::plaintext::lines::Lines;

pub(super) const COLUMNS: &[Column] = &[
    ("since_others", "lines since the last lead-in of a list of other pages; at most 99"),
    ("since_tags", "lines since the last lead-in of a tag list; at most 99"),
    ("since_comments", "lines since the last lead-in of comments; at most 99"),
    ("since_byline", "lines since the last lead-in of an author or a date; at most 99"),
    ("around", "lead-ins of husk in the five lines before and after it"),
];

pub(super) const KIND_COLUMNS: &[Column] = &[
    ("others", "1 if it leads into a list of other pages"),
    ("share", "1 if it leads into a share bar, a vote or a view count"),
    ("tags", "1 if it leads into a tag list"),
    ("comments", "1 if it leads into comments"),
    ("sign_up", "1 if it leads into a newsletter or an account"),
    ("legal", "1 if it is a legal line, a cookie notice or a contact"),
    ("menu", "1 if it is part of a menu or of paging"),
    ("byline", "1 if it leads into an author"),
    ("dateline", "1 if it leads into a date"),
];

pub(super) struct Leads {
    of: Vec<Option<Lead>>,
    since: Vec<[u8; 4]>,
    /// Lead-ins of husk before each line.
    before: Vec<u32>,
}

const FAR: u8 = 99;

impl Leads {
    pub(super) fn new(lines: &Lines) -> Self {
        let of: Vec<Option<Lead>> = lines.lines.iter().map(|line| lines.lead(line).map(|(lead, _)| lead)).collect();
        let mut since = Vec::with_capacity(of.len());
        let mut before = Vec::with_capacity(of.len() + 1);
        let (mut last, mut husk) = ([FAR; 4], 0);
        for &lead in &of {
            for lines in &mut last {
                *lines = (*lines + 1).min(FAR);
            }
            match lead {
                Some(Lead::Others) => last[0] = 0,
                Some(Lead::Tags) => last[1] = 0,
                Some(Lead::Comments) => last[2] = 0,
                Some(Lead::Byline | Lead::Dateline) => last[3] = 0,
                _ => {}
            }
            since.push(last);
            before.push(husk);
            husk += u32::from(lead.is_some_and(|lead| !matches!(lead, Lead::Byline | Lead::Dateline)));
        }
        before.push(husk);
        Self { of, since, before }
    }

    pub(super) fn of(&self, at: usize) -> Option<Lead> {
        self.of[at]
    }

    fn around(&self, at: usize) -> f32 {
        const REACH: usize = 5;
        let end = (at + REACH + 1).min(self.before.len() - 1);
        (self.before[end] - self.before[at.saturating_sub(REACH)]) as f32
    }
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let leads = &context.leads;
    let [others, tags, comments, byline] = leads.since[at].map(f32::from);
    row.copy_from_slice(&[others, tags, comments, byline, leads.around(at)]);
}

pub(super) fn fill_kinds(context: &Context, at: usize, row: &mut [f32]) {
    let lead = context.leads.of[at];
    for (kind, value) in row.iter_mut().enumerate() {
        *value = flag(lead.is_some_and(|lead| lead as usize == kind + 1));
    }
}
