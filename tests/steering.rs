//! What a caller asks for: parts of a page, its comments, its tables, links, images and title.

use dehusk::{BlockKind, Extractor};

const PROSE: [&str; 4] = [
    "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.",
    "Nobody in town remembers the ice as thick as this, said the harbour master, who is seventy-two.",
    "The fish market opened all the same, though there was little to sell, and closed again before noon.",
    "By evening the first skaters had reached the island, where the keeper of the light gave them tea.",
];

fn page(below: &str) -> String {
    let prose = PROSE.map(|prose| format!("<p>{prose}</p>")).join("\n");
    format!("<title>Harbour freezes</title><body><main><h1>Harbour freezes</h1>{prose}{below}</main>")
}

fn text(extractor: &Extractor, html: &str) -> String {
    extractor.extract(html).unwrap().text().to_owned()
}

const COMMENTS: &str = "<section id=comments><h2>2 comments</h2>
    <div class=comment><b>Ole</b> <a href=#r1>Reply</a><p>My father walked across that ice to the island, in the winter of
    sixty-three, and he told us about it every year until the day he died.</p></div>
    <div class=comment><b>Ane</b> <a href=#r2>Reply</a><p>So did mine, and he took the cow along, because there was nobody
    at home to milk her in the evening, as my mother was out at sea.</p></div>
    <form><p>Your name</p><input><p>What do you think of the ice in the harbour? Be kind to each other.</p></form></section>";

#[test]
fn comments_come_apart_where_they_are_asked_for() {
    let html = page(COMMENTS);
    let asked = Extractor::new().comments(true).extract(&html).unwrap();
    assert!(PROSE.iter().all(|prose| asked.text().contains(prose)), "{}", asked.text());
    assert!(!asked.text().contains("My father") && !asked.markdown().contains("the cow"));
    let comments = asked.comments().unwrap();
    assert!(comments.text().contains("My father walked") && comments.text().contains("took the cow"), "{comments:?}");
    assert!(!comments.text().contains(PROSE[0]) && !comments.text().contains("Be kind"));
    assert!(comments.blocks().any(|block| block.text().starts_with("My father") && block.path().ends_with("div > p")));
    assert!(comments.markdown().contains("So did mine") && comments.html().contains("<p>So did mine"));

    let unasked = dehusk::extract(&html);
    assert!(unasked.comments().is_none() && unasked.text().contains(PROSE[3]));
}

#[test]
fn a_page_without_comments_has_none_to_give() {
    assert!(Extractor::new().comments(true).extract(&page("")).unwrap().comments().is_none());
}

#[test]
fn a_thread_is_the_article_whatever_its_posts_are_called() {
    let posts = PROSE.map(|prose| format!("<div class=comment><p>{prose} {prose}</p></div>")).join("\n");
    let thread = format!("<title>Ice?</title><body><h1>Ice?</h1><div class=comments>{posts}</div>");
    let article = Extractor::new().comments(true).extract(&thread).unwrap();
    assert!(PROSE.iter().all(|prose| article.text().contains(prose)), "{}", article.text());
    assert!(article.comments().is_none());
}

/// A short article under ever so many comments, with `head` in its head.
fn discussed(head: &str) -> String {
    let said = [
        "My father walked across that ice to the island, and he told us about it until the day he died.",
        "So did mine, and he took the cow along, because there was nobody at home to milk her in the evening.",
        "They should have put sand on the steps at the ferry, where I saw three people fall on one morning.",
        "It was colder in sixty-three, whatever the paper says, and nobody wrote home about that either.",
        "You could hear it groan at night as far as the church, and the children would not go to sleep.",
        "Does anybody know whether the mail boat still goes from the other side, and at what time of the day?",
    ];
    let comment = |said| format!("<li class=comment><p>{said}</p><a href=#r>Reply</a></li>");
    let comments: Vec<String> = said.map(comment).to_vec();
    let prose = PROSE.map(|prose| format!("<p>{prose}</p>")).join("\n");
    format!(
        "<head><title>Harbour freezes</title>{head}</head><body><article><h1>Harbour freezes</h1>{prose}</article>\
         <section id=comments><h2>6 comments</h2><ol>{}</ol></section>",
        comments.join("\n")
    )
}

