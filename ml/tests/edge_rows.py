"""Rows that sit on, just below and just above the splits of a model: where two readers of it would part."""

import numpy as np

from training.trees import Tree


def edge_rows(trees: list[Tree], typical: np.ndarray, count: int, seed: int = 11) -> np.ndarray:
    """float32 [count, features]. Each threshold of the model is met exactly and from both sides by one ulp."""
    rng = np.random.default_rng(seed)
    rows = typical[rng.integers(0, len(typical), count)].copy()
    special = np.array([np.nan, 0.0, -0.0, np.inf, -np.inf, 1e-35, -1e-35, 1e-36, -1e-36, 1e-38], dtype=np.float32)
    for feature in range(rows.shape[1]):
        around = np.concatenate([neighbours(thresholds_of(trees, feature)), special])
        # Every value once, in rows drawn without repetition, then more of them at random.
        hit = rng.permutation(count)[: len(around)]
        rows[hit, feature] = around
        more = rng.random(count) < 0.4
        more[hit] = False
        rows[more, feature] = rng.choice(around, more.sum())
    return rows


def thresholds_of(trees: list[Tree], feature: int) -> np.ndarray:
    found = [tree.threshold[tree.feature == feature] for tree in trees]
    return np.unique(np.concatenate(found)) if found else np.array([], dtype=np.float32)


def neighbours(values: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        up = np.nextafter(values, np.float32(np.inf))
        down = np.nextafter(values, np.float32(-np.inf))
    return np.concatenate([down, values, up])
