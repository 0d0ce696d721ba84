"""Rows and labels drawn for models that stress explanations: full trees over skewed, whole, signed and sparse columns."""

import numpy as np


def draw_rows(rng: np.random.Generator, n: int, features: int) -> np.ndarray:
    """float32 [n, features]: amounts, counts, differences and rare amounts in turn; every other column misses 8 %."""
    x = np.empty((n, features))
    for f in range(features):
        kind = f % 4
        if kind == 0:
            x[:, f] = np.round(rng.lognormal(6, 2, n), 2)
        elif kind == 1:
            x[:, f] = rng.poisson(2, n)
        elif kind == 2:
            x[:, f] = rng.normal(0, 3, n)
        else:
            x[:, f] = rng.integers(0, 2, n) * rng.exponential(5, n)
        if f % 2 == 0:
            x[rng.random(n) < 0.08, f] = np.nan
    return x.astype(np.float32)


def draw_labels(rng: np.random.Generator, x: np.ndarray) -> np.ndarray:
    """Labels that no single column tells: products of neighbouring columns, so that trees grow to their limit."""
    z = np.nan_to_num(x.astype(np.float64), nan=-1.0)
    score = np.zeros(len(x))
    for f in range(0, x.shape[1] - 1, 2):
        score += np.sin(np.log1p(np.abs(z[:, f]))) * np.tanh(z[:, f + 1] / 3)
    return (rng.random(len(x)) < 1 / (1 + np.exp(4 - score))).astype(int)
