#!/usr/bin/env python3
"""Trains the scorers of blocks and lines, and the models of a page's kind and of the confidence in its article: one command
dumps features, cross-validates, calibrates, and writes the models and their card.

    pip install -r model/requirements.txt
    python3 model/train.py

It needs the labelled pages of ../shared/corpora/wcxb-dev and says so if they are not there. The same inputs give the
same bytes. `--only lines` trains the scorer of lines alone, and leaves the card as it is. `--checks` trains nothing for the
crate: it measures what groups of features and kinds of pages are worth, into model/checks.md, which the card includes.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import blocks
import card
import checks
import kinds
import lines
import pages
from data import dump

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "model" / "out"


def evaluate(dehusk: pathlib.Path, corpus: pathlib.Path, folds: pathlib.Path, *options: str) -> dict:
    command = [dehusk, "eval", corpus, "--folds", folds, "--kinds", "--json", *options]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def build() -> pathlib.Path:
    subprocess.run(["cargo", "build", "--release", "--all-features"], cwd=ROOT, check=True)
    return ROOT / "target/release/dehusk"


def train_lines(dehusk: pathlib.Path, corpus: pathlib.Path) -> dict:
    folder = OUT / "lines"
    folder.mkdir(exist_ok=True)
    husk = dump(dehusk, corpus, OUT / "husk", "--unit", "husk")
    (ROOT / "src/plaintext/lines.bin").write_bytes(lines.train(dump(dehusk, corpus, folder, "--unit", "lines"), husk, folder))
    return evaluate(dehusk, corpus, folder, "--flatten")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpora/wcxb-dev")
    arguments.add_argument("--only", choices=["lines"], help="train this model alone, and leave the others and the card as they are")
    arguments.add_argument("--checks", action="store_true", help="measure what groups of features and kinds of pages are worth, no more")
    arguments = arguments.parse_args()
    corpus = arguments.corpus
    if not (corpus / "labels.jsonl").exists():
        sys.exit(f"{corpus}: no labels.jsonl here; training needs the labelled pages of WCXB's development set")
    OUT.mkdir(parents=True, exist_ok=True)
    dehusk = build()
    if arguments.checks:
        card.CHECKS.write_text(checks.run(dehusk, corpus, OUT / "checks"))
        return
    flattened = train_lines(dehusk, corpus)
    if arguments.only:
        return print(json.dumps(flattened["all"]))
    of_blocks = blocks.Trained(dehusk, corpus, OUT)
    (ROOT / "src/score/model.bin").write_bytes(of_blocks.model)
    of_kinds = kinds.Trained(dehusk, corpus, of_blocks.data.originals(), OUT)
    (ROOT / "src/score/third.bin").write_bytes(of_kinds.third)
    (ROOT / "src/score/sample.bin").write_bytes(of_blocks.sample + of_kinds.sample)
    (ROOT / "src/assess/kinds.bin").write_bytes(of_kinds.model)
    of_pages = pages.Trained(dehusk, corpus, OUT)
    (ROOT / "src/assess/confidence.bin").write_bytes(of_pages.model)
    # The figures are those of the crate that carries the new models.
    figures = evaluate(build(), corpus, OUT)
    (ROOT / "model/MODEL.md").write_text(card.text(of_blocks, of_kinds, of_pages, figures, flattened))
    print(json.dumps({"blocks": figures["all"], "kinds": {k: v["f1"] for k, v in figures["kinds"].items()}, "lines": flattened["all"]}))


if __name__ == "__main__":
    main()
