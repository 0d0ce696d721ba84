"""Recommended thresholds, chosen on a slice of their own by the cost model."""

import numpy as np

from .costs import CostModel

# A blocked row is not reviewed, so at least eight in ten must be known fraud. Some of the others are unreported fraud.
BLOCK_PRECISION = 0.8
# When one column separates the data, nearly any threshold works: a blocked row needs a fraud probability of one half.
LOWEST_BLOCK = 0.5
FEWEST_BLOCKED = 10
# Analysts review the medium band. The limits are inside the promised 0.5 to 5 % of traffic, with room for drift.
SMALLEST_BAND, LARGEST_BAND = 0.008, 0.04


def recommend_thresholds(
    score: np.ndarray,
    label: np.ndarray,
    amount: np.ndarray,
    costs: CostModel,
    weight: np.ndarray | None = None,
) -> dict[str, float]:
    """Scores from which on a row is medium and reviewed, and high and blocked; amounts in major units.

    `block` is the lowest threshold, from LOWEST_BLOCK on, with BLOCK_PRECISION. `review` is the one of most net
    savings among those whose band below `block` holds an allowed share of the rows. The label of a known fraud is the
    number of frauds that it stands for, where others are still on their way. `weight` is how many payments a row stands
    for; the share of a band counts rows, because what exploration let through stands for payments that were blocked.
    """
    order = np.argsort(-score, kind="stable")
    ranked, label = score[order], label[order]
    mass = np.ones(len(score)) if weight is None else weight[order].astype(np.float64)
    blocked = _rows_to_block(label, mass)
    block = _raised(ranked[blocked - 1]) if blocked else _raised((1 + ranked[0]) / 2)
    block = max(block, LOWEST_BLOCK)
    at = int(np.searchsorted(-ranked, -block, side="right"))

    fewest = min(at + int(np.ceil(SMALLEST_BAND * len(score))), len(score))
    most = min(at + int(LARGEST_BAND * len(score)), len(score))
    saved = np.cumsum(mass * costs.savings(label, amount[order]))
    reviewed = fewest + int(np.argmax(saved[fewest - 1 : max(most, fewest)]))
    review = min(_lowered(ranked[reviewed - 1]), block)
    return {"review": review, "block": block, "mediumFrom": review, "highFrom": block}


def _rows_to_block(label: np.ndarray, mass: np.ndarray) -> int:
    """How many of the highest scores are blocked; 0 where too few reach the precision."""
    precise = np.cumsum(mass * label) >= BLOCK_PRECISION * np.cumsum(mass)
    reached = np.flatnonzero(precise) + 1
    return int(reached[-1]) if len(reached) and reached[-1] >= FEWEST_BLOCKED else 0


def _lowered(value: float) -> float:
    return _two_digits(value, np.floor)


def _raised(value: float) -> float:
    return min(_two_digits(value, np.ceil), 0.99)


def _two_digits(value: float, rounding: np.ufunc) -> float:
    unit = 10.0 ** (np.floor(np.log10(value)) - 1)
    return float(np.round(rounding(value / unit) * unit, 12))
