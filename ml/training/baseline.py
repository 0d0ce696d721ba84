"""What drift is later measured against: scores and features of the last rows before the gap, which the trees never saw."""

import numpy as np

QUANTILES = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
FEW_VALUES = 12
# Fine enough for a distance between distributions that no longer depends on the bins.
FINE_QUANTILES = np.linspace(0, 1, 201)


def histogram(values: np.ndarray) -> dict:
    """Counts over (-inf, edge 0], (edge 0, edge 1], ..., (last edge, inf), and of missing values.

    Edges are deciles, with two more for the tail; a column of few distinct values has one bin per value. A constant
    column keeps its value as the only edge, so that a later change falls into another bin. `zeros` counts exact zeros, which get a
    bin of their own where they are many; `values` lists the values of a column of few, so that a new one is noticed.
    """
    values = np.asarray(values, dtype=np.float64)
    known = values[~np.isnan(values)]
    edges = _edges(known)
    counts = np.bincount(np.searchsorted(edges, known, side="left"), minlength=len(edges) + 1)
    document = {
        "edges": edges.tolist(),
        "counts": counts.tolist(),
        "missing": int(len(values) - len(known)),
        "zeros": int(np.sum(known == 0)),
    }
    if len(known) == 0:
        return document
    distinct = np.unique(known)
    if len(distinct) <= FEW_VALUES:
        document["values"] = distinct.tolist()
    document["mean"] = float(known.mean())
    document["quantiles"] = np.quantile(known, FINE_QUANTILES, method="lower").tolist()
    return document


def _edges(known: np.ndarray) -> np.ndarray:
    if len(known) == 0:
        return np.array([])
    distinct = np.unique(known)
    if len(distinct) == 1:
        return distinct
    if len(distinct) <= FEW_VALUES:
        return (distinct[:-1] + distinct[1:]) / 2
    return np.unique(np.quantile(known, np.append(QUANTILES, [0.99, 0.999]), method="lower"))


def baseline_document(score: np.ndarray, features: np.ndarray, names: list[str]) -> dict:
    return {
        "rows": len(score),
        "score": histogram(score),
        "features": {name: histogram(features[:, i]) for i, name in enumerate(names)},
    }
