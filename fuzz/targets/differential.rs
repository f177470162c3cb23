//! The arena against html5ever's own tree, for markup of every kind.
#![no_main]

use dehusk_fuzz::{choice, page, same_as_reference};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (kind, bytes) = choice(data);
    if kind & 1 == 0 {
        same_as_reference(&page(bytes));
    } else if let Ok(html) = std::str::from_utf8(bytes) {
        same_as_reference(html);
    }
});
