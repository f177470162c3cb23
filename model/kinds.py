"""Trains the model of a page's kind, and the third stage of the scorer of blocks, which knows kinds of pages. `train.py` calls it."""

import struct

import lightgbm
import numpy as np

import blocks
import export
import pages
from data import FOLDS, SEED, Data, in_processes

# Two boosters that differ by chance have half a say each.
THIRD = {**blocks.FIRST, "num_leaves": 15, "learning_rate": 0.15}
THIRD_ROUNDS = 250
THIRD_SEEDS = [SEED + 1, SEED + 2]

# What the third stage has to say, of all that is said, on a page whose kind is certain. From .4 to .7, word F1 held out is the same
# within .0003.
THIRD_SHARE = 0.6
# How far from even, as the logarithm of the odds, the stages before have to be for a block to go no further. With 3.5 and 2.5 word F1
# held out is the same, .8865, and there is more to do.
THIRD_SURE = 1.5


class Mean:
    """The mean of some boosters, as one."""

    def __init__(self, boosters: list):
        self.boosters = boosters

    def predict(self, features: np.ndarray, raw_score: bool) -> np.ndarray:
        return np.mean([booster.predict(features, raw_score=raw_score) for booster in self.boosters], axis=0)

    def dump_model(self) -> dict:
        trees = [tree for booster in self.boosters for tree in booster.dump_model()["tree_info"]]
        return {"tree_info": [{"tree_structure": self.shared(tree["tree_structure"])} for tree in trees]}

    def shared(self, node: dict) -> dict:
        """A tree with the leaves' part in the mean."""
        if "leaf_value" in node:
            return {"leaf_value": node["leaf_value"] / len(self.boosters)}
        return {**node, **{side: self.shared(node[side]) for side in ("left_child", "right_child")}}


def experts(data: Data, mine: np.ndarray) -> list:
    """For each fold what is trained on some pages of the others, and what is trained on all of them."""
    fold_of_block, mine = data.folds()[data.page_of_block], mine[data.page_of_block]

    def one(task: tuple) -> str:
        held_out, seed = task
        rows = mine & (fold_of_block != held_out)
        return blocks.train(data.features, data, rows, {**THIRD, "seed": seed}, THIRD_ROUNDS).model_to_string()

    texts = in_processes(one, [(fold, seed) for fold in [*range(FOLDS), -1] for seed in THIRD_SEEDS])
    boosters = [lightgbm.Booster(model_str=text) for text in texts]
    step = len(THIRD_SEEDS)
    return [Mean(boosters[at : at + step]) for at in range(0, len(boosters), step)]


def third_stage(models) -> bytes:
    """The file that src/score/format.rs describes."""
    return b"DHTS" + struct.pack("<Hff", 1, THIRD_SHARE, THIRD_SURE) + export.sized(models)


class Trained:
    """What comes of training: files for the crate, and what the card tells of them. The files for the folds go to `out`."""

    def __init__(self, dehusk, corpus, data: Data, out):
        """`data` is without altered copies."""
        told = pages.Told(dehusk, corpus, out, "--kinds")
        self.kinds, self.addressed = told.kinds, told.addressed
        (*held_out, whole), self.probability = pages.cross_validated(told.columns, told.kinds, told.fold, pages.KIND, pages.KIND_ROUNDS)
        packed = lambda booster: export.sized(told.packed(pages.only(booster, at)) for at in range(len(pages.KINDS)))
        for at, booster in enumerate(held_out):
            (out / f"kinds-{at}.bin").write_bytes(packed(booster))
        self.model = packed(whole)

        articles = np.array([page["kind"] == "article" for page in data.pages])
        sides = [experts(data, mine) for mine in (articles, ~articles)]
        model = lambda expert: export.model(expert.dump_model(), len(data.names), data.fingerprint, 1.0, 0.0)
        *held_out, self.third = (third_stage(model(expert) for expert in both) for both in zip(*sides))
        for at, stage in enumerate(held_out):
            (out / f"third-{at}.bin").write_bytes(stage)
        whole = [side[FOLDS] for side in sides]
        self.sample = b"".join(blocks.sample(expert, data.features) for expert in whole)
        self.trees = [sum(booster.num_trees() for booster in expert.boosters) for expert in whole]
        self.pages = [int(articles.sum()), int((~articles).sum())]
