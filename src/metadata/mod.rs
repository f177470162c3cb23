//! What a page says about itself.

mod title;

pub(crate) use title::{description, title};
