"""Histograms that drift is later measured against: of the last rows before the gap, which the trees never saw."""

import numpy as np

QUANTILES = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
FEW_VALUES = 12


def histogram(values: np.ndarray) -> dict:
    """Counts over (-inf, edge 0], (edge 0, edge 1], ..., (last edge, inf), and of missing values.

    Edges are deciles, with two more for the tail; a column of few distinct values has one bin per value. A constant
    column keeps its value as the only edge, so that a later change falls into another bin.
    """
    values = np.asarray(values, dtype=np.float64)
    known = values[~np.isnan(values)]
    edges = _edges(known)
    counts = np.bincount(np.searchsorted(edges, known, side="left"), minlength=len(edges) + 1)
    return {"edges": edges.tolist(), "counts": counts.tolist(), "missing": int(len(values) - len(known))}


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
