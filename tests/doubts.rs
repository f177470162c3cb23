//! What speaks against an article, each doubt on a page that has it.

use dehusk::{Article, Doubt, Extractor, Origin, extract};
use std::fs;
use std::path::Path;

fn extracted(page: &str) -> Article {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/html").join(page);
    Extractor::new().extract_bytes(&fs::read(path).unwrap(), None).unwrap()
}

const PROSE: &str = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";

/// What services show in place of a page, each by what it is told by.
const CHECKS: &[&str] = &[
    "<title>Access Denied</title><h1>Access Denied</h1>You cannot read \"http://quay.example/ice\" on this server.<p>Reference #18.2c<p>https://errors.edgesuite.net/18.2c</p>",
    "<p>Type the letters you see, and you can go on.<img src=https://images-na.ssl-images-amazon.com/captcha/ab/Captcha_cd.jpg><input name=field-keywords>",
    "<title>Not a robot?</title><script id=anubis_challenge type=application/json>{}</script><main><h1>Not a robot?</h1><p>Loading...</p><p>This server wants your computer to do some sums before it lets you in.</main>",
    "<title>Human check</title><noscript><h1>No JavaScript</h1>Switch it on and load the page again.</noscript><div id=challenge-container></div>",
    "<title>Moment...</title><noscript><span id=challenge-error-text>Switch on JavaScript and cookies</span></noscript>",
    "<div id=cf-error-details><h1>Sorry, you have been blocked</h1><p>You are unable to reach quay.example.</div>",
    "<div class='cf-browser-verification cf-im-under-attack'><h1>Checking your browser</h1><p>It takes five seconds.</div>",
    "<title>quay.example</title><p id=cmsg>Switch on JS and let go of blockers</p><script src=https://ct.captcha-delivery.com/c.js></script>",
    "<script src=/.well-known/ddos-guard/js-challenge/index.js></script><h1>Checking your browser</h1>",
    "<form id=captcha-form method=post></form><p>There is a lot of traffic from where you are. This page looks whether it is you.",
    "<title>Denied</title><h1>Press and hold</h1><div id=px-captcha></div>",
    "<iframe id=main-iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful. Incapsula incident ID: 1-2</iframe>",
    "<title>Vercel Security Checkpoint</title><p>We look whether you are you.",
];

/// Pages that have something of a check, and are none.
const NO_CHECKS: &[&str] = &[
    "<h1>Write to us</h1><form class='contact-form recaptcha-form'><p>The harbour office reads every letter and answers within a week.</form>",
    "<h1>Thirty days of rowing</h1><div class=daily-challenge-container><p>Row five minutes more each day than on the day before.</div>",
    "<title>Ice</title><link rel=preconnect href=https://geo.captcha-delivery.com><meta http-equiv=Content-Security-Policy content='frame-src geo.captcha-delivery.com/'><div id=root></div>",
    "<title>Ice</title><script type=application/json>{\"id\": \"px-captcha\", \"src\": \"https://ct.captcha-delivery.com/c.js\"}</script><div id=root></div>",
    "<h1>What we learned</h1><p>Readers wrote that the Vercel Security Checkpoint came up on each visit, and that Incapsula incident IDs did too.",
    "<title>quay.example | 522</title><div id=cf-error-details><h1>Connection timed out</h1><p>The server of quay.example does not answer.</div>",
    "<title>Error</title><h1>An error occurred</h1><p>Reference #97.2c<p>https://errors.edgesuite.net/97.2c",
];

#[test]
fn a_check_for_robots_is_named_whoever_puts_it_up() {
    for page in CHECKS {
        assert_eq!(extract(page).doubt(), Some(Doubt::RobotCheck), "{page}");
        let with_text = format!("<article>{}</article>{page}", format!("<p>{PROSE}").repeat(20));
        assert_ne!(extract(&with_text).doubt(), Some(Doubt::RobotCheck), "{page}");
    }
    assert_eq!(extracted("botwall-en.html").doubt(), Some(Doubt::RobotCheck));
}

#[test]
fn a_page_that_only_mentions_a_check_is_none() {
    for page in NO_CHECKS {
        assert_ne!(extract(page).doubt(), Some(Doubt::RobotCheck), "{page}");
    }
}

#[test]
fn a_page_that_scripts_are_to_fill_says_so() {
    for article in [extracted("spa-shell-en.html"), extract(""), extract("<div id=root></div><p>Loading")] {
        assert_eq!(article.doubt(), Some(Doubt::ScriptPage), "{}", article.text());
    }
}

#[test]
fn what_is_found_in_the_data_of_a_page_is_not_doubted_for_what_is_in_sight() {
    let article = extracted("jsonld-only-mirror-en.html");
    assert_eq!((article.origin(), article.doubt()), (Origin::JsonLd, None));
}

#[test]
fn where_it_is_unsure_what_is_content_the_links_in_it_tell_why() {
    let links = "<title>Harbour</title><header><h1>Harbour</h1></header><div class=box><ul><li><a href=/1>Fares</a> 3<li><a href=/2>Roofs of the town hall</a>\
                 <li><a href=/3>Parking at the station</a><li><a href=/4>Where the ferries go</a></ul></div><div class=box><ul><li><a href=/5>Ice on the quay</a>\
                 <li><a href=/6>Town hall to get new roof</a><li><a href=/7>More parking at the station</a></ul></div>\
                 <div class=grid><a href=/8><b>Sledges</b> for hire at the pier all winter</a><a href=/9><b>Skates</b> sharpened while you wait</a></div>";
    let row = "<div class=row><div class=card><span>Cap</span><span>€14</span></div><div class=card><span>Long scarf of the same wool</span><span>€21</span></div></div>";
    let shop = format!(
        "<title>Wool socks</title><div class=product><h1>Wool socks</h1><span class=price>€12</span><button>Add to cart</button>\
         <ul class=features><li>Knitted on the quay<li>Three colours<li>Lasts a winter</ul></div><div class=tabs><div class=tab>Size and fit</div>\
         <div class=tab>Delivery</div><div>Sent within two days, free above €40.</div></div><div class=reviews><h2>Reviews</h2>\
         <div class=review><b>Ada</b> Warm.</div><div class=review><b>Tom</b> They shrank in the first wash.</div></div>{}",
        row.repeat(5),
    );
    for (page, doubt) in [(links, Doubt::LinkList), (&shop, Doubt::Scope)] {
        let article = extract(page);
        assert_eq!(article.doubt(), Some(doubt), "{}\n{}", article.confidence(), article.text());
    }
}

#[test]
fn a_teaser_is_one_where_the_page_says_that_there_is_more() {
    assert_eq!(extracted("paywall-stub-en.html").doubt(), Some(Doubt::Paywall));
}

#[test]
fn a_page_whose_text_asks_for_consent_is_a_wall() {
    let consent = "We and our partners store and read information on your device, such as cookies, to show you advertisements, \
                   to measure them and to learn about our readers. You may agree or choose what you agree to.";
    let page = format!(
        "<title>Ice</title><div id=cookie-consent class=consent><h2>Your choice</h2>{}</div>",
        format!("<p>{consent}").repeat(4)
    );
    let article = extract(&page);
    assert_eq!(article.doubt(), Some(Doubt::CookieWall), "{}", article.text());
    assert_eq!(extracted("cookiewall-ferry-en.html").doubt(), None);
}

#[test]
fn an_article_has_none() {
    assert_eq!(extracted("news-copier-en.html").doubt(), None);
}
