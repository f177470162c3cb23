//! `--favor`, as all subcommands have it.

use clap::ValueEnum;
use serde::Serialize;

/// Which side to err on where a page leaves room for doubt.
#[derive(Debug, Clone, Copy, Default, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Favor {
    /// Rather lose a paragraph than keep husk
    Precision,
    /// The highest expected word F1
    #[default]
    Balanced,
    /// Rather keep husk than lose a paragraph, or a caption
    Recall,
}

impl From<Favor> for dehusk::Favor {
    fn from(favor: Favor) -> Self {
        match favor {
            Favor::Precision => Self::Precision,
            Favor::Balanced => Self::Balanced,
            Favor::Recall => Self::Recall,
        }
    }
}
