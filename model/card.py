"""Writes MODEL.md: what the model is, where it comes from, and how well it does."""

import pathlib

import lightgbm
import numpy as np

import blocks
import kinds
import pages
from data import FOLDS

# What `train.py --checks` found.
CHECKS = pathlib.Path(__file__).with_name("checks.md")

KINDS = ["article", "forum", "product", "collection", "listing", "service", "documentation"]

TEXT = """# The models

Written by `python3 model/train.py`; do not edit. `src/score/model.bin` holds the first two stages of the scorer of blocks and
`src/score/third.bin` the third, `src/assess/kinds.bin` the model of a page's kind, `src/assess/confidence.bin` that of the confidence in its
article, `src/plaintext/lines.bin` the scorer of lines; `src/score/format.rs` has the format.

## What it is
The scorer of blocks has three stages of gradient-boosted trees (LightGBM {version}, cross-entropy, at most {leaves} leaves, splits at random
thresholds). The first, {first} trees, sees {features} features of each text block. The second, {second} trees, sees the same and {context}
numbers that say how the first scored the blocks that look alike, the containers and the neighbours around the block, and the page. The mean of these two sums
goes through Platt scaling (slope {slope:.3f}, offset {offset:.3f}) into the probability that the block belongs to the main content. {size} bytes for both.
Not every block is asked all trees (after Cambazoglu et al., "Early exit optimizations for additive machine learned ranking systems", WSDM
2010). Where the first {glance} trees let expect a sum further from even than {glance_sure}, that is taken for the sum of the first stage, and where the
first stage's sum is further from even than {first_sure}, the mean of both is told from it; lines on both sides, fitted on the sums of pages whose sites the
trees have not seen, tell what to expect. The rest of the first stage is asked about {open_first:.0%} of the blocks, the second about {open_second:.0%}.

By what these two would keep, the page's totals, the types that it names and its address it is told what kind of page it is; then a third stage has a
say (`src/score/third.rs`): {article_trees} trees trained on the {articles} articles, or {other_trees} trained on the {others} other pages, {third_size} bytes for both. Each
are the mean of {third_boosters} boosters of {third_rounds} rounds at a rate of {third_rate}, with at most {third_leaves} leaves, trained without altered copies.

The features depend on no language; `src/features/` and `src/score/context.rs` define them and compute them, for training and for use alike.

## Data
{pages} labelled pages, {blocks} blocks, of the development set of WCXB (Web Content Extraction Benchmark, M. Foley 2026,
CC BY 4.0). The pages and their labels are not part of this repository; the model was derived from them.
A block's label is the share of its tokens that stand, in order, in the labelled text (longest common subsequence; text
that the label has elsewhere is found by its runs of three tokens; of blocks with the same text the first counts). A block weighs the square root
of its tokens, and every page the same.

Beside each page stands an altered copy of it, without some of its parts, chosen at random; in one copy of three each word is replaced by a
made-up word of another script (Chinese, Arabic, Thai, Cyrillic). A copy weighs {copies}, and is in no figure.

The pages of the folds share no registered domain. The second stage is trained on what first stages say of pages whose site they have not seen;
those first stages have seen the sites of the other folds, so a little of a page's label reaches the second stage of its own fold by that way. So it is
with the model of kinds, which is trained on what two stages say of pages held out, and with that of confidence, on what all say.
How many trees there are, of how many leaves, how much a stage has to say and when a block goes no further was chosen by the figures of the same folds.

## What the labels count as content
Measured on the labels: the share of the tokens that are content, by kind of page and by what the features say of the block.

{habits}

## Figures
Cross-validated in {folds} folds grouped by registered domain: each page is scored by a model that has seen no page of its site,
and its whole extraction is measured (`dehusk eval CORPUS --folds model/out --kinds`).

{figures}

The same of `clean_text`, which has to do without markup, on the same pages flattened (`dehusk eval CORPUS --flatten --folds
model/out/lines --kinds`); its model, `src/plaintext/lines.bin`, is trained by the same command:

{flat_figures}

Calibration of the held-out probabilities of the first two stages, weighted by tokens:

{reliability}

Confidence against the word F1 of the held-out extraction (mean absolute calibration error {calibration:.3f}, by pages):

{confidence}

Kind of page, cross-validated: {accuracy:.3f} right with the page's address known, {blind:.3f} without. Rows are labels, columns what is told, with addresses:

{confusion}

## What moves it
Share of the trees' gain by group of features, over the first two stages:

{groups}

The {top} strongest features:

{strongest}

## What it leans on
{checks}

## Parameters
```text
{parameters}
```
The second stage has the same{difference}.
"""


def table(head: list, rows: list) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows])


def figures(summary: dict) -> str:
    rows = [("all", summary["all"])] + [(kind, summary["kinds"][kind]) for kind in KINDS if kind in summary["kinds"]]
    fields = ["pages", "f1", "precision", "recall", "snippet_f1"]
    cells = [[kind] + [row["pages"]] + [f"{row[field]:.3f}" for field in fields[1:]] for kind, row in rows]
    return table(["kind", "pages", "word F1", "precision", "recall", "snippet F1"], cells)


