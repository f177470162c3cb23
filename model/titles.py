#!/usr/bin/env python3
"""Trains the weights by which the title is chosen, and writes them into src/metadata/title/weights.rs.

    pip install -r model/requirements.txt
    python3 model/titles.py [CORPUS ...]

A softmax over the candidates of each page, fitted by Newton's method with a quadratic penalty: a linear model with one
weight for each feature. It prints how often the labelled title comes first, on pages of sites that the weights have not
seen (five folds) and on all pages. The same inputs give the same weights.
"""

import argparse
import pathlib
import re
import subprocess
import sys

import numpy as np

from data import FOLDS, Data, dump

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "model" / "out"
WEIGHTS = ROOT / "src" / "metadata" / "title" / "weights.rs"
CORPORA = [ROOT.parent / "shared" / "corpora" / name for name in ("wcxb-dev", "traf-dev")]
# Chosen by cross-validation among 0.001, 0.003, 0.01 and 0.03.
PENALTY = 0.003


class Pages:
    """Pages that have their title among the candidates, to fit; all pages, to measure."""

    def __init__(self, data: Data):
        counts = np.array([page["blocks"] for page in data.pages])
        # A page without candidates has no title to choose.
        self.counts = counts[counts > 0]
        self.folds = data.folds()[counts > 0]
        self.without = int((counts == 0).sum())
        self.features = data.features.astype(np.float64)
        self.hits = data.labels > 0.5
        self.starts = np.concatenate([[0], np.cumsum(self.counts)])[:-1]
        self.page = np.repeat(np.arange(len(self.counts)), self.counts)

    def fit(self, pages: np.ndarray) -> np.ndarray:
        """The weights that make the labelled titles of these pages likeliest."""
        answered = np.logical_or.reduceat(self.hits, self.starts) & pages
        rows = answered[self.page]
        features, hits = self.features[rows], self.hits[rows]
        _, page = np.unique(self.page[rows], return_inverse=True)
        starts = np.flatnonzero(np.diff(page, prepend=-1))
        spread = features.std(axis=0) + 1e-9
        scaled = features / spread
        target = hits / np.add.reduceat(hits.astype(float), starts)[page]
        weights = np.zeros(scaled.shape[1])
        count = len(starts)
        for _ in range(30):
            raw = scaled @ weights
            likely = np.exp(raw - np.maximum.reduceat(raw, starts)[page])
            likely /= np.add.reduceat(likely, starts)[page]
            gradient = scaled.T @ (likely - target) / count + 2 * PENALTY * weights
            mean = np.add.reduceat(scaled * likely[:, None], starts)
            hessian = (scaled * likely[:, None]).T @ scaled - mean.T @ mean
            step = np.linalg.solve(hessian / count + 2 * PENALTY * np.eye(len(weights)), gradient)
            weights -= step
            if np.abs(step).max() < 1e-9:
                break
        return weights / spread

    def met(self, weights: np.ndarray) -> np.ndarray:
        """For each page, whether the likeliest candidate is the labelled title."""
        raw = self.features @ weights
        best = [start + np.argmax(raw[start : start + count]) for start, count in zip(self.starts, self.counts)]
        return self.hits[np.array(best)]


def together(parts: list) -> Data:
    first = parts[0]
    return Data(
        first.names,
        first.definitions,
        first.fingerprint,
        [page for part in parts for page in part.pages],
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.tokens for part in parts]),
    )


def write(names: list, weights: np.ndarray) -> None:
    """Puts the weights into the table, whose names and definitions stay."""
    source = WEIGHTS.read_text()
    for name, weight in zip(names, weights):
        row = re.compile(rf'(\("{re.escape(name)}", "[^"]*", )-?[0-9.]+\)')
        source, changed = row.subn(rf"\g<1>{weight:.2f})", source)
        if changed != 1:
            sys.exit(f"no row for {name} in {WEIGHTS}")
    WEIGHTS.write_text(source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=pathlib.Path, default=CORPORA, metavar="CORPUS")
    parser.add_argument("--dehusk", type=pathlib.Path, help="the command, if it is built already")
    arguments = parser.parse_args()
    missing = [str(corpus) for corpus in arguments.corpora if not (corpus / "labels.jsonl").exists()]
    if missing:
        sys.exit(f"no labelled pages in {', '.join(missing)}")
    command = arguments.dehusk
    if command is None:
        subprocess.run(["cargo", "build", "--release", "--features", "cli"], cwd=ROOT, check=True)
        command = ROOT / "target" / "release" / "dehusk"
    parts = [dump(command, corpus, OUT / f"titles-{corpus.name}", "--unit", "titles") for corpus in arguments.corpora]
    pages = Pages(together(parts))
    met = np.zeros(len(pages.counts), dtype=bool)
    for fold in range(FOLDS):
        held = pages.folds == fold
        met[held] = pages.met(pages.fit(~held))[held]
    weights = pages.fit(np.ones(len(pages.counts), dtype=bool))
    names = [(corpus.name, sum(page["blocks"] > 0 for page in part.pages)) for corpus, part in zip(arguments.corpora, parts)]
    fitted, start = pages.met(np.round(weights, 2)), 0
    for name, count in names:
        part = slice(start, start + count)
        print(f"{name}: {met[part].mean():.3f} cross-validated by site, {fitted[part].mean():.3f} on the pages themselves")
        start += count
    write(parts[0].names, weights)


if __name__ == "__main__":
    main()
