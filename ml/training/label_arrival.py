"""How many of the frauds of some age are known: what the youngest slices, read naively, would get wrong."""

from dataclasses import dataclass

import numpy as np

from .table import Rows

# Below this a known fraud would stand for more than five.
SMALLEST_REACH = 0.2


@dataclass(frozen=True)
class LabelArrival:
    delays_ms: np.ndarray
    """Sorted delays of fraud labels from rows old enough that the slow ones are there too."""
    coverage: float = 1.0
    """The share of frauds that ever get a label, where it is known."""

    def quantile_ms(self, share: float) -> float:
        return float(np.quantile(self.delays_ms, share))

    def reach(self, occurred_at_ms: np.ndarray, cutoff_ms: float) -> np.ndarray:
        """The chance [rows], in (0, 1], that a fraud of this time has a label by the cutoff."""
        arrived = np.searchsorted(self.delays_ms, cutoff_ms - occurred_at_ms, side="right") / len(self.delays_ms)
        return np.maximum(arrived * self.coverage, SMALLEST_REACH)


def learn_arrival(before_cutoff: Rows, cutoff_ms: float, coverage: float = 1.0) -> LabelArrival:
    """Raises ValueError when no fraud of the older half has a label that arrived, or the coverage is no share."""
    if not 0 < coverage <= 1:
        raise ValueError(f"The label coverage is a share above 0 and up to 1, not {coverage}")
    first = before_cutoff.occurred_at_ms[0]
    old = before_cutoff.occurred_at_ms <= first + (cutoff_ms - first) / 2
    seen = old & (before_cutoff.known_labels(cutoff_ms) == 1)
    if not seen.any():
        raise ValueError("No fraud in the first half of the time before the test slice has a label that arrived")
    return LabelArrival(np.sort(before_cutoff.label_at_ms[seen] - before_cutoff.occurred_at_ms[seen]), coverage)
