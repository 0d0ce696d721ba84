"""Guarantee: calibration is strictly rising, finite, and right on average."""

import numpy as np
import pytest

from training.calibration import fit_calibration


def drawn(count: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    margin = rng.normal(-4, 2, count)
    return margin, (rng.random(count) < 1 / (1 + np.exp(-(1.3 * margin + 0.8)))).astype(np.uint8)


def test_it_finds_the_curve_the_labels_were_drawn_from():
    margin, label = drawn()
    fitted = fit_calibration(margin, label)
    assert fitted.slope == pytest.approx(1.3, abs=0.1)
    assert fitted.intercept == pytest.approx(0.8, abs=0.2)
    assert fitted.probability(margin).mean() == pytest.approx(label.mean(), rel=0.02)


def test_it_ties_no_two_margins_of_the_models_range():
    fitted = fit_calibration(*drawn())
    scores = fitted.probability(np.linspace(-15, 15, 100_001))
    assert np.all(np.diff(scores) > 0)
    assert 0 < scores[0] and scores[-1] < 1


def test_it_stays_finite_where_the_classes_do_not_overlap():
    margin = np.concatenate([np.linspace(-9, -5, 1000), np.linspace(1, 3, 20)])
    fitted = fit_calibration(margin, np.repeat([0, 1], [1000, 20]))
    assert 0 < fitted.slope < 20
    assert np.isfinite(fitted.intercept)


def test_it_refuses_margins_that_fall_with_fraud():
    margin, label = drawn()
    with pytest.raises(ValueError, match="slope"):
        fit_calibration(-margin, label)
