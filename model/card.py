"""Writes MODEL.md: what the model is, where it comes from, and how well it does."""

import numpy as np

from data import FOLDS, Data

KINDS = ["article", "forum", "product", "collection", "listing", "service", "documentation"]

TEXT = """# The block scorer's model

Written by `python3 model/train.py`; do not edit. `src/score/model.bin` holds the trees, `src/score/format.rs` the format.

## What it is
{trees} gradient-boosted trees of at most {leaves} leaves (LightGBM {version}, cross-entropy) over {features} features of each text
block, {size} bytes; then Platt scaling (slope {slope:.3f}, offset {offset:.3f}) into the probability that the block belongs to the main content.
The features depend on no language; `src/features/` defines them and computes them, for training and for use alike.

## Data
{pages} labelled pages, {blocks} blocks, of the development set of WCXB (Web Content Extraction Benchmark, M. Foley 2026,
CC BY 4.0). The pages and their labels are not part of this repository; the model was derived from them.
A block's label is the share of its tokens that stand, in order, in the labelled text (longest common subsequence; text
that the label has elsewhere is found by its runs of three tokens; of blocks with the same text the first counts). A block weighs the square root
of its tokens, and every page the same.

## What the labels count as content
Measured on the labels: the share of the tokens that are content, by kind of page and by what the features say of the block.

{habits}

## Figures
Cross-validated in {folds} folds grouped by registered domain: each page is scored by a model that has seen no page of its site,
and its whole extraction is measured (`dehusk eval CORPUS --folds model/out --kinds`).

{figures}

Calibration of the held-out probabilities, weighted by tokens:

{reliability}

## What moves it
Share of the trees' gain by group of features:

{groups}

The {top} strongest features:

{strongest}

## Parameters
```text
{parameters}
```
"""


def table(head: list, rows: list) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def figures(summary: dict) -> str:
    rows = [("all", summary["all"])] + [(kind, summary["kinds"][kind]) for kind in KINDS if kind in summary["kinds"]]
    fields = ["pages", "f1", "precision", "recall", "snippet_f1"]
    cells = [[kind] + [row["pages"]] + [f"{row[field]:.3f}" for field in fields[1:]] for kind, row in rows]
    return table(["kind", "pages", "word F1", "precision", "recall", "snippet F1"], cells)


def reliability(data: Data, probability: np.ndarray) -> str:
    bins = np.minimum((probability * 10).astype(int), 9)
    rows = []
    for at in range(10):
        of = bins == at
        tokens = data.tokens[of].astype(np.float64)
        mean = lambda values: f"{(values[of] * tokens).sum() / max(tokens.sum(), 1):.3f}"
        rows.append([f"{at / 10:.1f} to {at / 10 + 0.1:.1f}", int(of.sum()), mean(probability), mean(data.labels)])
    return table(["probability", "blocks", "mean probability", "content"], rows)


def habits(data: Data) -> str:
    column = {name: at for at, name in enumerate(data.names)}
    kinds = np.array([page["kind"] for page in data.pages])[data.page_of_block]
    of = lambda name: data.features[:, column[name]] > 0
    groups = {
        "all blocks": np.ones(len(data.labels), bool),
        "in `nav`": of("sem.nav"),
        "in `footer`": of("sem.footer"),
        "in `aside`": of("sem.aside"),
        "named for comments": of("sem.name_comment"),
        "named for reviews": of("sem.name_review"),
        "named for related pages": of("sem.name_related"),
        "headings": of("own.heading"),
        "table cells": of("own.cell"),
        "hidden until a click": of("own.hidden"),
        "said before on the page": of("dup.again"),
    }
    rows = []
    for name, mask in groups.items():
        share = lambda some: (data.labels[some] * data.tokens[some]).sum() / max(data.tokens[some].sum(), 1)
        rows.append([name] + [f"{share(mask & (kinds == kind)):.2f}" for kind in KINDS])
    return table([""] + KINDS, rows)


def text(data: Data, booster, summary: dict, raw: np.ndarray, platt: tuple, parameters: dict, size: int) -> str:
    gain = booster.feature_importance("gain")
    gain = gain / gain.sum()
    groups = {}
    for name, share in zip(data.names, gain):
        groups[name.split(".")[0]] = groups.get(name.split(".")[0], 0.0) + share
    order = np.argsort(-gain, kind="stable")[:25]
    slope, offset = platt
    import lightgbm

    return TEXT.format(
        trees=booster.num_trees(),
        leaves=parameters["num_leaves"],
        version=lightgbm.__version__,
        features=len(data.names),
        size=size,
        slope=slope,
        offset=offset,
        pages=len(data.pages),
        blocks=len(data.labels),
        habits=habits(data),
        folds=FOLDS,
        figures=figures(summary),
        reliability=reliability(data, 1 / (1 + np.exp(-(slope * raw + offset)))),
        groups=table(["group", "gain"], [[k, f"{v:.1%}"] for k, v in sorted(groups.items(), key=lambda item: -item[1])]),
        top=len(order),
        strongest=table(["feature", "gain", "definition"], [[data.names[i], f"{gain[i]:.1%}", data.definitions[i]] for i in order]),
        parameters="\n".join(f"{key}: {value}" for key, value in parameters.items()),
    )
