//! What an extraction costs, counted.

use allocation_counter::AllocationInfo;
use dehusk::Article;
use std::time::Duration;

/// What it took to make an article and everything that can be had from it.
#[derive(Clone, Copy)]
pub(crate) struct Work {
    pub(crate) input: usize,
    /// Calls of the allocator.
    pub(crate) allocations: u64,
    /// Bytes asked of the allocator in all. A buffer that grows counts again with each growth, as if it were copied.
    pub(crate) bytes: u64,
    /// Bytes held at most at one time, the input aside.
    pub(crate) peak: u64,
    /// Texts that were scored.
    pub(crate) blocks: usize,
    /// Bytes of text, Markdown and HTML together.
    pub(crate) output: usize,
    /// Time on a processor where the system is a Unix, time on the clock elsewhere.
    pub(crate) time: Duration,
}

impl Work {
    /// The work of an article with its metadata, Markdown and HTML. In a thread of its own: one keeps memory from page to page.
    pub(crate) fn of(input: usize, article: impl Fn() -> Article + Send) -> Self {
        /// As little as any thread that extracts needs.
        const STACK: usize = 256 << 10;
        let thread = std::thread::Builder::new().stack_size(STACK);
        std::thread::scope(|scope| thread.spawn_scoped(scope, || Self::here(input, article)).unwrap().join().unwrap())
    }

    fn here(input: usize, article: impl Fn() -> Article) -> Self {
        let mut counted = (0, 0);
        let mut time = Duration::ZERO;
        let AllocationInfo { count_total, bytes_total, bytes_max, .. } = allocation_counter::measure(|| {
            let before = now();
            counted = everything(&article());
            time = now().saturating_sub(before);
        });
        let (blocks, output) = counted;
        Self { input, allocations: count_total, bytes: bytes_total, peak: bytes_max, blocks, output, time }
    }

    /// The same again, for a time less disturbed by what else the machine does.
    pub(crate) fn fastest(mut self, again: Self) -> Self {
        self.time = self.time.min(again.time);
        self
    }

    /// Nanoseconds a byte of input.
    pub(crate) fn per_byte(&self) -> f64 {
        self.time.as_nanos() as f64 / self.input.max(1) as f64
    }
}

/// The number of scored texts, and the bytes of all that can be had.
fn everything(article: &Article) -> (usize, usize) {
    for block in article.blocks() {
        std::hint::black_box((block.runs().count(), block.text().len()));
    }
    for text in article.scored() {
        std::hint::black_box(text.path());
    }
    std::hint::black_box(format!("{:?}", article.metadata()));
    (article.scored().len(), article.text().len() + article.markdown().len() + article.html().len())
}

/// Time that this thread has had on a processor.
#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

#[cfg(not(unix))]
fn now() -> Duration {
    thread_local!(static START: std::time::Instant = std::time::Instant::now());
    START.with(std::time::Instant::elapsed)
}
