//! What pages say about themselves: JSON-LD, `meta`, dates and addresses, each from any text.
#![no_main]

use dehusk::Extractor;
use dehusk_fuzz::{choice, hold};
use libfuzzer_sys::fuzz_target;

/// Where the text goes; `@` stands for it.
const PLACES: [&str; 10] = [
    "<script type=application/ld+json>@</script>",
    "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"@\",\"author\":\"@\",\"datePublished\":\"@\"}</script>",
    "<meta property=article:published_time content='@'><meta name=author content='@'><meta name=keywords content='@'>",
    "<meta property=og:title content='@'><title>@</title><h1>@</h1>",
    "<time datetime='@'>@</time><span class=date>@</span>",
    "<p class=byline>By @</p><a rel=author>@</a><address>@</address>",
    "<link rel=canonical href='@'><base href='@'><meta property=og:url content='@'><meta property=og:image content='@'>",
    "<html lang='@'><meta http-equiv=content-language content='@'><meta property=og:locale content='@'>",
    "<div itemscope itemtype='http://schema.org/@'><span itemprop=author>@</span><span itemprop=datePublished content='@'></div>",
    "<script id=__NEXT_DATA__ type=application/json>@</script><script>window.dataLayer=[@]</script>",
];

fuzz_target!(|data: &[u8]| {
    let (place, rest) = choice(data);
    let (address, rest) = choice(rest);
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let place = PLACES[place % PLACES.len()].replace('@', text);
    let page = format!("{place}<p>The harbour froze over on Tuesday, for the first time in forty years.");
    let extractor = match address % 3 {
        0 => Extractor::new(),
        1 => Extractor::new().url("https://quay.example/2024/02/06/ice.html"),
        _ => Extractor::new().url(text),
    };
    let _ = hold(data, || extractor.extract(&page).unwrap());
});
