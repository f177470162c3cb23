//! The third stage of the scorer: trees that know one part of the web each.
//!
//! Half of the labelled pages are articles, and trees that see all pages learn above all that what reads like a paragraph is content. On
//! threads, shops and lists that is often wrong; and what they learn there, that a caption or a card may be content, is wrong in
//! articles. So some trees have seen nothing but articles, and some nothing but other pages; which are asked is told by the kind of the page
//! (experts behind a gate, Jacobs et al., "Adaptive mixtures of local experts", 1991).

use super::format::Reader;
use super::questions::Row;
use super::trees::Ensemble;
use super::{Broken, Model, logistic, parts};
use crate::features::{self, Features};
use crate::scratch::Scratch;

/// Trees for articles, and trees for pages that are none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ThirdStage {
    articles: Model,
    others: Model,
    /// What the stage has to say, of all that is said, on a page whose kind is certain.
    share: f32,
    /// How far from even, as the logarithm of the odds, the stages before have to be for a block to go no further.
    sure: f32,
}

/// Those that are asked about a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expert<'m> {
    model: &'m Model,
    /// What they have to say, of all that is said.
    share: f32,
    sure: f32,
}

impl ThirdStage {
    /// Reads a stage, checking that it is whole and was trained on this crate's features.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut reader = Reader::third(bytes)?;
        let (share, sure) = (reader.f32()?, reader.f32()?);
        if !(0.0..=1.0).contains(&share) || sure.is_nan() {
            return Err(Broken::Share);
        }
        let [articles, others] = parts(reader.rest())?;
        let model = |bytes| Model::for_features(bytes, features::names());
        Ok(Self { articles: model(articles)?, others: model(others)?, share, sure })
    }

    /// The trees for a page that is an article by this probability. They have the more to say the surer that is.
    pub(crate) fn expert(&self, article: f32) -> Expert<'_> {
        let (model, likely) = if article < 0.5 { (&self.others, 1.0 - article) } else { (&self.articles, article) };
        Expert { model, share: self.share * likely, sure: self.sure }
    }
}

impl<'m> Expert<'m> {
    /// Mixes what the trees say into the probabilities of a page.
    pub(crate) fn mix(self, features: &Features, scores: &mut [f32]) {
        let open: Scratch<usize> = (0..scores.len()).filter(|&at| self.is_asked(scores[at])).collect();
        features.of(&open, |blocks, own, places| {
            let mut sums = Scratch::filled(0.0, blocks.len());
            self.model.trees.add(|at| Row::of(own.row(places[at])), &mut sums);
            for (&at, &sum) in blocks.iter().zip(sums.iter()) {
                let said = self.model.calibration.log_odds(sum);
                scores[at] = logistic((1.0 - self.share) * log_odds(scores[at]) + self.share * said);
            }
        });
    }

    /// Whether the stages before leave a block of this probability open.
    fn is_asked(self, score: f32) -> bool {
        log_odds(score).abs() < self.sure
    }

    /// The trees, and what a change of their sum by one changes in what they say, as the logarithm of the odds.
    pub(super) fn trees(self) -> (&'m Ensemble, f32) {
        (&self.model.trees, self.model.calibration.slope)
    }

    /// What these trees have to say about a block of this probability, of all that is said.
    pub(super) fn share(self, score: f32) -> f32 {
        if self.is_asked(score) { self.share } else { 0.0 }
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
        let of_most = shares.map(|share| (share / stage.share * 100.0).round() as u32);
        assert_eq!(of_most, [100, 80, 50, 80, 100]);
    }

    #[test]
    fn what_is_open_is_mixed_and_what_the_stages_before_are_sure_of_stays_as_it_is() {
        let html = include_str!("../../corpus/html/news-copier-en.html");
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let features = Features::new(&document, &page, Said::default());
        let stage = embedded();
        for article in [1.0, 0.25] {
            let expert = stage.expert(article);
            let mixed = |score: f32| {
                let mut scores = vec![score; page.blocks.len()];
                expert.mix(&features, &mut scores);
                scores
            };
            for sure in [0.0_f32, 0.1, 0.9, 1.0] {
                assert!(mixed(sure).iter().all(|score| score.to_bits() == sure.to_bits()), "{sure}");
            }
            let all = features.all();
            for (score, row) in mixed(0.6).into_iter().zip(all.rows()) {
                let said = expert.model.calibration.log_odds(expert.model.trees.sum(&Row::of(row), 0.0));
                let expected = logistic((1.0 - expert.share) * log_odds(0.6) + expert.share * said);
                assert!((score - expected).abs() < 1e-5, "{score} is not {expected}");
            }
        }
    }

    #[test]
    fn a_cut_file_is_refused() {
        let bytes = include_bytes!("third.bin");
        for end in [0, 3, 5, 9, 13, 20, bytes.len() / 2, bytes.len() - 1] {
            assert!(ThirdStage::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(ThirdStage::from_bytes(&[bytes.as_slice(), b"!"].concat()), Err(Broken::Trailing));
        let with_share = |share: f32| [&bytes[..6], &share.to_le_bytes(), &bytes[10..]].concat();
        assert!(ThirdStage::from_bytes(&with_share(1.0)).is_ok());
        assert_eq!(ThirdStage::from_bytes(&with_share(1.5)), Err(Broken::Share));
        assert_eq!(ThirdStage::from_bytes(&with_share(f32::NAN)), Err(Broken::Share));
    }
}
