//! The `dehusk` command, run as a user runs it.
#![cfg(feature = "cli")]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PROSE: [&str; 3] = [
    "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.",
    "Nobody in town remembers the ice as thick as this, said the harbour master, who is seventy-two.",
    "The fish market opened all the same, though there was little to sell, and closed again before noon.",
];

fn page() -> String {
    let prose = PROSE.join("</p>\n<p>");
    format!(
        "<!doctype html><meta charset=utf-8><title>Harbour freezes</title>
         <body><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/ice>Ice</a></ul></nav>
         <article><h1>Harbour freezes</h1>\n<p>{prose}</p></article>
         <footer><a href=/imprint>Imprint</a> <a href=/terms>Terms</a></footer>"
    )
}

/// An empty folder of the test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn dehusk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dehusk"));
    command.args(arguments).stdin(Stdio::null()).env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

struct Ran {
    out: String,
    err: String,
    code: Option<i32>,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }
}

impl Ran {
    /// Standard output, where all went well and nothing was complained of.
    fn well(self) -> String {
        assert_eq!((self.code, &*self.err), (Some(0), ""));
        self.out
    }
}

fn run(arguments: &[&str]) -> Ran {
    dehusk(arguments).output().unwrap().into()
}

fn run_on(arguments: &[&str], input: &[u8]) -> Ran {
    let mut child =
        dehusk(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap().into()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_article_of_a_page_on_standard_input() {
    for arguments in [&["-"][..], &[], &["--favor", "recall", "--url", "https://quay.example/ice", "-"]] {
        let text = run_on(arguments, page().as_bytes()).well();
        assert!(PROSE.iter().all(|prose| text.contains(prose)), "{text}");
        assert!(!text.contains("Imprint"), "{text}");
    }
}

#[test]
fn pages_in_files_are_told_apart() {
    let folder = folder("files");
    let (plain, packed) = (file(&folder, "plain.html", page()), file(&folder, "packed.html.gz", gzipped(&page())));
    let alone = run(&[&plain]).well();
    assert_eq!(run(&[&packed]).well(), alone);
    let both = run(&[&plain, &packed]).well();
    assert_eq!(both, format!("==> {plain} <==\n{alone}\n==> {packed} <==\n{alone}"));
}

#[test]
fn json_has_an_object_a_line() {
    let path = file(&folder("json"), "page.html", page());
    let out = run(&["--format", "json", "--explain", &path, &path]).well();
    let pages: Vec<Value> = out.lines().map(json).collect();
    assert_eq!(pages.len(), 2);
    let page = &pages[0];
    assert_eq!((&page["file"], &page["title"]), (&Value::from(path), &Value::from("Harbour freezes")));
    assert_eq!((&page["origin"], &page["truncated"]), (&Value::from("visible"), &Value::Null));
    assert_eq!(page["charset"]["name"], "UTF-8");
    assert!(page["text"].as_str().unwrap().contains(PROSE[1]));
    let blocks = page["scored"].as_array().unwrap();
    let block = blocks.iter().find(|block| block["text"] == PROSE[0]).unwrap();
    assert_eq!((&block["kind"], &block["level"], &block["kept"]), (&"paragraph".into(), &Value::Null, &true.into()));
    let typed = page["blocks"].as_array().unwrap().iter().find(|block| block["text"] == PROSE[0]).unwrap();
    assert_eq!((&typed["kind"], &typed["runs"][0]["text"]), (&"paragraph".into(), &PROSE[0].into()));
    assert!((0.0..=1.0).contains(&block["score"].as_f64().unwrap()));
    assert!(block["path"].as_str().unwrap().ends_with("body > article > p"));
    let heading = blocks.iter().find(|block| block["kind"] == "heading").unwrap();
    assert_eq!(heading["level"], 1);
}

#[test]
fn keys_of_json_keep_their_order() {
    let out = run_on(&["--format", "json", "--explain", "-"], page().as_bytes()).well();
    let place = |key: &str| out.find(&format!("\"{key}\":")).unwrap_or_else(|| panic!("no {key}"));
    // `kind` and `text` are keys of the page before they are keys of its blocks.
    let page = ["file", "title", "origin", "kind", "kind_probability", "confidence", "doubt", "charset", "truncated"];
    assert!(page.map(place).is_sorted());
    let keys = ["truncated", "metadata", "text", "blocks", "score", "path", "runs"];
    assert!(keys.map(place).is_sorted());
    let keys = ["runs", "scored", "link_ratio", "kept"];
    assert!(keys.map(place).is_sorted());
}

#[test]
fn explanations_say_what_was_kept_and_dropped() {
    let path = file(&folder("explain"), "page.html", page());
    let out = run(&["--explain", &path]).well();
    let verdict = |text: &str| {
        let mut lines = out.lines().zip(out.lines().skip(1));
        lines.find(|(_, next)| next.trim() == text).unwrap_or_else(|| panic!("no {text}: {out}")).0
    };
    let kept = verdict(PROSE[0]);
    assert!(kept.starts_with("kept ") && kept.contains("links 0.000") && kept.contains(" 96 chars"), "{kept}");
    assert!(kept.ends_with("html > body > article > p"), "{kept}");
    let dropped = verdict("Imprint Terms");
    assert!(dropped.starts_with("dropped ") && dropped.ends_with("html > body > footer"), "{dropped}");
}

#[test]
fn colours_are_for_terminals() {
    let path = file(&folder("colours"), "page.html", page());
    let colours = |name: &str| {
        let out: Ran = dehusk(&["--explain", &path]).env(name, "1").output().unwrap().into();
        out.well().contains('\x1b')
    };
    assert!(colours("CLICOLOR_FORCE"));
    assert!(!colours("NO_COLOR"));
    assert!(!run(&["--explain", &path]).well().contains('\x1b'));
}

#[test]
fn what_cannot_be_read_is_an_error_that_names_the_file() {
    let folder = folder("unreadable");
    let (missing, directory) = (folder.join("missing.html"), folder.to_str().unwrap().to_owned());
    let broken = file(&folder, "broken.html.gz", &gzipped(&page())[..40]);
    for (path, reason) in [(missing.to_str().unwrap(), ""), (&*directory, "is a directory"), (&*broken, "")] {
        let ran = run(&[path]);
        assert_eq!((ran.code, &*ran.out), (Some(1), ""), "{path}");
        assert!(ran.err.starts_with(&format!("dehusk: {path}: {reason}")), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1);
    }
}

#[test]
fn a_file_of_another_format_is_no_page() {
    let folder = folder("formats");
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".as_slice();
    let files: [(&str, &[u8], &str); 4] = [
        ("ice.html", png, "image/png"),
        ("ice.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n", "application/pdf"),
        ("marked.pdf", b"\xef\xbb\xbf\n%PDF-1.4 \r1 0 obj", "application/pdf"),
        ("ice.rtf", b"{\\rtf1\\ansi The ice holds.}", "application/rtf"),
    ];
    for (name, bytes, format) in files {
        let path = file(&folder, name, bytes);
        let ran = run(&[&path]);
        assert_eq!((ran.code, &*ran.out), (Some(1), ""));
        assert_eq!(ran.err, format!("dehusk: {path}: is no page, but {format}\n"));
    }
}

#[test]
fn what_begins_as_the_files_of_a_format_do_may_be_a_text() {
    let folder = folder("starts");
    let lines = PROSE.join("\n\n");
    for start in ["BM\x01 was on the quay.", "MZ was on the quay.", "%PDF-1.7 is a version of the format."] {
        let text = file(&folder, "start.txt", format!("{start}\n\n{lines}"));
        assert!(run(&["--input", "text", &text]).well().contains(PROSE[1]), "{start}");
    }
    let about = page().replace("<title>", "<title>\x1a What %PDF-1.7 says of ");
    assert!(run(&[&file(&folder, "about.html", about)]).well().contains(PROSE[1]));
    let utf16: Vec<u8> = std::iter::once(0xfeff).chain(page().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert!(run(&[&file(&folder, "utf16.html", utf16)]).well().contains(PROSE[1]));
}

#[test]
fn one_unreadable_page_does_not_cost_the_others() {
    let folder = folder("others");
    let (missing, whole) = (folder.join("missing.html"), file(&folder, "whole.html", page()));
    let ran = run(&[missing.to_str().unwrap(), &whole]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("missing.html: ") && ran.out.contains(PROSE[2]));
    assert!(ran.out.starts_with("==> "), "{}", ran.out);
}

#[test]
fn a_page_with_nothing_to_read_is_no_error() {
    for page in ["<!doctype html><title></title><body><img src=ice.jpg>", "", " \n"] {
        let ran = run_on(&["-"], page.as_bytes());
        assert_eq!((ran.code, &*ran.out), (Some(0), ""), "{page:?}");
        assert_eq!(ran.err, "dehusk: -: nothing to read on this page\n", "{page:?}");
    }
}

#[test]
fn a_check_for_robots_is_said_to_be_one() {
    let page = "<title>Denied</title><h1>Press and hold</h1><p>Only readers come in here.<div id=px-captcha></div>";
    let ran = run_on(&["-"], page.as_bytes());
    assert_eq!((ran.code, &*ran.err), (Some(0), "dehusk: -: a check for robots in place of the page\n"));
}

#[test]
fn charsets_are_taken_from_the_command_line() {
    let russian = "Гавань замёрзла во вторник, впервые за сорок лет, и паромы остались у причала.";
    let html = format!("<!doctype html><title>x</title><p>{russian}<p>{russian} И опять.");
    let (bytes, _, _) = encoding_rs::KOI8_R.encode(&html);
    for arguments in [["--charset", "koi8-r"], ["--content-type", "text/html; charset=koi8-r"]] {
        let out = run_on(&[&arguments[..], &["--format", "json", "--explain"]].concat(), &bytes).well();
        let page = json(&out);
        assert_eq!((&page["charset"]["name"], &page["charset"]["source"]), (&"KOI8-R".into(), &"header".into()));
        assert!(page["scored"].as_array().unwrap().iter().any(|block| block["text"] == russian), "{out}");
    }
    assert_eq!(run(&["--charset", "klingon"]).code, Some(2));
    assert_eq!(run(&["--charset", "koi8-r", "--content-type", "text/html"]).code, Some(2));
}

#[test]
fn a_file_may_have_the_name_of_a_subcommand() {
    let folder = folder("names");
    file(&folder, "eval", page());
    let ran: Ran = dehusk(&["--", "eval"]).current_dir(&folder).output().unwrap().into();
    assert!(ran.well().contains(PROSE[0]));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let path = file(&folder("pipe"), "page.html", page());
    let many = vec![&*path; 2000];
    for options in [&["--explain"][..], &["--format", "json"], &[]] {
        let mut child =
            dehusk(&[options, &many].concat()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ran = Ran::from(child.wait_with_output().unwrap());
        assert_eq!((ran.code, &*ran.err), (Some(0), ""));
    }
}

/// A corpus of a good page, a gzipped one of which the label asks for everything, one that has snippets only.
fn corpus(name: &str) -> String {
    let folder = folder(name);
    let labels = [
        serde_json::json!({"id": "good", "kind": "article", "title": "HARBOUR freezes!", "text": PROSE.join("\n\n")}),
        serde_json::json!({"id": "bad", "kind": "forum", "url": "https://quay.example/bad", "title": "Other",
            "text": "quite other words altogether"}),
        serde_json::json!({"id": "snippets", "with": [PROSE[0], PROSE[1], "no such words"], "without": ["Imprint"]}),
    ];
    file(&folder, "labels.jsonl", labels.map(|label| label.to_string()).join("\n"));
    file(&folder, "html/good.html", page());
    file(&folder, "html/bad.html.gz", gzipped(&page()));
    file(&folder, "html/snippets.html", page());
    folder.to_str().unwrap().to_owned()
}

/// The cells of a table's line, by the name at its start.
fn cells<'a>(table: &'a str, name: &str) -> Vec<&'a str> {
    let line = table.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("no {name}: {table}"));
    line.split_whitespace().collect()
}

#[test]
fn eval_sums_up_a_corpus() {
    let corpus = corpus("eval");
    let table = run(&["eval", &corpus]).well();
    assert_eq!(table.lines().next().unwrap().trim(), "all");
    assert_eq!((cells(&table, "pages"), cells(&table, "texts")), (vec!["3"], vec!["2"]));
    let f1 = cells(&table, "word F1")[0];
    assert_eq!(f1.len(), "0.1234".len());
    assert!((0.4..=0.5).contains(&f1.parse::<f64>().unwrap()), "{f1}");
    assert_eq!((cells(&table, "with "), cells(&table, "without")), (vec!["0.667"], vec!["0.000"]));
    assert_eq!((cells(&table, "snippet F1"), cells(&table, "title")), (vec!["0.800"], vec!["0.500"]));
    assert!(cells(&table, "pages/s")[0].parse::<f64>().unwrap() > 0.0);
    let lengths: Vec<usize> = table.lines().map(str::len).collect();
    assert!(lengths.iter().all(|length| *length == lengths[0]), "{table}");
}

#[test]
fn eval_tells_kinds_apart() {
    let table = run(&["eval", &corpus("kinds"), "--kinds"]).well();
    assert_eq!(cells(&table, ""), ["all", "article", "forum", "unlabelled"]);
    assert_eq!(cells(&table, "pages"), ["3", "1", "1", "1"]);
    assert_eq!(cells(&table, "recall"), ["0.500", "1.000", "0.000", "-"]);
}

#[test]
fn eval_lists_the_worst_pages() {
    let table = run(&["eval", &corpus("worst"), "--worst", "2"]).well();
    let (_, worst) = table.split_once("\n\n").unwrap();
    let lines: Vec<&str> = worst.lines().collect();
    assert_eq!(lines.len(), 3, "{worst}");
    assert!(
        lines[1].starts_with(" 0.0000") && lines[1].ends_with("bad       forum  https://quay.example/bad"),
        "{worst}"
    );
    assert!(lines[2].trim_start().starts_with("- ") && lines[2].contains("2/3      0/1  snippets"), "{worst}");
}

#[test]
fn eval_writes_what_was_extracted() {
    let corpus = corpus("out");
    let out = Path::new(&corpus).join("out.jsonl");
    run(&["eval", &corpus, "--out", out.to_str().unwrap()]).well();
    let lines: Vec<Value> = fs::read_to_string(out).unwrap().lines().map(json).collect();
    assert_eq!(lines.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ["good", "bad", "snippets"]);
    for line in &lines {
        assert!(line["text"].as_str().unwrap().contains(PROSE[0]));
        assert_eq!(line["title"], "Harbour freezes");
        assert!(line["ms"].as_f64().unwrap() > 0.0);
        assert!(["author", "date"].iter().all(|key| line.get(key).is_some()));
    }
    let unwritable = Path::new(&corpus).join("no/such/folder");
    let ran = run(&["eval", &corpus, "--out", unwritable.to_str().unwrap()]);
    assert_eq!((ran.code, &*ran.out), (Some(1), ""));
    assert!(ran.err.starts_with(&format!("dehusk: {}: ", unwritable.display())), "{}", ran.err);
}

#[test]
fn eval_prints_json() {
    let corpus = corpus("eval-json");
    let report = json(&run(&["eval", &corpus, "--json", "--kinds", "--worst", "1", "--favor", "recall"]).well());
    assert_eq!((&report["corpus"], &report["favor"]), (&corpus.into(), &"recall".into()));
    assert_eq!((&report["all"]["pages"], &report["all"]["texts"]), (&3.into(), &2.into()));
    assert!(report["all"]["megabytes_per_second"].as_f64().unwrap() > 0.0);
    assert_eq!(report["kinds"]["forum"]["f1"], 0.0);
    assert_eq!(report["worst"][0]["id"], "bad");
    assert_eq!(report["failures"], serde_json::json!([]));
}

#[test]
fn a_missing_page_fails_the_evaluation_and_spoils_no_figure() {
    let corpus = corpus("missing");
    fs::remove_file(Path::new(&corpus).join("html/bad.html.gz")).unwrap();
    let ran = run(&["eval", &corpus]);
    assert_eq!(ran.code, Some(1));
    assert_eq!((cells(&ran.out, "pages"), cells(&ran.out, "texts")), (vec!["2"], vec!["1"]));
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.err);
    assert!(lines[0].starts_with("dehusk: ") && lines[0].contains("bad.html (or .gz): "), "{}", ran.err);
    assert!(lines[1].contains("1 of 3 pages"), "{}", ran.err);
    let report = json(&run(&["eval", &corpus, "--json"]).out);
    assert!(report["failures"][0].as_str().unwrap().contains("bad.html (or .gz)"));
}

