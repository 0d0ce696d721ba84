"""Logistic regression for comparison: clipped, standardised columns and an indicator for each that may be missing."""

import json
from dataclasses import asdict, dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

CLIP = (0.001, 0.999)


@dataclass(frozen=True)
class LogisticModel:
    features: list[str]
    low: list[float]
    high: list[float]
    median: list[float]
    mean: list[float]
    scale: list[float]
    weights: list[float]
    """One per feature, then one per missing indicator."""
    intercept: float

    def margins(self, features: np.ndarray) -> np.ndarray:
        """Log-odds [rows]; columns in the order of `features`."""
        return self._columns(features) @ np.array(self.weights, dtype=np.float32) + self.intercept

    def _columns(self, features: np.ndarray) -> np.ndarray:
        missing = np.isnan(features)
        filled = np.where(
            missing, np.float32(self.median), np.clip(features, np.float32(self.low), np.float32(self.high))
        )
        standard = (filled - np.float32(self.mean)) / np.float32(self.scale)
        return np.hstack([standard, missing.astype(np.float32)])

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def fit_logistic_model(
    features: np.ndarray, label: np.ndarray, weight: np.ndarray, names: list[str]
) -> LogisticModel:
    low, median, high = np.nanquantile(features, [CLIP[0], 0.5, CLIP[1]], axis=0)
    filled = np.where(np.isnan(features), np.float32(median), np.clip(features, np.float32(low), np.float32(high)))
    spread = filled.std(axis=0, dtype=np.float64)
    unfitted = LogisticModel(
        features=names,
        low=low.tolist(),
        high=high.tolist(),
        median=median.tolist(),
        mean=filled.mean(axis=0, dtype=np.float64).tolist(),
        scale=np.where(spread > 0, spread, 1.0).tolist(),
        weights=[],
        intercept=0.0,
    )
    fitted = LogisticRegression(C=0.1, max_iter=300).fit(unfitted._columns(features), label, sample_weight=weight)
    weights, intercept = fitted.coef_[0].astype(np.float64).tolist(), float(fitted.intercept_[0])
    return LogisticModel(**asdict(unfitted) | {"weights": weights, "intercept": intercept})


def read_logistic_model(text: str) -> LogisticModel:
    return LogisticModel(**json.loads(text))
