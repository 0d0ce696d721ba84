"""Trees of a LightGBM model as plain arrays, in the form that every other reader of the bundle uses."""

from dataclasses import dataclass

import lightgbm as lgb
import numpy as np

MISSING_NONE, MISSING_ZERO, MISSING_NAN = 0, 1, 2

# LightGBM reads every |x| up to this as 0 before it compares (kZeroThreshold, a float32 constant).
ZERO_THRESHOLD = np.float32(1e-35)


@dataclass(frozen=True)
class Tree:
    """One tree. A child >= 0 is an inner node, a child < 0 is leaf ~child; a single leaf has no inner node."""

    feature: np.ndarray
    threshold: np.ndarray
    """float32; x <= threshold goes left."""
    missing: np.ndarray
    default_left: np.ndarray
    left: np.ndarray
    right: np.ndarray
    cover: np.ndarray
    leaf_value: np.ndarray
    leaf_cover: np.ndarray

    def leaf_of(self, rows: np.ndarray) -> np.ndarray:
        """Leaf numbers of float32 rows [n, features], by walking the arrays: the reference for all other readers."""
        if len(self.feature) == 0:
            return np.zeros(len(rows), dtype=np.int64)
        node = np.zeros(len(rows), dtype=np.int64)
        while np.any(node >= 0):
            at = np.flatnonzero(node >= 0)
            here = node[at]
            left = _goes_left(self, here, rows[at, self.feature[here]])
            node[at] = np.where(left, self.left[here], self.right[here])
        return ~node

    def expected_value(self) -> float:
        return float(self.leaf_value @ self.leaf_cover / self.leaf_cover.sum())


def _goes_left(tree: Tree, node: np.ndarray, value: np.ndarray) -> np.ndarray:
    missing = tree.missing[node]
    value = np.where(np.isnan(value) & (missing != MISSING_NAN), np.float32(0), value)
    with np.errstate(invalid="ignore"):
        is_zero = np.abs(value) <= ZERO_THRESHOLD
        below = value <= tree.threshold[node]
    by_default = (np.isnan(value) & (missing == MISSING_NAN)) | (is_zero & (missing == MISSING_ZERO))
    return np.where(by_default, tree.default_left[node] == 1, below)


def float32_threshold(threshold: float) -> np.float32:
    """The float32 that splits all float32 values as LightGBM splits them at this float64 threshold.

    Rounds toward minus infinity, so x <= t has the same result for every float32 x. Values that LightGBM snaps to zero
    are kept on zero's side, and its stand-in of 1e300 for infinity becomes infinity again.
    """
    if abs(threshold) >= 1e300:
        return np.float32(np.copysign(np.inf, threshold))
    if 0 <= threshold < float(ZERO_THRESHOLD):
        return ZERO_THRESHOLD
    if -float(ZERO_THRESHOLD) <= threshold < 0:
        return np.nextafter(-ZERO_THRESHOLD, np.float32(-np.inf))
    with np.errstate(over="ignore"):
        rounded = np.float32(threshold)
    return np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded


def read_trees(booster: lgb.Booster) -> list[Tree]:
    """All trees in order. Raises ValueError on splits that the bundle format cannot say (categories, linear leaves)."""
    blocks = booster.model_to_string().split("\nTree=")[1:]
    return [_read_tree(_fields(block)) for block in blocks]


def _fields(block: str) -> dict[str, str]:
    lines = block.split("\nend of trees")[0].splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _read_tree(fields: dict[str, str]) -> Tree:
    if fields.get("is_linear", "0") != "0" or fields["num_cat"] != "0":
        raise ValueError("Only numerical splits with constant leaves can be exported")

    def numbers(name: str, dtype: type) -> np.ndarray:
        return np.array(fields.get(name, "").split(), dtype=np.float64).astype(dtype)

    decision = numbers("decision_type", np.int64)
    return Tree(
        feature=numbers("split_feature", np.int64),
        threshold=np.array([float32_threshold(t) for t in numbers("threshold", np.float64)], dtype=np.float32),
        missing=decision >> 2 & 3,
        default_left=decision >> 1 & 1,
        left=numbers("left_child", np.int64),
        right=numbers("right_child", np.int64),
        cover=numbers("internal_count", np.int64),
        leaf_value=numbers("leaf_value", np.float64),
        leaf_cover=numbers("leaf_count", np.int64),
    )


def trees_document(trees: list[Tree]) -> dict:
    """trees.json: the arrays as lists; infinite thresholds as the strings "inf" and "-inf"."""
    return {
        "trees": [
            {
                "feature": tree.feature.tolist(),
                "threshold": [_finite_or_text(t) for t in tree.threshold],
                "missing": tree.missing.tolist(),
                "defaultLeft": tree.default_left.tolist(),
                "left": tree.left.tolist(),
                "right": tree.right.tolist(),
                "cover": tree.cover.tolist(),
                "leafValue": tree.leaf_value.tolist(),
                "leafCover": tree.leaf_cover.tolist(),
            }
            for tree in trees
        ]
    }


def _finite_or_text(threshold: np.float32) -> float | str:
    return float(threshold) if np.isfinite(threshold) else str(threshold)
