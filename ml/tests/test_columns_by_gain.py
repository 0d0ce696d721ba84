"""Guarantee: a model keeps the columns of most gain, chosen without a look at a later slice."""

import numpy as np
from drawn_table import write_table

from training.columns_by_gain import columns_by_gain, first_by_gain
from training.table import read_info
from training.training_data import open_training_data


def test_the_strongest_columns_are_kept_in_table_order_with_ties_by_position():
    gain = np.array([1.0, 9.0, 0.0, 9.0, 4.0, 1.0])
    assert first_by_gain([3, 5, 6, 8, 9, 11], gain, 3) == [5, 8, 9]
    assert first_by_gain([3, 5, 6, 8, 9, 11], gain, 4) == [3, 5, 8, 9]


def test_a_model_with_room_for_all_keeps_all(tmp_path):
    write_table(tmp_path, rows=12_000)
    data = open_training_data(tmp_path, frozenset(), None)
    assert columns_by_gain(data, len(data.columns)) == data.columns


def test_rows_after_the_stopping_slice_decide_nothing(tmp_path):
    write_table(tmp_path, rows=12_000)
    data = open_training_data(tmp_path, frozenset(), None)
    before = columns_by_gain(data, 3)
    assert len(before) == 3 and set(before) < set(data.columns)
    width = len(read_info(tmp_path).features)
    features = np.fromfile(tmp_path / "features.bin", np.float32)
    later = data.slices.calibration.start * width
    features[later:] = np.random.default_rng(5).permutation(features[later:])
    features.tofile(tmp_path / "features.bin")
    assert columns_by_gain(open_training_data(tmp_path, frozenset(), None), 3) == before
