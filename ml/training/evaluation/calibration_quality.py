"""How far probabilities are from what happened, in bins of equal mass."""

import numpy as np

from .ranked import Ranked

BINS = 15
TOP_SHARE = 0.01
TOP_BINS = 10
Z95 = 1.959963984540054


def expected_calibration_error(
    ranked: Ranked, weight: np.ndarray | None = None, bins: int = BINS, share: float = 1.0
) -> float:
    """Mean |mean score - fraud rate| over bins of equal weight within the highest `share` of the rows.

    Guo et al. (2017) with bins of equal mass, which do not hide a rare event in one bin.
    """
    weight = np.ones(len(ranked)) if weight is None else weight
    edges = _edges(np.cumsum(weight), bins, share)
    mass, score, frauds = _sums(ranked, weight, edges)
    used = mass > 0
    return float(np.sum(np.abs(score - frauds)[used]) / mass.sum())


def top_share_error(ranked: Ranked, weight: np.ndarray | None = None) -> float:
    """The same within the highest 1 % of the scores, where decisions fall: over all rows it is a weak test."""
    return expected_calibration_error(ranked, weight, TOP_BINS, TOP_SHARE)


def reliability(ranked: Ranked) -> list[dict]:
    """Points of the reliability diagram: BINS over all rows, then TOP_BINS within the highest scores, each rising."""
    return _points(ranked, BINS, 1.0) + _points(ranked, TOP_BINS, TOP_SHARE)


def wilson(caught: float, rows: float) -> tuple[float, float]:
    """95 % interval of a share (Wilson, 1927)."""
    rate, z2 = caught / rows, Z95**2 / rows
    centre = (rate + z2 / 2) / (1 + z2)
    reach = Z95 * np.sqrt(rate * (1 - rate) / rows + z2 / (4 * rows)) / (1 + z2)
    return max(float(centre - reach), 0.0), min(float(centre + reach), 1.0)


def _points(ranked: Ranked, bins: int, share: float) -> list[dict]:
    ones = np.ones(len(ranked))
    mass, score, frauds = _sums(ranked, ones, _edges(np.cumsum(ones), bins, share))
    points = []
    for rows, total, caught in zip(mass[::-1], score[::-1], frauds[::-1]):
        if rows:
            low, high = wilson(caught, rows)
            rate = {"meanScore": float(total / rows), "fraudRate": float(caught / rows)}
            points.append({"rows": int(rows)} | rate | {"low": low, "high": high})
    return points


def _edges(cumulative: np.ndarray, bins: int, share: float) -> np.ndarray:
    """Row numbers from 0 to the last row of the highest `share` of the weight."""
    wanted = cumulative[-1] * share * np.arange(1, bins + 1) / bins
    return np.append(0, np.searchsorted(cumulative, wanted - 1e-9, side="left") + 1)


def _sums(ranked: Ranked, weight: np.ndarray, edges: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Weight, weighted score and weighted frauds per bin."""
    columns = (weight, weight * ranked.score, np.where(ranked.fraud, weight, 0.0))
    totals = [np.append(0.0, np.cumsum(column))[np.minimum(edges, len(ranked))] for column in columns]
    return tuple(np.diff(total) for total in totals)
