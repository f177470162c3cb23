"""Trains the models of a page's kind and of the confidence in its article. `train.py` calls it."""

import json
import struct
import subprocess

import lightgbm
import numpy as np

import export
from data import FOLDS, SEED

KINDS = ["article", "forum", "product", "collection", "listing", "documentation", "service"]
COMMON = {
    "learning_rate": 0.06,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "max_bin": 63,
    "use_missing": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": SEED,
    "verbose": -1,
}
KIND = {**COMMON, "objective": "multiclass", "num_class": len(KINDS), "num_leaves": 8, "min_data_in_leaf": 20}
KIND_ROUNDS = 120
CONFIDENCE = {**COMMON, "objective": "regression", "num_leaves": 6, "min_data_in_leaf": 40}
CONFIDENCE_ROUNDS = 120


class Trained:
    """What comes of training: the file for the crate, and what the card tells of it."""

    def __init__(self, dehusk, corpus, folds_of, out):
        folder = out / "pages"
        subprocess.run([dehusk, "features", corpus, "--pages", out, "--out", folder], check=True)
        pages = [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]
        rows = [line.split("\t") for line in (folder / "names.txt").read_text().splitlines()]
        self.names = [name for name, _ in rows]
        mark = int((folder / "fingerprint").read_text())
        columns = np.array([page["columns"] for page in pages], np.float32)
        kinds = np.array([KINDS.index(page["kind"]) for page in pages])
        self.f1 = np.array([page["f1"] for page in pages])
        fold = np.array([folds_of[page["id"]] for page in pages])
        self.addressed = np.array([page["addressed"] for page in pages])
        kind, self.kind_probability = cross_validated(columns, kinds, fold, KIND, KIND_ROUNDS)
        confidence, predicted = cross_validated(columns, self.f1, fold, CONFIDENCE, CONFIDENCE_ROUNDS)
        self.kinds, self.confidence = kinds, predicted.clip(0, 1)
        models = [export.model(only(kind, at), len(rows), mark, 1.0, 0.0) for at in range(len(KINDS))]
        models.append(export.model(confidence.dump_model(), len(rows), mark, 1.0, 0.0))
        self.model = b"".join(struct.pack("<I", len(model)) + model for model in models)


def cross_validated(columns, target, fold, parameters: dict, rounds: int) -> tuple:
    """A booster trained on all, and what boosters say of pages whose site they have not seen."""
    train = lambda rows: lightgbm.train(parameters, lightgbm.Dataset(columns[rows], target[rows], params=parameters), rounds)
    held_out = [(fold == at, train(fold != at)) for at in range(FOLDS)]
    predictions = None
    for rows, booster in held_out:
        found = booster.predict(columns[rows])
        if predictions is None:
            predictions = np.empty((len(target), *found.shape[1:]))
        predictions[rows] = found
    return train(np.ones(len(target), bool)), predictions


def only(booster, kind: int) -> dict:
    """The trees of one kind: LightGBM deals them out in turn."""
    dumped = booster.dump_model()
    return {**dumped, "tree_info": dumped["tree_info"][kind :: len(KINDS)]}
