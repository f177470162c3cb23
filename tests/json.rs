//! What the command prints as JSON, against the schema that the documentation has.
#![cfg(feature = "cli")]

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("src/docs/article.schema.json")).unwrap()).unwrap()
}

/// A validator of the part of JSON Schema that the schema is written in; what it does not know, it refuses.
struct Validator<'a> {
    schema: &'a Value,
    /// The keys of the schema that some value had, by the place in the schema.
    seen: BTreeSet<String>,
}

impl Validator<'_> {
    fn check(&mut self, schema: &Value, value: &Value, place: &str) -> Result<(), String> {
        for (keyword, rule) in schema.as_object().unwrap() {
            let holds = match keyword.as_str() {
                "$schema" | "title" | "$defs" => true,
                "$ref" => {
                    let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                    self.check(&self.schema["$defs"][name], value, name)?;
                    true
                }
                "type" => match rule {
                    Value::Array(types) => types.iter().any(|name| is_of(name, value)),
                    name => is_of(name, value),
                },
                "enum" => rule.as_array().unwrap().contains(value),
                "minimum" => value.as_f64().is_none_or(|value| value >= rule.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|value| value <= rule.as_f64().unwrap()),
                "required" => {
                    let has = |object: &Map<String, Value>| {
                        rule.as_array().unwrap().iter().all(|key| object.contains_key(key.as_str().unwrap()))
                    };
                    value.as_object().is_none_or(has)
                }
                "additionalProperties" => {
                    assert_eq!(*rule, Value::Bool(false));
                    let known = schema["properties"].as_object().unwrap();
                    value.as_object().is_none_or(|object| object.keys().all(|key| known.contains_key(key)))
                }
                "properties" => {
                    for (key, schema) in rule.as_object().unwrap() {
                        if let Some(value) = value.get(key) {
                            let place = format!("{place}.{key}");
                            self.seen.insert(place.clone());
                            self.check(schema, value, &place)?;
                        }
                    }
                    true
                }
                "items" => {
                    for value in value.as_array().into_iter().flatten() {
                        self.check(rule, value, place)?;
                    }
                    true
                }
                other => panic!("{other} is not known to this validator"),
            };
            if !holds {
                let value = value.to_string().chars().take(200).collect::<String>();
                return Err(format!("{place}: {keyword} {rule} does not hold of {value}"));
            }
        }
        Ok(())
    }

    /// Every key that the schema has, where it is defined.
    fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        let definitions = self.schema["$defs"].as_object().unwrap();
        let mut open: Vec<(String, &Value)> = vec![("page".to_owned(), self.schema)];
        open.extend(definitions.iter().map(|(name, schema)| (name.clone(), schema)));
        while let Some((place, schema)) = open.pop() {
            for (key, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let place = format!("{place}.{key}");
                keys.insert(place.clone());
                open.push((place, schema));
            }
        }
        keys
    }
}

fn is_of(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    }
}

fn pages(folder: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    pages
}

