"""Guarantee: what ships rises strictly, stays finite, is right on average, and reads back as it was written."""

import json

import numpy as np
import pytest

from training.calibration import (
    IsotonicCalibration,
    fit_beta,
    fit_isotonic,
    fit_logistic,
    fit_monotone_curve,
    read_calibration,
)
from training.calibration.fit_logit import sigmoid
from training.choose_calibration import LabelledMargins, choose_calibration

SHIPPED = (fit_logistic, fit_beta, fit_monotone_curve)
SEEDS = range(12)


def everything(label: np.ndarray) -> np.ndarray:
    """Every label is there."""
    return np.ones(len(label))


def drawn(seed: int = 5, count: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Margins whose true logit bends, at a base rate that differs from draw to draw."""
    rng = np.random.default_rng(seed)
    margin = rng.normal(-5 + seed % 3, 2, count)
    logit = rng.uniform(0.6, 1.5) * margin + rng.uniform(-1, 1) + 0.05 * np.maximum(margin, 0) ** 2
    return margin, (rng.random(count) < sigmoid(logit)).astype(np.uint8)


@pytest.mark.parametrize("fit", SHIPPED)
@pytest.mark.parametrize("seed", SEEDS)
def test_calibration_neither_ties_nor_reorders_margins(fit, seed):
    margin, label = drawn(seed)
    fitted = fit(margin, label, everything(label))
    scores = fitted.probability(np.linspace(-15, 12, 50_001))
    assert np.all(np.diff(scores) > 0)
    assert 0 < scores[0] and scores[-1] < 1
    real = np.unique(margin)
    assert np.array_equal(np.argsort(fitted.probability(real), kind="stable"), np.arange(len(real)))


@pytest.mark.parametrize("fit", [*SHIPPED, fit_isotonic])
@pytest.mark.parametrize("seed", SEEDS)
def test_scores_are_right_on_average_and_read_back_bit_for_bit(fit, seed):
    margin, label = drawn(seed)
    fitted = fit(margin, label, everything(label))
    assert fitted.probability(margin).mean() == pytest.approx(label.mean(), rel=0.1)
    again = read_calibration(json.loads(json.dumps(fitted.document())))
    assert np.array_equal(again.probability(margin), fitted.probability(margin))


def test_platt_and_beta_find_the_curve_that_the_labels_were_drawn_from():
    rng = np.random.default_rng(1)
    margin = rng.normal(-4, 2, 100_000)
    label = (rng.random(len(margin)) < sigmoid(1.3 * margin + 0.8)).astype(np.uint8)
    line = fit_logistic(margin, label, everything(label))
    assert line.slope == pytest.approx(1.3, abs=0.05)
    assert line.intercept == pytest.approx(0.8, abs=0.15)
    middle = np.linspace(-6, 0, 50)
    for fit in (fit_beta, fit_monotone_curve):
        found = fit(margin, label, everything(label)).probability(middle)
        logit = np.log(found) - np.log1p(-found)
        assert np.abs(logit - (1.3 * middle + 0.8)).max() < 0.4


@pytest.mark.parametrize("fit", [*SHIPPED, fit_isotonic])
def test_pending_and_missing_labels_do_not_lower_the_scores(fit):
    rng = np.random.default_rng(7)
    margin = rng.normal(-3, 2, 200_000)
    fraud = rng.random(len(margin)) < sigmoid(1.1 * margin + 0.5)
    reach = np.where(np.arange(len(margin)) % 2 == 0, 0.9, 0.5)
    known = (fraud & (rng.random(len(margin)) < reach)).astype(np.uint8)
    found = fit(margin, known, reach).probability(margin)
    naive = fit(margin, known, everything(known)).probability(margin)
    assert found.mean() == pytest.approx(fraud.mean(), rel=0.03)
    assert naive.mean() < 0.8 * fraud.mean()
    top = margin > 2
    assert found[top].mean() == pytest.approx(fraud[top].mean(), abs=0.08)
    assert found[top].mean() > naive[top].mean()


def test_classes_that_do_not_overlap_leave_every_curve_finite():
    margin = np.concatenate([np.linspace(-9, -5, 1000), np.linspace(1, 3, 40)])
    label = np.repeat([0, 1], [1000, 40])
    for fit in SHIPPED:
        document = fit(margin, label, everything(label)).document()
        assert np.isfinite([value for key in document if key != "kind" for value in np.ravel(document[key])]).all()


def test_margins_that_fall_with_fraud_are_rejected():
    margin, label = drawn()
    with pytest.raises(ValueError, match="slope"):
        fit_logistic(-margin, label, everything(label))


def test_too_few_frauds_for_a_curve_are_rejected():
    with pytest.raises(ValueError, match="Too few frauds"):
        fit_monotone_curve(np.linspace(-9, 0, 100), np.repeat([0, 1], [97, 3]), np.ones(100))


def test_the_choice_is_never_a_calibrator_that_ties_scores():
    rng = np.random.default_rng(3)
    margin = rng.normal(-4, 2, 60_000)
    stepped = np.where(margin > -2, 0.4, 0.01)  # a step: isotonic regression's best case
    label = (rng.random(len(margin)) < stepped).astype(np.uint8)
    half = len(margin) // 2
    halves = [LabelledMargins(margin[at], label[at], np.ones(half)) for at in (slice(half), slice(half, None))]
    found = choose_calibration(*halves)
    assert isinstance(found.fitted["isotonic"], IsotonicCalibration)
    assert found.chosen != "isotonic"
    best = min((kind for kind in found.quality if kind != "isotonic"), key=lambda k: found.quality[k]["logLoss"])
    assert found.chosen == best


def test_an_unknown_kind_is_rejected():
    with pytest.raises(ValueError, match="banana"):
        read_calibration({"kind": "banana"})
