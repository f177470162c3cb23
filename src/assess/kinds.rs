//! What kind of page it is.

use super::sheet;
use crate::article::PageKind;
use crate::score::{Alone, Broken, parts};

/// How many there are.
const KINDS: usize = PageKind::ALL.len();

/// A trained model of kinds: for each, in the order of [`PageKind::ALL`], the trees that speak for it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KindModel(Vec<Alone>);

impl KindModel {
    /// Reads a model, checking that it is whole and was trained on this crate's columns.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let of_kind = |model| Alone::for_features(model, sheet::names());
        parts::<KINDS>(bytes)?.into_iter().map(of_kind).collect::<Result<_, _>>().map(Self)
    }

    /// What the columns of a page tell.
    pub(crate) fn tell(&self, columns: &[f32]) -> Kinds {
        let mut sums = [0.0; KINDS];
        for (sum, model) in sums.iter_mut().zip(&self.0) {
            *sum = model.sum(columns);
        }
        let most = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        // The soft maximum.
        let odds = sums.map(|sum| (sum - most).exp());
        let all: f32 = odds.iter().sum();
        Kinds(odds.map(|odds| odds / all))
    }
}

/// The probability of each kind, in the order of [`PageKind::ALL`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Kinds([f32; KINDS]);

impl Kinds {
    /// The likeliest kind and its probability.
    pub(crate) fn likeliest(&self) -> (PageKind, f32) {
        let all = PageKind::ALL.into_iter().zip(self.0);
        all.reduce(|best, next| if next.1 > best.1 { next } else { best }).unwrap_or((PageKind::Article, 0.0))
    }

    /// The probability that the page is an article.
    pub(crate) fn article(&self) -> f32 {
        // The first of [`PageKind::ALL`].
        let [article, ..] = self.0;
        article
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_whole_and_a_cut_one_is_refused() {
        let bytes = include_bytes!("kinds.bin");
        assert!(KindModel::from_bytes(bytes).is_ok());
        assert!(bytes.len() < 200_000, "the crate carries it");
        for end in [0, 3, 7, 20, bytes.len() / 2, bytes.len() - 1] {
            assert!(KindModel::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
        assert_eq!(KindModel::from_bytes(&[bytes.as_slice(), b"!"].concat()), Err(Broken::Trailing));
    }

    #[test]
    fn the_probabilities_of_the_kinds_add_up_to_one() {
        let kinds =
            KindModel::from_bytes(include_bytes!("kinds.bin")).unwrap().tell(&vec![0.0; sheet::names().count()]);
        assert!((kinds.0.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        let article = PageKind::ALL.into_iter().zip(kinds.0).find(|(kind, _)| *kind == PageKind::Article);
        assert_eq!(article.map(|(_, probability)| probability.to_bits()), Some(kinds.article().to_bits()));
    }
}
