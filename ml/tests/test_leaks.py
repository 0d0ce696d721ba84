"""Guarantee: a feature that knows the label is named before a model is searched, and training goes on only when told so."""

import numpy as np
import pytest
from drawn_table import rewrite, write_table

from training.leaks import best_average_precision, feature_leaks, leak_text, require_accepted, unaccepted
from training.table import read_info
from training.training_data import open_training_data

NOBODY: frozenset[str] = frozenset()


def data_with(tmp_path, name: str, values_of):
    """A drawn table whose column `name` is made of the labels."""
    write_table(tmp_path, rows=12_000)
    names = read_info(tmp_path).features
    label = np.fromfile(tmp_path / "label.bin", "<u1")

    def change(values):
        rows = values.reshape(-1, len(names))
        rows[:, names.index(name)] = values_of(label, rows[:, names.index(name)])

    rewrite(tmp_path, "features", change)
    return open_training_data(tmp_path, frozenset(), None)


def test_ordinary_features_are_no_leaks(data):
    assert feature_leaks(data, NOBODY) == []


@pytest.mark.parametrize(
    "values_of",
    [
        lambda label, _: label,
        lambda label, _: -100.0 * label,
        lambda label, _: np.where(label == 1, np.nan, 3.0),
        lambda label, _: np.where(label == 1, 3.0, np.nan),
    ],
)
def test_a_feature_that_alone_finds_fraud_is_named(tmp_path, values_of):
    data = data_with(tmp_path, "device_accounts", values_of)
    leaks = feature_leaks(data, NOBODY)
    assert [leak["column"] for leak in leaks] == ["device_accounts"]
    assert "average precision of" in leaks[0]["reason"]


def test_a_rule_that_beats_the_model_is_named(tmp_path, monkeypatch):
    rng = np.random.default_rng(4)
    data = data_with(
        tmp_path,
        "device_accounts",
        lambda label, _: np.where((label == 1) & (rng.random(len(label)) < 0.7), 9.0, rng.random(len(label))),
    )
    assert feature_leaks(data, NOBODY) == [], "the model sees the feature too, so the rule does not beat it"
    monkeypatch.setattr("training.leaks.margins_of", lambda _booster, rows: np.zeros(len(rows)))
    leaks = feature_leaks(data, NOBODY)
    assert [leak["column"] for leak in leaks] == ["device_accounts"]
    assert "the rule device_accounts >= 9 beats a model" in leaks[0]["reason"]
    assert "device_accounts" not in {leak["column"] for leak in feature_leaks(data, frozenset({"device_accounts"}))}


def test_training_stops_at_every_leak_that_is_not_allowed():
    leaks = [
        {"column": "CB FLAG", "field": "declinedAttempts", "reason": "knows"},
        {"column": "declined_attempts", "field": "feature", "reason": "knows too"},
    ]
    with pytest.raises(ValueError) as raised:
        require_accepted(leaks, NOBODY)
    assert "column CB FLAG (declinedAttempts): knows" in str(raised.value)
    assert "--allow-leak 'CB FLAG' --allow-leak declined_attempts" in str(raised.value)
    assert unaccepted(leaks, frozenset({"CB FLAG"})) == unaccepted(leaks, frozenset({"declinedAttempts"})) == leaks[1:]
    require_accepted(leaks, frozenset({"CB FLAG", "declined_attempts"}))
    assert leak_text(leaks[1]) == "feature declined_attempts: knows too"


def test_average_precision_is_that_of_the_better_direction():
    label = np.array([1, 1, 0, 0, 0, 0, 0, 0], np.uint8)
    weight = np.ones(8)
    low = np.array([1, 2, 3, 4, 5, 6, 7, 8], np.float32)
    assert best_average_precision(low, label, weight) == best_average_precision(-low, label, weight) == 1
    assert best_average_precision(np.full(8, 2.0), label, weight) == pytest.approx(0.25)
    assert best_average_precision(np.where(label == 1, np.nan, low), label, weight) == 1
