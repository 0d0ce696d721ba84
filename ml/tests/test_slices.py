"""Guarantee: slices follow each other in time, share no moment, and leave a gap for labels on their way."""

import json

import numpy as np
import pytest
from drawn_table import DELAY_DAYS, write_table

from training.slices import require_frauds, split_by_time
from training.table import DAY_MS, map_rows, read_info, time_of_row


def test_slices_cover_all_rows_before_the_gap_in_order_and_split_no_timestamp(table):
    slices = split_by_time(table)
    fitted = list(slices.fitted().values())
    assert fitted[0].start == 0
    for earlier, later in zip(fitted[:-1], fitted[1:]):
        assert earlier.stop == later.start
        assert time_of_row(table, earlier.stop - 1) < time_of_row(table, later.start)
    assert fitted[-1].stop == slices.gap.start <= slices.gap.stop == slices.test.start < slices.test.stop
    assert slices.test.stop == table.rows


def test_the_gap_is_as_long_as_labels_take(table):
    slices = split_by_time(table)
    last_used = time_of_row(table, slices.threshold.stop - 1)
    assert slices.test_from_ms - last_used >= DELAY_DAYS * DAY_MS
    assert slices.gap_days == slices.delay_days == pytest.approx(DELAY_DAYS)
    assert slices.test_from_ms % DAY_MS == 0


def test_the_gap_never_takes_most_of_a_short_file(tmp_path):
    write_table(tmp_path, rows=4_000, days=8)
    slices = split_by_time(read_info(tmp_path))
    assert slices.gap_days < slices.delay_days == pytest.approx(DELAY_DAYS)
    assert slices.threshold.stop > slices.train.stop > 0


def test_the_test_slice_is_as_long_as_asked(table):
    slices = split_by_time(table, test_days=10)
    last = time_of_row(table, table.rows - 1)
    assert 10 * DAY_MS <= last - slices.test_from_ms < 11 * DAY_MS


def test_a_slice_without_frauds_is_rejected(table, data):
    label = np.array(data.label)
    label[data.slices.calibration] = 0
    with pytest.raises(ValueError, match="calibration slice has 0 known frauds"):
        require_frauds(label, data.slices)


def test_a_file_of_one_day_is_rejected(tmp_path):
    write_table(tmp_path, rows=2_000, days=1)
    with pytest.raises(ValueError, match="too short"):
        split_by_time(read_info(tmp_path))


def test_a_table_that_is_not_in_time_order_is_rejected(tmp_path):
    write_table(tmp_path, rows=2_000)
    times = np.fromfile(tmp_path / "occurred_at_ms.bin", "<f8")
    times[[700, 701]] = times[[701, 700]]
    times.tofile(tmp_path / "occurred_at_ms.bin")
    with pytest.raises(ValueError, match="time order"):
        map_rows(read_info(tmp_path), 0, 2_000)


def test_a_table_of_another_format_or_size_is_rejected(tmp_path):
    write_table(tmp_path, rows=2_000)
    (tmp_path / "label.bin").write_bytes(b"\0")
    with pytest.raises(ValueError, match="label.bin: 1 bytes"):
        read_info(tmp_path)
    meta = json.loads((tmp_path / "table.json").read_text())
    (tmp_path / "table.json").write_text(json.dumps(meta | {"format": 1}))
    with pytest.raises(ValueError, match="format 1"):
        read_info(tmp_path)