def reliability(trained) -> str:
    mine, data = trained.originals, trained.data
    probability, labels, tokens = trained.probability[mine], data.labels[mine], data.tokens[mine].astype(np.float64)
    bins = np.minimum((probability * 10).astype(int), 9)
    rows = []
    for at in range(10):
        of = bins == at
        mean = lambda values: f"{(values[of] * tokens[of]).sum() / max(tokens[of].sum(), 1):.3f}"
        rows.append([f"{at / 10:.1f} to {at / 10 + 0.1:.1f}", int(of.sum()), mean(probability), mean(labels)])
    return table(["probability", "blocks", "mean probability", "content"], rows)


def confidence(trained) -> tuple:
    """The table, and the mean distance between confidence and word F1 over its rows, weighted by pages."""
    bins = np.minimum((trained.confidence * 10).astype(int), 9)
    rows, error = [], 0.0
    for at in range(10):
        of = bins == at
        if of.any():
            told, found = trained.confidence[of].mean(), trained.f1[of].mean()
            error += of.mean() * abs(told - found)
            rows.append([f"{at / 10:.1f} to {at / 10 + 0.1:.1f}", int(of.sum()), f"{told:.3f}", f"{found:.3f}"])
    return table(["confidence", "pages", "mean confidence", "mean word F1"], rows), error


def confusion(trained) -> tuple:
    """The table, and the shares that are right with and without the address."""
    told = trained.probability.argmax(1)
    right = told == trained.kinds
    of = trained.addressed
    rows = [
        [name] + [int((of & (trained.kinds == at) & (told == other)).sum()) for other in range(len(pages.KINDS))]
        for at, name in enumerate(pages.KINDS)
    ]
    return table(["", *pages.KINDS], rows), right[of].mean(), right[~of].mean()


def habits(trained) -> str:
    data = trained.data
    column = {name: at for at, name in enumerate(data.names)}
    kinds = np.array([page["kind"] for page in data.pages])[data.page_of_block]
    of = lambda name: trained.originals & (data.features[:, column[name]] > 0)
    groups = {
        "all blocks": trained.originals,
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


def text(trained, of_kinds, of_pages, summary: dict, flattened: dict) -> str:
    data, mine = trained.data, trained.originals
    gain = trained.second.feature_importance("gain")
    gain[: len(data.names)] += trained.first.feature_importance("gain")
    gain = gain / gain.sum()
    groups = {}
    for name, share in zip(trained.names, gain):
        groups[name.split(".")[0]] = groups.get(name.split(".")[0], 0.0) + share
    order = np.argsort(-gain, kind="stable")[:25]
    slope, offset = trained.platt
    reliable, error = confidence(of_pages)
    confused, accuracy, blind = confusion(of_kinds)
    difference = {k: v for k, v in blocks.SECOND.items() if blocks.FIRST[k] != v}

    return TEXT.format(
        version=lightgbm.__version__,
        leaves=blocks.FIRST["num_leaves"],
        first=trained.first.num_trees(),
        second=trained.second.num_trees(),
        features=len(data.names),
        context=len(trained.names) - len(data.names),
        size=len(trained.model),
        glance=blocks.GLANCE,
        glance_sure=blocks.GLANCE_SURE,
        first_sure=blocks.FIRST_SURE,
        open_first=trained.open[0],
        open_second=trained.open[1],
        article_trees=of_kinds.trees[0],
        other_trees=of_kinds.trees[1],
        articles=of_kinds.pages[0],
        others=of_kinds.pages[1],
        third_size=len(of_kinds.third),
        third_boosters=len(kinds.THIRD_SEEDS),
        third_rounds=kinds.THIRD_ROUNDS,
        third_rate=kinds.THIRD["learning_rate"],
        third_leaves=kinds.THIRD["num_leaves"],
        checks=CHECKS.read_text().strip(),
        slope=slope,
        offset=offset,
        pages=sum(page["copy"] == 0 for page in data.pages),
        blocks=int(mine.sum()),
        copies=" and ".join(str(weight) for weight in blocks.COPY_WEIGHTS[1:]) + " of a page",
        habits=habits(trained),
        folds=FOLDS,
        figures=figures(summary),
        flat_figures=figures(flattened),
        reliability=reliability(trained),
        calibration=error,
        confidence=reliable,
        accuracy=accuracy,
        blind=blind,
        confusion=confused,
        groups=table(["group", "gain"], [[k, f"{v:.1%}"] for k, v in sorted(groups.items(), key=lambda item: -item[1])]),
        top=len(order),
        strongest=table(["feature", "gain", "definition"], [[trained.names[i], f"{gain[i]:.1%}", trained.definitions[i]] for i in order]),
        parameters="\n".join(f"{key}: {value}" for key, value in blocks.FIRST.items()),
        difference=", but for " + ", ".join(f"{k}: {v}" for k, v in difference.items()) if difference else "",
    )
