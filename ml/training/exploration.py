"""What payments that exploration let through stand for."""

import numpy as np

# A payment that was let through with a chance of 1 in 100 would outweigh a hundred others. Clipping trades some of the
# bias that the weights remove for less variance (Ionides 2008).
MOST_WEIGHT = 20.0


def exploration_weights(inverse_propensity: np.ndarray | None, label: np.ndarray) -> np.ndarray | None:
    """float32 [rows], or None where no row stands for others.

    A payment that was let through with probability p stands for itself and for the 1 / p - 1 blocked payments like it that
    took part in the draw (Horvitz and Thompson 1952). Those of them with a label are rows themselves, marked by 0, and
    nearly all of them are frauds; so frauds and genuine payments each stand for the share of their kind without a row.
    """
    if inverse_propensity is None or not np.any(inverse_propensity > 1):
        return None
    others = np.maximum(inverse_propensity.astype(np.float64) - 1, 0)
    weight = np.ones(len(label))
    for kind, share in _unlabelled_shares(inverse_propensity, label, others).items():
        weight += np.where(label == kind, others * share, 0)
    return np.minimum(weight, MOST_WEIGHT).astype(np.float32)


def _unlabelled_shares(inverse_propensity: np.ndarray, label: np.ndarray, others: np.ndarray) -> dict[int, float]:
    """By label: the share of the blocked payments of the draws that are no rows themselves."""
    shares = {}
    for kind in (0, 1):
        stood_for = others[label == kind].sum()
        with_a_row = int(((inverse_propensity == 0) & (label == kind)).sum())
        shares[kind] = max(0.0, 1 - with_a_row / stood_for) if stood_for > 0 else 0.0
    return shares


def weight_note(weight: np.ndarray, inverse_propensity: np.ndarray) -> str:
    """For the card: how many rows have a weight, and how much they weigh."""
    let_through = inverse_propensity > 1
    clipped = int((weight >= MOST_WEIGHT).sum())
    return (
        f"Of the rows before the test slice, {int(let_through.sum()):,} were let through by exploration. They also stand "
        "for the blocked payments of the draws that have no label, by the inverse of their propensity: together they "
        f"weigh as much as {weight[let_through].sum():,.0f} payments. A weight is at most {MOST_WEIGHT:g}, which limits "
        f"{clipped:,} of them. {int((inverse_propensity == 0).sum()):,} blocked payments of the draws have a label and "
        "weigh 1. Trees, calibration and thresholds use the weights; the report counts every payment once."
    )
