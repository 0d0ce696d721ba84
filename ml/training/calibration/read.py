"""Reads a calibration back from its document."""

import numpy as np

from .beta import BetaCalibration
from .isotonic import IsotonicCalibration
from .logistic import LogisticCalibration
from .monotone_curve import MonotoneCurve

Calibration = LogisticCalibration | BetaCalibration | MonotoneCurve | IsotonicCalibration


def read_calibration(document: dict) -> Calibration:
    """Raises ValueError on a kind that is not known."""
    kind = document["kind"]
    if kind == LogisticCalibration.kind:
        return LogisticCalibration(document["slope"], document["intercept"])
    if kind == BetaCalibration.kind:
        return BetaCalibration(document["a"], document["b"], document["c"])
    if kind == MonotoneCurve.kind:
        return MonotoneCurve(np.array(document["margins"]), np.array(document["logits"]))
    if kind == IsotonicCalibration.kind:
        return IsotonicCalibration(np.array(document["margins"]), np.array(document["probabilities"]))
    raise ValueError(f"Calibration kind {kind} is not known")
