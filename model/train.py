#!/usr/bin/env python3
"""Trains the scorers of blocks and lines: one command dumps features, cross-validates, calibrates, and writes the models
and their card.

    pip install -r model/requirements.txt
    python3 model/train.py

It needs the labelled pages of ../shared/corpora/wcxb-dev and says so if they are not there. The same inputs give the
same bytes.
"""

import argparse
import json
import pathlib
import subprocess
import sys

import lightgbm
import numpy as np

import card
import export
import lines
from data import COMMON, FOLDS, Data, dump, write_folds

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "model" / "out"
ROUNDS = 300
PARAMETERS = {
    **COMMON,
    "learning_rate": 0.05,
    "feature_fraction": 0.2,
}


def train(data: Data, rows: np.ndarray, rounds: int = ROUNDS):
    weights = data.weights()[rows]
    dataset = lightgbm.Dataset(data.features[rows], data.labels[rows], weight=weights, params=PARAMETERS)
    return lightgbm.train(PARAMETERS, dataset, rounds)


def calibrate(raw: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> tuple:
    """Slope and offset of Platt scaling, by Newton's method on the weighted log-loss."""
    slope, offset = 1.0, 0.0
    for _ in range(25):
        p = 1 / (1 + np.exp(-(slope * raw + offset)))
        error, curve = weights * (p - labels), weights * p * (1 - p)
        gradient = np.array([(error * raw).sum(), error.sum()])
        hessian = np.array([[(curve * raw * raw).sum(), (curve * raw).sum()], [(curve * raw).sum(), curve.sum()]])
        step = np.linalg.solve(hessian, gradient)
        slope, offset = slope - step[0], offset - step[1]
    return float(slope), float(offset)


def cross_validate(data: Data, folds: np.ndarray) -> tuple:
    """Trains a model for each fold on the others, and calibrates each on what the others say of their own pages."""
    fold_of_block = folds[data.page_of_block]
    boosters = [train(data, fold_of_block != fold) for fold in range(FOLDS)]
    raw = np.empty(len(data.labels))
    for fold, booster in enumerate(boosters):
        held_out = fold_of_block == fold
        raw[held_out] = booster.predict(data.features[held_out], raw_score=True)
    for fold, booster in enumerate(boosters):
        others = fold_of_block != fold
        slope, offset = calibrate(raw[others], data.labels[others], data.weights()[others])
        model = export.model(booster, len(data.names), data.fingerprint, slope, offset)
        (OUT / f"fold-{fold}.bin").write_bytes(model)
    write_folds(data, folds, OUT)
    return raw, calibrate(raw, data.labels, data.weights())


def sample(booster, data: Data, rows: int = 48) -> bytes:
    """Rows with the sums that LightGBM itself gives them: count u32, width u32, rows f32, sums f64."""
    picked = np.linspace(0, len(data.labels) - 1, rows).astype(int)
    features = data.features[picked]
    sums = booster.predict(features, raw_score=True).astype("<f8")
    return np.array([rows, features.shape[1]], "<u4").tobytes() + features.tobytes() + sums.tobytes()


def evaluate(dehusk: pathlib.Path, corpus: pathlib.Path, folds: pathlib.Path, *options: str) -> dict:
    command = [dehusk, "eval", corpus, "--folds", folds, "--kinds", "--json", *options]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=pathlib.Path, default=ROOT.parent / "shared/corpora/wcxb-dev")
    arguments.add_argument("--only", choices=["lines"], help="train this model alone, and leave the other and the card as they are")
    arguments = arguments.parse_args()
    corpus = arguments.corpus
    if not (corpus / "labels.jsonl").exists():
        sys.exit(f"{corpus}: no labels.jsonl here; training needs the labelled pages of WCXB's development set")
    OUT.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "build", "--release", "--all-features"], cwd=ROOT, check=True)
    dehusk = ROOT / "target/release/dehusk"
    flattened = OUT / "lines"
    husk = dump(dehusk, corpus, OUT / "husk", "--husk")
    model = lines.train(dump(dehusk, corpus, flattened, "--flatten"), husk, flattened)
    (ROOT / "src/plaintext/lines.bin").write_bytes(model)
    if arguments.only:
        return
    data = dump(dehusk, corpus, OUT)
    raw, (slope, offset) = cross_validate(data, data.folds())
    figures = evaluate(dehusk, corpus, OUT)
    flat_figures = evaluate(dehusk, corpus, flattened, "--flatten")
    booster = train(data, np.ones(len(data.labels), bool))
    model = export.model(booster, len(data.names), data.fingerprint, slope, offset)
    (ROOT / "src/score/model.bin").write_bytes(model)
    (ROOT / "src/score/sample.bin").write_bytes(sample(booster, data))
    (ROOT / "model/MODEL.md").write_text(card.text(data, booster, figures, flat_figures, raw, (slope, offset), PARAMETERS, len(model)))


if __name__ == "__main__":
    main()
