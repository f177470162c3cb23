"""Trains the two-stage model of blocks, for pages with markup. `train.py` calls it."""

import multiprocessing
import os
import struct

import lightgbm
import numpy as np

import export
from data import COMMON, FOLDS, Data, dump, fingerprint, write_folds

# What a page weighs, and what the altered copy of it does: without some of its parts, and one in three in another script.
COPY_WEIGHTS = [1.0, 0.6]

# Splits at random thresholds (extremely randomised trees, Geurts et al. 2006): there are far fewer pages than blocks, and
# trees that pick their thresholds learn pages by heart.
FIRST = {**COMMON, "extra_trees": True, "learning_rate": 0.1, "feature_fraction": 0.2}
FIRST_ROUNDS = 400
SECOND = {**FIRST, "feature_fraction": 0.2}
SECOND_ROUNDS = 250


def weights(data: Data) -> np.ndarray:
    """The square root of a block's tokens, so that every page counts the same; copies count less."""
    copies = np.array([COPY_WEIGHTS[page["copy"]] for page in data.pages])
    return data.weights() * copies[data.page_of_block]


def train(features: np.ndarray, data: Data, rows: np.ndarray, parameters: dict, rounds: int):
    parameters = {**parameters, "num_threads": 1}
    dataset = lightgbm.Dataset(features[rows], data.labels[rows], weight=weights(data)[rows], params=parameters)
    return lightgbm.train(parameters, dataset, rounds)


_SHARED = None


def _train_one(task: tuple) -> tuple:
    """One model, in a process of its own: the text of the booster, and its sums for the blocks that it was not shown."""
    held_out, parameters, rounds = task
    features, data, folds = _SHARED
    fold_of_block = folds[data.page_of_block]
    booster = train(features, data, fold_of_block != held_out, parameters, rounds)
    rest = np.flatnonzero(fold_of_block == held_out)
    # One thread here too: a forked process cannot start LightGBM's others once its parent has used them.
    sums = booster.predict(features[rest], raw_score=True, num_threads=1) if len(rest) else np.empty(0)
    return booster.model_to_string(), sums


def boosters(features: np.ndarray, data: Data, folds: np.ndarray, parameters: dict, rounds: int) -> tuple:
    """A booster for each fold, trained on the others, and one trained on all; and each block's sum by the booster that has
    not seen its site. Two at a time, each on one thread: the trees do not depend on the number of cores."""
    global _SHARED
    _SHARED = (features, data, folds)
    tasks = [(fold, parameters, rounds) for fold in [*range(FOLDS), -1]]
    with multiprocessing.get_context("fork").Pool(min(2, os.cpu_count() or 1)) as pool:
        results = pool.map(_train_one, tasks, chunksize=1)
    _SHARED = None
    fold_of_block = folds[data.page_of_block]
    sums = np.empty(len(data.labels))
    for fold, (_, held_out) in enumerate(results[:FOLDS]):
        sums[fold_of_block == fold] = held_out
    return [lightgbm.Booster(model_str=text) for text, _ in results], sums


def calibrate(raw: np.ndarray, labels: np.ndarray, weight: np.ndarray) -> tuple:
    """Slope and offset of Platt scaling, by Newton's method on the weighted log-loss."""
    slope, offset = 1.0, 0.0
    for _ in range(25):
        p = 1 / (1 + np.exp(-(slope * raw + offset)))
        error, curve = weight * (p - labels), weight * p * (1 - p)
        gradient = np.array([(error * raw).sum(), error.sum()])
        hessian = np.array([[(curve * raw * raw).sum(), (curve * raw).sum()], [(curve * raw).sum(), curve.sum()]])
        step = np.linalg.solve(hessian, gradient)
        slope, offset = slope - step[0], offset - step[1]
    return float(slope), float(offset)


def joined(first: bytes, second: bytes) -> bytes:
    """The file that src/score/blocks.rs reads."""
    return struct.pack("<I", len(first)) + first + second


def sample(booster, features: np.ndarray, rows: int = 48) -> bytes:
    """Rows with the sums that LightGBM itself gives them: count u32, width u32, rows f32, sums f64."""
    picked = features[np.linspace(0, len(features) - 1, rows).astype(int)]
    sums = booster.predict(picked, raw_score=True).astype("<f8")
    return np.array([rows, picked.shape[1]], "<u4").tobytes() + picked.tobytes() + sums.tobytes()


class Trained:
    """What comes of training: files for the crate, and what the card tells of them."""

    def __init__(self, dehusk, corpus, out):
        copies = str(len(COPY_WEIGHTS) - 1)
        data = dump(dehusk, corpus, out, "--copies", copies)
        folds = data.folds()
        write_folds(data, folds, out)
        self.data, self.originals = data, np.array([page["copy"] for page in data.pages])[data.page_of_block] == 0
        (*firsts, first), first_sums = boosters(data.features, data, folds, FIRST, FIRST_ROUNDS)
        width = len(data.names)
        for fold, booster in enumerate(firsts):
            (out / f"first-{fold}.bin").write_bytes(export.model(booster, width, data.fingerprint, 1.0, 0.0))
        # What the second stage sees of a page is told by first stages that have not seen its site.
        context, names = dump_context(dehusk, corpus, out, copies, len(data.labels))
        features = np.hstack([data.features, context])
        self.names = data.names + [name for name, _ in names]
        self.definitions = data.definitions + [definition for _, definition in names]
        mark = fingerprint(self.names)
        (*seconds, second), second_sums = boosters(features, data, folds, SECOND, SECOND_ROUNDS)
        raw = (first_sums + second_sums) / 2
        of_block = folds[data.page_of_block]
        for fold, (early, late) in enumerate(zip(firsts, seconds)):
            others = self.originals & (of_block != fold)
            platt = calibrate(raw[others], data.labels[others], data.weights()[others])
            late = export.model(late, len(self.names), mark, *platt)
            (out / f"fold-{fold}.bin").write_bytes(joined((out / f"first-{fold}.bin").read_bytes(), late))
        mine = self.originals
        self.platt = calibrate(raw[mine], data.labels[mine], data.weights()[mine])
        self.first, self.second = first, second
        self.probability = 1 / (1 + np.exp(-(self.platt[0] * raw + self.platt[1])))
        self.model = joined(
            export.model(first, width, data.fingerprint, 1.0, 0.0), export.model(second, len(self.names), mark, *self.platt)
        )
        self.sample = sample(first, data.features) + sample(second, features)


def dump_context(dehusk, corpus, out, copies: str, blocks: int) -> tuple:
    dump(dehusk, corpus, out, "--copies", copies, "--context", str(out))
    names = [line.split("\t") for line in (out / "context.txt").read_text().splitlines()]
    return np.fromfile(out / "context.f32", "<f4").reshape(blocks, len(names)), names
