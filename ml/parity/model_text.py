"""Gives the trees of a bundle back to LightGBM, as the text it saves models in."""

import numpy as np

FOOTER = "\nend of trees\n\npandas_categorical:null\n"


def model_text(document: dict, features: int) -> str:
    """LightGBM's text form of a trees.json document: the same splits, values and counts, so the same contributions.

    Gains, weights and inner values take no part in predictions and are written as zeros.
    """
    header = [
        "tree",
        "version=v4",
        "num_class=1",
        "num_tree_per_iteration=1",
        "label_index=0",
        f"max_feature_idx={features - 1}",
        "objective=binary sigmoid:1",
        "feature_names=" + " ".join(f"f{i}" for i in range(features)),
        "feature_infos=" + " ".join(["[-inf:inf]"] * features),
    ]
    blocks = [_block(tree, number) for number, tree in enumerate(document["trees"])]
    sizes = "tree_sizes=" + " ".join(str(len(block)) for block in blocks)
    return "\n".join([*header, sizes, "", ""]) + "".join(blocks) + FOOTER


def _block(tree: dict, number: int) -> str:
    nodes = len(tree["feature"])
    decisions = [by_default << 1 | missing << 2 for by_default, missing in zip(tree["defaultLeft"], tree["missing"])]
    zeros = [0] * nodes
    fields = {
        "num_leaves": [nodes + 1],
        "num_cat": [0],
        "split_feature": tree["feature"],
        "split_gain": zeros,
        "threshold": [repr(float(np.float64(t))) for t in tree["threshold"]],
        "decision_type": decisions,
        "left_child": tree["left"],
        "right_child": tree["right"],
        "leaf_value": [repr(value) for value in tree["leafValue"]],
        "leaf_weight": [0] * (nodes + 1),
        "leaf_count": tree["leafCover"],
        "internal_value": zeros,
        "internal_weight": zeros,
        "internal_count": tree["cover"],
        "is_linear": [0],
        "shrinkage": [1],
    }
    if nodes == 0:
        fields = {name: fields[name] for name in ("num_leaves", "num_cat", "leaf_value", "leaf_count", "shrinkage")}
    lines = [f"{name}={' '.join(map(str, values))}" for name, values in fields.items()]
    return f"Tree={number}\n" + "\n".join(lines) + "\n\n\n"
