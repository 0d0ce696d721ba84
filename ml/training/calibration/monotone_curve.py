"""Isotonic regression without its plateaus: each plateau becomes one knot at its centre."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from sklearn.isotonic import isotonic_regression

from .fit_logit import sigmoid

# A knot stands on at least this many frauds, so that a few labels do not bend the curve.
FRAUDS_PER_KNOT = 15
# Limits of how fast the logit may rise between two knots. Beyond the outermost ones it rises as the margin does: few
# labels must not decide how scores run to 0 and 1.
FLATTEST, STEEPEST = 0.05, 4.0


@dataclass(frozen=True)
class MonotoneCurve:
    """probability = sigmoid(piecewise linear, strictly rising map from margin to logit)."""

    margins: np.ndarray
    logits: np.ndarray
    kind: ClassVar[str] = "monotone-curve"

    def probability(self, margin: np.ndarray) -> np.ndarray:
        margin = np.asarray(margin, dtype=np.float64)
        left = np.clip(np.searchsorted(self.margins, margin, side="right") - 1, 0, len(self.margins) - 2)
        slope = np.diff(self.logits) / np.diff(self.margins)
        return sigmoid(self.logits[left] + slope[left] * (margin - self.margins[left]))

    def document(self) -> dict:
        return {"kind": self.kind, "margins": self.margins.tolist(), "logits": self.logits.tolist()}


def fit_monotone_curve(
    margin: np.ndarray, label: np.ndarray, reach: np.ndarray, weight: np.ndarray | None = None
) -> MonotoneCurve:
    """Centred isotonic regression (Oron and Flournoy, 2017) in logits, over groups of neighbours with enough frauds.

    Raises ValueError when fewer than two groups remain: too few frauds, or margins that do not rise with fraud.
    """
    expected, frauds, reached, rows = _groups(np.asarray(margin, np.float64), label, reach, weight)
    rate = np.minimum((frauds + 0.5) / (reached + 1), 1 - 0.5 / (reached + 1))
    level = isotonic_regression(rate, sample_weight=rows)
    starts = np.append(0, np.flatnonzero(np.diff(level) > 0) + 1)
    if len(starts) < 2:
        raise ValueError("Too few frauds, or none where margins are high, for a calibration curve")
    knots = np.add.reduceat(expected, starts) / np.add.reduceat(rows, starts)
    return _limited(_logit(knots), _logit(level[starts]))


def _groups(
    margin: np.ndarray, label: np.ndarray, reach: np.ndarray, weight: np.ndarray | None
) -> tuple[np.ndarray, ...]:
    """Expected frauds by the uncalibrated margins, known frauds, reach and rows of groups, by weight, in rising order.

    The number of known frauds in a group is that of labels, whatever their weight.

    A group's centre is where its expected rate lies, not its mean margin: the logit is steep across a wide group.
    """
    order = np.argsort(-margin, kind="stable")
    caught = np.cumsum(label[order] == 1)
    # Where margins are tied the cut moves to the tie's end.
    tie_end = np.append(np.flatnonzero(np.diff(margin[order]) < 0), len(order) - 1)
    wanted = np.arange(FRAUDS_PER_KNOT, int(caught[-1]) + 1, FRAUDS_PER_KNOT)
    ends = np.unique(tie_end[np.searchsorted(caught[tie_end], wanted)]) + 1
    ends = np.append(ends[ends < len(order)], len(order))
    starts = np.append(0, ends[:-1])
    mass = np.ones(len(order)) if weight is None else weight[order].astype(np.float64)
    rows = np.add.reduceat(mass, starts)
    expected = np.add.reduceat(mass * sigmoid(margin[order]), starts)
    frauds = np.add.reduceat(mass * (label[order] == 1), starts)
    reached = np.add.reduceat(mass * reach[order], starts)
    return expected[::-1], frauds[::-1], reached[::-1], rows[::-1]


def _logit(rate: np.ndarray) -> np.ndarray:
    return np.log(rate / (1 - rate))


def _limited(margins: np.ndarray, logits: np.ndarray) -> MonotoneCurve:
    """Holds each slope between FLATTEST and STEEPEST, working outward from the middle knot, and adds the two ends."""
    slope = np.clip(np.diff(logits) / np.diff(margins), FLATTEST, STEEPEST)
    rise = np.append(0.0, np.cumsum(slope * np.diff(margins)))
    middle = len(margins) // 2
    level = rise - rise[middle] + logits[middle]
    return MonotoneCurve(
        np.concatenate([[margins[0] - 1], margins, [margins[-1] + 1]]),
        np.concatenate([[level[0] - 1], level, [level[-1] + 1]]),
    )
