"""Guarantee: slices follow each other in time and share no step."""

import numpy as np
import pytest

from training.slices import split_by_time


def test_slices_cover_all_rows_in_order_and_divide_no_step(table):
    slices = list(split_by_time(table.step, table.label).named().values())
    assert slices[0].start == 0 and slices[-1].stop == table.rows
    for earlier, later in zip(slices[:-1], slices[1:]):
        assert earlier.stop == later.start
        assert table.step[earlier.stop - 1] < table.step[later.start]


def test_a_slice_without_fraud_is_refused():
    step = np.arange(1000)
    label = (step % 50 == 0).astype(np.uint8)
    label[step > 590] = 0
    with pytest.raises(ValueError, match="test slice has 0 frauds"):
        split_by_time(step, label)
