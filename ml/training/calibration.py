"""Turns margins into probabilities by a logistic curve, which is strictly rising and so never ties two scores."""

from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression


@dataclass(frozen=True)
class LogisticCalibration:
    """probability = 1 / (1 + exp(-(slope * margin + intercept))), slope > 0."""

    slope: float
    intercept: float

    def probability(self, margin: np.ndarray) -> np.ndarray:
        return 1.0 / (1.0 + np.exp(-(self.slope * np.asarray(margin, dtype=np.float64) + self.intercept)))

    def document(self) -> dict:
        return {"kind": "logistic", "slope": self.slope, "intercept": self.intercept}


def fit_calibration(margin: np.ndarray, label: np.ndarray) -> LogisticCalibration:
    """Platt (1999) scaling with his smoothed targets, which keep the slope finite where the classes do not overlap.

    Raises ValueError when the margins do not rise with fraud: such a curve would turn the order round.
    """
    frauds = int(label.sum())
    others = len(label) - frauds
    target = np.where(label == 1, (frauds + 1) / (frauds + 2), 1 / (others + 2))
    both_ways = np.concatenate([margin, margin])[:, None]
    outcome = np.concatenate([np.ones(len(margin)), np.zeros(len(margin))])
    weight = np.concatenate([target, 1 - target])
    fitted = LogisticRegression(C=1e6, tol=1e-8, max_iter=1000).fit(both_ways, outcome, sample_weight=weight)
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    if not slope > 0:
        raise ValueError(f"The calibration slope is {slope}: higher margins do not mean more fraud")
    return LogisticCalibration(slope, intercept)
