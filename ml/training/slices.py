"""Splits a table by time into slices with one purpose each: nothing is fitted and judged on the same rows.

    train | stopping | calibration | threshold |  gap  | test
                                     labels known here ^

A model that goes live when the test slice begins can only know the labels that had arrived by then. The gap keeps
rows out whose labels were mostly still on their way, and which would be read as honest.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from .table import DAY_MS, Rows, TableInfo, first_row_at, map_rows, time_of_row

# Shares of the time from the first row to the gap.
ENDS = {"train": 0.70, "stopping": 0.78, "calibration": 0.90, "threshold": 1.0}
TEST_SHARE = 0.2
# Nine in ten frauds are known after this long. The gap costs at most this share of the time before the test.
GAP_QUANTILE = 0.9
LONGEST_GAP_SHARE = 0.4
FEWEST_FRAUDS = 5


@dataclass(frozen=True)
class Slices:
    """Row ranges in time order; rows of the same moment are never divided. Labels are as known at test_from_ms."""

    train: slice
    stopping: slice
    calibration: slice
    threshold: slice
    gap: slice
    test: slice
    test_from_ms: float
    gap_days: float
    delay_days: float
    """How long nine in ten fraud labels take; longer than the gap only where the file is short."""

    def fitted(self) -> dict[str, slice]:
        """The slices that training may look at."""
        return {name: getattr(self, name) for name in ENDS}

    def named(self) -> dict[str, slice]:
        return self.fitted() | {"test": self.test}


def split_by_time(info: TableInfo, test_days: float | None = None) -> Slices:
    """Cuts the table; the test slice begins at midnight UTC and holds the last fifth of the time unless told.

    Raises ValueError when the file is too short for five slices.
    """
    first, last = time_of_row(info, 0), time_of_row(info, info.rows - 1)
    test_span = (last - first) * TEST_SHARE if test_days is None else test_days * DAY_MS
    test_from = np.floor((last - test_span) / DAY_MS) * DAY_MS
    if test_from <= first:
        raise ValueError(f"The file covers {(last - first) / DAY_MS:.1f} days: too short to split by time")
    test_row = first_row_at(info, test_from)
    delay = label_delay_ms(map_rows(info, 0, test_row), test_from)
    gap = min(delay, (test_from - first) * LONGEST_GAP_SHARE)
    usable = test_from - gap - first
    bounds = [0, *(first_row_at(info, first + end * usable) for end in ENDS.values())]
    ranges = [slice(a, b) for a, b in zip(bounds[:-1], bounds[1:])]
    rest = (slice(bounds[-1], test_row), slice(test_row, info.rows))
    return Slices(*ranges, *rest, test_from, gap / DAY_MS, delay / DAY_MS)


def label_delay_ms(before_test: Rows, cutoff_ms: float) -> float:
    """How long nine in ten fraud labels take, from rows old enough that the slow ones are there too."""
    half = before_test.occurred_at_ms[0] + (cutoff_ms - before_test.occurred_at_ms[0]) / 2
    seen = (before_test.known_labels(cutoff_ms) == 1) & (before_test.occurred_at_ms <= half)
    if not seen.any():
        raise ValueError("No fraud in the first half of the time before the test slice has a label that arrived")
    delay = before_test.label_at_ms[seen] - before_test.occurred_at_ms[seen]
    return float(np.quantile(delay, GAP_QUANTILE))


def require_frauds(label: np.ndarray, slices: Slices) -> None:
    """Raises ValueError when a slice that training uses has too few frauds or nothing else."""
    for name, rows in slices.fitted().items():
        frauds = int(label[rows].sum())
        if frauds < FEWEST_FRAUDS or frauds == rows.stop - rows.start:
            raise ValueError(
                f"The {name} slice has {frauds} known frauds in {rows.stop - rows.start} rows; "
                f"it needs {FEWEST_FRAUDS}. Give a longer file"
            )


def iso_time(moment_ms: float) -> str:
    return datetime.fromtimestamp(moment_ms / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