#[test]
fn comments_on_what_calls_itself_an_article_are_no_part_of_it() {
    for head in [
        "<meta property=og:type content=article>",
        r#"<script type=application/ld+json>{"@type": "NewsArticle"}</script>"#,
    ] {
        let article = Extractor::new().comments(true).extract(&discussed(head)).unwrap();
        let text = text(&Extractor::new(), &discussed(head));
        assert!(PROSE.iter().all(|prose| text.contains(prose)) && !text.contains("My father"), "{text}");
        assert_eq!(text, article.text());
        assert!(article.comments().is_some_and(|comments| comments.text().contains("My father")));
    }
}

#[test]
fn a_thread_that_calls_itself_an_article_keeps_its_posts() {
    let thread = r#"<meta property=og:type content=article><script type=application/ld+json>{"@type": "DiscussionForumPosting"}</script>"#;
    let text = text(&Extractor::new(), &discussed(thread));
    assert!(text.contains("My father walked") && text.contains("mail boat"), "{text}");
}

#[test]
fn a_newspaper_column_called_comment_is_an_article() {
    let html = discussed("<meta property=og:type content=article>")
        .replace("<section id=comments><h2>6 comments", "<div class='article article--comment'><h2>Forty winters");
    let text = text(&Extractor::new(), &html);
    assert!(text.contains(PROSE[0]) && text.contains("My father walked") && text.contains("mail boat"), "{text}");
}

#[test]
#[cfg(feature = "selectors")]
fn comments_that_are_included_stay() {
    let html = discussed("<meta property=og:type content=article>");
    let included = Extractor::new().include("article, #comments").unwrap();
    assert!(text(&included, &html).contains("My father walked"));
}

#[test]
fn tables_can_be_left_out() {
    let html = page("<table><tr><th>Bay<th>Ice<tr><td>North<td>forty centimetres<tr><td>South<td>thirty</table>");
    let with = Extractor::new().favor(dehusk::Favor::Recall);
    assert!(text(&with, &html).contains("forty centimetres"));
    let without = with.tables(false).extract(&html).unwrap();
    assert!(!without.text().contains("forty centimetres") && without.text().contains(PROSE[3]));
    assert!(without.blocks().all(|block| block.kind() != BlockKind::Table));
}

#[test]
fn links_and_images_can_be_left_out_and_their_words_stay() {
    let figure =
        "<figure><img src=/ice.jpg alt=Ice><figcaption>The ice on Tuesday, from the mole</figcaption></figure>";
    let html = page(&format!("<p>{} <a href=/isle>See the island</a>.</p>{figure}<p>{}", PROSE[0], PROSE[1]));
    let all = Extractor::new().url("https://quay.example/").extract(&html).unwrap();
    assert!(all.markdown().contains("[See the island](https://quay.example/isle)"), "{}", all.markdown());
    assert!(all.markdown().contains("![Ice](https://quay.example/ice.jpg)"), "{}", all.markdown());
    let bare = Extractor::new().links(false).images(false).extract(&html).unwrap();
    assert_eq!(bare.text(), all.text());
    assert!(!bare.markdown().contains("](") && !bare.html().contains("<a ") && !bare.html().contains("<img"));
    assert!(bare.markdown().contains("See the island"));
}

#[test]
fn the_title_tops_the_body_where_it_is_asked_for() {
    let html = page("");
    let extractor = Extractor::new().favor(dehusk::Favor::Recall);
    assert!(text(&extractor, &html).starts_with(PROSE[0]));
    assert!(text(&extractor.title_in_body(true), &html).starts_with("Harbour freezes\n\n"));
}

#[cfg(feature = "selectors")]
mod selectors {
    use super::*;

    fn steered(include: &[&str], exclude: &[&str], html: &str) -> String {
        let extractor = include.iter().fold(Extractor::new(), |extractor, next| extractor.include(next).unwrap());
        let extractor = exclude.iter().fold(extractor, |extractor, next| extractor.exclude(next).unwrap());
        text(&extractor, html)
    }

    /// Two articles that a reader could take either of.
    fn two() -> String {
        let [a, b, c, d] = PROSE;
        format!(
            "<title>Harbour freezes</title><meta name=author content='Jane Doe'><body>
             <div id=one class='story first' lang=en-GB><p>{a}</p><p>{b}</p></div>
             <div id=two class=story><p>{c}</p><p><em class=note>{d}</em></p></div>"
        )
    }

