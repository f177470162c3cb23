"""Trains the two-stage model of blocks, for pages with markup. `train.py` calls it."""

import struct

import lightgbm
import numpy as np

import export
from data import COMMON, FOLDS, Data, dump, fingerprint, in_processes, write_folds

# What a page weighs, and what the altered copy of it does: without some of its parts, and one in three in another script.
COPY_WEIGHTS = [1.0, 0.6]

# Splits at random thresholds (extremely randomised trees, Geurts et al. 2006): there are far fewer pages than blocks, and
# trees that pick their thresholds learn pages by heart.
FIRST = {**COMMON, "extra_trees": True, "learning_rate": 0.1, "feature_fraction": 0.2}
FIRST_ROUNDS = 400
SECOND = {**FIRST, "feature_fraction": 0.2}
SECOND_ROUNDS = 250

# The first trees of the first stage, and how far from even what they let expect must be (as the logarithm of the odds) for a block to
# go no further; the same for what the first stage says, and the second. Held out, word F1 stays within .0005 of that of all trees from
# 2.25 to 3 (32 trees lose .002 at 2.25, 24 lose .003 at 2.5), and from 1.5 to 3.5. A glance at the 100 strongest features alone is
# better by log-loss and 5 % faster, but what follows came out .005 of F1 worse on the one fold that was tried.
GLANCE = 48
GLANCE_SURE = 2.5
FIRST_SURE = 1.5


def weights(data: Data) -> np.ndarray:
    """The square root of a block's tokens, so that every page counts the same; copies count less."""
    copies = np.array([COPY_WEIGHTS[page["copy"]] for page in data.pages])
    return data.weights() * copies[data.page_of_block]


def train(features: np.ndarray, data: Data, rows: np.ndarray, parameters: dict, rounds: int):
    parameters = {**parameters, "num_threads": 1}
    dataset = lightgbm.Dataset(features[rows], data.labels[rows], weight=weights(data)[rows], params=parameters)
    return lightgbm.train(parameters, dataset, rounds)


def boosters(features: np.ndarray, data: Data, folds: np.ndarray, parameters: dict, rounds: int) -> tuple:
    """A booster for each fold, trained on the others, and one trained on all; and each block's sums, by all trees and by the first, of
    the booster that has not seen its site."""
    fold_of_block = folds[data.page_of_block]

    def one(held_out: int) -> tuple:
        """The text of a booster, and its sums for the blocks that it was not shown, by all trees and by the first."""
        booster = train(features, data, fold_of_block != held_out, parameters, rounds)
        rest = np.flatnonzero(fold_of_block == held_out)
        told = lambda trees: booster.predict(features[rest], raw_score=True, num_threads=1, num_iteration=trees)
        sums = np.stack([told(rounds), told(GLANCE)], 1) if len(rest) else np.empty((0, 2))
        return booster.model_to_string(), sums

    results = in_processes(one, [*range(FOLDS), -1])
    sums = np.empty((len(data.labels), 2))
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


