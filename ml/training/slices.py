"""Splits a table by time into slices with one purpose each: nothing is fitted and judged on the same rows."""

from dataclasses import dataclass

import numpy as np

# Shares of the covered time, not of the rows. Volume falls and the fraud rate rises late in PaySim, so the calibration
# slice lies right before the test slice: its base rate is the nearest one that is known in advance.
TRAIN_UNTIL = 0.45
STOP_UNTIL = 0.50
CALIBRATE_UNTIL = 0.60


@dataclass(frozen=True)
class Slices:
    """Row ranges, in time order; a step is never divided between two slices."""

    train: slice
    stopping: slice
    calibration: slice
    test: slice

    def named(self) -> dict[str, slice]:
        return {
            "train": self.train,
            "stopping": self.stopping,
            "calibration": self.calibration,
            "test": self.test,
        }


def split_by_time(step: np.ndarray, label: np.ndarray) -> Slices:
    """Cuts at fixed shares of the time span. Raises ValueError when a slice has no fraud or nothing else."""
    first, last = int(step[0]), int(step[-1])
    shares = (TRAIN_UNTIL, STOP_UNTIL, CALIBRATE_UNTIL)
    cuts = [int(np.searchsorted(step, first + share * (last - first), side="right")) for share in shares]
    bounds = [0, *cuts, len(step)]
    slices = Slices(*(slice(a, b) for a, b in zip(bounds[:-1], bounds[1:])))
    for name, rows in slices.named().items():
        frauds = int(label[rows].sum())
        if not 0 < frauds < rows.stop - rows.start:
            raise ValueError(f"The {name} slice has {frauds} frauds in {rows.stop - rows.start} rows")
    return slices
