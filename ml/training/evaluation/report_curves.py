"""The lines of a report: precision over recall, frauds caught over rows reviewed, savings over thresholds."""

import numpy as np

from ..costs import CostModel
from ..curves import threshold_curve
from .ranked import Ranked
from .test_slice import TestSlice

MOST_POINTS = 400


def precision_recall_curve(ranked: Ranked) -> list[list[float]]:
    """[recall, precision], recall rising."""
    caught = np.cumsum(ranked.fraud)[ranked.ends]
    points = np.column_stack([caught / ranked.fraud.sum(), caught / (ranked.ends + 1)])
    return _thinned(points, points[:, 0])


def gain_curve(test: TestSlice) -> list[list[float]]:
    """[share of rows reviewed, share of frauds caught, share of fraud amount caught]."""
    ranked = test.ranked()
    money = np.where(ranked.fraud, test.amount[ranked.order], 0.0)
    reviewed = (ranked.ends + 1) / len(ranked)
    caught = np.cumsum(ranked.fraud)[ranked.ends] / ranked.fraud.sum()
    amount = np.cumsum(money)[ranked.ends] / max(money.sum(), 1e-9)
    points = np.vstack([np.zeros(3), np.column_stack([reviewed, caught, np.minimum(amount, 1.0)])])
    return _thinned(points, np.sqrt(points[:, 0]))


def savings_points(test: TestSlice, costs: CostModel) -> list[dict]:
    curve = threshold_curve(test.score, test.label, test.amount, costs)
    return [
        {
            "threshold": point["threshold"],
            "reviews": point["flagged"],
            "caught": point["caught"],
            "netSavings": point["netSavings"],
        }
        for point in curve
    ]


def _thinned(points: np.ndarray, along: np.ndarray) -> list[list[float]]:
    """At most MOST_POINTS, evenly spaced `along` a rising column; the first and the last stay."""
    wanted = np.linspace(along[0], along[-1], MOST_POINTS - 1)
    at = np.unique(np.append(np.searchsorted(along, wanted, side="left"), len(points) - 1))
    return points[at].tolist()
