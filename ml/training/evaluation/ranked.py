"""Metrics over rows sorted once by score, so that hundreds of bootstrap weightings stay cheap."""

import numpy as np

SMALLEST = 1e-15


class Ranked:
    """Rows from the highest score down. Methods take a weight per row in that order; none means one each.

    Rows of equal score are one step of every curve, so ties neither help nor hurt by their order in the file.
    """

    def __init__(self, score: np.ndarray, label: np.ndarray):
        self.order = np.argsort(-score, kind="stable")
        self.score = np.asarray(score, dtype=np.float64)[self.order]
        self.fraud = label[self.order] == 1
        self.ends = np.append(np.flatnonzero(self.score[1:] != self.score[:-1]), len(score) - 1)

    def __len__(self) -> int:
        return len(self.score)

    def _steps(self, weight: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        """Weight flagged, and weight of frauds caught, at each distinct score."""
        weight = np.ones(len(self)) if weight is None else weight
        return np.cumsum(weight)[self.ends], np.cumsum(np.where(self.fraud, weight, 0.0))[self.ends]

    def pr_auc(self, weight: np.ndarray | None = None) -> float:
        """Average precision: the mean of precision over frauds. NaN without a fraud."""
        flagged, caught = self._steps(weight)
        if not caught[-1] > 0:
            return np.nan
        precision = np.divide(caught, flagged, out=np.zeros_like(caught), where=flagged > 0)
        return float(np.sum(np.diff(caught, prepend=0.0) * precision) / caught[-1])

    def roc_auc(self, weight: np.ndarray | None = None) -> float:
        """The probability that a fraud scores above a legitimate row; ties count half. NaN without both."""
        flagged, caught = self._steps(weight)
        honest = flagged - caught
        if not (caught[-1] > 0 and honest[-1] > 0):
            return np.nan
        area = np.sum(np.diff(honest, prepend=0.0) * (caught + np.append(0.0, caught[:-1])) / 2)
        return float(area / (caught[-1] * honest[-1]))

    def recall_at_fpr(self, rate: float, weight: np.ndarray | None = None) -> float:
        """The largest recall whose share of flagged legitimate rows is at most `rate`."""
        flagged, caught = self._steps(weight)
        honest = flagged - caught
        if not (caught[-1] > 0 and honest[-1] > 0):
            return np.nan
        allowed = honest <= rate * honest[-1]
        return float(caught[allowed].max(initial=0.0) / caught[-1])

    def at_threshold(self, threshold: float, weight: np.ndarray | None = None) -> tuple[float, float]:
        """Precision and recall of flagging score >= threshold; NaN where nothing is flagged, or there is no fraud."""
        return self.at_count(int(np.searchsorted(-self.score, -threshold, side="right")), weight)

    def at_count(self, count: int, weight: np.ndarray | None = None) -> tuple[float, float]:
        """Precision and recall of flagging the `count` highest rows."""
        weight = np.ones(len(self)) if weight is None else weight
        flagged, frauds = weight[:count].sum(), weight[self.fraud].sum()
        caught = weight[:count][self.fraud[:count]].sum()
        return float(caught / flagged) if flagged else np.nan, float(caught / frauds) if frauds else np.nan

    def brier(self, weight: np.ndarray | None = None) -> float:
        return float(np.average((self.score - self.fraud) ** 2, weights=weight))

    def brier_skill(self, weight: np.ndarray | None = None) -> float:
        """1 - Brier / Brier of always saying the base rate."""
        base = np.average(self.fraud, weights=weight)
        return float(1 - self.brier(weight) / (base * (1 - base))) if 0 < base < 1 else np.nan

    def log_loss(self, weight: np.ndarray | None = None) -> float:
        right = np.where(self.fraud, self.score, 1 - self.score)
        return float(-np.average(np.log(np.maximum(right, SMALLEST)), weights=weight))

    def distinct(self) -> int:
        return len(self.ends)

    def largest_tie(self) -> int:
        return int(np.diff(self.ends, prepend=-1).max())
