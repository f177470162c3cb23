//! The `dehusk` command.
use std::io::Write;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let corpus = dehusk::evaluate::Corpus::open(&a[2]).unwrap();
    match a[1].as_str() {
        "dump" => {
            let out = std::path::PathBuf::from(&a[3]);
            std::fs::create_dir_all(&out).unwrap();
            let f = |n: &str| std::io::BufWriter::new(std::fs::File::create(out.join(n)).unwrap());
            let (mut fx, mut fl, mut ft, mut fp) =
                (f("features.f32"), f("labels.f32"), f("tokens.u32"), f("pages.jsonl"));
            std::fs::write(
                out.join("names.txt"),
                dehusk::evaluate::Dump::names().iter().map(|(n, d)| format!("{n}\t{d}\n")).collect::<String>(),
            )
            .unwrap();
            std::fs::write(out.join("fingerprint"), dehusk::evaluate::Dump::fingerprint().to_string()).unwrap();
            for label in corpus.labels() {
                let page = corpus.page(label).unwrap();
                let Some(d) = dehusk::evaluate::dump(&page) else { continue };
                for v in &d.features {
                    fx.write_all(&v.to_le_bytes()).unwrap();
                }
                for v in &d.labels {
                    fl.write_all(&v.to_le_bytes()).unwrap();
                }
                for v in &d.tokens {
                    ft.write_all(&v.to_le_bytes()).unwrap();
                }
                writeln!(fp, "{}", serde_json::json!({"id": label.id, "url": label.url, "kind": label.kind, "blocks": d.labels.len(), "label_tokens": dehusk::evaluate::tokens(label.text.as_deref().unwrap(), Some("zh")).len()})).unwrap();
            }
        }
        _ => {}
    }
}
