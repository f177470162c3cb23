//! Where one block ends and the next begins, and what stands in it: as a browser would show the page.

use dehusk::{BlockKind, Origin};

fn blocks(html: &str) -> Vec<String> {
    dehusk::extract(html).scored().map(|block| block.text().to_owned()).collect()
}

/// Fails for each page whose blocks are not those beside it.
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(html, expected)| blocks(html) != *expected)
        .map(|(html, expected)| format!("{html:?}\n  expected {expected:?}\n  found    {:?}", blocks(html)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn block_level_elements_part_and_inline_ones_do_not() {
    check(&[
        ("<p>The ice</p><p>held.</p>", &["The ice", "held."]),
        ("<div>The ice<div>held</div>again</div>", &["The ice", "held", "again"]),
        ("<p>The <b>ice</b> <em>held</em>.", &["The ice held."]),
        ("<section>The ice</section>held", &["The ice", "held"]),
        ("The ice<hr>held", &["The ice", "held"]),
        ("<h2>The ice</h2>held", &["The ice", "held"]),
        ("<p>The ice<p>held", &["The ice", "held"]),
        ("<a href=/x><div>The ice</div><div>held</div></a>", &["The ice", "held"]),
    ]);
}

#[test]
fn one_line_break_stays_and_two_begin_a_block() {
    check(&[
        ("The ice<br>held", &["The ice\nheld"]),
        ("The ice<br><br>held", &["The ice", "held"]),
        ("The ice<br> \n <br>held", &["The ice", "held"]),
        ("The ice<br>&nbsp;<br>held", &["The ice\n\u{a0}\nheld"]),
        ("<br>The ice<br>", &["The ice"]),
        ("<p>The ice<span><br></span><br/>held", &["The ice", "held"]),
    ]);
}

#[test]
fn cells_and_items_stand_apart() {
    check(&[
        ("<table><tr><td>Bay<td>Ice<tr><td>North<td>40 cm</table>", &["Bay", "Ice", "North", "40 cm"]),
        ("<ul><li>Bay<li>Ice<ul><li>thick</ul>again</ul>", &["Bay", "Ice", "thick", "again"]),
        ("<dl><dt>Bay<dd>cold</dl>", &["Bay", "cold"]),
        ("<table><caption>Bays<tr><td>North</table>", &["Bays", "North"]),
        ("<figure><img src=x><figcaption>North bay</figcaption></figure>", &["North bay"]),
    ]);
}

#[test]
fn what_is_never_shown_is_no_text() {
    check(&[
        ("<script>let ice = 1</script>held", &["held"]),
        ("<style>p { color: red }</style>held", &["held"]),
        ("<template><p>ice</p></template>held", &["held"]),
        ("<p>held<script>document.write('ice')</script> again", &["held again"]),
        ("<svg><text>ice</text></svg>held", &["held"]),
        ("<select><option>ice</select>held", &["held"]),
        ("<textarea>ice</textarea>held", &["held"]),
        ("<iframe>ice</iframe>held", &["held"]),
        ("<!-- ice -->held", &["held"]),
        ("<head><title>ice</title></head>held", &["held"]),
        ("<noscript><img src=pixel>Please enable scripting</noscript>held", &["held"]),
        ("<img alt=ice>held", &["held"]),
    ]);
}

#[test]
fn white_space_folds_as_style_sheets_fold_it() {
    check(&[
        ("<p>  The \n\t ice \r\n held  </p>", &["The ice held"]),
        ("<p>The <b> ice </b> held", &["The ice held"]),
        ("<p>The&nbsp;ice&nbsp; held", &["The\u{a0}ice\u{a0} held"]),
        ("<p>The\u{3000}ice", &["The\u{3000}ice"]),
        ("<p> \n </p><p>&#8203;</p><div>\t</div>", &[]),
        ("<pre>The  ice\n  held</pre>", &["The  ice\n  held"]),
        ("<pre>\nThe <b>ice</b>\n\theld\n</pre>", &["The ice\n\theld"]),
        ("<pre>The ice<br>held</pre>", &["The ice\nheld"]),
    ]);
}

#[test]
fn words_are_glued_where_a_browser_glues_them() {
    check(&[
        ("<p><span>T</span>he ice", &["The ice"]),
        ("<p>un<b>believ</b>able", &["unbelievable"]),
        ("<p><a href=x>cat</a>s", &["cats"]),
        ("<p>H<sub>2</sub>O", &["H2O"]),
        ("<p>ice<wbr>breaker", &["icebreaker"]),
        ("<p>ice<!-- -->breaker", &["icebreaker"]),
        ("<p>The ice<i>.</i>", &["The ice."]),
    ]);
}

#[test]
fn words_are_apart_where_a_page_shows_them_apart() {
    check(&[
        ("<p><a href=x>Ice</a><a href=y>Ferries</a>", &["Ice Ferries"]),
        ("<p><span>12 reviews</span><span>Write one</span>", &["12 reviews Write one"]),
        ("<p>ice<img src=x>held", &["ice held"]),
        ("<p>ice<button>held</button>again", &["ice held again"]),
        ("<x-card>ice</x-card><x-card>held</x-card>", &["ice held"]),
        ("ice<x-card>held</x-card>", &["ice held"]),
    ]);
}

#[test]
fn inline_style_says_what_is_a_block() {
    check(&[
        ("<span style='display:block'>The ice</span><span style='DISPLAY : Block'>held</span>", &["The ice", "held"]),
        ("<p>The <div style='display: inline'>ice</div><div style='display:inline'> held</div>", &["The", "ice held"]),
        ("<span style='color:red;display:inline-block'>ice</span><span>held</span>", &["ice held"]),
        ("<a style='display:flex !important'>The ice</a>held", &["The ice", "held"]),
        ("<script style='display:block'>ice</script>held", &["held"]),
    ]);
}

#[test]
fn kinds_are_those_of_the_elements() {
    let html = "<h2>Bays</h2><p>The ice held.<ul><li>North</ul><blockquote><p>Cold</blockquote><pre>x = 1</pre>
                <table><caption>Ice<tr><td>40 cm</table><dl><dt>Bay</dl>";
    let kinds: Vec<BlockKind> = dehusk::extract(html).scored().map(|block| block.kind()).collect();
    let expected = [
        BlockKind::Heading(2),
        BlockKind::Paragraph,
        BlockKind::ListItem,
        BlockKind::Quote,
        BlockKind::Code,
        BlockKind::Caption,
        BlockKind::Cell,
        BlockKind::Definition,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_thread_in_noscript_is_read_where_the_page_has_little_else() {
    let post = "<div class=post><p>The harbour froze over on Tuesday, for the first time in forty years, and the
                ferries stayed in until the tide had broken the ice along the northern mole.</p></div>";
    let thread = format!("<noscript><div class=thread>{}</div></noscript>", post.repeat(9));
    let read = dehusk::extract(&format!("<body><div id=app>Loading</div>{thread}"));
    let posts = read.scored().filter(|block| block.text().starts_with("The harbour froze over")).count();
    assert_eq!((posts, read.origin()), (9, Origin::Noscript));

    let beside_a_page = dehusk::extract(&format!("<body>{}{thread}", post.replace("harbour", "lake").repeat(60)));
    assert!(beside_a_page.scored().all(|block| block.text().starts_with("The lake")));
}

#[test]
fn an_article_in_noscript_is_read_though_the_menus_are_longer() {
    let menus = "<ul><li><a href=/archive/2019/03>Archive of March 2019</a><li><a href=/archive/2019/04>Archive of \
                 April 2019</a></ul>";
    let day = |day: u32| {
        format!(
            "<p>On the {day}th of March the harbour froze over, {day} days later than in the year before, and the ferries stayed in until the \
             tide had broken the ice, which was {day} cm thick along the northern mole and half as thick in the middle.</p>"
        )
    };
    let pixels = "<img src=/count?page=1 width=1 height=1 alt=''>".repeat(80);
    let notice = "<p>Please turn on scripts in your browser to see prices and to order.</p>";
    let hidden = "<div hidden><p>We and our partners keep small files on your device to measure how our pages are read. You can change your \
                  mind at any time, and need not give a reason. What was kept until then stays with us for thirteen months.</div>";
    let page = |behind: &str| {
        let behind = format!("<noscript>{behind}</noscript>");
        dehusk::extract(&format!("<body><h1>Ice</h1>{}{hidden}<div id=app>Loading</div>{behind}", menus.repeat(60)))
    };
    let read = page(&(11..19).map(day).collect::<String>());
    assert_eq!((read.origin(), read.text().matches("of March the harbour froze over").count()), (Origin::Noscript, 8));
    for behind in [pixels.clone(), pixels + notice] {
        assert_ne!(page(&behind).origin(), Origin::Noscript);
    }
}

#[test]
fn soft_hyphens_are_no_part_of_words() {
    let paragraph = "<p>Die Hafen&shy;meisterei von Hallow&shy;beck hat am Diens\u{ad}tag den Fähr&shy;betrieb \
                     einge&shy;stellt, zum ersten Mal seit vierzig Jahren, und die Boote lie&shy;gen fest im Eis.</p>";
    let html = format!("<title>Ha&shy;fen</title><body><article><h1>Ha&shy;fen</h1>{}</article>", paragraph.repeat(5));
    let read = dehusk::extract(&html);
    assert_eq!(read.title(), Some("Hafen"));
    assert_eq!(read.text().matches("Die Hafenmeisterei von Hallowbeck hat am Dienstag den Fährbetrieb").count(), 5);
    assert!(read.scored().all(|block| !block.text().contains('\u{ad}')));
    let lines = read.text().replace("meisterei", "\u{ad}meisterei");
    assert_eq!(dehusk::clean_text(&lines).text(), dehusk::clean_text(read.text()).text());
}

#[test]
fn a_page_that_was_saved_in_the_wrong_encoding_is_read_in_the_right_one() {
    let prose = "<p>“It’s as thick as a man’s arm,” said Zoë Dvořák – the harbour’s master – on Tuesday, “and we’ll be \
                 here until March if the wind doesn’t turn.”</p>";
    let html = format!("<title>The ice – and we</title><body><article><h1>The ice – and we</h1>{}", prose.repeat(5));
    let misread: String = html.bytes().map(char::from).collect();
    assert_ne!(misread, html);
    let (read, right) = (dehusk::extract(&misread), dehusk::extract(&html));
    assert_eq!((read.title(), read.text()), (right.title(), right.text()));
    assert_eq!(dehusk::Extractor::new().extract_bytes(misread.as_bytes(), None).unwrap().text(), right.text());
}
