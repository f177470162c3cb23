//! Which share of each block belongs to the labelled text.

mod runs;

use runs::{Token, align};
use std::collections::{HashMap, HashSet};

/// How often what the label has in another order is looked for.
const ROUNDS: usize = 8;
/// For each block the share of its tokens that stand in the labelled text, from 0 to 1.
///
/// Page and label are aligned in order, in runs as long as can be (see [`runs`]). What is left of both is aligned again, and
/// again, so that text is found which the label has in another order. Of blocks with the same text the first counts.
pub(super) fn block_labels<'a>(blocks: impl Iterator<Item = &'a str>, label: &str) -> Vec<f32> {
    let mut vocabulary = Vocabulary::default();
    let label: Vec<Vec<u32>> = label.lines().map(|line| vocabulary.tokens(line)).collect();
    let blocks: Vec<Vec<u32>> = blocks.map(|block| vocabulary.tokens(block)).collect();
    let mut matched = Matched::new(&blocks, &label);
    for round in 0..ROUNDS {
        if !matched.again(round == 0) {
            break;
        }
    }
    let mut shares = matched.shares();
    first_copy_wins(&blocks, &mut shares);
    shares
}

#[derive(Default)]
struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    fn tokens(&mut self, text: &str) -> Vec<u32> {
        super::metrics::tokens(text, Some("zh"))
            .into_iter()
            .map(|token| {
                let next = self.0.len() as u32;
                *self.0.entry(token).or_insert(next)
            })
            .collect()
    }
}

/// What has been matched so far, on both sides.
struct Matched {
    page: Side,
    label: Side,
    /// Tokens of each block, and how many of them are matched.
    blocks: Vec<(usize, usize)>,
    /// The block of each token of the page.
    owner: Vec<usize>,
}

/// A text as one sequence of tokens.
struct Side {
    tokens: Vec<Token>,
    taken: Vec<bool>,
}

impl Side {
    /// From its parts: blocks or lines.
    fn new(parts: &[Vec<u32>]) -> Self {
        let mut tokens = Vec::new();
        for part in parts {
            for (at, &word) in part.iter().enumerate() {
                tokens.push(Token { word, at: tokens.len(), head: at == 0 });
            }
        }
        Self { taken: vec![false; tokens.len()], tokens }
    }

    fn free(&self) -> impl Iterator<Item = Token> {
        self.tokens.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(token, _)| *token)
    }
}

impl Matched {
    fn new(blocks: &[Vec<u32>], label: &[Vec<u32>]) -> Self {
        let owner = blocks.iter().enumerate().flat_map(|(at, block)| std::iter::repeat_n(at, block.len())).collect();
        Self {
            page: Side::new(blocks),
            label: Side::new(label),
            blocks: blocks.iter().map(|block| (block.len(), 0)).collect(),
            owner,
        }
    }

    fn is_settled(&self, block: usize) -> bool {
        let (len, matched) = self.blocks[block];
        matched * 2 >= len
    }

    /// Aligns what is left; whether that gave anything. The first time a part of a block will do.
    fn again(&mut self, partly: bool) -> bool {
        let open = self.page.free().filter(|token| !self.is_settled(self.owner[token.at]));
        let (page, label) = common(open.collect(), self.label.free().collect());
        let pairs = align(&page, &label);
        let mut found = HashMap::<usize, usize>::new();
        for pair in &pairs {
            *found.entry(self.owner[pair.page]).or_default() += 1;
        }
        let mut gained = false;
        for pair in pairs {
            let block = self.owner[pair.page];
            let (len, before) = self.blocks[block];
            if partly || (before + found[&block]) * 2 >= len {
                self.page.taken[pair.page] = true;
                self.label.taken[pair.label] = true;
                gained = true;
            }
        }
        for (at, owner) in self.owner.iter().enumerate() {
            if at == 0 || self.owner[at - 1] != *owner {
                let len = self.blocks[*owner].0;
                self.blocks[*owner].1 = self.page.taken[at..at + len].iter().filter(|taken| **taken).count();
            }
        }
        gained
    }

    fn shares(&self) -> Vec<f32> {
        let share = |&(len, matched): &(usize, usize)| if len == 0 { 0.0 } else { matched as f32 / len as f32 };
        self.blocks.iter().map(share).collect()
    }
}

/// The tokens of both sides that the other one has at all.
fn common(page: Vec<Token>, label: Vec<Token>) -> (Vec<Token>, Vec<Token>) {
    let words = |tokens: &[Token]| tokens.iter().map(|token| token.word).collect::<HashSet<u32>>();
    let (of_page, of_label) = (words(&page), words(&label));
    let keep = |tokens: Vec<Token>, words: &HashSet<u32>| {
        tokens.into_iter().filter(|token| words.contains(&token.word)).collect()
    };
    (keep(page, &of_label), keep(label, &of_page))
}

fn first_copy_wins(blocks: &[Vec<u32>], shares: &mut [f32]) {
    let mut copies: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        copies.entry(block).or_default().push(at);
    }
    for places in copies.into_values().filter(|places| places.len() > 1) {
        let mut own: Vec<f32> = places.iter().map(|&at| shares[at]).collect();
        own.sort_by(|a, b| b.total_cmp(a));
        for (at, share) in places.into_iter().zip(own) {
            shares[at] = share;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(blocks: &[&str], label: &str) -> Vec<f32> {
        block_labels(blocks.iter().copied(), label)
    }

    #[test]
    fn content_is_told_from_husk_however_long_the_page_is() {
        // Between an old labelled text and its page lie thousands of words that only one of them has.
        let husk: Vec<String> = (0..2000).map(|at| format!("menu{at} entry{at}")).collect();
        let cards: Vec<String> = (0..300).map(|at| format!("Bench {at}\nOak, oiled\n${}", at * 7)).collect();
        let page = husk.iter().map(String::as_str).chain(cards.iter().flat_map(|card| card.lines()));
        let shares = block_labels(page, &cards.join("\n\n"));
        let (of_husk, of_cards) = shares.split_at(husk.len());
        assert!(of_husk.iter().all(|share| *share < 0.01));
        assert!(of_cards.iter().all(|share| *share > 0.99));
    }

    #[test]
    fn what_the_label_has_in_another_order_is_found() {
        let page = ["Tides of the sound", "They come twice a day", "Home", "And with the moon they grow"];
        let label = "And with the moon they grow\n\nTides of the sound\n\nThey come twice a day";
        assert_eq!(labels(&page, label), [1.0, 1.0, 0.0, 1.0]);
    }

    #[test]
    fn a_word_here_and_there_is_no_content() {
        let page = ["the shop and the cart", "Waves broke over the pier and the boats", "about the house"];
        let label = "Waves broke over the pier and the boats";
        assert_eq!(labels(&page, label), [0.0, 1.0, 0.0]);
    }

    #[test]
    fn of_copies_the_first_counts() {
        let page = ["Salt on the road", "A menu", "Salt on the road"];
        assert_eq!(labels(&page, "Salt on the road"), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn a_page_without_label_or_words_has_no_content() {
        assert_eq!(labels(&["Tide tables", "", "…"], ""), [0.0; 3]);
        assert_eq!(labels(&["", "…"], "Tide tables"), [0.0; 2]);
    }

    #[test]
    fn part_of_a_block_is_a_share_of_it() {
        let share = labels(&["Tides come twice a day Read on"], "Tides come twice a day")[0];
        assert!((share - 5.0 / 7.0).abs() < 1e-6, "{share}");
    }
}
