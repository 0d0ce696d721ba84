"""Guarantee: figures are those of scikit-learn or of a count by hand, and intervals hold what they say."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score, roc_curve

from training.calibration.fit_logit import sigmoid
from training.evaluation.bootstrap import day_of, draw_days, with_intervals
from training.evaluation.calibration_quality import (
    expected_calibration_error,
    reliability,
    top_share_error,
    wilson,
)
from training.evaluation.ranked import Ranked
from training.table import DAY_MS


def drawn(seed: int, ties: bool = False, count: int = 5_000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    score = sigmoid(rng.normal(-3, 1.5, count))
    label = (rng.random(count) < score).astype(np.uint8)
    return (np.round(score, 2) if ties else score), label


@pytest.mark.parametrize("ties", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_they_equal_scikit_learn_with_and_without_ties_and_weights(ties, weighted, seed):
    score, label = drawn(seed, ties)
    given = np.random.default_rng(seed).integers(0, 4, len(score)).astype(float) if weighted else None
    ranked = Ranked(score, label)
    weight = None if given is None else given[ranked.order]
    options = {"sample_weight": given}
    assert ranked.pr_auc(weight) == pytest.approx(average_precision_score(label, score, **options))
    assert ranked.roc_auc(weight) == pytest.approx(roc_auc_score(label, score, **options))
    assert ranked.brier(weight) == pytest.approx(brier_score_loss(label, score, **options))
    clipped = np.clip(score, 1e-15, 1 - 1e-15)
    assert ranked.log_loss(weight) == pytest.approx(log_loss(label, clipped, **options), rel=1e-9)
    false, true, _ = roc_curve(label, score, drop_intermediate=False, **options)
    for rate in (0.001, 0.005, 0.1):
        assert ranked.recall_at_fpr(rate, weight) == pytest.approx(true[false <= rate + 1e-12].max())


def test_precision_and_recall_are_counts_by_hand():
    score, label = drawn(1, ties=True)
    flagged = score >= 0.2
    precision, recall = Ranked(score, label).at_threshold(0.2)
    assert precision == pytest.approx(label[flagged].mean())
    assert recall == pytest.approx(label[flagged].sum() / label.sum())
    nothing, none = Ranked(score, label).at_threshold(2.0)
    assert np.isnan(nothing) and none == 0


def test_ties_are_counted():
    ranked = Ranked(np.array([0.1, 0.5, 0.5, 0.5, 0.9]), np.array([0, 1, 0, 1, 1]))
    assert ranked.distinct() == 3 and ranked.largest_tie() == 3


def test_without_frauds_there_is_no_figure():
    ranked = Ranked(np.array([0.1, 0.2]), np.array([0, 0]))
    found = (ranked.pr_auc(), ranked.roc_auc(), ranked.recall_at_fpr(0.001), ranked.brier_skill())
    assert np.isnan(found).all()


def test_calibration_error_is_small_for_true_probabilities_and_finds_a_shift():
    score, label = drawn(2, count=200_000)
    assert expected_calibration_error(Ranked(score, label)) < 0.003
    shifted = Ranked(sigmoid(np.log(score / (1 - score)) + 0.7), label)
    direct = []
    for rows in np.array_split(np.arange(len(label)), 15):
        direct.append(abs(shifted.score[rows].mean() - shifted.fraud[rows].mean()) * len(rows))
    assert expected_calibration_error(shifted) == pytest.approx(sum(direct) / len(label), rel=1e-3)
    assert top_share_error(shifted) > 3 * top_share_error(Ranked(score, label))


def test_weights_of_two_are_rows_counted_twice():
    score, label = drawn(3)
    once = Ranked(score, label)
    twice = Ranked(np.repeat(score, 2), np.repeat(label, 2))
    weight = np.full(len(score), 2.0)
    assert expected_calibration_error(once, weight) == pytest.approx(expected_calibration_error(twice), abs=1e-4)
    assert top_share_error(once, weight) == pytest.approx(top_share_error(twice), abs=2e-2)


def test_reliability_points_cover_all_rows_and_then_the_top_again():
    points = reliability(Ranked(*drawn(4)))
    assert sum(point["rows"] for point in points[:15]) == 5_000
    assert sum(point["rows"] for point in points[15:]) == 50
    for point in points:
        assert 0 <= point["low"] <= point["fraudRate"] <= point["high"] <= 1
    scores = [point["meanScore"] for point in points[:15]]
    assert scores == sorted(scores)


def test_wilsons_interval_is_the_known_one():
    assert wilson(10, 100) == pytest.approx((0.0552, 0.1744), abs=1e-4)
    assert wilson(0, 50)[0] == pytest.approx(0, abs=1e-12)


def test_intervals_hold_the_true_rate_about_as_often_as_they_say():
    rng = np.random.default_rng(8)
    held = 0
    for trial in range(100):
        label = rng.random((30, 40)) < rng.beta(2, 18, 30)[:, None]  # days differ, rows of a day belong together
        daily = label.mean(axis=1)
        draws = draw_days(30, seed=trial)
        found = with_intervals(lambda draw: {"rate": np.average(daily, weights=draw)}, draws)["rate"]
        held += found["low"] <= 0.1 <= found["high"]
    assert 82 <= held <= 100


def test_few_days_give_a_value_without_an_interval():
    found = with_intervals(lambda draw: {"rate": 0.5, "none": np.nan}, draw_days(3))
    assert found == {"rate": {"value": 0.5, "low": None, "high": None}, "none": None}


def test_days_are_counted_from_midnight():
    days = day_of(np.array([DAY_MS - 1, DAY_MS, DAY_MS + 5, 3 * DAY_MS]))
    assert days.tolist() == [0, 1, 1, 2]
