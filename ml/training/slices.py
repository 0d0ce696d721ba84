"""Splits a table by time into slices with one purpose each: nothing is fitted and judged on the same rows.

    train | stopping | calibration | threshold |  gap  | test
                                     labels known here ^

A model that goes live when the test slice begins can only know the labels that had arrived by then. The gap keeps
rows out whose labels were mostly still on their way; how many are missing before it is estimated (label_arrival.py).
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from .label_arrival import LabelArrival, learn_arrival
from .table import DAY_MS, TableInfo, first_row_at, map_rows, time_of_row

# Shares of the known frauds before the gap: they, not rows or days, decide how much a slice can tell.
ENDS = {"train": 0.68, "stopping": 0.78, "calibration": 0.90, "threshold": 1.0}
TEST_SHARE = 0.2
# Seven in ten frauds are known after this long. The gap costs at most this share of the time before the test.
GAP_QUANTILE = 0.7
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
    arrival: LabelArrival
    gap_days: float
    delay_days: float
    """How long seven in ten fraud labels take; longer than the gap only where the file is short."""

    def fitted(self) -> dict[str, slice]:
        """The slices that training may look at."""
        return {name: getattr(self, name) for name in ENDS}

    def named(self) -> dict[str, slice]:
        return self.fitted() | {"test": self.test}


def split_by_time(info: TableInfo, test_days: float | None = None, coverage: float = 1.0) -> Slices:
    """Cuts the table; the test slice begins at midnight UTC and holds the last fifth of the time unless told.

    Raises ValueError when the file is too short for five slices.
    """
    first, last = time_of_row(info, 0), time_of_row(info, info.rows - 1)
    test_span = (last - first) * TEST_SHARE if test_days is None else test_days * DAY_MS
    test_from = np.floor((last - test_span) / DAY_MS) * DAY_MS
    if test_from <= first:
        raise ValueError(f"The file covers {(last - first) / DAY_MS:.1f} days: too short to split by time")
    test_row = first_row_at(info, test_from)
    before = map_rows(info, 0, test_row)
    arrival = learn_arrival(before, test_from, coverage)
    delay = arrival.quantile_ms(GAP_QUANTILE)
    gap = min(delay, (test_from - first) * LONGEST_GAP_SHARE)
    gap_row = first_row_at(info, test_from - gap)
    frauds = np.flatnonzero(before.known_labels(test_from)[:gap_row])
    if len(frauds) < FEWEST_FRAUDS * len(ENDS):
        raise ValueError(f"Only {len(frauds)} frauds are known before the gap: too few to learn from")
    inner = [
        first_row_at(info, time_of_row(info, frauds[int(end * len(frauds))])) for end in list(ENDS.values())[:-1]
    ]
    ranges = [slice(a, b) for a, b in zip([0, *inner], [*inner, gap_row])]
    rest = (slice(gap_row, test_row), slice(test_row, info.rows))
    return Slices(*ranges, *rest, test_from, arrival, gap / DAY_MS, delay / DAY_MS)


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
