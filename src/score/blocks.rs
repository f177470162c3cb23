//! The first two stages of the scorer of blocks: two models, the second of which sees what the first says of the rest of the page.
//!
//! Most blocks are plainly content or plainly not, and not all trees are asked about them ([`Ends`]): those that the first
//! trees are sure of, the glance, see no more of the first stage; those that the first stage is sure of see nothing of
//! the second.

use super::context::Scores;
use super::ends::Ends;
use super::format::Reader;
use super::questions::Row;
use super::trees::Ensemble;
use super::{Broken, Calibration, Expert, Model, context, reasons};
use crate::features::{self, Features, Matrix};
use crate::scratch::Scratch;

/// The first two stages of a trained scorer of blocks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BlockModel {
    pub(super) first: FirstStage,
    second: Ensemble,
    ends: Ends,
    calibration: Calibration,
}

/// The first of its stages.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct FirstStage {
    glance: Ensemble,
    ends: Ends,
    rest: Ensemble,
    calibration: Calibration,
}

impl FirstStage {
    /// Reads a first stage, checking that it is whole and was trained on this crate's features.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut reader = Reader::bare(bytes);
        let glance = usize::from(reader.u16()?);
        let ends = reader.ends()?;
        let Model { trees, calibration } = Model::for_features(reader.rest(), features::names())?;
        let (glance, rest) = trees.split_at(glance).ok_or(Broken::Ends)?;
        Ok(Self { glance, ends, rest, calibration })
    }

    /// All trees.
    pub(super) fn trees(&self) -> [&Ensemble; 2] {
        [&self.glance, &self.rest]
    }

    /// The sum of each block, or what it is expected to be.
    fn sums(&self, features: &Features) -> Scratch<f32> {
        let mut sums = Scratch::filled(0.0, features.len());
        for (start, rows) in features.batches() {
            let end = start + rows.rows().len();
            self.add(&rows, &mut sums[start..end]);
        }
        sums
    }

    fn add(&self, rows: &Matrix, sums: &mut [f32]) {
        self.glance.add(|at| Row::of(rows.row(at)), sums);
        let open = open(sums, &self.ends);
        let mut whole: Scratch<f32> = open.iter().map(|&at| sums[at]).collect();
        self.rest.add(|at| Row::of(rows.row(open[at])), &mut whole);
        for (&at, &sum) in open.iter().zip(whole.iter()) {
            sums[at] = sum;
        }
    }
}

/// Puts in the place of each sum what it lets expect; those that let nothing expect are left, and given back.
fn open(sums: &mut [f32], ends: &Ends) -> Scratch<usize> {
    let mut open = Scratch::with_capacity(sums.len());
    for (at, sum) in sums.iter_mut().enumerate() {
        match ends.expect(*sum) {
            Some(expected) => *sum = expected,
            None => open.push(at),
        }
    }
    open
}

impl BlockModel {
    /// Reads a model, checking that it is whole and was trained on this crate's features.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let (first, second) = Reader::stages(bytes)?;
        let first = FirstStage::from_bytes(first)?;
        let mut reader = Reader::bare(second);
        let ends = reader.ends()?;
        let names = features::names().chain(context::names());
        let Model { trees, calibration } = Model::for_features(reader.rest(), names)?;
        Ok(Self { first, second: trees, ends, calibration })
    }

    /// The probability that a block is content, for each block of a page. `tokens` are the tokens of each.
    pub(crate) fn score(&self, features: &Features, tokens: impl Fn(usize) -> f32) -> Scratch<f32> {
        let mut sums = self.first.sums(features);
        let first = self.first.calibration.probabilities(sums.clone());
        let context = Scores::new(&first, tokens, features.relations());
        let open = open(&mut sums, &self.ends);
        features.of(&open, |blocks, own, places| {
            let mut second = Scratch::filled(0.0, blocks.len());
            let beside = context.rows(blocks);
            self.second.add(|at| Row { own: own.row(places[at]), beside: beside.row(at) }, &mut second);
            for (&at, &second) in blocks.iter().zip(second.iter()) {
                // Both have a say: their errors differ, and the mean of the two is better than the second alone.
                sums[at] = (sums[at] + second) * 0.5;
            }
        });
        self.calibration.probabilities(sums)
    }

    /// The features that moved each block's score most, `third` having had its say: name, and effect on the logarithm of the odds. All
    /// trees of both stages are asked, those too that scoring leaves out for a block.
    pub(crate) fn reasons(
        &self,
        features: &Features,
        tokens: impl Fn(usize) -> f32,
        third: Expert,
    ) -> Vec<Vec<(String, f32)>> {
        /// Reasons for each block.
        const MOST: usize = 5;
        let names: Vec<String> = features::names().chain(context::names()).map(|(name, _)| name).collect();
        let [glance, rest] = self.first.trees();
        let (own, beside) = (features.all(), describe(&self.first, features, &tokens));
        let rows: Vec<Row> = own.rows().zip(beside.rows()).map(|(own, beside)| Row { own, beside }).collect();
        let scores = self.score(features, tokens);
        let (third_trees, slope) = third.trees();
        let times = |at: usize| {
            let share = third.share(scores[at]);
            let before = self.calibration.slope * 0.5 * (1.0 - share);
            [before, before, before, slope * share]
        };
        let told = |(column, effect): (usize, f32)| Some((names.get(column)?.clone(), effect));
        let strongest = reasons::strongest([glance, rest, &self.second, third_trees], &rows, times, names.len(), MOST);
        strongest.into_iter().map(|reasons| reasons.into_iter().filter_map(told).collect()).collect()
    }
}

