"""Guarantee: what exploration let through stands for the blocked payments like it, wherever training counts."""

import numpy as np
import pytest
from drawn_table import write_table

from training.calibration import fit_beta, fit_isotonic, fit_logistic, fit_monotone_curve
from training.costs import CostModel
from training.exploration import MOST_WEIGHT, exploration_weights, weight_note
from training.table import read_info
from training.thresholds import recommend_thresholds
from training.training_data import open_training_data

FITS = (fit_beta, fit_isotonic, fit_logistic, fit_monotone_curve)


def explored_world(seed: int, rows: int = 60_000):
    """Margins whose high end was blocked, all but one in ten; with the true rate, and what a table has of it."""
    rng = np.random.default_rng(seed)
    margin = rng.normal(-4, 2, rows)
    fraud = (rng.random(rows) < 1 / (1 + np.exp(-margin - 0.5))).astype(np.uint8)
    blocked = margin > 0
    let_through = blocked & (rng.random(rows) < 0.1)
    # Of the others, analysts label half of the frauds.
    labelled = blocked & ~let_through & (fraud == 1) & (rng.random(rows) < 0.5)
    kept = ~blocked | let_through | labelled
    inverse = np.where(let_through, 10.0, np.where(labelled, 0.0, 1.0)).astype(np.float32)[kept]
    return margin, fraud, margin[kept], fraud[kept], exploration_weights(inverse, fraud[kept])


def test_a_weight_is_one_plus_the_payments_without_a_row_that_it_stands_for_and_is_clipped():
    inverse = np.array([1, 5, 5, 0, 0, 3, 1000], dtype=np.float32)
    label = np.array([0, 1, 1, 1, 1, 0, 0], dtype=np.uint8)
    # Frauds: eight were blocked beside those let through, two of them have a row.
    weight = exploration_weights(inverse, label)
    assert weight.tolist() == [1.0, 4.0, 4.0, 1.0, 1.0, 3.0, MOST_WEIGHT]
    assert exploration_weights(np.ones(7, dtype=np.float32), label) is None
    assert exploration_weights(None, label) is None


def test_a_kind_whose_blocked_payments_all_have_rows_stands_for_itself_only():
    inverse = np.array([2, 0, 0, 4], dtype=np.float32)
    assert exploration_weights(inverse, np.array([1, 1, 1, 0])).tolist() == [1.0, 1.0, 1.0, 4.0]


def test_the_weights_bring_the_fraud_rate_of_what_is_blocked_to_the_truth():
    errors = {"plain": [], "weighted": []}
    for seed in range(10):
        margin, fraud, kept, label, weight = explored_world(seed)
        truth = fraud[margin > 0].mean()
        high = kept > 0
        errors["plain"].append(label[high].mean() - truth)
        errors["weighted"].append(np.average(label[high], weights=weight[high]) - truth)
    assert min(errors["plain"]) > 0.1
    assert abs(np.mean(errors["weighted"])) < 0.02


@pytest.mark.parametrize("fit", FITS)
def test_a_calibration_with_weights_is_that_of_the_rows_repeated(fit):
    _, _, margin, label, _ = explored_world(1, rows=20_000)
    times = np.where(margin > 0, 3, 1)
    reach = np.ones(len(label))
    weighted = fit(margin, label, reach, times.astype(np.float32))
    at = np.repeat(np.arange(len(label)), times)
    repeated = fit(margin[at], label[at], reach[at])
    if fit is fit_monotone_curve:
        # Groups hold as many labels, so those of the repeated rows are smaller.
        assert weighted.probability(np.array([-2.0, 0.0, 2.0])) == pytest.approx(
            repeated.probability(np.array([-2.0, 0.0, 2.0])), rel=0.2
        )
    else:
        assert weighted.probability(np.linspace(-8, 4, 50)) == pytest.approx(
            repeated.probability(np.linspace(-8, 4, 50)), rel=0.01
        )


def test_the_block_threshold_asks_for_precision_by_weight():
    rng = np.random.default_rng(2)
    score = rng.random(20_000)
    label = (rng.random(len(score)) < score).astype(np.uint8)
    amount = np.full(len(score), 50.0)
    plain = recommend_thresholds(score, label, amount, CostModel())
    weight = np.where(label == 0, 3.0, 1.0)
    weighted = recommend_thresholds(score, label, amount, CostModel(), weight)
    assert weighted["block"] > plain["block"] + 0.1
    blocked = score >= weighted["block"]
    assert np.average(label[blocked], weights=weight[blocked]) >= 0.79
    assert recommend_thresholds(score, label, amount, CostModel(), np.ones(len(score))) == plain


def test_training_reads_the_weights_and_the_sample_keeps_them(tmp_path):
    write_table(tmp_path, rows=12_000)
    plain = open_training_data(tmp_path, frozenset(), None)
    assert plain.weight is None and plain.examples(plain.slices.train, plain.columns).weight is None

    inverse = np.ones(12_000, dtype="<f4")
    inverse[::10] = 8
    inverse.tofile(tmp_path / "inverse_propensity.bin")
    data = open_training_data(tmp_path, frozenset(), None)
    train = data.slices.train
    expected = np.where(np.arange(train.stop) % 10 == 0, 8.0, 1.0)[train]
    assert data.examples(train, data.columns).weight.tolist() == expected.tolist()
    sampled = data.examples(train, data.columns, 2_000)
    assert len(sampled.label) == 2_000
    assert sampled.weight.sum() == pytest.approx(expected.sum(), rel=0.1)
    note = weight_note(data.weight, data.rows.inverse_propensity)
    assert f"{(data.weight > 1).sum():,} were let through by exploration" in note
    assert f"weigh as much as {8 * (data.weight > 1).sum():,} payments" in note


def test_a_column_of_weights_of_another_length_is_rejected(tmp_path):
    write_table(tmp_path, rows=12_000)
    np.ones(5, dtype="<f4").tofile(tmp_path / "inverse_propensity.bin")
    with pytest.raises(ValueError, match="inverse_propensity.bin: 20 bytes"):
        read_info(tmp_path)
