"""Guarantee: curves, thresholds and histograms count what they say they count."""

import numpy as np
import pytest

from training.baseline import histogram
from training.costs import CostModel, read_missed_cost
from training.curves import threshold_curve
from training.thresholds import recommend_thresholds


def drawn(count: int = 20_000, seed: int = 9) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Calibrated scores, labels, amounts."""
    rng = np.random.default_rng(seed)
    score = rng.beta(0.1, 4, count)
    return score, (rng.random(count) < score).astype(np.uint8), np.round(rng.lognormal(4, 1, count), 2)


def test_each_point_of_the_curve_equals_a_count_by_hand():
    score, label, amount = drawn()
    score[:5] = 0.25  # ties on a grid point are flagged
    points = threshold_curve(score, label, amount, CostModel(review=3))
    assert len(points) >= 1_000
    for point in points[::97]:
        flagged = score >= point["threshold"]
        fraud = flagged & (label == 1)
        assert point["flagged"] == flagged.sum() and point["caught"] == fraud.sum()
        assert point["caughtAmount"] == pytest.approx(amount[fraud].sum(), abs=0.01)
        assert point["flaggedAmount"] == pytest.approx(amount[flagged].sum(), abs=0.01)
        assert point["netSavings"] == pytest.approx(amount[fraud].sum() - 3 * flagged.sum(), abs=0.01)


def test_a_fixed_cost_counts_frauds_instead_of_money():
    score, label, amount = drawn()
    point = threshold_curve(score, label, amount, CostModel(review=2, missed=100.0))[600]
    assert point["netSavings"] == pytest.approx(100 * point["caught"] - 2 * point["flagged"])


@pytest.mark.parametrize("review", [0.1, 5.0, 1_000.0])
@pytest.mark.parametrize("seed", range(5))
def test_the_medium_band_holds_its_share_of_traffic_whatever_a_review_costs(review, seed):
    score, label, amount = drawn(seed=seed)
    found = recommend_thresholds(score, label, amount, CostModel(review))
    assert found["mediumFrom"] == found["review"] < found["block"] == found["highFrom"] < 1
    share = np.mean((score >= found["mediumFrom"]) & (score < found["highFrom"]))
    assert 0.005 <= share <= 0.05


def test_cheaper_reviews_never_flag_less():
    score, label, amount = drawn()
    found = [recommend_thresholds(score, label, amount, CostModel(cost))["review"] for cost in (0.1, 1, 10, 100)]
    assert found == sorted(found)


def test_blocked_rows_are_nearly_all_fraud_or_none_are_blocked():
    score, label, amount = drawn()
    sharp = np.where(label == 1, np.sqrt(score), score)
    block = recommend_thresholds(sharp, label, amount, CostModel())["block"]
    assert 0.75 <= label[sharp >= block].mean() < 0.9
    flat = np.random.default_rng(1).random(len(label)) / 10
    assert not np.any(flat >= recommend_thresholds(flat, label, amount, CostModel())["block"])


def test_pending_frauds_count_by_the_weight_of_known_ones():
    score, label, amount = drawn()
    known = label * (np.random.default_rng(4).random(len(label)) < 0.5)
    whole = recommend_thresholds(score, label, amount, CostModel())
    half = recommend_thresholds(score, known / 0.5, amount, CostModel())
    assert half["review"] == pytest.approx(whole["review"], rel=0.5)
    assert half["review"] <= recommend_thresholds(score, known, amount, CostModel())["review"]


def test_no_row_with_a_probability_below_one_half_is_blocked():
    score, label, amount = drawn()
    separated = np.where(label == 1, 0.4, 0.001)
    assert recommend_thresholds(separated, label, amount, CostModel())["block"] >= 0.5


def test_the_cost_of_a_missed_fraud_is_a_sum_or_the_amount():
    assert read_missed_cost("amount") == "amount"
    assert read_missed_cost("12.5") == 12.5
    for text in ("-1", "0", "inf", "lots"):
        with pytest.raises(ValueError):
            read_missed_cost(text)


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
    found = histogram(np.array(values, dtype=np.float32))
    assert (found["edges"], found["counts"], found["missing"]) == (edges, counts, missing)


def test_a_histogram_names_few_values_and_counts_zeros():
    found = histogram(np.array([0, 0, 0, 2, np.nan], dtype=np.float32))
    assert (found["values"], found["zeros"], found["mean"]) == ([0.0, 2.0], 3, 0.5)
    assert len(found["quantiles"]) == 201 and found["quantiles"][-1] == 2.0
    assert "values" not in histogram(np.arange(100.0))
    assert histogram(np.array([np.nan])) == {"edges": [], "counts": [0], "missing": 1, "zeros": 0}


def test_many_values_get_about_equal_bins():
    found = histogram(np.random.default_rng(1).normal(size=10_000))
    assert len(found["edges"]) == 11
    assert all(abs(count - 1000) <= 5 for count in found["counts"][:9])
