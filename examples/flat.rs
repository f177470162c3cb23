use std::time::Instant;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    match &*args[1] {
        "flatten" => {
            let corpus = dehusk::evaluate::Corpus::open(std::path::Path::new(&args[2])).unwrap();
            for label in corpus.labels() {
                let page = corpus.page(label).unwrap();
                std::fs::write(format!("{}/{}.txt", args[3], label.id), dehusk::evaluate::flatten(&page.bytes))
                    .unwrap();
            }
        }
        "dump" => {
            use dehusk::evaluate::{Corpus, Dump, Unit, dump};
            use std::io::Write;
            let out = std::path::Path::new(&args[3]);
            let file = |n: &str| std::io::BufWriter::new(std::fs::File::create(out.join(n)).unwrap());
            let names: String = Dump::names(Unit::Lines).iter().map(|(n, d)| format!("{n}\t{d}\n")).collect();
            std::fs::write(out.join("names.txt"), names).unwrap();
            std::fs::write(out.join("fingerprint"), Dump::fingerprint(Unit::Lines).to_string()).unwrap();
            let (mut f, mut l, mut t) = (file("features.f32"), file("labels.f32"), file("tokens.u32"));
            let corpus = Corpus::open(std::path::Path::new(&args[2])).unwrap();
            for label in corpus.labels() {
                let d = dump(&corpus.page(label).unwrap(), Unit::Lines).unwrap();
                for v in &d.features {
                    f.write_all(&v.to_le_bytes()).unwrap();
                }
                for v in &d.labels {
                    l.write_all(&v.to_le_bytes()).unwrap();
                }
                for v in &d.tokens {
                    t.write_all(&v.to_le_bytes()).unwrap();
                }
            }
        }
        "time" => {
            // files: list of names in file args[2]; each one its own text; repetitions args[3]
            let list = std::fs::read_to_string(&args[2]).unwrap();
            let texts: Vec<String> =
                list.lines().map(|name| String::from_utf8_lossy(&std::fs::read(name).unwrap()).into_owned()).collect();
            let reps: usize = args[3].parse().unwrap();
            let bytes: usize = texts.iter().map(String::len).sum();
            let lines: usize = texts.iter().map(|t| t.lines().count()).sum();
            let _ = dehusk::clean_text("x");
            let mut best = f64::MAX;
            let mut base = f64::MAX;
            let mut kept = 0;
            for _ in 0..reps {
                let t = Instant::now();
                let mut n = 0;
                for text in &texts {
                    n += text.lines().map(|l| l.len() & 1).sum::<usize>();
                }
                std::hint::black_box(n);
                base = base.min(t.elapsed().as_secs_f64());
                let t = Instant::now();
                kept = 0;
                for text in &texts {
                    kept += dehusk::clean_text(std::hint::black_box(text)).text().len();
                }
                best = best.min(t.elapsed().as_secs_f64());
            }
            println!(
                "{} texts {} bytes {} lines kept {:.3}: {:.1} MB/s (lines() {:.0} MB/s, ratio {:.1})",
                texts.len(),
                bytes,
                lines,
                kept as f64 / bytes as f64,
                bytes as f64 / best / 1e6,
                bytes as f64 / base / 1e6,
                best / base
            );
        }
        _ => panic!(),
    }
}
