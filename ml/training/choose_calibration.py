"""Fits every kind of calibration on one slice and lets a later one choose among those that keep the order."""

from dataclasses import dataclass

import numpy as np

from .calibration import Calibration, fit_beta, fit_isotonic, fit_logistic, fit_monotone_curve
from .evaluation.calibration_quality import expected_calibration_error, top_share_error
from .evaluation.ranked import Ranked

FITS = {"logistic": fit_logistic, "beta": fit_beta, "monotone-curve": fit_monotone_curve, "isotonic": fit_isotonic}
KEEP_ORDER = ("logistic", "beta", "monotone-curve")


@dataclass(frozen=True)
class LabelledMargins:
    """Margins of a slice, the labels known of it, and the chance [rows] that a fraud's label is among them."""

    margin: np.ndarray
    label: np.ndarray
    reach: np.ndarray
    weight: np.ndarray | None = None
    """[rows], of payments that stand for others, too; None weighs all alike."""


@dataclass(frozen=True)
class Candidates:
    fitted: dict[str, Calibration]
    quality: dict[str, dict[str, float]]
    """On the choosing slice: log-loss, Brier score, calibration errors of the known labels."""
    chosen: str

    def calibration(self) -> Calibration:
        return self.fitted[self.chosen]


def choose_calibration(earlier: LabelledMargins, later: LabelledMargins) -> Candidates:
    """Fits to the earlier slice; the kind of lowest log-loss on the later one. One that needs more frauds is left out.

    Raises ValueError when margins do not rise with fraud.
    """
    fitted: dict[str, Calibration] = {}
    for kind, fit in FITS.items():
        try:
            fitted[kind] = fit(earlier.margin, earlier.label, earlier.reach, earlier.weight)
        except ValueError as reason:
            if kind == "logistic":
                raise
            print(f"No {kind} calibration: {reason}")
    quality = {kind: _quality(found.probability(later.margin), later) for kind, found in fitted.items()}
    chosen = min((kind for kind in KEEP_ORDER if kind in quality), key=lambda kind: quality[kind]["logLoss"])
    return Candidates(fitted, quality, chosen)


def _quality(score: np.ndarray, later: LabelledMargins) -> dict[str, float]:
    """A label is known with probability score * reach: that is what can be compared with the labels there are."""
    ranked = Ranked(score * later.reach, later.label)
    weight = None if later.weight is None else later.weight[ranked.order]
    return {
        "logLoss": ranked.log_loss(weight),
        "brier": ranked.brier(weight),
        "ece": expected_calibration_error(ranked, weight),
        "eceTop1": top_share_error(ranked, weight),
    }
