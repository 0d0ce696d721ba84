"""Recommended thresholds, chosen on the calibration slice."""

import numpy as np

# What each threshold promises about the calibration slice. The three precisions count everything at or above it.
MEDIUM_PRECISION = 0.70
REVIEW_RECALL = 0.97
HIGH_PRECISION = 0.90
BLOCK_PRECISION = 0.95


def recommend_thresholds(score: np.ndarray, label: np.ndarray) -> dict[str, float]:
    """Scores from which on a row is medium, reviewed, high, blocked. Two significant digits, always in this order."""
    medium = _raised(_score_with_precision(score, label, MEDIUM_PRECISION))
    review = max(medium, _lowered(_score_with_recall(score, label, REVIEW_RECALL)))
    high = max(review, _raised(_score_with_precision(score, label, HIGH_PRECISION)))
    block = max(high, _raised(_score_with_precision(score, label, BLOCK_PRECISION)))
    return {"review": review, "block": block, "mediumFrom": medium, "highFrom": high}


def _score_with_recall(score: np.ndarray, label: np.ndarray, recall: float) -> float:
    """The highest threshold that still flags this share of the frauds."""
    frauds = np.sort(score[label == 1])[::-1]
    return float(frauds[int(np.ceil(recall * len(frauds))) - 1])


def _score_with_precision(score: np.ndarray, label: np.ndarray, precision: float) -> float:
    """The lowest threshold above which at least this share is fraud; the highest fraud's score if there is none."""
    order = np.argsort(-score, kind="stable")
    caught = np.cumsum(label[order] == 1)
    good = np.flatnonzero(caught >= precision * np.arange(1, len(score) + 1))
    return float(score[order][good[-1]]) if len(good) else float(score[label == 1].max())


def _lowered(value: float) -> float:
    return _two_digits(value, np.floor)


def _raised(value: float) -> float:
    return min(_two_digits(value, np.ceil), 0.99)


def _two_digits(value: float, rounding: np.ufunc) -> float:
    unit = 10.0 ** (np.floor(np.log10(value)) - 1)
    return float(np.round(rounding(value / unit) * unit, 12))
