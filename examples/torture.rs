//! The long form of the tests of robustness: `cargo run --release --all-features --example torture -- families` prints the table
//! of `src/docs/limits.md`; `-- pages FOLDER...` takes labelled corpora, whole, cut short and with bytes flipped.

#[path = "../tests/common/families.rs"]
mod families;
#[path = "../tests/common/mutations.rs"]
mod mutations;
#[allow(dead_code, reason = "the test of growth reads more of it")]
#[path = "../tests/common/work.rs"]
mod work;

use dehusk::Extractor;
use dehusk::evaluate::Corpus;
use families::{FAMILIES, Family, TEXTS};
use mutations::Numbers;
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use work::Work;

/// Small enough for a plug-in's thread; nothing here may use more for a larger page.
const STACK: usize = 256 << 10;

/// Bytes of the smallest page, and how often it doubles.
const SMALLEST: usize = 256 << 10;
const DOUBLINGS: usize = 4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let run = move || match arguments.split_first() {
        Some((command, names)) if command == "families" => all_families(names),
        Some((command, folders)) if command == "pages" && !folders.is_empty() => all_pages(folders),
        _ => {
            eprintln!("usage: torture families [NAME...] | torture pages FOLDER...");
            false
        }
    };
    let thread = thread::Builder::new().stack_size(STACK).spawn(run);
    let held = thread.is_ok_and(|thread| thread.join().is_ok_and(|held| held));
    if held { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Every family at doubling sizes, as a table: what two pages of neighbouring size differ by is how work grows.
fn all_families(names: &[String]) -> bool {
    println!(
        "| family | bytes | cut by | allocations | allocated a byte | held a byte | ms | MB/s | growth of allocated | growth of time |"
    );
    println!("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|");
    let extractor = Extractor::new().url("https://quay.example/ice/page.html");
    let chosen = |family: &&Family| names.is_empty() || names.iter().any(|name| *name == family.name);
    for family in FAMILIES.iter().filter(chosen) {
        row(family, |page| extractor.extract(page).unwrap());
    }
    for family in TEXTS.iter().filter(chosen) {
        row(family, dehusk::clean_text);
    }
    true
}

fn row(family: &Family, extract: impl Fn(&str) -> dehusk::Article + Sync) {
    let works: Vec<(Work, &str)> = (0..=DOUBLINGS)
        .map(|doubling| {
            let page = (family.make)(SMALLEST << doubling);
            let cut = extract(&page).truncated().map_or("", dehusk::Limit::name);
            let first = Work::of(page.len(), || extract(&page));
            let again = Work::of(page.len(), || extract(&page));
            (first.fastest(again), cut)
        })
        .collect();
    let ratio = |of: fn(&Work) -> f64| {
        let (first, last) = (&works[0].0, &works[DOUBLINGS].0);
        (of(last) / of(first) * first.input as f64 / last.input as f64).powf(1.0 / DOUBLINGS as f64) * 2.0
    };
    let (bytes, time) = (ratio(|work| work.bytes as f64), ratio(|work| work.time.as_secs_f64()));
    let (work, cut) = works[DOUBLINGS];
    let per_byte = |count: u64| count as f64 / work.input as f64;
    println!(
        "| {} | {} | {cut} | {} | {:.1} | {:.1} | {:.0} | {:.1} | {bytes:.2} | {time:.2} |",
        family.name,
        work.input,
        work.allocations,
        per_byte(work.bytes),
        per_byte(work.peak),
        work.time.as_secs_f64() * 1e3,
        1e3 / work.per_byte(),
    );
}

/// Pages cut short, and as many with bytes changed.
const MUTATED: usize = 2000;

/// How much slower than the median a page may be, a byte. What a page costs whatever its size is that of so many bytes.
const SLOWER: f64 = 20.0;
const FLOOR: usize = 8 << 10;

/// Bytes held at most for each byte of input, and beside.
const HELD_PER_BYTE: usize = 8;
const HELD_BESIDE: usize = 32 << 20;

/// Labelled corpora as they are, cut short and changed. Tells whether all bounds hold.
fn all_pages(folders: &[String]) -> bool {
    let pages: Vec<(String, Vec<u8>)> = folders.iter().flat_map(|folder| read(Path::new(folder))).collect();
    println!("{} pages of {} bytes", pages.len(), pages.iter().map(|(_, page)| page.len()).sum::<usize>());
    let mut numbers = Numbers::new(7);
    let whole = measured(pages.iter().map(|(name, page)| (name.clone(), page.clone())));
    let mut some = |kind: &str, change: fn(&mut Numbers, &[u8]) -> Vec<u8>| {
        let changed = (0..MUTATED).map(|at| {
            let (name, page) = &pages[numbers.below(pages.len())];
            (format!("{name}, {kind} {at}"), change(&mut numbers, page))
        });
        measured(changed)
    };
    let cut = some("cut", |numbers, page| numbers.cut(page).to_vec());
    let flipped = some("flipped", Numbers::flipped);
    let median = median(&whole);
    println!("median of whole pages: {median:.1} ns a byte");
    let limited: Vec<&str> = whole.iter().filter_map(|page| page.cut.map(|_| page.name.as_str())).collect();
    println!("whole pages over a limit: {} {limited:?}", limited.len());
    let report = |kind, measured: &[Measured]| bounded(kind, measured, median);
    let held = report("whole", &whole) & report("cut", &cut) & report("flipped", &flipped);
    held && limited.is_empty()
}

fn read(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let corpus = Corpus::open(folder).unwrap();
    let page = |label| corpus.page(label).unwrap().bytes;
    corpus.labels().iter().map(|label| (format!("{}/{}", folder.display(), label.id), page(label))).collect()
}

struct Measured {
    name: String,
    work: Work,
    cut: Option<dehusk::Limit>,
}

impl Measured {
    fn per_byte(&self) -> f64 {
        self.work.time.as_nanos() as f64 / self.work.input.max(FLOOR) as f64
    }
}

fn measured(pages: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<Measured> {
    let extractor = Extractor::new().url("https://quay.example/ice/page.html");
    let measure = |(name, page): (String, Vec<u8>)| {
        let article = || extractor.extract_bytes(&page, None).unwrap();
        Measured { cut: article().truncated(), work: Work::of(page.len(), article), name }
    };
    pages.map(measure).collect()
}

fn median(pages: &[Measured]) -> f64 {
    let mut times: Vec<f64> = pages.iter().map(Measured::per_byte).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Prints the slowest and the largest, and tells whether both are within bounds.
fn bounded(kind: &str, pages: &[Measured], median: f64) -> bool {
    let slowest = pages.iter().max_by(|a, b| a.per_byte().total_cmp(&b.per_byte())).unwrap();
    let beyond =
        |page: &Measured| page.work.peak.saturating_sub(HELD_BESIDE as u64) as f64 / page.work.input.max(1) as f64;
    let largest = pages.iter().max_by(|a, b| beyond(a).total_cmp(&beyond(b))).unwrap();
    let peak = pages.iter().max_by_key(|page| page.work.peak).unwrap();
    println!("{kind}: {} pages, no panic", pages.len());
    println!("  slowest: {:.1} times the median ({})", slowest.per_byte() / median, slowest.name);
    println!("  most memory: {} bytes for {} of input ({})", peak.work.peak, peak.work.input, peak.name);
    println!("  most beyond {HELD_BESIDE} bytes: {:.1} a byte of input ({})", beyond(largest), largest.name);
    slowest.per_byte() <= SLOWER * median && beyond(largest) <= HELD_PER_BYTE as f64
}
