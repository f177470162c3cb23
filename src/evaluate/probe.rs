use super::corpus::LabelledPage;
use crate::options::Extractor;
use crate::{blocks, decode, dom, metadata};
use std::time::Instant;
/// x
#[must_use]
pub fn probe(page: &LabelledPage) -> (crate::Metadata, f64, f64) {
    let start = Instant::now();
    let (html, _) = decode::decode(&page.bytes, None);
    let max_nodes = Extractor::new().max_nodes;
    let (document, _) = dom::parse(&html, max_nodes);
    let (document, blocks, _) = blocks::read(document, max_nodes);
    let a = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let m = metadata::collect(&document, &blocks, page.label.url.as_deref());
    (m, a, start.elapsed().as_secs_f64())
}
