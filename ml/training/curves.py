"""Precision, recall and money over thresholds: what the threshold tuner draws."""

import numpy as np

# Even steps for the eye, and a logarithmic tail because most scores of a rare event are far below the first step.
GRID = np.unique(np.concatenate([np.geomspace(1e-5, 5e-3, 40), np.arange(1, 200) / 200]).round(8))


def threshold_curve(score: np.ndarray, label: np.ndarray, amount_minor: np.ndarray) -> list[dict]:
    """One point per threshold of GRID; a row is flagged when its score >= threshold. Money in minor units."""
    order = np.argsort(score)
    fraud = label[order] == 1
    amount = amount_minor[order]
    first_flagged = np.searchsorted(score[order], GRID, side="left")
    flagged_frauds = _suffix_sums(fraud.astype(np.float64))
    flagged_amount = _suffix_sums(amount)
    flagged_fraud_amount = _suffix_sums(np.where(fraud, amount, 0.0))
    return [
        _point(
            threshold=float(threshold),
            flagged=len(score) - int(at),
            caught=int(flagged_frauds[at]),
            frauds=int(flagged_frauds[0]),
            flagged_amount=float(flagged_amount[at]),
            caught_amount=float(flagged_fraud_amount[at]),
            fraud_amount=float(flagged_fraud_amount[0]),
        )
        for threshold, at in zip(GRID, first_flagged)
    ]


def _suffix_sums(values: np.ndarray) -> np.ndarray:
    return np.append(np.cumsum(values[::-1])[::-1], 0.0)


def _point(
    threshold: float,
    flagged: int,
    caught: int,
    frauds: int,
    flagged_amount: float,
    caught_amount: float,
    fraud_amount: float,
) -> dict:
    return {
        "threshold": threshold,
        "precision": caught / flagged if flagged else None,
        "recall": caught / frauds,
        "flagged": flagged,
        "caught": caught,
        "falseAlarms": flagged - caught,
        "missed": frauds - caught,
        "flaggedAmountMinor": round(flagged_amount),
        "caughtAmountMinor": round(caught_amount),
        "missedAmountMinor": round(fraud_amount - caught_amount),
    }
