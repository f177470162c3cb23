//! A module imports only from modules above it in one fixed order, so that each can be read and tested without those
//! below.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library from the first to the last, as src/docs/design.md explains them. What is at the top knows nothing of what is below.
const ORDER: [&str; 25] = [
    "error",
    "scratch",
    "selector",
    "options",
    "decode",
    "article",
    "tags",
    "dom",
    "prune",
    "text",
    "lexicon",
    "blocks",
    "features",
    "score",
    "select",
    "assess",
    "model",
    "metadata",
    "comments",
    "compose",
    "render",
    "explain",
    "plaintext",
    "pipeline",
    "evaluate",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// All files of the library with the module that each belongs to. The command uses the library from outside.
fn files() -> Vec<(String, PathBuf)> {
    let mut folders = vec![source()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let inside = path.strip_prefix(source()).unwrap();
            let first = inside.iter().next().unwrap().to_str().unwrap();
            let module = first.strip_suffix(".rs").unwrap_or(first).to_owned();
            if path.is_dir() && module != "bin" {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") && module != "lib" {
                files.push((module, path));
            }
        }
    }
    files
}

/// The code of a file without comments and without what only tests compile. Those stand at the end, by convention.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The first names of all paths that start at `root`, those in braces too: `crate::{dom, text::Counts}` gives both.
fn imports(code: &str, root: &str) -> Vec<String> {
    let at_word =
        |before: &str| !before.ends_with(|char: char| char.is_alphanumeric() || matches!(char, '_' | '$' | ':'));
    let starts = code.match_indices(root).filter(|(at, _)| at_word(&code[..*at]));
    starts.flat_map(|(at, _)| first_names(&code[at + root.len()..])).collect()
}

fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut names, mut depth, mut expect) = (Vec::new(), 0, true);
    for (at, char) in group.char_indices() {
        match char {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => expect = true,
            char if expect && !char.is_whitespace() => {
                names.push(name(&group[at..]));
                expect = false;
            }
            _ => {}
        }
    }
    names
}

/// Modules that a file imports from. In a module's root file, `super` is the crate.
fn imported(module: &str, path: &Path) -> Vec<String> {
    let code = code(path);
    let mut names = imports(&code, "crate::");
    let is_root = path == source().join(format!("{module}.rs")) || path == source().join(module).join("mod.rs");
    if is_root {
        names.extend(imports(&code, "super::"));
    }
    names
}

fn row(module: &str) -> Option<usize> {
    ORDER.iter().position(|row| *row == module)
}

#[test]
fn modules_import_only_from_above() {
    let mut faults = Vec::new();
    for (module, path) in files() {
        let Some(own) = row(&module) else {
            faults.push(format!("{}: {module} has no place in the order", path.display()));
            continue;
        };
        for name in imported(&module, &path) {
            match row(&name) {
                Some(row) if row <= own => {}
                Some(_) => faults.push(format!("{}: {module} imports from {name}, which is below it", path.display())),
                None => {
                    faults.push(format!("{}: imports `{name}` from the crate's root: name its module", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn names_are_found_in_every_form_of_import() {
    let code = "use crate::{blocks::{self, Page}, decode,\n    dom};\nlet x = crate::tags::Tag::P; $crate::no(); mycrate::no()";
    assert_eq!(imports(code, "crate::"), ["blocks", "decode", "dom", "tags"]);
}

#[test]
fn the_library_declares_the_modules_in_this_order() {
    let lib = fs::read_to_string(source().join("lib.rs")).unwrap();
    let declared: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    let rows: Vec<usize> = declared.iter().filter_map(|module| row(module)).collect();
    assert_eq!(rows.len(), declared.len(), "every module has a place in the order: {declared:?}");
    assert!(rows.is_sorted(), "{declared:?}");
}

#[test]
fn the_design_document_has_the_modules_in_this_order() {
    let design = fs::read_to_string(source().join("docs/design.md")).unwrap();
    let rows = design.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let rows: Vec<usize> = rows.filter_map(row).collect();
    assert!(rows.is_sorted_by(|above, below| above < below), "the table of modules is in another order: {rows:?}");
    for (module, _) in files() {
        let own = row(&module).unwrap();
        assert!(rows.contains(&own), "{module} has no row in the table of modules in src/docs/design.md");
    }
}
