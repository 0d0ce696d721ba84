"""The figures at the top of a report, each with its interval."""

from collections.abc import Callable

import numpy as np

from ..costs import CostModel
from .bootstrap import Metrics, day_of, draw_days, with_intervals
from .calibration_quality import expected_calibration_error, top_share_error
from .test_slice import TestSlice

PER_DAY = (10, 25, 50, 100, 200)


class Headline:
    """Sorts the test slice once; every figure is a function of the weights that a bootstrap gives to its days."""

    def __init__(self, test: TestSlice, costs: CostModel):
        self._thresholds = test.manifest["thresholds"]
        self._ranked = test.ranked()
        self._day = day_of(test.rows.occurred_at_ms)[self._ranked.order]
        self.days = int(self._day.max()) + 1
        self._draws = draw_days(self.days)
        self._amount = test.amount[self._ranked.order]
        self._saved = costs.savings(self._ranked.fraud, self._amount)

    def figures(self, progress: Callable) -> dict:
        found = with_intervals(self._measure, self._draws, progress)
        return found | {"distinctScoresPer100k": self._ranked.distinct() / len(self._ranked) * 100_000}

    def precision_per_day(self) -> list[dict]:
        """Precision of the k highest scores of each day, averaged over days."""
        daily = {str(k): self._daily_precision(k) for k in PER_DAY}
        found = with_intervals(
            lambda draw: {k: np.average(v, weights=draw) for k, v in daily.items()}, self._draws
        )
        empty = {"value": None, "low": None, "high": None}
        return [{"perDay": int(k)} | (estimate or empty) for k, estimate in found.items()]

    def savings_at_review(self) -> dict:
        """Net savings over the whole slice, and how many reviews a day they take."""
        flagged = self._ranked.score >= self._thresholds["review"]
        daily = np.bincount(self._day[flagged], self._saved[flagged], minlength=self.days)
        total = with_intervals(
            lambda draw: {"netSavings": float(np.sum(daily if draw is None else daily * draw))}, self._draws
        )
        return total | {"reviewsPerDay": float(flagged.sum() / self.days)}

    def _measure(self, draw: np.ndarray | None) -> Metrics:
        ranked, weight = self._ranked, None if draw is None else draw[self._day]
        review = ranked.at_threshold(self._thresholds["review"], weight)
        block = ranked.at_threshold(self._thresholds["block"], weight)
        return {
            "prAuc": ranked.pr_auc(weight),
            "rocAuc": ranked.roc_auc(weight),
            "recallAtFpr0001": ranked.recall_at_fpr(0.001, weight),
            "recallAtFpr0005": ranked.recall_at_fpr(0.005, weight),
            "reviewPrecision": review[0],
            "reviewRecall": review[1],
            "blockPrecision": block[0],
            "blockRecall": block[1],
            "valueRecallAtReview": self._value_recall(weight),
            "brier": ranked.brier(weight),
            "brierSkill": ranked.brier_skill(weight),
            "logLoss": ranked.log_loss(weight),
            "ece": expected_calibration_error(ranked, weight),
            "eceTop1": top_share_error(ranked, weight),
        }

    def _value_recall(self, weight: np.ndarray | None) -> float:
        """Share of the fraud money that the review threshold catches."""
        money = np.where(self._ranked.fraud, self._amount, 0.0) * (1.0 if weight is None else weight)
        caught = money[self._ranked.score >= self._thresholds["review"]].sum()
        return float(caught / money.sum()) if money.sum() else np.nan

    def _daily_precision(self, k: int) -> np.ndarray:
        """Rows are sorted by score, so the first k of each day are its highest."""
        by_day = np.argsort(self._day, kind="stable")
        day = self._day[by_day]
        place = np.arange(len(day)) - np.searchsorted(day, day, side="left")
        top = by_day[place < k]
        caught = np.bincount(self._day[top], self._ranked.fraud[top], minlength=self.days)
        return caught / np.bincount(self._day[top], minlength=self.days)