#[test]
fn what_is_no_corpus_is_an_error_that_names_the_file() {
    let folder = folder("no-corpus");
    let path = folder.to_str().unwrap();
    let ran = run(&["eval", path]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("labels.jsonl: "), "{}", ran.err);
    file(&folder, "labels.jsonl", "");
    assert!(run(&["eval", path]).err.ends_with("labels.jsonl: has no labels\n"));
    file(&folder, "labels.jsonl", "{\"id\": \"a\"}\n{\"id\": 7}\n");
    let ran = run(&["eval", path]);
    assert!(ran.err.contains("labels.jsonl:2: "), "{}", ran.err);
    assert_eq!(ran.code, Some(1));
}

#[test]
fn features_have_a_row_for_each_block() {
    let corpus = corpus("features");
    let out = Path::new(&corpus).join("features");
    run(&["features", &corpus, "--out", out.to_str().unwrap(), "--texts"]).well();
    let read = |name: &str| fs::read(out.join(name)).unwrap();
    let lines = |name: &str| -> Vec<Value> { String::from_utf8(read(name)).unwrap().lines().map(json).collect() };
    let (pages, texts) = (lines("pages.jsonl"), lines("texts.jsonl"));
    assert_eq!(pages.iter().map(|page| page["id"].as_str().unwrap()).collect::<Vec<_>>(), ["good", "bad"]);
    let blocks: u64 = pages.iter().map(|page| page["blocks"].as_u64().unwrap()).sum();
    let blocks = usize::try_from(blocks).unwrap();
    let names = String::from_utf8(read("names.txt")).unwrap().lines().count();
    assert_eq!(read("features.f32").len(), 4 * blocks * names);
    assert_eq!((read("labels.f32").len(), read("tokens.u32").len()), (4 * blocks, 4 * blocks));
    assert_eq!(texts.iter().map(|page| page["texts"].as_array().unwrap().len()).sum::<usize>(), blocks);
    assert!(String::from_utf8(read("fingerprint")).unwrap().parse::<u32>().is_ok());
}

