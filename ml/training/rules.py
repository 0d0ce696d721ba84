"""One-line rules: what any model has to be read against."""

from dataclasses import asdict, dataclass

import numpy as np

from .table import Rows

MEDIAN_RATIO = "sender_amount_to_median"


@dataclass(frozen=True)
class ThresholdRule:
    """Flags a row whose feature lies on one side of a threshold; a missing value is not flagged."""

    feature: str
    above: bool
    threshold: float

    def flags(self, features: np.ndarray, names: list[str]) -> np.ndarray:
        values = features[:, names.index(self.feature)]
        with np.errstate(invalid="ignore"):
            return values >= self.threshold if self.above else values <= self.threshold

    def text(self) -> str:
        return f"{self.feature} {'>=' if self.above else '<='} {self.threshold:.4g}"

    def document(self) -> dict:
        return asdict(self)


def choose_rule(features: np.ndarray, label: np.ndarray, weight: np.ndarray, names: list[str]) -> ThresholdRule:
    """The rule on one feature that catches most at the highest precision: the largest precision x recall."""
    best, found = -1.0, None
    for i, name in enumerate(names):
        for above in (True, False):
            value, threshold = _best_threshold(features[:, i], label, weight, above)
            if value > best:
                best, found = value, ThresholdRule(name, above, threshold)
    if found is None:
        raise ValueError("There is no feature to make a rule of")
    return found


def takes_whole_balance(rows: Rows) -> np.ndarray:
    """amount == sender balance before."""
    return rows.amount_minor == rows.sender_balance_before_minor


def transfers_to_new_receiver(features: np.ndarray, names: list[str]) -> np.ndarray | None:
    """A TRANSFER to a receiver that no transaction named before; None where the table cannot tell."""
    if not {"type_transfer", "receiver_age_days"} <= set(names):
        return None
    is_transfer = features[:, names.index("type_transfer")] == 1
    return is_transfer & np.isnan(features[:, names.index("receiver_age_days")])


def _best_threshold(values: np.ndarray, label: np.ndarray, weight: np.ndarray, above: bool) -> tuple[float, float]:
    """precision x recall of the best threshold, and the threshold."""
    known = np.flatnonzero(~np.isnan(values))
    if len(known) == 0:
        return -1.0, 0.0
    order = known[np.argsort(-values[known] if above else values[known], kind="stable")]
    flagged = np.cumsum(weight[order])
    caught = np.cumsum(np.where(label[order] == 1, weight[order], 0.0))
    ends = np.append(np.flatnonzero(np.diff(values[order]) != 0), len(order) - 1)
    value = caught[ends] ** 2 / flagged[ends] / weight[label == 1].sum()
    at = int(np.argmax(value))
    return float(value[at]), float(values[order][ends[at]])
