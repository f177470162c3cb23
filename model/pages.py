"""Trains the model of the confidence in a page's article, and has what the model of its kind is trained with. `train.py` calls it."""

import json
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


class Told:
    """What pages are told by, each read by models of `out` that have not seen its site: `--kinds` or `--pages` of `dehusk features`."""

    def __init__(self, dehusk, corpus, out, option: str):
        folder = out / option.strip("-")
        subprocess.run([dehusk, "features", corpus, option, out, "--out", folder], check=True)
        pages = [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]
        folds_of = json.loads((out / "folds.json").read_text())
        self.width = len((folder / "names.txt").read_text().splitlines())
        self.fingerprint = int((folder / "fingerprint").read_text())
        self.columns = np.array([page["columns"] for page in pages], np.float32)
        self.kinds = np.array([KINDS.index(page["kind"]) for page in pages])
        self.fold = np.array([folds_of[page["id"]] for page in pages])
        self.addressed = np.array([page["addressed"] for page in pages])
        self.pages = pages

    def packed(self, booster) -> bytes:
        return export.model(booster, self.width, self.fingerprint, 1.0, 0.0)


class Trained:
    """What comes of training: the file for the crate, and what the card tells of it."""

    def __init__(self, dehusk, corpus, out):
        told = Told(dehusk, corpus, out, "--pages")
        self.f1 = np.array([page["f1"] for page in told.pages], float)
        (*_, whole), predicted = cross_validated(told.columns, self.f1, told.fold, CONFIDENCE, CONFIDENCE_ROUNDS)
        self.confidence = predicted.clip(0, 1)
        self.model = told.packed(whole)


def cross_validated(columns, target, fold, parameters: dict, rounds: int) -> tuple:
    """A booster for each fold, trained on the others, and one trained on all; and what is said of pages whose site has not been seen."""
    train = lambda rows: lightgbm.train(parameters, lightgbm.Dataset(columns[rows], target[rows], params=parameters), rounds)
    boosters = [train(fold != at) for at in range(FOLDS)]
    predictions = None
    for at, booster in enumerate(boosters):
        found = booster.predict(columns[fold == at])
        if predictions is None:
            predictions = np.empty((len(target), *found.shape[1:]))
        predictions[fold == at] = found
    return [*boosters, train(np.ones(len(target), bool))], predictions


def only(booster, kind: int) -> dict:
    """The trees of one kind: LightGBM deals them out in turn."""
    dumped = booster.dump_model()
    return {**dumped, "tree_info": dumped["tree_info"][kind :: len(KINDS)]}