#[test]
fn usage_errors_exit_with_2() {
    for arguments in [&["--format", "xml"][..], &["eval"], &["batch"], &["features", "corpus"], &["--favor", "nobody"]]
    {
        assert_eq!(run(arguments).code, Some(2), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_done_is_said_before_anything_is_read() {
    for (arguments, reason) in [
        (&["--url", "quay.example/ice"][..], "relative URL"),
        (&["--url", "ftp://quay.example/"], "http or https"),
        (&["--include", "main >"], "selector \"main >\""),
        (&["--exclude", ":hover"], "pseudo-class"),
        (&["--explain", "--format", "markdown"], "--explain is text"),
        (&["--explain", "--format", "html"], "--explain is text"),
    ] {
        let ran = run(&[arguments, &["no-such-file.html"]].concat());
        assert_eq!((ran.code, &*ran.out), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains(reason), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn selectors_and_flags_steer_what_is_read() {
    let text = run_on(&["--exclude", "p:nth-of-type(2), footer"], page().as_bytes()).well();
    assert!(text.contains(PROSE[0]) && !text.contains(PROSE[1]) && text.contains(PROSE[2]), "{text}");
    let nothing = run_on(&["--include", "#no-such"], page().as_bytes());
    assert_eq!((nothing.code, &*nothing.out), (Some(0), ""));
    assert_eq!(nothing.err, "dehusk: -: nothing to read on this page\n");
}

#[test]
fn comments_come_after_the_article() {
    let comment =
        "My father walked across that ice to the island, in the winter of sixty-three, and told us every year.";
    let page = page().replace("<footer>", &format!("<section id=comments><p>{comment}</p></section><footer>"));
    for (format, between) in [("text", "\n---\n"), ("markdown", "\n***\n"), ("html", "<hr>")] {
        let out = run_on(&["--comments", "--format", format], page.as_bytes()).well();
        let (article, comments) = out.split_once(between).unwrap_or_else(|| panic!("{out}"));
        assert!(article.contains(PROSE[2]) && !article.contains(comment) && comments.contains(comment), "{out}");
        assert!(!run_on(&["--format", format], page.as_bytes()).well().contains(comment));
    }
}

#[test]
fn eval_finds_the_same_with_any_number_of_jobs() {
    let corpus = corpus("jobs");
    let pages = |jobs: &str| -> Vec<Value> {
        let out = Path::new(&corpus).join("out.jsonl");
        run(&["eval", &corpus, "--jobs", jobs, "--out", out.to_str().unwrap()]).well();
        let lines: Vec<Value> = fs::read_to_string(out).unwrap().lines().map(json).collect();
        lines.into_iter().map(|line| serde_json::json!([line["id"], line["text"], line["title"]])).collect()
    };
    assert_eq!(pages("1"), pages("3"));
}
