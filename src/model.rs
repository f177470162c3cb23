//! The models that select by. Two stages score the blocks of a page; by what they say and what the page says of itself it is told what kind
//! of page it is; and trees that know pages of that kind have a say too.

use crate::assess::{KindModel, Kinds, Sheet};
use crate::blocks::Page;
use crate::dom::Document;
use crate::features::Features;
use crate::options::Favor;
use crate::score::{BlockModel, Broken, ThirdStage};
use crate::scratch::Scratch;
use crate::select;
use std::sync::OnceLock;

/// What a page is scored by.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageModel {
    pub(crate) blocks: BlockModel,
    pub(crate) kinds: KindModel,
    pub(crate) third: ThirdStage,
}

/// What the models make of a page.
pub(crate) struct Told {
    /// The probability of each block that it is content.
    pub(crate) scores: Scratch<f32>,
    pub(crate) kinds: Kinds,
}

impl PageModel {
    /// The models that the crate carries.
    pub(crate) fn embedded() -> &'static Self {
        static MODEL: OnceLock<PageModel> = OnceLock::new();
        // A test loads them, so that a broken file cannot be released.
        MODEL.get_or_init(|| Self::read().expect("the embedded models are whole"))
    }

    fn read() -> Result<Self, Broken> {
        Ok(Self {
            blocks: BlockModel::from_bytes(include_bytes!("score/model.bin"))?,
            kinds: KindModel::from_bytes(include_bytes!("assess/kinds.bin"))?,
            third: ThirdStage::from_bytes(include_bytes!("score/third.bin"))?,
        })
    }

    /// Scores the blocks of a page and tells its kind. `hints` are [those of the page](crate::assess::hints).
    pub(crate) fn tell(&self, document: &Document, page: &Page, features: &Features, hints: &[f32]) -> Told {
        let mut scores = self.blocks.score(features, |at| page.tokens(at));
        let kinds = self.kinds.tell(&columns(document, page, features, &scores, hints));
        self.third.expert(kinds.article()).mix(features, &mut scores);
        Told { scores, kinds }
    }

    /// The features that moved each block's score most on a page of these kinds: name, and effect on the logarithm of the odds.
    pub(crate) fn reasons(&self, features: &Features, page: &Page, kinds: &Kinds) -> Vec<Vec<(String, f32)>> {
        self.blocks.reasons(features, |at| page.tokens(at), self.third.expert(kinds.article()))
    }
}

/// What the kind of a page is told by: a sheet on what the first two stages would keep.
pub(crate) fn columns(
    document: &Document,
    page: &Page,
    features: &Features,
    scores: &[f32],
    hints: &[f32],
) -> Scratch<f32> {
    let kept = select::likely(page, scores, Favor::Balanced);
    let sheet = Sheet { document, page, features, scores, kept: &kept, hints };
    sheet.columns(&sheet.kept())
}
