//! The third stage of the scorer: trees that know one part of the web each.
//!
//! Half of the labelled pages are articles, and trees that see all pages learn above all that what reads like a paragraph is content. On
//! threads, shops and lists that is often wrong; and what they learn there, that a caption or a card may be content, is wrong in
//! articles. So some trees have seen nothing but articles, and some nothing but other pages; which are asked is told by the kind of the page
//! (experts behind a gate, Jacobs et al., "Adaptive mixtures of local experts", 1991).

use super::questions::Row;
use super::trees::Ensemble;
use super::{Broken, Calibration, Model, logistic, parts};
use crate::features::{self, Features};
use crate::scratch::Scratch;

/// What the stage has to say, of all that is said, on a page whose kind is certain. From .4 to .7, word F1 held out is the same within .0003.
const SHARE: f32 = 0.6;
/// How far from even, as the logarithm of the odds, the stages before have to be for a block to go no further. With 3.5 and 2.5 word F1
/// held out is the same, .8865, and there is more to do.
const SURE: f32 = 1.5;

/// Trees for articles, and trees for pages that are none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ThirdStage {
    articles: Model,
    others: Model,
}

/// Those that are asked about a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expert<'m> {
    model: &'m Model,
    /// What they have to say, of all that is said.
    share: f32,
}

impl ThirdStage {
    /// Reads a stage, checking that it is whole and was trained on this crate's features.
    ///
    /// The file has both models, that for articles first, each behind its bytes as u32.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut models = parts(bytes, 2)?.into_iter().map(|model| Model::for_features(model, features::names()));
        let mut next = || models.next().unwrap_or(Err(Broken::Truncated));
        Ok(Self { articles: next()?, others: next()? })
    }

    /// The trees for a page that is an article by this probability. They have the more to say the surer that is.
    pub(crate) fn expert(&self, article: f32) -> Expert<'_> {
        let (model, sure) = if article < 0.5 { (&self.others, 1.0 - article) } else { (&self.articles, article) };
        Expert { model, share: SHARE * sure }
    }
}

impl<'m> Expert<'m> {
    /// Mixes what the trees say into the probabilities of a page.
    pub(crate) fn mix(self, features: &Features, scores: &mut [f32]) {
        let Calibration { slope, offset } = self.model.calibration;
        let open: Scratch<usize> = (0..scores.len()).filter(|&at| log_odds(scores[at]).abs() < SURE).collect();
        features.of(&open, |blocks, own, places| {
            let mut sums = Scratch::filled(0.0, blocks.len());
            self.model.trees.add(|at| Row::of(own.row(places[at])), &mut sums);
            for (&at, &sum) in blocks.iter().zip(sums.iter()) {
                let said = slope * sum + offset;
                scores[at] = logistic(self.rest() * log_odds(scores[at]) + self.share * said);
            }
        });
    }

    /// The trees, and what a change of their sum by one changes in the logarithm of the odds.
    pub(super) fn trees(self) -> (&'m Ensemble, f32) {
        (&self.model.trees, self.model.calibration.slope * self.share)
    }

    /// What is left to say for the stages before.
    pub(super) fn rest(self) -> f32 {
        1.0 - self.share
    }
}

fn log_odds(probability: f32) -> f32 {
    (probability / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::Said;
    use crate::options::Limits;
    use crate::{blocks, dom};

    fn embedded() -> ThirdStage {
        ThirdStage::from_bytes(include_bytes!("third.bin")).unwrap()
    }

    #[test]
    fn the_likelier_kind_is_asked_and_says_the_more_the_surer_it_is() {
        let stage = embedded();
        for (article, model) in
            [(1.0, &stage.articles), (0.5, &stage.articles), (0.4, &stage.others), (0.0, &stage.others)]
        {
            assert!(std::ptr::eq(stage.expert(article).model, model), "{article}");
        }
        let shares = [1.0, 0.8, 0.5, 0.2, 0.0].map(|article| stage.expert(article).share);
        assert_eq!(shares.map(|share| (share * 100.0).round() as u32), [60, 48, 30, 48, 60]);
    }

    #[test]
    fn what_the_stages_before_are_sure_of_stays_as_it_is() {
        let html = include_str!("../../corpus/html/news-copier-en.html");
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let features = Features::new(&document, &page, Said::default());
        let mixed = |score: f32| {
            let mut scores = vec![score; page.blocks.len()];
            embedded().expert(1.0).mix(&features, &mut scores);
            scores
        };
        for sure in [0.0_f32, 0.1, 0.9, 1.0] {
            assert!(mixed(sure).iter().all(|score| score.to_bits() == sure.to_bits()), "{sure}");
        }
        let open = mixed(0.5);
        assert!(open.iter().any(|&score| score > 0.6) && open.iter().any(|&score| score < 0.4), "{open:?}");
    }

    #[test]
    fn a_cut_file_is_refused() {
        let bytes = include_bytes!("third.bin");
        for end in [0, 3, 7, 20, bytes.len() / 2, bytes.len() - 1] {
            assert!(ThirdStage::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(ThirdStage::from_bytes(&[bytes.as_slice(), b"!"].concat()), Err(Broken::Trailing));
    }
}
