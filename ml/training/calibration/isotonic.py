"""Isotonic regression. It ties whole plateaus of margins, so it is compared with but never shipped."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from sklearn.isotonic import IsotonicRegression


@dataclass(frozen=True)
class IsotonicCalibration:
    """Interpolates linearly between the plateaus' ends; constant outside."""

    margins: np.ndarray
    probabilities: np.ndarray
    kind: ClassVar[str] = "isotonic"

    def probability(self, margin: np.ndarray) -> np.ndarray:
        return np.interp(margin, self.margins, self.probabilities)

    def document(self) -> dict:
        return {
            "kind": self.kind,
            "margins": self.margins.tolist(),
            "probabilities": self.probabilities.tolist(),
        }


def fit_isotonic(
    margin: np.ndarray, label: np.ndarray, reach: np.ndarray, weight: np.ndarray | None = None
) -> IsotonicCalibration:
    """Each known fraud stands for 1 / reach frauds."""
    unlimited = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    mass = reach if weight is None else reach * weight
    fitted = unlimited.fit(np.asarray(margin, np.float64), label / reach, sample_weight=mass)
    return IsotonicCalibration(fitted.X_thresholds_.astype(np.float64), fitted.y_thresholds_.astype(np.float64))
