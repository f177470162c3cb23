"""Reads what `dehusk features` wrote, and deals the pages out to folds by site."""

import dataclasses
import json
import multiprocessing
import os
import pathlib
import subprocess
from urllib.parse import urlparse

import numpy as np

FOLDS = 5
SEED = 20261122

# What LightGBM is told for blocks and for lines alike.
COMMON = {
    "objective": "cross_entropy",
    "num_leaves": 31,
    "min_data_in_leaf": 100,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "use_missing": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "seed": SEED,
    "verbose": -1,
}


@dataclasses.dataclass
class Data:
    names: list
    definitions: list
    fingerprint: int
    pages: list
    features: np.ndarray
    labels: np.ndarray
    tokens: np.ndarray

    @property
    def page_of_block(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.pages)), [page["blocks"] for page in self.pages])

    @property
    def of_originals(self) -> np.ndarray:
        """Whether a block is of a page itself, and not of an altered copy."""
        return np.array([page["copy"] == 0 for page in self.pages])[self.page_of_block]

    def originals(self) -> "Data":
        """The pages without their altered copies."""
        rows, pages = self.of_originals, [page for page in self.pages if page["copy"] == 0]
        parts = {name: getattr(self, name)[rows] for name in ("features", "labels", "tokens")}
        return dataclasses.replace(self, pages=pages, **parts)

    def weights(self) -> np.ndarray:
        """The square root of a block's tokens, so that every page counts the same."""
        weights = np.sqrt(np.maximum(self.tokens, 1)).astype(np.float64)
        owner = self.page_of_block
        totals = np.bincount(owner, weights, len(self.pages))
        return weights / totals[owner] * (len(weights) / len(self.pages))

    def folds(self) -> np.ndarray:
        """The fold of each page. Pages of one site are never on both sides."""
        sites = [site(page["url"], page["id"]) for page in self.pages]
        known = sorted(set(sites))
        dealt = dict(zip(known, np.random.RandomState(SEED).permutation(len(known)) % FOLDS))
        return np.array([dealt[name] for name in sites])


def site(url: str | None, page: str) -> str:
    """The registered domain, as far as the shape of the name tells (a short label before the last is a suffix too)."""
    host = (urlparse(url or "").hostname or "").split(".")
    if host == [""]:
        return page
    return ".".join(host[-3:] if len(host) > 2 and len(host[-2]) <= 3 else host[-2:])


def write_folds(data: Data, folds: np.ndarray, folder: pathlib.Path) -> None:
    """Says which page is held out of which fold, for `dehusk eval --folds`."""
    pages = {page["id"]: int(fold) for page, fold in zip(data.pages, folds)}
    (folder / "folds.json").write_text(json.dumps(pages))


def fingerprint(names: list) -> int:
    """FNV-1a over the names, as src/score computes it."""
    value = 0x811C9DC5
    for byte in "".join(name + "\n" for name in names).encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def dump(dehusk: pathlib.Path, corpus: pathlib.Path, folder: pathlib.Path, *options: str) -> Data:
    subprocess.run([dehusk, "features", corpus, "--out", folder, *options], check=True)
    rows = [line.split("\t") for line in (folder / "names.txt").read_text().splitlines()]
    return Data(
        names=[name for name, _ in rows],
        definitions=[definition for _, definition in rows],
        fingerprint=int((folder / "fingerprint").read_text()),
        pages=[json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()],
        features=np.fromfile(folder / "features.f32", "<f4").reshape(-1, len(rows)),
        labels=np.fromfile(folder / "labels.f32", "<f4"),
        tokens=np.fromfile(folder / "tokens.u32", "<u4"),
    )


_WORK = None


def _work(task):
    return _WORK(task)


def in_processes(work, tasks: list) -> list:
    """What `work` makes of each task, in one of two processes that see the memory of this one. It has to keep to one
    thread: a forked process cannot start LightGBM's others once its parent has used them, and the trees must not depend on the number of cores."""
    global _WORK
    _WORK = work
    try:
        with multiprocessing.get_context("fork").Pool(min(2, os.cpu_count() or 1)) as pool:
            return pool.map(_work, tasks, chunksize=1)
    finally:
        _WORK = None
