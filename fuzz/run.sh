#!/usr/bin/env bash
# Fuzzes one target on a stable compiler: fuzz/run.sh TARGET [SECONDS] [LIBFUZZER OPTIONS...]
# Where a nightly compiler and cargo-fuzz are at hand, `cargo +nightly fuzz run TARGET` adds AddressSanitizer, which has little to
# find in a crate without unsafe code. What is found lies in fuzz/artifacts/TARGET; the inputs gathered in fuzz/work/TARGET.
set -euo pipefail
cd "$(dirname "$0")"

target="${1:?which target: extract_bytes, clean_text, render, metadata or differential}"
seconds="${2:-1200}"
shift $(($# < 2 ? $# : 2))

host="$(rustc -vV | sed -n 's/^host: //p')"
# What cargo-fuzz passes: counters on every edge, for libFuzzer to see what is new, and the operands of comparisons.
export RUSTFLAGS="-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing -Ccodegen-units=1"
cargo build --release --target "$host" --bin "$target"

mkdir -p "work/$target" "artifacts/$target" "seeds/$target"
# Pages of the tests to begin with, behind the byte that makes the target's choice.
for page in ../tests/pages/*.html ../tests/texts/*.txt; do
    case "$target" in
    extract_bytes) { printf '\0'; cat "$page"; } ;;
    differential) { printf '\1'; cat "$page"; } ;;
    clean_text) cat "$page" ;;
    *) continue ;;
    esac >"work/$target/$(basename "$page")"
done
exec "target/$host/release/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -len_control=20 \
    -dict=html.dict -artifact_prefix="artifacts/$target/" -print_final_stats=1 "$@" "work/$target" "seeds/$target"
