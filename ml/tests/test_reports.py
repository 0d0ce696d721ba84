"""Guarantee: curves, thresholds and histograms count what they say they count."""

import numpy as np
import pytest

from training.baseline import histogram
from training.curves import threshold_curve
from training.evaluation import precision_recall
from training.thresholds import recommend_thresholds


def drawn() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(9)
    score = rng.beta(0.3, 3, 5000)
    return score, (rng.random(5000) < score).astype(np.uint8), np.round(rng.lognormal(8, 1, 5000))


def test_each_point_of_the_curve_equals_a_count_by_hand():
    score, label, amount = drawn()
    score[:5] = 0.25  # ties on a grid point are flagged
    for point in threshold_curve(score, label, amount)[::23]:
        flagged = score >= point["threshold"]
        assert point["flagged"] == flagged.sum()
        assert point["caught"] == (flagged & (label == 1)).sum()
        assert point["caughtAmountMinor"] == amount[flagged & (label == 1)].sum()
        assert point["flaggedAmountMinor"] == amount[flagged].sum()


def test_thresholds_keep_their_promises():
    score, label, _amount = drawn()
    score = np.where(label == 1, np.sqrt(score), score)
    thresholds = recommend_thresholds(score, label)
    assert precision_recall(score >= thresholds["review"], label)["recall"] >= 0.97 or (
        thresholds["review"] == thresholds["mediumFrom"]
    )
    assert precision_recall(score >= thresholds["block"], label)["precision"] >= 0.94
    assert precision_recall(score >= thresholds["highFrom"], label)["precision"] >= 0.89


@pytest.mark.parametrize(
    ("values", "edges", "counts", "missing"),
    [
        ([0, 0, 1], [0.5], [2, 1], 0),
        ([5, 5, 5], [5.0], [3, 0], 0),
        ([1, 2, np.nan, 2], [1.5], [1, 2], 1),
        ([np.nan, np.nan], [], [0], 2),
    ],
)
def test_few_values_get_a_bin_each(values, edges, counts, missing):
    assert histogram(np.array(values, dtype=np.float32)) == {"edges": edges, "counts": counts, "missing": missing}


def test_many_values_get_about_equal_bins():
    found = histogram(np.random.default_rng(1).normal(size=10_000))
    assert len(found["edges"]) == 11
    assert all(abs(count - 1000) <= 5 for count in found["counts"][:9])