/// What the second stage sees of a page beside the features, given a first stage.
pub(crate) fn describe(first: &FirstStage, features: &Features, tokens: impl Fn(usize) -> f32) -> Matrix {
    let first = first.calibration.probabilities(first.sums(features));
    let blocks: Vec<usize> = (0..first.len()).collect();
    Scores::new(&first, tokens, features.relations()).rows(&blocks)
}

#[cfg(test)]
mod tests {
    use super::super::ThirdStage;
    use super::*;
    use crate::features::Said;
    use crate::options::Limits;
    use crate::{blocks as page_blocks, dom};

    fn embedded() -> BlockModel {
        BlockModel::from_bytes(include_bytes!("model.bin")).unwrap()
    }

    /// Rows of features, with what the second stage adds in the second place, and the sums that `LightGBM` gives them in each stage, as
    /// the trainer left them.
    fn samples() -> [(Matrix, Vec<f64>); 4] {
        let mut rest = include_bytes!("sample.bin").as_slice();
        [(); 4].map(|()| {
            let (head, after) = rest.split_at(8);
            let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().unwrap()) as usize;
            let (rows, width) = (number(&head[..4]), number(&head[4..]));
            let (features, after) = after.split_at(rows * width * 4);
            let (sums, after) = after.split_at(rows * 8);
            rest = after;
            let features = features.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()));
            let sums = sums.chunks_exact(8).map(|bytes| f64::from_le_bytes(bytes.try_into().unwrap()));
            (Matrix::new(width, features.collect()), sums.collect())
        })
    }

    #[test]
    fn the_trees_say_what_lightgbm_says() {
        let BlockModel { first, second, .. } = embedded();
        let third = ThirdStage::from_bytes(include_bytes!("third.bin")).unwrap();
        let [articles, others] = [1.0, 0.0].map(|article| [third.expert(article).trees().0]);
        let first = first.trees();
        let stages = [first.as_slice(), &[&second], &articles, &others];
        for (stage, (features, expected)) in stages.into_iter().zip(samples()) {
            let mut sums = vec![0.0; features.rows().len()];
            for trees in stage {
                trees.add(|at| Row::of(features.row(at)), &mut sums);
            }
            assert_eq!(sums.len(), expected.len());
            for (sum, expected) in sums.iter().zip(expected) {
                assert!((f64::from(*sum) - expected).abs() < 1e-4, "{sum} is not {expected}");
            }
        }
    }

    #[test]
    fn trees_that_are_not_asked_about_a_block_are_no_reason_for_its_score() {
        let html = include_str!("../../corpus/html/news-copier-en.html");
        let limits = Limits::default();
        let (document, page, _) = page_blocks::read(dom::parse(html, &limits).0, &limits);
        let features = Features::new(&document, &page, Said::default());
        let (model, third) = (embedded(), ThirdStage::from_bytes(include_bytes!("third.bin")).unwrap());
        let tokens = |at: usize| page.tokens(at);
        let scores = model.score(&features, tokens);
        let [articles, others] = [1.0, 0.0].map(|article| model.reasons(&features, tokens, third.expert(article)));
        let mut asked = 0;
        for ((score, article), other) in scores.iter().zip(articles).zip(others) {
            let is_asked = third.expert(1.0).share(*score) > 0.0;
            assert_eq!(article != other, is_asked, "{score}");
            asked += usize::from(is_asked);
        }
        assert!((1..scores.len()).contains(&asked), "{asked} of {}", scores.len());
    }

    #[test]
    fn a_broken_model_is_refused_with_the_reason() {
        let whole = include_bytes!("model.bin").as_slice();
        let with = |at: usize, byte: u8| {
            let mut bytes = whole.to_vec();
            bytes[at] = byte;
            BlockModel::from_bytes(&bytes)
        };
        assert!(BlockModel::from_bytes(whole).is_ok());
        assert_eq!(with(0, b'X'), Err(Broken::Magic));
        assert_eq!(with(4, 99), Err(Broken::Version { model: 99, crate_: 1 }));
        // The trees of the glance, the ends and the first model.
        assert_eq!(with(11, 99), Err(Broken::Ends));
        assert_eq!(with(15, 0x7f), Err(Broken::Ends));
        assert_eq!(with(36, b'X'), Err(Broken::Magic));
        assert!(matches!(with(42, !whole[42]), Err(Broken::Features { .. })));
        assert_eq!(BlockModel::from_bytes(&whole[..whole.len() - 1]), Err(Broken::Truncated));
        assert_eq!(BlockModel::from_bytes(&[whole, b"!"].concat()), Err(Broken::Trailing));
        assert_eq!(BlockModel::from_bytes(b""), Err(Broken::Magic));
    }

    #[test]
    fn the_model_is_small() {
        assert!(include_bytes!("model.bin").len() + include_bytes!("third.bin").len() < 500_000);
    }
}
