//! What speaks against an article, each doubt on a page that has it.

use dehusk::{Article, Doubt, Extractor, extract};
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
fn a_page_that_scripts_are_to_fill_is_empty_and_says_so() {
    for article in [extracted("spa-shell-en.html"), extract(""), extract("<div id=root></div><p>Loading")] {
        assert_eq!(article.doubt(), Some(Doubt::ScriptPage), "{}", article.text());
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
