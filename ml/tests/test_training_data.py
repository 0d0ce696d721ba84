"""Guarantee: training sees no row of the gap or the test slice, and no label before it arrived."""

import numpy as np
import pytest
from drawn_table import rewrite, write_table

from training import boosting, champion
from training.boosting import fit_booster, make_datasets, margins_of
from training.feature_choice import columns_without
from training.sampling import sample_negatives
from training.table import DAY_MS, read_info
from training.training_data import open_training_data

SHORT = {"learning_rate": 0.3, "num_leaves": 7}


def trees_of(directory):
    data = open_training_data(directory, frozenset(), None)
    parts = (data.examples(rows, data.columns) for rows in (data.slices.train, data.slices.stopping))
    return fit_booster(*make_datasets(*parts, data.names(data.columns)), SHORT, trees=20).model_to_string()


def test_the_content_of_the_test_slice_does_not_change_training(tmp_path):
    write_table(tmp_path, rows=12_000)
    before = trees_of(tmp_path)
    gap = open_training_data(tmp_path, frozenset(), None).slices.gap.start
    width = len(read_info(tmp_path).features)
    rewrite(tmp_path, "features", lambda values: values[gap * width :].fill(7))
    rewrite(tmp_path, "label", lambda values: np.bitwise_xor(values[gap:], 1, out=values[gap:]))
    rewrite(tmp_path, "label_at_ms", lambda values: values[gap:].fill(0))
    rewrite(tmp_path, "amount_minor", lambda values: values[gap:].fill(1))
    assert trees_of(tmp_path) == before


def test_a_label_that_arrives_after_the_test_begins_does_not_reach_training(tmp_path):
    write_table(tmp_path, rows=12_000)
    data = open_training_data(tmp_path, frozenset(), None)
    fraud = int(np.flatnonzero(data.label)[10])
    start = data.slices.test_from_ms
    for arrival, known in ((start, 1), (start + 1, 0), (np.nan, 0)):
        rewrite(tmp_path, "label_at_ms", lambda values: values.__setitem__(fraud, arrival))
        label = open_training_data(tmp_path, frozenset(), None).label
        assert label[fraud] == known
        assert np.array_equal(np.delete(label, fraud), np.delete(data.label, fraud))


def test_a_model_has_no_constant_column_and_none_of_a_dropped_family(table):
    data = open_training_data(table.directory, frozenset({"balance", "device"}), None)
    names = data.names(data.columns)
    assert "never_filled" not in names
    assert not {table.families[name] for name in names} & {"balance", "device"}
    assert len(names) == len(table.features) - 4


def test_diverging_margins_are_limited_by_a_stronger_penalty_or_rejected(data, monkeypatch, capsys):
    loose = {"lambda_l2": 0.001, "min_data_in_leaf": 1, "learning_rate": 0.5}
    monkeypatch.setattr(champion, "PENALTIES", (1, 2_000))
    booster, used = champion.fit_trees(data, loose)
    assert used["lambda_l2"] > loose["lambda_l2"] and "raising it" in capsys.readouterr().out
    assert np.abs(margins_of(booster, data.features(data.slices.train))).max() < 14
    monkeypatch.setattr(boosting, "LARGEST_MARGIN", 1.5)
    with pytest.raises(ValueError, match="give the label away"):
        champion.fit_trees(data, loose)


def test_a_column_that_reveals_the_date_is_dropped(tmp_path):
    write_table(tmp_path, rows=12_000)
    names = read_info(tmp_path).features
    at = names.index("receiver_age_days")
    rng = np.random.default_rng(1)

    def age_with_the_file(values):
        rows = values.reshape(-1, len(names))
        rows[:, at] = np.arange(len(rows)) * (0.5 + rng.random(len(rows)))
        rows[::3, at] = np.nan

    rewrite(tmp_path, "features", age_with_the_file)
    data = open_training_data(tmp_path, frozenset(), None)
    assert data.clocks == ["receiver_age_days"]
    assert "receiver_age_days" not in data.names(data.columns)
    assert len(data.columns) == len(names) - 2


def test_the_reach_of_a_row_is_the_share_of_labels_that_arrive_in_time(tmp_path):
    write_table(tmp_path, rows=12_000)
    occurred = np.fromfile(tmp_path / "occurred_at_ms.bin", "<f8")
    slow = np.arange(len(occurred)) % 4 == 0
    rewrite(
        tmp_path,
        "label_at_ms",
        lambda values: np.copyto(values, occurred + np.where(slow, 8, 3) * DAY_MS, where=~np.isnan(values)),
    )
    data = open_training_data(tmp_path, frozenset(), None, coverage=0.9)
    age = (data.slices.test_from_ms - data.rows.occurred_at_ms) / DAY_MS
    assert data.reach[age > 8.01].tolist() == pytest.approx([0.9] * int((age > 8.01).sum()))
    young = (age > 3.01) & (age < 7.99)
    assert young.any() and np.allclose(data.reach[young], 0.9 * 0.75, atol=0.05)
    with pytest.raises(ValueError, match="coverage"):
        open_training_data(tmp_path, frozenset(), None, coverage=1.2)


def test_an_unknown_family_is_rejected_with_the_known_ones(table):
    with pytest.raises(ValueError, match="no feature family banana. Families: .*balance"):
        columns_without(table.features, table.families, frozenset({"banana"}))


def test_sampled_rows_keep_every_fraud_and_the_weight_of_legitimate_rows():
    label = (np.arange(10_000) % 100 == 0).astype(np.uint8)
    rows, weight = sample_negatives(label, 1_000, seed=1)
    assert len(rows) == 1_000 and np.array_equal(rows, np.unique(rows))
    assert label[rows].sum() == 100
    assert weight.sum() == pytest.approx(10_000)
    assert weight[label[rows] == 1].tolist() == [1.0] * 100
