"""Platt scaling: a straight line from margin to logit."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .fit_logit import fit_logit, sigmoid


@dataclass(frozen=True)
class LogisticCalibration:
    """probability = sigmoid(slope * margin + intercept), slope > 0."""

    slope: float
    intercept: float
    kind: ClassVar[str] = "logistic"

    def probability(self, margin: np.ndarray) -> np.ndarray:
        return sigmoid(self.slope * np.asarray(margin, dtype=np.float64) + self.intercept)

    def document(self) -> dict:
        return {"kind": self.kind, "slope": self.slope, "intercept": self.intercept}


def fit_logistic(
    margin: np.ndarray, label: np.ndarray, reach: np.ndarray, weight: np.ndarray | None = None
) -> LogisticCalibration:
    """Platt (1999). Raises ValueError when margins do not rise with fraud: such a line would turn the order round."""
    columns = np.column_stack([margin, np.ones(len(margin))]).astype(np.float64)
    slope, intercept = fit_logit(columns, label, reach, [1.0, 0.0], [(None, None), (None, None)], weight)
    if not slope > 0:
        raise ValueError(f"The calibration slope is {slope:.3g}: higher margins do not mean more fraud")
    return LogisticCalibration(float(slope), float(intercept))
