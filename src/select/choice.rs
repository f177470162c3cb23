//! What is decided about the blocks of a page, one rule after the other.

use crate::article::Rule;
use crate::scratch::{Scratch, kept};

kept!(Option<Rule>);

/// Which blocks are kept, by what chance each has to be content and by the rules that speak against or for it.
#[derive(Debug)]
pub(crate) struct Choice {
    /// The probability that each block is content; 0 where a rule has left it out before the selection.
    chance: Scratch<f32>,
    /// The lowest chance that keeps a block.
    threshold: f32,
    kept: Scratch<bool>,
    /// For each block the last rule that was applied to it.
    rules: Scratch<Option<Rule>>,
}

impl Choice {
    /// Nothing is kept yet.
    pub(crate) fn new(scores: &[f32]) -> Self {
        let blocks = scores.len();
        Self {
            chance: scores.iter().copied().collect(),
            threshold: f32::INFINITY,
            kept: Scratch::filled(false, blocks),
            rules: Scratch::filled(None, blocks),
        }
    }

    /// Everything is kept.
    pub(crate) fn all(blocks: usize) -> Self {
        let mut all = Self::new(&Scratch::filled(1.0, blocks));
        all.take_likely(1.0);
        all
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    pub(super) fn chance(&self) -> &[f32] {
        &self.chance
    }

    pub(crate) fn kept(&self) -> &[bool] {
        &self.kept
    }

    pub(crate) fn is_kept(&self, block: usize) -> bool {
        self.kept.get(block).copied().unwrap_or_default()
    }

    /// The rule that kept a block or left it out, if its own score would not have.
    pub(crate) fn rule(&self, block: usize, score: f32) -> Option<Rule> {
        let is_overruled = self.is_kept(block) != (score >= self.threshold);
        self.rules.get(block).copied().flatten().filter(|_| is_overruled)
    }

    /// Leaves a block out of what may be selected.
    pub(super) fn rule_out(&mut self, block: usize, rule: Rule) {
        self.give(block, 0.0, rule);
    }

    /// Gives a block another chance than its own.
    pub(super) fn give(&mut self, block: usize, chance: f32, rule: Rule) {
        self.chance[block] = chance;
        self.rules[block] = Some(rule);
    }

    /// Keeps the blocks that have such a chance or a better one, and no others.
    pub(crate) fn take_likely(&mut self, threshold: f32) {
        self.threshold = threshold;
        for (kept, chance) in self.kept.iter_mut().zip(&self.chance) {
            *kept = *chance >= threshold;
        }
    }

    /// Keeps a block that was not.
    pub(crate) fn keep(&mut self, block: usize, rule: Rule) {
        self.set(block, true, rule);
    }

    /// Leaves out a block that was kept.
    pub(crate) fn leave(&mut self, block: usize, rule: Rule) {
        self.set(block, false, rule);
    }

    pub(crate) fn leave_all(&mut self, rule: Rule) {
        (0..self.len()).for_each(|block| self.leave(block, rule));
    }

    fn set(&mut self, block: usize, kept: bool, rule: Rule) {
        let Some(place) = self.kept.get_mut(block) else { return };
        if std::mem::replace(place, kept) != kept {
            self.rules[block] = Some(rule);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_told_where_it_overrules_the_score() {
        let scores = [0.9, 0.1, 0.9, 0.1, 0.9];
        let mut choice = Choice::new(&scores);
        choice.rule_out(0, Rule::Beside);
        choice.rule_out(1, Rule::Beside);
        choice.take_likely(0.5);
        choice.leave(2, Rule::Link);
        choice.keep(3, Rule::Company);
        choice.leave(4, Rule::Link);
        choice.keep(4, Rule::Company);
        assert_eq!(choice.kept(), [false, false, false, true, true]);
        let told: Vec<_> = scores.iter().enumerate().map(|(at, &score)| choice.rule(at, score)).collect();
        assert_eq!(told, [Some(Rule::Beside), None, Some(Rule::Link), Some(Rule::Company), None]);
    }
}