fn lines(arguments: &[&str], paths: &[PathBuf]) -> Vec<Value> {
    let output = Command::new(env!("CARGO_BIN_EXE_dehusk")).args(arguments).args(paths).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!lines.is_empty(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    lines
}

/// A page that has what others do not.
fn rich(folder: &Path) -> PathBuf {
    let prose = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
    let html = format!(
        "<html lang=en><title>Harbour freezes | The Quay</title>
         <meta property=og:site_name content='The Quay'><meta name=description content='Ice in the harbour.'>
         <meta property=article:published_time content=2024-02-06><meta property=article:modified_time content=2024-02-07>
         <meta property=article:section content=Harbour><meta property=og:image content=https://quay.example/ice.jpg>
         <meta name=keywords content='ice, harbour'><link rel=canonical href=https://quay.example/ice>
         <link rel=next href=https://quay.example/ice/2><link rel=license href=https://quay.example/licence>
         <body><article><h1>Harbour freezes</h1><p>By Jane Doe</p><p>{prose}</p><blockquote><p>{prose}</p></blockquote>
         <p>{prose} H<sub>2</sub>O at 10<sup>-3</sup>, <s>no</s> <em>yes</em> <b>ice</b> <code>x</code> <a href=/a>here</a>,
         where <img src=/i.png alt=ice> is.</p><pre><code class=language-rust>let ice = 1;</code></pre>
         <figure><img src=/f.jpg alt=Ice><figcaption>{prose}</figcaption></figure>
         <table><tr><th>Bay<th colspan=2>Ice<tr><td rowspan=2>North<td>40<td>cm<tr><td>41<td>cm</table>
         <dl><dt>Bay<dd>{prose}</dl><ol><li>{prose}<ul><li>{prose}</ul></ol>
         <p>{prose} <math alttext='x^2'><mi>x</mi></math></p>
         <iframe src=https://www.youtube.com/embed/abc></iframe><hr><p>{prose}</p></article>
         <section id=comments><p>{prose} So my father said, who was there.</p></section>"
    );
    let path = folder.join("rich.html");
    fs::write(&path, html).unwrap();
    path
}

#[test]
fn every_page_is_what_the_schema_says() {
    let schema = schema();
    let mut validator = Validator { schema: &schema, seen: BTreeSet::new() };
    let rich = rich(Path::new(env!("CARGO_TARGET_TMPDIR")));
    let mut all = [pages("tests/pages"), pages("corpus/html")].concat();
    all.push(rich.clone());
    let address = ["--url", "https://quay.example/", "--favor", "recall"];
    let whole = ["--format", "json", "--explain", "--comments"];
    let mut found = lines(&[&whole[..], &address].concat(), &all);
    assert_eq!(found.len(), all.len());
    for format in ["text", "markdown", "html", "json"] {
        found.extend(lines(&["batch", "--comments", "--format", format], std::slice::from_ref(&rich)));
    }
    let archive = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema.warc");
    let page = fs::read_to_string(&rich).unwrap();
    let head = "WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nWARC-Target-URI: https://quay.example/\r\n\
                WARC-Date: 2024-02-06T08:00:00Z\r\n";
    fs::write(&archive, format!("{head}Content-Length: {}\r\n\r\n{page}\r\n\r\n", page.len())).unwrap();
    found.extend(lines(&["batch"], &[archive]));
    for value in &found {
        let result = validator.check(&schema, value, "page");
        assert_eq!(result, Ok(()), "{}", value["file"]);
    }
    let unseen: Vec<String> = validator.keys().difference(&validator.seen).cloned().collect();
    assert!(unseen.is_empty(), "no page has {unseen:?}");
}

#[test]
fn the_validator_finds_what_is_wrong() {
    let schema = schema();
    let mut validator = Validator { schema: &schema, seen: BTreeSet::new() };
    let good = serde_json::json!({"file": "a", "title": null, "origin": "visible", "kind": "article",
        "kind_probability": 0.9, "confidence": 0.8, "doubt": null, "charset": null, "truncated": null,
        "metadata": {}, "blocks": [{"kind": "heading", "level": 2, "text": "Ice", "score": 0.5, "path": "h2"}]});
    assert_eq!(validator.check(&schema, &good, "page"), Ok(()));
    for (pointer, value) in [
        ("/origin", "elsewhere".into()),
        ("/file", Value::Null),
        ("/blocks/0/level", 7.into()),
        ("/blocks/0/kind", "heap".into()),
        ("/blocks/0/score", Value::from("high")),
        ("/metadata", serde_json::json!({"titel": 1})),
        ("/blocks/0", serde_json::json!({})),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(validator.check(&schema, &bad, "page").is_err(), "{pointer}");
    }
}

#[test]
fn the_page_of_the_documentation_names_every_key() {
    let text = fs::read_to_string(root().join("src/docs/json.md")).unwrap();
    let schema = schema();
    let unnamed: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert!(unnamed.iter().all(|key| text.contains(&format!("`{key}`"))), "{unnamed:?}");
}