    #[test]
    fn what_is_not_included_is_not_read() {
        let html = two();
        let [a, _, c, d] = PROSE;
        for (selector, first, other) in [
            ("#one", a, c),
            (".story.first", a, c),
            ("div[lang|=en]", a, c),
            ("body > div:nth-child(2)", c, a),
            (".first ~ .story", c, a),
            ("div:has(em)", c, a),
            (".story:not(.first)", c, a),
            ("div:is(#two, #three)", c, a),
            ("em.note", d, a),
            ("EM.note", d, a),
            ("nav, #two", c, a),
        ] {
            let text = steered(&[selector], &[], &html);
            assert!(text.starts_with(first) && !text.contains(other), "{selector}: {text}");
        }
        assert_eq!(steered(&["#one", "#two"], &[], &html), steered(&[], &[], &html));
    }

    #[test]
    fn what_is_excluded_is_not_there() {
        let html = two();
        let article = Extractor::new().exclude("#two").unwrap().extract(&html).unwrap();
        assert_eq!(article.text(), PROSE[..2].join("\n\n"));
        assert!(article.scored().all(|scored| !PROSE[2..].contains(&scored.text())));
        assert_eq!(steered(&[".story"], &["#one", "em"], &html), PROSE[2]);
        assert_eq!(steered(&["#one"], &["div"], &html), "");
        assert_eq!(steered(&[], &["html"], &html), "");
    }

    #[test]
    fn a_page_without_what_is_included_is_empty_but_has_its_metadata() {
        let article = Extractor::new().include("#three").unwrap().extract(&two()).unwrap();
        assert!(article.is_empty() && article.scored().len() == 0 && article.origin() == dehusk::Origin::Nowhere);
        assert_eq!((article.title(), article.authors().next()), (Some("Harbour freezes"), Some("Jane Doe")));
    }

    #[test]
    fn addresses_keep_their_base() {
        let html =
            format!("<base href='https://quay.example/a/'><nav>Home</nav><main><p>{} <a href=b>It</a>.</p>", PROSE[0]);
        let article = Extractor::new().include("main").unwrap().extract(&html).unwrap();
        assert!(article.markdown().contains("[It](https://quay.example/a/b)"), "{}", article.markdown());
    }

    #[test]
    fn threads_in_noscript_can_be_selected() {
        let post = format!("<div class=post><p>{}</p><p>{}</p></div>", PROSE[0], PROSE[1]);
        let html =
            format!("<body><div id=app>Loading</div><noscript><b class=ad>Buy!</b>{}</noscript>", post.repeat(6));
        assert!(steered(&[".post"], &[".ad"], &html).starts_with(PROSE[0]));
    }

    #[test]
    fn what_is_no_selector_is_a_typed_error() {
        for bad in ["", "div >", "a[", ":hover", "::before", "p:nth-child(", "..x", "a,,b", "div:is(:foo)", "{}", "#"] {
            let error = Extractor::new().include(bad).unwrap_err();
            assert!(error.is_selector() && !error.is_limit(), "{bad}");
            assert!(error.to_string().starts_with(&format!("selector {bad:?}: ")), "{error}");
            assert!(Extractor::new().exclude(bad).is_err());
        }
        let deep = format!("{}p{}", ":not(".repeat(10_000), ")".repeat(10_000));
        assert!(Extractor::new().include(&deep).unwrap_err().is_selector());
    }

    #[test]
    #[cfg(feature = "rcdom")]
    fn parsed_pages_are_steered_alike() {
        use html5ever::tendril::TendrilSink;
        let html = two();
        let dom =
            html5ever::parse_document(dehusk::markup5ever_rcdom::RcDom::default(), html5ever::ParseOpts::default());
        let extractor = Extractor::new().include("em.note").unwrap();
        let article = extractor.extract_dom(&dom.one(&*html)).unwrap();
        assert_eq!(article.text(), text(&extractor, &html));
        assert_eq!(article.text(), PROSE[3]);
    }

    /// The standard has unclosed formatting elements opened again in every paragraph, if no two attributes are alike.
    #[test]
    fn unclosed_formatting_stays_linear_where_attributes_are_kept() {
        let page = |count: usize| -> String {
            (0..count)
                .flat_map(|at| ["<p><b class=c".to_owned(), at.to_string(), ">The harbour froze over".to_owned()])
                .collect()
        };
        let extractor = Extractor::new().include("b").unwrap().max_nodes(1_000_000);
        assert_ne!(extractor.extract(&page(2000)).unwrap().truncated(), Some(dehusk::Limit::Nodes));
    }
}
