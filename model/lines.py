"""Trains the model of lines, for text that has lost its markup. `train.py` calls it."""

import pathlib
import struct

import lightgbm
import numpy as np

import export
from data import COMMON, FOLDS, Data, fingerprint, write_folds

# Few trees of few thresholds: whether a number is above a threshold is most of what scoring a line costs. src/docs/design.md has what
# each step down costs in word F1.
ROUNDS = 30
PARAMETERS = {
    **COMMON,
    "num_threads": 1,
    "max_bin": 7,
    "num_leaves": 24,
    "learning_rate": 0.3,
    "feature_fraction": 0.5,
    # Splits at random thresholds: see blocks.py.
    "extra_trees": True,
}

# The gate: few small trees over the features that cost next to nothing.
GATE = ("own.", "mass.", "core2.")
GATE_ROUNDS = 5
GATE_BOUND = 0.3
GATE_PARAMETERS = {
    **COMMON,
    "num_threads": 1,
    "max_bin": 7,
    "num_leaves": 16,
    "max_depth": 4,
    "learning_rate": 0.7,
    "feature_fraction": 0.7,
}

# What is asked about lines that may be titles alone. Without it word F1 of content stays the same to .003, and half of the cost goes.
OF_TITLES = ("form.", "back3.", "back2.", "next2.", "next3.", "period.", "kind.", "words.")

# The title: each line that may be one is asked whether it is.
TITLE_ROUNDS = 50
TITLE_PARAMETERS = {
    **COMMON,
    "num_threads": 1,
    "objective": "binary",
    "max_bin": 15,
    "learning_rate": 0.15,
    "feature_fraction": 0.5,
    "num_leaves": 15,
    "max_depth": 5,
    "min_data_in_leaf": 30,
}
TITLE_GATE_ROUNDS = 6
TITLE_GATE_BOUND = 0.01
TITLE_GATE_PARAMETERS = {**TITLE_PARAMETERS, "max_bin": 7, "max_depth": 4, "learning_rate": 0.5, "feature_fraction": 0.7}

# What a page of nothing but husk weighs beside a page with content. At 0.3 it costs a point of word F1, and short texts come back
# empty.
HUSK_WEIGHT = 0.05


class Text:
    """Lines of flattened pages, and of the same pages without their content."""

    def __init__(self, pages: Data, husk: Data, folder: pathlib.Path):
        self.names, self.fingerprint = pages.names, pages.fingerprint
        assert fingerprint(self.names) == self.fingerprint
        self.cheap = [at for at, name in enumerate(self.names) if name.startswith(GATE)]
        self.folds = pages.folds()
        self.pages = pages
        self.features = np.concatenate([pages.features, husk.features])
        self.labels = np.concatenate([pages.labels, np.zeros_like(husk.labels)])
        self.weights = np.concatenate([pages.weights(), HUSK_WEIGHT * husk.weights()])
        self.fold_of_line = np.concatenate([self.folds[data.page_of_block] for data in (pages, husk)])
        titles = np.fromfile(folder / "titles.u8", np.uint8)
        self.candidates = np.concatenate([titles > 0, np.zeros(len(husk.labels), bool)])
        self.titles = np.concatenate([titles == 2, np.zeros(len(husk.labels), bool)]).astype(np.float32)


def boost(text: Text, rows: np.ndarray, columns: list, labels: np.ndarray, weights, parameters: dict, rounds: int) -> bytes:
    features = text.features[np.ix_(rows, columns)]
    weights = None if weights is None else weights[rows]
    dataset = lightgbm.Dataset(features, labels[rows], weight=weights, params=parameters)
    names = [text.names[column] for column in columns]
    booster = lightgbm.train(parameters, dataset, rounds)
    return export.sized([export.model(booster, len(names), fingerprint(names), 1.0, 0.0)])


def model(text: Text, rows: np.ndarray) -> bytes:
    """A gate and a scorer for content, then for the title (src/plaintext/model.rs reads it)."""
    every = list(range(len(text.names)))
    plain = [at for at in every if not text.names[at].startswith(OF_TITLES)]
    content = text.labels, text.weights
    title = text.titles, None
    return b"".join(
        [
            struct.pack("<f", GATE_BOUND),
            boost(text, rows, text.cheap, *content, GATE_PARAMETERS, GATE_ROUNDS),
            boost(text, rows, plain, *content, PARAMETERS, ROUNDS),
            struct.pack("<f", TITLE_GATE_BOUND),
            boost(text, rows & text.candidates, text.cheap, *title, TITLE_GATE_PARAMETERS, TITLE_GATE_ROUNDS),
            boost(text, rows & text.candidates, every, *title, TITLE_PARAMETERS, TITLE_ROUNDS),
        ]
    )


def train(pages: Data, husk: Data, folder: pathlib.Path) -> bytes:
    """The model of all pages; those of the cross-validation go to `folder`."""
    text = Text(pages, husk, folder)
    for fold in range(FOLDS):
        (folder / f"fold-{fold}.bin").write_bytes(model(text, text.fold_of_line != fold))
    write_folds(pages, text.folds, folder)
    return model(text, np.ones(len(text.labels), bool))
