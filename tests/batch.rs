//! `dehusk batch`: folders and archives, whole and broken.
#![cfg(feature = "cli")]

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROSE: &str = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";

fn page(number: usize) -> String {
    format!(
        "<title>Ice {number}</title><article><p>{PROSE}</p><p>This is day {number} of the ice, and {PROSE}</p></article>"
    )
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("batch").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

struct Ran {
    lines: Vec<Value>,
    text: String,
    err: Vec<String>,
    code: Option<i32>,
}

fn batch(arguments: &[&str], paths: &[&Path]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_dehusk")).arg("batch").args(arguments).args(paths).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    Ran {
        lines: text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
        text,
        err: String::from_utf8(output.stderr).unwrap().lines().map(str::to_owned).collect(),
        code: output.status.code(),
    }
}

impl Ran {
    fn titles(&self) -> Vec<&str> {
        self.lines.iter().map(|line| line["title"].as_str().unwrap()).collect()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(kind: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://quay.example/ice\r\nWARC-Date: 2024-02-06T08:00:00Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    let body = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
    record("response", "application/http; msgtype=response", &body)
}

fn html(number: usize) -> Vec<u8> {
    response("Content-Type: text/html; charset=utf-8", page(number).as_bytes())
}

#[test]
fn folders_are_searched_and_lines_keep_their_order() {
    let folder = folder("folders");
    fs::create_dir_all(folder.join("b")).unwrap();
    for (name, number) in [("c.html", 3), ("a.htm", 1), ("b/x.xhtml", 2)] {
        fs::write(folder.join(name), page(number)).unwrap();
    }
    fs::write(folder.join("d.html.gz"), gzip(page(4).as_bytes())).unwrap();
    fs::write(folder.join("e.warc"), [html(5), html(6)].concat()).unwrap();
    fs::write(folder.join("ice.jpg"), "no page").unwrap();
    let ran = batch(&["--jobs", "1"], &[&folder]);
    assert_eq!((ran.code, ran.err.len()), (Some(0), 0), "{:?}", ran.err);
    assert_eq!(ran.titles(), ["Ice 1", "Ice 2", "Ice 3", "Ice 4", "Ice 5", "Ice 6"]);
    assert!(ran.lines[1]["file"].as_str().unwrap().ends_with("b/x.xhtml"));
    for jobs in ["2", "5", "0"] {
        assert_eq!(batch(&["--jobs", jobs], &[&folder]).text, ran.text);
    }
}

#[test]
fn of_a_folder_texts_are_read_as_text_and_nothing_found_is_said() {
    let folder = folder("texts");
    fs::write(folder.join("a.txt"), format!("Home\n{PROSE}\nRelated\n")).unwrap();
    let texts = batch(&["--input", "text"], &[&folder]);
    assert_eq!((texts.code, texts.lines.len()), (Some(0), 1), "{:?}", texts.err);
    assert_eq!(texts.lines[0]["text"], PROSE);
    let pages = batch(&[], &[&folder]);
    assert_eq!((pages.code, pages.lines.len()), (Some(1), 0));
    assert!(
        pages.err[0].ends_with("texts: no file whose name ends in .html, .htm, .xhtml, .warc, .wet"),
        "{:?}",
        pages.err
    );
}

#[test]
fn formats_say_what_a_line_has() {
    let folder = folder("formats");
    let path = folder.join("a.html");
    fs::write(&path, page(1)).unwrap();
    for (format, keys) in
        [("text", &["text"][..]), ("markdown", &["markdown"]), ("html", &["html"]), ("json", &["text", "blocks"])]
    {
        let ran = batch(&["--format", format], &[&path]);
        for key in ["text", "markdown", "html", "blocks"] {
            assert_eq!(ran.lines[0].get(key).is_some(), keys.contains(&key), "{format} {key}");
        }
    }
    let html = batch(&["--format", "html", "--exclude", "p + p"], &[&path]);
    assert_eq!(html.lines[0]["html"], format!("<p>{PROSE}</p>\n"));
}

#[test]
fn records_of_archives_are_read_by_their_types() {
    let folder = folder("types");
    let not_found = [b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n", page(9).as_bytes()].concat();
    let ferries = "The ferries stay in port until Sunday, said the harbour master, and the market may open on the ice.";
    let flat = format!("Home\nIce 3\nThis is day 3 of the ice. {PROSE}\n{ferries}\n{PROSE} {ferries}\nImprint");
    let records = [
        record("warcinfo", "application/warc-fields", b"software: quay\r\n"),
        record("request", "application/http; msgtype=request", b"GET /ice HTTP/1.1\r\n\r\n"),
        html(1),
        response("Content-Type: image/png", b"no page"),
        record("response", "application/http; msgtype=response", &not_found),
        record("resource", "text/html", page(2).as_bytes()),
        record("resource", "application/pdf", b"%PDF"),
        record("conversion", "text/plain", flat.as_bytes()),
    ];
    let (plain, packed) = (folder.join("a.warc"), folder.join("a.warc.gz"));
    fs::write(&plain, records.concat()).unwrap();
    fs::write(&packed, records.iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>()).unwrap();
    let whole = folder.join("whole.warc.gz");
    fs::write(&whole, gzip(&records.concat())).unwrap();
    for path in [&plain, &packed, &whole] {
        let ran = batch(&[], &[path]);
        assert_eq!((ran.code, ran.lines.len()), (Some(0), 3), "{:?}", ran.err);
        assert!(
            ran.lines
                .iter()
                .enumerate()
                .all(|(at, line)| line["text"].as_str().unwrap().contains(&format!("day {}", at + 1)))
        );
        let first = &ran.lines[0];
        assert_eq!(
            (&first["url"], &first["fetched"]),
            (&"https://quay.example/ice".into(), &"2024-02-06T08:00:00Z".into())
        );
        assert_eq!(first["charset"]["source"], "header");
    }
    let offset = batch(&[], &[&plain]).lines[0]["offset"].as_u64().unwrap();
    assert_eq!(offset as usize, records[0].len() + records[1].len());
    let offset = batch(&[], &[&packed]).lines[0]["offset"].as_u64().unwrap();
    assert_eq!(offset as usize, gzip(&records[0]).len() + gzip(&records[1]).len());
}

#[test]
fn what_calls_itself_html_and_is_another_format_is_no_page() {
    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n";
    let path = folder("mislabelled").join("a.warc");
    let head = "Content-Type: text/html";
    let packed = response(&format!("{head}\r\nContent-Encoding: gzip"), &gzip(PDF));
    let records = [html(1), response(head, PDF), packed, record("resource", "text/html", PDF), html(2)];
    fs::write(&path, records.concat()).unwrap();
    let ran = batch(&[], &[&path]);
    assert_eq!((ran.code, ran.titles()), (Some(0), vec!["Ice 1", "Ice 2"]), "{:?}", ran.err);
    assert!(ran.err.is_empty(), "{:?}", ran.err);
}

#[test]
fn codings_are_undone() {
    let folder = folder("codings");
    let body = page(1);
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
    zlib.write_all(body.as_bytes()).unwrap();
    let (one, two) = body.as_bytes().split_at(100);
    let chunks = [
        format!("{:x}\r\n", one.len()).as_bytes(),
        one,
        format!("\r\n{:X};x=y\r\n", two.len()).as_bytes(),
        two,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let path = folder.join("a.warc");
    let records = [
        response(&format!("{html}Content-Encoding: gzip"), &gzip(body.as_bytes())),
        response(&format!("{html}content-encoding: deflate"), &zlib.finish().unwrap()),
        response(&format!("{html}Transfer-Encoding: chunked"), &chunks),
        // Undone by the crawler, which left the headers as they were.
        response(&format!("{html}Content-Encoding: gzip\r\nTransfer-Encoding: chunked"), body.as_bytes()),
        response("Server: quay", body.as_bytes()),
    ];
    fs::write(&path, records.concat()).unwrap();
    let ran = batch(&[], &[&path]);
    assert_eq!((ran.code, ran.titles()), (Some(0), vec!["Ice 1"; 5]), "{:?}", ran.err);
    let text = &ran.lines[0]["text"];
    assert!(ran.lines.iter().all(|line| line["text"] == *text));

    fs::write(&path, [response(&format!("{html}Content-Encoding: br"), b"\x1b\x03"), records[4].clone()].concat())
        .unwrap();
    let ran = batch(&[], &[&path]);
    assert_eq!((ran.code, ran.lines.len()), (Some(1), 1));
    assert!(ran.err[0].contains("a.warc at byte 0: the response has a content coding"), "{:?}", ran.err);
}

/// What is broken is named with its place, and costs nothing else.
#[test]
fn one_broken_record_does_not_cost_the_others() {
    let folder = folder("broken");
    let path = folder.join("a.warc");
    let good: Vec<Vec<u8>> = (1..=3).map(html).collect();
    let text = String::from_utf8(good[1].clone()).unwrap();
    let length = good[1].len();
    for (name, broken) in [
        ("too long", text.replace("Content-Length: ", "Content-Length: 9")),
        (
            "too short",
            text.replace("Content-Length: ", "Content-Length: 1")
                .replace("Content-Length: 1", "Content-Length: 1\r\nX: "),
        ),
        ("no length", text.replace("Content-Length", "Content-Longth")),
        ("no number", text.replace("Content-Length: ", "Content-Length: x")),
        ("no version", text.replacen("WARC/1.0", "WORC/1.0", 1)),
        ("no colon", text.replacen("WARC-Type: response", "WARC-Type response", 1)),
        ("cut", text[..length - 40].to_owned()),
    ] {
        fs::write(&path, [good[0].as_slice(), broken.as_bytes(), &good[2]].concat()).unwrap();
        let ran = batch(&[], &[&path]);
        assert_eq!((ran.code, ran.titles()), (Some(1), vec!["Ice 1", "Ice 3"]), "{name}: {:?}", ran.err);
        let place = format!("dehusk: {} at byte {}: ", path.display(), good[0].len());
        assert!(ran.err[0].starts_with(&place), "{name}: {:?}", ran.err);
        assert_eq!(ran.err[1..], ["dehusk: 1 of 3 pages failed"], "{name}");
    }
}

#[test]
fn one_broken_gzip_member_does_not_cost_the_others() {
    let folder = folder("member");
    let path = folder.join("a.warc.gz");
    let members: Vec<Vec<u8>> = (1..=3).map(|number| gzip(&html(number))).collect();
    let mut broken = members[1].clone();
    let middle = broken.len() / 2;
    broken[middle..middle + 20].fill(0x55);
    for bad in [&broken[..], &members[1][..middle], b"no gzip at all"] {
        fs::write(&path, [&members[0], bad, &members[2]].concat()).unwrap();
        let ran = batch(&[], &[&path]);
        assert_eq!((ran.code, ran.titles()), (Some(1), vec!["Ice 1", "Ice 3"]), "{:?}", ran.err);
        assert!(
            ran.err[0].starts_with(&format!("dehusk: {} at byte {}: ", path.display(), members[0].len())),
            "{:?}",
            ran.err
        );
    }
    fs::write(&path, &members[0][..middle]).unwrap();
    assert_eq!(batch(&[], &[&path]).code, Some(1));
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = folder("unreadable");
    let (good, empty, missing) = (folder.join("a.html"), folder.join("b.html"), folder.join("no.html"));
    fs::write(&good, page(1)).unwrap();
    fs::write(&empty, "").unwrap();
    let ran = batch(&[], &[&missing, &empty, &good]);
    // An empty file is a page with nothing to read.
    assert_eq!((ran.code, ran.lines.len()), (Some(1), 2));
    assert_eq!((&ran.lines[0]["origin"], &ran.lines[1]["title"]), (&"nowhere".into(), &"Ice 1".into()));
    assert!(ran.err[0].starts_with(&format!("dehusk: {}: ", missing.display())), "{:?}", ran.err);
    assert_eq!(ran.err[1..], ["dehusk: 1 of 3 pages failed"]);
}
