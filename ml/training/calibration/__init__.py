"""Turns margins into probabilities without ever changing their order."""

from .beta import BetaCalibration, fit_beta
from .isotonic import IsotonicCalibration, fit_isotonic
from .logistic import LogisticCalibration, fit_logistic
from .monotone_curve import MonotoneCurve, fit_monotone_curve
from .read import Calibration, read_calibration

__all__ = [
    "BetaCalibration",
    "Calibration",
    "IsotonicCalibration",
    "LogisticCalibration",
    "MonotoneCurve",
    "fit_beta",
    "fit_isotonic",
    "fit_logistic",
    "fit_monotone_curve",
    "read_calibration",
]
