"""Writes LightGBM models in the crate's own format (src/score/format.rs documents it)."""

import struct

import numpy as np

MAGIC, VERSION = b"DHSK", 1


def at_most(threshold: float) -> np.float32:
    """The largest f32 that is no larger: for f32 features, `x <= threshold` comes out the same."""
    rounded = np.float32(threshold)
    return np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded


def flatten(tree: dict) -> tuple[list, list]:
    """Inner nodes in depth-first order, parents first, and leaf values."""
    nodes, leaves = [], []

    def visit(node: dict) -> int:
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return ~(len(leaves) - 1)
        at = len(nodes)
        nodes.append(None)
        left, right = visit(node["left_child"]), visit(node["right_child"])
        nodes[at] = (node["split_feature"], at_most(node["threshold"]), left, right)
        return at

    visit(tree)
    return nodes, leaves


def ensemble(dumped: dict, width: int) -> bytes:
    trees = [flatten(info["tree_structure"]) for info in dumped["tree_info"]]
    tables = [sorted({float(t) for nodes, _ in trees for f, t, *_ in nodes if f == feature}) for feature in range(width)]
    index = [{t: at for at, t in enumerate(table)} for table in tables]
    out = [struct.pack("<H", width)]
    for table in tables:
        out.append(struct.pack(f"<B{len(table)}f", len(table), *table))
    out.append(struct.pack("<H", len(trees)))
    for nodes, leaves in trees:
        out.append(struct.pack("<B", len(nodes)))
        for feature, threshold, left, right in nodes:
            out.append(struct.pack("<HBbb", feature, index[feature][float(threshold)], left, right))
        out.append(struct.pack(f"<{len(leaves)}f", *leaves))
    return b"".join(out)


def model(booster, width: int, fingerprint: int, slope: float, offset: float) -> bytes:
    """A model's bytes; `booster` is one of LightGBM's, or what it dumps of itself."""
    dumped = booster if isinstance(booster, dict) else booster.dump_model()
    header = MAGIC + struct.pack("<HI", VERSION, fingerprint) + struct.pack("<2f", slope, offset)
    return header + ensemble(dumped, width)


def sized(models) -> bytes:
    """Models one after the other, each behind its bytes."""
    return b"".join(struct.pack("<I", len(model)) + model for model in models)
