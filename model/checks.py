"""What the features are worth, and what the model makes of kinds of pages that it has not seen. `train.py --checks` calls it.

Plain models of the first stage, with a fifth of the rounds at three times the learning rate, of every second page and without the altered
copies, because there are many to train. The figures are estimates from the labels of blocks, not from extracted text, and stand lower than
those of the whole: compare them with each other.
"""

import lightgbm
import numpy as np

import blocks
from card import KINDS, table
from data import Data, dump

PARAMETERS = {**blocks.FIRST, "learning_rate": 0.3, "num_threads": 1}
ROUNDS = 80
# Folds that groups are left out of; the pages of two folds in five are enough to tell a hundredth.
TRIED = [0, 1]

# Bounds of the threshold, as a balanced selection has them (src/select.rs).
LOW, HIGH = 0.25, 0.55

GROUPS = {
    "own text": ("own.",),
    "links": (),
    "duplicates": ("dup.",),
    "groups": ("group.", "like"),
    "containers": ("in1.", "in2.", "in3.", "in4."),
    "votes": ("vote.",),
    "semantics and names": ("sem.",),
    "neighbours": ("near.",),
    "headings": ("head.",),
    "page": ("page.",),
}


def belongs(name: str, group: str) -> bool:
    return "link" in name if group == "links" else name.startswith(GROUPS[group])


def probabilities(data: Data, columns: np.ndarray, train: np.ndarray, test: np.ndarray) -> np.ndarray:
    train = train[data.page_of_block[train] % 2 == 0]
    dataset = lightgbm.Dataset(data.features[np.ix_(train, columns)], data.labels[train], weight=data.weights()[train], params=PARAMETERS)
    booster = lightgbm.train(PARAMETERS, dataset, ROUNDS)
    return booster.predict(data.features[np.ix_(test, columns)], num_threads=1)


def f1(probability: np.ndarray, labels: np.ndarray, tokens: np.ndarray, label_tokens: int) -> float:
    """Token F1 of a page's best choice by the probabilities, as far as the labels of its blocks tell."""
    order = np.argsort(-probability, kind="stable")
    p, size = probability[order], tokens[order].astype(float)
    expected = 2 * np.cumsum(p * size) / (np.cumsum(size) + (p * size).sum() + 1e-9)
    likely = p >= LOW
    threshold = min(max(p[np.argmax(np.where(likely, expected, -1.0))], LOW), HIGH) if likely.any() else HIGH
    kept = probability >= threshold
    both = tokens[kept].sum() + label_tokens
    return 2 * (tokens[kept] * labels[kept]).sum() / both if both else 1.0


def by_page(data: Data, probability: np.ndarray, pages: np.ndarray) -> dict:
    """F1 by page: `probability` for all blocks, of which those of `pages` count."""
    ends = np.cumsum([page["blocks"] for page in data.pages])
    of = lambda at: slice(ends[at] - data.pages[at]["blocks"], ends[at])
    score = lambda at: f1(probability[of(at)], data.labels[of(at)], data.tokens[of(at)], data.pages[at]["label_tokens"])
    return {at: score(at) for at in np.flatnonzero(pages)}


def cells(data: Data, scores: dict) -> list:
    kinds = [data.pages[at]["kind"] for at in scores]
    values = np.array(list(scores.values()))
    means = [values[np.array(kinds) == kind].mean() for kind in KINDS]
    return [f"{mean:.3f}" for mean in [values.mean(), *means]]


def ablation(data: Data, folds: np.ndarray):
    """A row for all features, then one for each group left out."""
    fold_of_block = folds[data.page_of_block]
    for group in ["nothing", *GROUPS]:
        left = [at for at, name in enumerate(data.names) if group == "nothing" or not belongs(name, group)]
        probability = np.zeros(len(data.labels))
        for fold in TRIED:
            test = np.flatnonzero(fold_of_block == fold)
            probability[test] = probabilities(data, np.array(left), np.flatnonzero(fold_of_block != fold), test)
        row = [group, len(data.names) - len(left), *cells(data, by_page(data, probability, np.isin(folds, TRIED)))]
        print(*row, flush=True)
        yield row


def unseen_kinds(data: Data, folds: np.ndarray):
    """A row for each kind: its pages by a model that has seen none of their kind (other kinds of their sites it may have seen), and those of
    one fold by one that has seen the kind, but not their sites."""
    kinds = np.array([page["kind"] for page in data.pages])
    every = np.arange(len(data.names))
    for kind in KINDS:
        figures = []
        for hidden in (True, False):
            probability = np.zeros(len(data.labels))
            tried = (kinds == kind) & (hidden | (folds == TRIED[0]))
            train = kinds != kind if hidden else folds != TRIED[0]
            test = np.flatnonzero(tried[data.page_of_block])
            probability[test] = probabilities(data, every, np.flatnonzero(train[data.page_of_block]), test)
            figures.append(by_page(data, probability, tried))
        unseen, seen = figures
        mean = lambda scores, pages: np.mean([scores[at] for at in pages])
        row = [kind, len(unseen), f"{mean(unseen, unseen):.3f}", len(seen), f"{mean(unseen, seen):.3f}", f"{mean(seen, seen):.3f}"]
        print(*row, flush=True)
        yield row


TEXT = """Made by `python3 model/train.py --checks`, apart from the rest because it takes long: plain models of the first stage with {rounds} rounds, trained on every second page
without altered copies and a second stage, for the pages of folds {tried}. The figures are estimates of word F1 from the labels of blocks; they are for
comparing with each other.

What each group of features is worth, by leaving it out ("links" are all that have a link in their name, wherever they stand):

{ablation}

Most of it is there twice: no group is missed by more than .01, which is little more than chance decides (leaving out the votes comes out
better than leaving out nothing).

Kinds of pages that no page of was seen in training (other kinds of pages of their sites may have been), and beside it the pages of one
fold by a model that has seen the kind, but not their sites:

{kinds}
"""


def report(data: Data) -> str:
    data = data.originals()
    folds = data.folds()
    short = [kind[:7] for kind in KINDS]
    return TEXT.format(
        rounds=ROUNDS,
        tried=", ".join(map(str, TRIED)),
        ablation=table(["left out", "features", "all", *short], list(ablation(data, folds))),
        kinds=table(["kind", "pages", "unseen", "pages of the fold", "unseen", "seen"], list(unseen_kinds(data, folds))),
    )


def run(dehusk, corpus, out) -> str:
    out.mkdir(parents=True, exist_ok=True)
    return report(dump(dehusk, corpus, out, "--copies", "0"))
