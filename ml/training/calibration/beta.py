"""Beta calibration: bends the two ends of the scale separately."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from .fit_logit import fit_logit, sigmoid, softplus

# A fit outside these stands on a handful of labels.
SMALLEST, LARGEST = 0.1, 2.0


@dataclass(frozen=True)
class BetaCalibration:
    """probability = sigmoid(a ln p - b ln(1 - p) + c) with p = sigmoid(margin) and a, b > 0."""

    a: float
    b: float
    c: float
    kind: ClassVar[str] = "beta"

    def probability(self, margin: np.ndarray) -> np.ndarray:
        return sigmoid(_columns(margin) @ np.array([self.a, self.b, self.c]))

    def document(self) -> dict:
        return {"kind": self.kind, "a": self.a, "b": self.b, "c": self.c}


def fit_beta(
    margin: np.ndarray, label: np.ndarray, reach: np.ndarray, weight: np.ndarray | None = None
) -> BetaCalibration:
    """Kull, Silva Filho and Flach (2017); a and b stay positive, so the order stays."""
    positive = (SMALLEST, LARGEST)
    bounds = [positive, positive, (None, None)]
    a, b, c = fit_logit(_columns(margin), label, reach, [1.0, 1.0, 0.0], bounds, weight)
    return BetaCalibration(float(a), float(b), float(c))


def _columns(margin: np.ndarray) -> np.ndarray:
    """ln p, -ln(1 - p) and 1."""
    margin = np.asarray(margin, dtype=np.float64)
    return np.column_stack([-softplus(-margin), softplus(margin), np.ones(len(margin))])
