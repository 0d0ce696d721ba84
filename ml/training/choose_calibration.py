"""Fits every kind of calibration on one slice and lets a later one choose among those that keep the order."""

from dataclasses import dataclass

import numpy as np

from .calibration import Calibration, fit_beta, fit_isotonic, fit_logistic, fit_monotone_curve
from .evaluation.calibration_quality import expected_calibration_error, top_share_error
from .evaluation.ranked import Ranked

FITS = {"logistic": fit_logistic, "beta": fit_beta, "monotone-curve": fit_monotone_curve, "isotonic": fit_isotonic}
KEEP_ORDER = ("logistic", "beta", "monotone-curve")


@dataclass(frozen=True)
class Candidates:
    fitted: dict[str, Calibration]
    quality: dict[str, dict[str, float]]
    """On the choosing slice: log-loss, Brier score, calibration errors."""
    chosen: str

    def calibration(self) -> Calibration:
        return self.fitted[self.chosen]


def choose_calibration(
    margin: np.ndarray, label: np.ndarray, later_margin: np.ndarray, later_label: np.ndarray
) -> Candidates:
    """The kind of lowest log-loss on the later slice. A kind that cannot be fitted to few frauds is left out.

    Raises ValueError when margins do not rise with fraud.
    """
    fitted: dict[str, Calibration] = {"logistic": fit_logistic(margin, label)}
    for kind in ("beta", "monotone-curve", "isotonic"):
        try:
            fitted[kind] = FITS[kind](margin, label)
        except ValueError as reason:
            print(f"No {kind} calibration: {reason}")
    quality = {kind: _quality(found.probability(later_margin), later_label) for kind, found in fitted.items()}
    chosen = min((kind for kind in KEEP_ORDER if kind in quality), key=lambda kind: quality[kind]["logLoss"])
    return Candidates(fitted, quality, chosen)


def _quality(score: np.ndarray, label: np.ndarray) -> dict[str, float]:
    ranked = Ranked(score, label)
    return {
        "logLoss": ranked.log_loss(),
        "brier": ranked.brier(),
        "ece": expected_calibration_error(ranked),
        "eceTop1": top_share_error(ranked),
    }
