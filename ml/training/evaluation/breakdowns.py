"""The same figures for parts of the test slice: kinds of fraud, weeks, and rows that lack something."""

import numpy as np

from ..slices import iso_time
from ..table import DAY_MS, SEGMENTS
from .calibration_quality import expected_calibration_error
from .ranked import Ranked
from .test_slice import TestSlice

WEEK_MS = 7 * DAY_MS


def number(value: float) -> float | None:
    """JSON has no NaN: what cannot be computed is null."""
    return float(value) if np.isfinite(value) else None


def ranking(score: np.ndarray, label: np.ndarray) -> dict:
    ranked = Ranked(score, label)
    return {"prAuc": number(ranked.pr_auc()), "recallAtFpr0001": number(ranked.recall_at_fpr(0.001))}


def by_typology(test: TestSlice) -> list[dict]:
    """Empty where the truth is not known; most frequent first."""
    if test.rows.typology is None:
        return []
    parts = []
    for i, name in enumerate(test.info.typologies):
        rows = (test.rows.typology == i + 1) & (test.label == 1)
        if rows.any():
            caught, amount = test.flagged[rows], test.amount[rows]
            parts.append(
                {
                    "name": name,
                    "frauds": int(rows.sum()),
                    "amount": round(float(amount.sum()), 2),
                    "recallAtReview": float(caught.mean()),
                    "valueRecallAtReview": number(amount[caught].sum() / amount.sum()) if amount.sum() else None,
                    "meanScore": float(test.score[rows].mean()),
                }
            )
    return sorted(parts, key=lambda part: -part["frauds"])


def by_week(test: TestSlice) -> list[dict]:
    week = np.floor_divide(test.rows.occurred_at_ms - test.slices.test_from_ms, WEEK_MS).astype(np.int64)
    return [
        {"from": iso_time(test.slices.test_from_ms + number_of_week * WEEK_MS)}
        | _part(test, week == number_of_week)
        | {"ece": number(expected_calibration_error(test.ranked(week == number_of_week)))}
        for number_of_week in np.unique(week)
    ]


def by_segment(test: TestSlice) -> list[dict]:
    """With and without each field that may be missing; a segment without rows is left out."""
    segment = np.asarray(test.rows.segment)
    parts = {}
    for name, bit in SEGMENTS.items():
        parts[f"with {name}"] = (segment & bit) != 0
        parts[f"without {name}"] = (segment & bit) == 0
    return [{"name": name} | _part(test, rows) for name, rows in parts.items() if rows.any()]


def _part(test: TestSlice, rows: np.ndarray) -> dict:
    counts = {"rows": int(rows.sum()), "frauds": int(test.label[rows].sum())}
    return counts | ranking(test.score[rows], test.label[rows])
