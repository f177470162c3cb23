//! The page as a whole: what kind of page it is, and how far its article can be trusted.

mod hints;
mod kinds;
mod sheet;
mod walls;

pub(crate) use hints::{Claim, claim, hints};
pub(crate) use kinds::{KindModel, Kinds};
pub(crate) use sheet::{Sheet, names};

use crate::article::{Assessment, Doubt};
use crate::features::ratio;
use crate::score::{Alone, Broken};
use sheet::Kept;
use std::sync::OnceLock;

/// A trained model of confidence, in the format of the scorer of blocks.
pub(crate) struct ConfidenceModel(Alone);

impl ConfidenceModel {
    /// The model that the crate carries.
    pub(crate) fn embedded() -> &'static Self {
        static MODEL: OnceLock<ConfidenceModel> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test loads it, so that a broken file cannot be released.
            Self::from_bytes(include_bytes!("confidence.bin")).expect("the embedded model is whole")
        })
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        Alone::for_features(bytes, names()).map(Self)
    }
}

/// Confidence and doubt of a page of some kind.
pub(crate) fn assess(sheet: &Sheet, kinds: &Kinds, model: &ConfidenceModel) -> Assessment {
    let kept = sheet.kept();
    let columns = sheet.columns(&kept);
    let consent = sheet::share_of("sem.name_consent", &columns);
    let confidence = model.0.sum(&columns).clamp(0.0, 1.0);
    Assessment { kind: Some(kinds.likeliest()), confidence, doubt: doubt(sheet, &kept, consent, confidence) }
}

/// The same of a text without markup: the confidence is the expected F1 of what is kept, were the scores independent.
/// `tokens` are the tokens of each unit of text.
pub(crate) fn of_scores(scores: &[f32], kept: &[bool], tokens: impl Fn(usize) -> f32) -> Assessment {
    let (mut all, mut size, mut content) = (0.0, 0.0, 0.0);
    for (at, (score, kept)) in scores.iter().zip(kept).enumerate() {
        all += score * tokens(at);
        if *kept {
            size += tokens(at);
            content += score * tokens(at);
        }
    }
    let doubt = (size == 0.0).then_some(Doubt::ScriptPage);
    Assessment { kind: None, confidence: ratio(2.0 * content, size + all), doubt }
}

/// What speaks against the article, the plainest first; nothing does where the confidence is high.
/// `consent` is the share of the text in parts that are named for consent.
fn doubt(sheet: &Sheet, kept: &Kept, consent: f32, confidence: f32) -> Option<Doubt> {
    /// Word F1 under which an article is worth a second look.
    const LOW: f32 = 0.7;
    /// Tokens of a page that says next to nothing: a sentence that asks for scripts.
    const NOTHING: f32 = 30.0;
    /// Tokens of a teaser.
    const TEASER: f32 = 250.0;
    /// More than this share is most.
    const MOST: f32 = 0.5;
    if walls::is_wall(sheet) {
        return Some(Doubt::RobotCheck);
    }
    if kept.tokens < NOTHING {
        return Some(Doubt::ScriptPage);
    }
    if consent > MOST {
        return Some(Doubt::CookieWall);
    }
    if kept.tokens < TEASER && hints::is_paid(sheet.document, sheet.page) {
        return Some(Doubt::Paywall);
    }
    (confidence < LOW).then_some(if kept.links > MOST { Doubt::LinkList } else { Doubt::Scope })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_whole_and_a_cut_one_is_refused() {
        let bytes = include_bytes!("confidence.bin");
        assert!(ConfidenceModel::from_bytes(bytes).is_ok());
        assert!(bytes.len() < 100_000, "the crate carries it");
        for end in [0, 3, 7, 20, bytes.len() / 2, bytes.len() - 1] {
            assert!(ConfidenceModel::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
        assert!(ConfidenceModel::from_bytes(&[bytes.as_slice(), b"!"].concat()).is_err());
    }
}