def line(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> tuple:
    """Slope and offset of the weighted least squares."""
    root = np.sqrt(weight)
    (slope, offset), *_ = np.linalg.lstsq(np.stack([x * root, root], 1), y * root, rcond=None)
    return float(slope), float(offset)


class Ends:
    """When a stage's trees say enough (src/score/ends.rs): below and above two bounds of `sums`, `target` is told by a line on each side.
    Fitted on sums of blocks whose sites the trees have not seen."""

    def __init__(self, sums: np.ndarray, target: np.ndarray, weight: np.ndarray, bounds: tuple):
        sides = zip(bounds, (sums <= bounds[0], sums >= bounds[1]))
        self.sides = [(float(bound), *line(sums[side], target[side], weight[side])) for bound, side in sides]

    def told(self, sums: np.ndarray, whole: np.ndarray) -> np.ndarray:
        """What is expected by `sums`, and `whole` where they say too little."""
        (low, *below), (high, *over) = self.sides
        return np.where(sums <= low, np.polyval(below, sums), np.where(sums >= high, np.polyval(over, sums), whole))

    def packed(self) -> bytes:
        return struct.pack("<6f", *self.sides[0], *self.sides[1])


def glance_ends(glance: np.ndarray, sums: np.ndarray, weight: np.ndarray) -> Ends:
    slope, offset = line(glance, sums, weight)
    return Ends(glance, sums, weight, tuple((side * GLANCE_SURE - offset) / slope for side in (-1, 1)))


def first_stage(ends: Ends, model: bytes) -> bytes:
    return struct.pack("<H", GLANCE) + ends.packed() + model


def joined(first: bytes, ends: Ends, second: bytes) -> bytes:
    """The file that src/score/format.rs describes."""
    return b"DHBS" + struct.pack("<HI", 1, len(first)) + first + ends.packed() + second


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
        self.data, self.originals = data, data.of_originals
        of_block, width, mine, weight = folds[data.page_of_block], len(data.names), self.originals, data.weights()
        rest_of = [mine & (of_block != fold) for fold in range(FOLDS)] + [mine]

        (*firsts, first), sums = boosters(data.features, data, folds, FIRST, FIRST_ROUNDS)
        whole, glance = sums.T
        ends = [glance_ends(glance[rows], whole[rows], weight[rows]) for rows in rest_of]
        for fold, booster in enumerate(firsts):
            early = export.model(booster, width, data.fingerprint, 1.0, 0.0)
            (out / f"first-{fold}.bin").write_bytes(first_stage(ends[fold], early))
        first_sums = each(ends[:FOLDS], of_block, glance, whole)

        # What the second stage sees of a page is told by first stages that have not seen its site.
        context, names = dump_context(dehusk, corpus, out, copies, len(data.labels))
        features = np.hstack([data.features, context])
        self.names = data.names + [name for name, _ in names]
        self.definitions = data.definitions + [definition for _, definition in names]
        mark = fingerprint(self.names)
        (*seconds, second), sums = boosters(features, data, folds, SECOND, SECOND_ROUNDS)
        mean, sure = (first_sums + sums[:, 0]) / 2, (-FIRST_SURE, FIRST_SURE)
        second_ends = [Ends(first_sums[rows], mean[rows], weight[rows], sure) for rows in rest_of]
        raw = each(second_ends[:FOLDS], of_block, first_sums, mean)
        for fold, late in enumerate(seconds):
            others = rest_of[fold]
            late = export.model(late, len(self.names), mark, *calibrate(raw[others], data.labels[others], weight[others]))
            early = (out / f"first-{fold}.bin").read_bytes()
            (out / f"fold-{fold}.bin").write_bytes(joined(early, second_ends[fold], late))

        self.platt = calibrate(raw[mine], data.labels[mine], weight[mine])
        self.first, self.second = first, second
        self.probability = 1 / (1 + np.exp(-(self.platt[0] * raw + self.platt[1])))
        # What comes of the ends: shares of the blocks that more is asked about.
        self.open = [float(np.mean(is_open(stops, told)[mine])) for stops, told in ((ends, glance), (second_ends, first_sums))]
        early = first_stage(ends[FOLDS], export.model(first, width, data.fingerprint, 1.0, 0.0))
        self.model = joined(early, second_ends[FOLDS], export.model(second, len(self.names), mark, *self.platt))
        self.sample = sample(first, data.features) + sample(second, features)


def each(ends: list, fold_of_block: np.ndarray, sums: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """What is told of each block by the ends of its own fold, which have not seen its site."""
    return np.select([fold_of_block == fold for fold in range(FOLDS)], [stop.told(sums, whole) for stop in ends])


def is_open(ends: list, sums: np.ndarray) -> np.ndarray:
    (low, *_), (high, *_) = ends[FOLDS].sides
    return (sums > low) & (sums < high)


def dump_context(dehusk, corpus, out, copies: str, blocks: int) -> tuple:
    dump(dehusk, corpus, out, "--copies", copies, "--context", str(out))
    names = [line.split("\t") for line in (out / "context.txt").read_text().splitlines()]
    return np.fromfile(out / "context.f32", "<f4").reshape(blocks, len(names)), names
