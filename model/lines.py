"""Trains the model of lines, for text that has lost its markup. `train.py` calls it."""

import pathlib
import struct

import lightgbm
import numpy as np

import export
from data import COMMON, FOLDS, Data, fingerprint, write_folds

ROUNDS = 150
PARAMETERS = {
    **COMMON,
    "learning_rate": 0.08,
    "feature_fraction": 0.3,
}

# The gate: few small trees over the features that cost next to nothing. Lines under the bound hold half a percent of
# the labelled words (held-out pages), and are a third of the lines of these pages, of pages of mere husk nearly all.
GATE = ("own.", "mass.", "core2.")
GATE_ROUNDS = 10
GATE_BOUND = 0.1
GATE_PARAMETERS = {**PARAMETERS, "num_leaves": 8, "max_depth": 4, "learning_rate": 0.4, "feature_fraction": 0.7}


def boost(data: Data, rows: np.ndarray, columns: list, parameters: dict, rounds: int) -> bytes:
    features = data.features[np.ix_(rows, columns)]
    dataset = lightgbm.Dataset(features, data.labels[rows], weight=data.weights()[rows], params=parameters)
    names = [data.names[column] for column in columns]
    return export.model(lightgbm.train(parameters, dataset, rounds), len(names), fingerprint(names), 1.0, 0.0)


def model(data: Data, rows: np.ndarray) -> bytes:
    """The gate's bound, its length, the gate, the scorer (src/plaintext/model.rs reads it)."""
    assert fingerprint(data.names) == data.fingerprint
    cheap = [at for at, name in enumerate(data.names) if name.startswith(GATE)]
    gate = boost(data, rows, cheap, GATE_PARAMETERS, GATE_ROUNDS)
    scorer = boost(data, rows, list(range(len(data.names))), PARAMETERS, ROUNDS)
    return struct.pack("<fI", GATE_BOUND, len(gate)) + gate + scorer


def cross_validate(data: Data, folder: pathlib.Path) -> None:
    folds = data.folds()
    fold_of_line = folds[data.page_of_block]
    for fold in range(FOLDS):
        (folder / f"fold-{fold}.bin").write_bytes(model(data, fold_of_line != fold))
    write_folds(data, folds, folder)


def train(data: Data, folder: pathlib.Path) -> bytes:
    """The model of all pages; those of the cross-validation go to `folder`."""
    cross_validate(data, folder)
    return model(data, np.ones(len(data.labels), bool))
