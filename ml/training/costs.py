"""What a review and a missed fraud cost: the scale on which thresholds are compared."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class CostModel:
    """Major units of the data's own currency. `missed` is a fixed sum, or "amount": what the fraud took."""

    review: float = 5.0
    missed: float | str = "amount"

    def loss_of_missing(self, amount: np.ndarray) -> np.ndarray:
        return amount if self.missed == "amount" else np.full(len(amount), float(self.missed))

    def savings(self, label: np.ndarray, amount: np.ndarray) -> np.ndarray:
        """Per row: the savings of a review; negative for a legitimate row. A label may stand for several frauds."""
        return label * self.loss_of_missing(amount) - self.review

    def document(self) -> dict:
        return {"perReview": self.review, "missed": self.missed}


def read_missed_cost(text: str) -> float | str:
    """Raises ValueError on anything but "amount" or a positive number."""
    if text == "amount":
        return text
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError("a missed fraud costs a positive sum, or its amount")
    return value
