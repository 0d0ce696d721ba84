"""Counts and money over thresholds: what the threshold tuner draws."""

import numpy as np

from .costs import CostModel

# Even steps for the eye, and a logarithmic tail because most scores of a rare event are far below the first step.
GRID = np.unique(np.concatenate([np.geomspace(1e-6, 5e-3, 300), np.arange(5, 1000) / 1000]).round(9))


def threshold_curve(
    score: np.ndarray, label: np.ndarray, amount: np.ndarray, costs: CostModel
) -> list[dict[str, float]]:
    """One point per threshold of GRID; a row is flagged when its score >= threshold. Amounts in major units."""
    order = np.argsort(score)
    first = np.searchsorted(score[order], GRID, side="left")
    fraud = label[order] == 1
    amount = amount[order]
    sums = {
        "flagged": _from_here(np.ones(len(score))),
        "caught": _from_here(fraud.astype(np.float64)),
        "caughtAmount": _from_here(np.where(fraud, amount, 0.0)),
        "flaggedAmount": _from_here(amount),
        "netSavings": _from_here(costs.savings(fraud, amount)),
    }
    return [
        {"threshold": float(threshold)} | {name: _rounded(name, values[at]) for name, values in sums.items()}
        for threshold, at in zip(GRID, first)
    ]


def curves_document(
    slice_name: str, score: np.ndarray, label: np.ndarray, amount: np.ndarray, costs: CostModel
) -> dict:
    return {
        "slice": slice_name,
        "rows": len(score),
        "frauds": int(label.sum()),
        "amount": round(float(amount.sum()), 2),
        "fraudAmount": round(float(amount[label == 1].sum()), 2),
        "costs": {"review": costs.review, "missed": costs.missed},
        "points": threshold_curve(score, label, amount, costs),
    }


def _from_here(values: np.ndarray) -> np.ndarray:
    """Sums from each place to the end, and 0 after the last."""
    return np.append(np.cumsum(values[::-1])[::-1], 0.0)


def _rounded(name: str, value: float) -> float | int:
    return int(value) if name in ("flagged", "caught") else round(float(value), 2)
