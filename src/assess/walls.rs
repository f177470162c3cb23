//! Checks for robots that stand before a page.

use super::Sheet;
use memchr::memmem;

/// What the pages of such a check have in their text, ids or addresses and pages behind them do not, or not with so few words, by the
/// services that put them up; as those pages are served to crawlers.
const MARKS: &[(&str, &str)] = &[
    ("Akamai", "errors.edgesuite.net"),
    ("Amazon", "images-amazon.com/captcha/"),
    ("Anubis", "anubis_challenge"),
    ("AWS WAF", "challenge-container"),
    ("Cloudflare", "challenge-error-text"),
    ("Cloudflare, blocked", "cf-error-details"),
    ("Cloudflare, until 2022", "cf-browser-verification"),
    ("DataDome", "captcha-delivery.com"),
    ("DDoS-Guard", "/.well-known/ddos-guard/"),
    ("Google", "captcha-form"),
    ("HUMAN", "px-captcha"),
    ("Imperva", "Incapsula incident ID"),
    ("Vercel", "Vercel Security Checkpoint"),
];

/// Tokens of the longest page that is nothing but a check.
const MOST: f32 = 250.0;

/// Whether the page is one that a service shows in place of another, until a reader has proved to be none of the robots.
pub(super) fn is_wall(sheet: &Sheet) -> bool {
    let text = sheet.document.buffer().as_bytes();
    sheet.tokens_of_page() < MOST && MARKS.iter().any(|(_, mark)| memmem::find(text, mark.as_bytes()).is_some())
}
