"""How good the scores are on rows that nothing was fitted to."""

import numpy as np
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

from .table import Table


def ranking_metrics(score: np.ndarray, label: np.ndarray) -> dict[str, float]:
    return {
        "prAuc": float(average_precision_score(label, score)),
        "rocAuc": float(roc_auc_score(label, score)),
        "distinctScores": float(len(np.unique(score))),
    }


def probability_metrics(score: np.ndarray, label: np.ndarray) -> dict[str, float]:
    return {
        "brier": float(brier_score_loss(label, score)),
        "logLoss": float(log_loss(label, score)),
        "meanScore": float(score.mean()),
        "fraudRate": float(label.mean()),
    }


def precision_recall(flagged: np.ndarray, label: np.ndarray) -> dict[str, float]:
    """Precision is 0 where nothing is flagged."""
    caught = int((flagged & (label == 1)).sum())
    return {
        "precision": caught / max(int(flagged.sum()), 1),
        "recall": caught / int(label.sum()),
    }


def takes_whole_balance(table: Table, rows: slice) -> np.ndarray:
    """The one-line rule that any model on this data has to be read against: amount == sender balance before."""
    return table.amount_minor[rows] == table.sender_balance_before_minor[rows]
