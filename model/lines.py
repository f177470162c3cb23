"""Trains the model of lines (src/plaintext/lines.bin) and the models of its cross-validation.

    cargo run --release --features cli -- features CORPUS --flatten --out DUMP
    python3 model/lines.py DUMP [--folds DIR] [--out src/plaintext/lines.bin]
    cargo run --release --features cli -- eval CORPUS --flatten --folds DIR --kinds

Pinned: lightgbm 4.7.0, numpy 2.4.6, one seed and a fixed number of threads: the same dump gives the same bytes.
"""

import argparse
import json
import os
import struct
from urllib.parse import urlparse

import lightgbm
import numpy as np

import export

FOLDS = 5
ROUNDS = 150
PARAMETERS = dict(
    objective="cross_entropy",
    num_leaves=31,
    learning_rate=0.08,
    min_data_in_leaf=100,
    feature_fraction=0.3,
    bagging_fraction=0.5,
    bagging_freq=1,
    lambda_l2=5,
    max_bin=63,
    num_threads=1,
    seed=1,
    deterministic=True,
    force_row_wise=True,
    verbose=-1,
)

# The gate: few small trees over the features that cost next to nothing. Lines under the bound hold half a percent of
# the labelled words (held-out pages), and are a third of the lines of these pages, of pages of mere husk nearly all.
GATE = ("own.", "mass.", "core2.")
GATE_ROUNDS = 10
GATE_BOUND = 0.1
GATE_PARAMETERS = dict(PARAMETERS, num_leaves=8, max_depth=4, learning_rate=0.4, feature_fraction=0.7)


class Dump:
    """What `dehusk features --flatten` wrote: a row for each line, and where each page's lines begin and end."""

    def __init__(self, folder: str):
        path = lambda name: os.path.join(folder, name)
        self.names = [line.split("\t")[0] for line in open(path("names.txt"))]
        self.fingerprint = int(open(path("fingerprint")).read())
        self.features = np.fromfile(path("features.f32"), "<f4").reshape(-1, len(self.names))
        self.labels = np.fromfile(path("labels.f32"), "<f4")
        self.tokens = np.fromfile(path("tokens.u32"), "<u4").astype(float)
        self.pages = [json.loads(line) for line in open(path("pages.jsonl"))]
        counts = [page["blocks"] for page in self.pages]
        self.ends = np.cumsum(counts)
        self.page = np.repeat(np.arange(len(counts)), counts)

    def weights(self) -> np.ndarray:
        """The square root of a line's tokens; every page weighs as much as 300 blocks, the mean of HTML pages."""
        weight = np.sqrt(np.maximum(self.tokens, 1))
        return weight / np.bincount(self.page, weight, len(self.pages))[self.page] * 300


def site(url: str | None) -> str:
    """The registrable part of a host name, as far as that can be told without the list of public suffixes."""
    parts = urlparse(url or "").netloc.split(":")[0].split(".")
    keep = 3 if len(parts) > 2 and len(parts[-2]) <= 3 else 2
    return ".".join(parts[-keep:])


def folds(pages: list[dict]) -> np.ndarray:
    """The fold of each page: all pages of a site are in one."""
    sites = [site(page["url"]) for page in pages]
    names = sorted(set(sites))
    place = np.random.RandomState(1).permutation(len(names))
    of = {name: int(place[at]) % FOLDS for at, name in enumerate(names)}
    return np.array([of[name] for name in sites])


def fingerprint(names: list[str]) -> int:
    """FNV-1a over the names, as src/score computes it."""
    value = 0x811C9DC5
    for byte in "".join(name + "\n" for name in names).encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def boost(dump: Dump, rows: np.ndarray, columns: list[int], parameters: dict, rounds: int) -> bytes:
    features = dump.features[np.ix_(rows, columns)] if len(columns) < len(dump.names) else dump.features[rows]
    data = lightgbm.Dataset(features, dump.labels[rows], weight=dump.weights()[rows], params=parameters)
    names = [dump.names[column] for column in columns]
    return export.model(lightgbm.train(parameters, data, rounds), len(names), fingerprint(names), 1.0, 0.0)


def train_gate(dump: Dump, rows: np.ndarray) -> bytes:
    columns = [at for at, name in enumerate(dump.names) if name.startswith(GATE)]
    return boost(dump, rows, columns, GATE_PARAMETERS, GATE_ROUNDS)


def train(dump: Dump, rows: np.ndarray) -> bytes:
    """The gate's bound, its length, the gate, the scorer (src/plaintext/model.rs reads it)."""
    assert fingerprint(dump.names) == dump.fingerprint
    gate = train_gate(dump, rows)
    scorer = boost(dump, rows, list(range(len(dump.names))), PARAMETERS, ROUNDS)
    return struct.pack("<fI", GATE_BOUND, len(gate)) + gate + scorer


def cross_validate(dump: Dump, folder: str) -> None:
    os.makedirs(folder, exist_ok=True)
    fold = folds(dump.pages)
    for number in range(FOLDS):
        with open(os.path.join(folder, f"fold-{number}.bin"), "wb") as file:
            file.write(train(dump, fold[dump.page] != number))
    with open(os.path.join(folder, "folds.json"), "w") as file:
        json.dump({page["id"]: int(at) for page, at in zip(dump.pages, fold)}, file)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dump", help="folder that `dehusk features --flatten` wrote")
    arguments.add_argument("--folds", help="folder for the models of a cross-validation by site")
    arguments.add_argument("--out", help="file for the model trained on every page")
    given = arguments.parse_args()
    dump = Dump(given.dump)
    if given.folds:
        cross_validate(dump, given.folds)
    if given.out:
        with open(given.out, "wb") as file:
            file.write(train(dump, np.ones(len(dump.labels), bool)))


if __name__ == "__main__":
    main()
