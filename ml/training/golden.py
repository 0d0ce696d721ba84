"""Rows with LightGBM's own results, against which a loaded bundle is verified."""

import lightgbm as lgb
import numpy as np

from .boosting import margins_of
from .calibration import Calibration

ROWS = 300
EXTREMES = 30


def choose_golden_rows(margin: np.ndarray, features: np.ndarray, seed: int = 7) -> np.ndarray:
    """Row numbers: the highest and lowest margins, the rows with most missing values, and others drawn at random."""
    by_margin = np.argsort(margin, kind="stable")
    by_missing = np.argsort(-np.isnan(features).sum(axis=1), kind="stable")
    chosen = np.concatenate([by_margin[-EXTREMES:], by_margin[:EXTREMES], by_missing[:EXTREMES]])
    others = np.setdiff1d(np.arange(len(margin)), chosen)
    rest = max(min(ROWS, len(margin)) - len(np.unique(chosen)), 0)
    drawn = np.random.default_rng(seed).choice(others, size=min(rest, len(others)), replace=False)
    return np.unique(np.concatenate([chosen, drawn]))


def golden_document(booster: lgb.Booster, calibration: Calibration, rows: np.ndarray) -> dict:
    """Rows as float32 values, margins and SHAP contributions as float64 log-odds, scores as probabilities."""
    margin = margins_of(booster, rows)
    contributions = booster.predict(rows, pred_contrib=True)[:, :-1]
    return {
        "rows": [[None if np.isnan(value) else float(value) for value in row] for row in rows],
        "margins": margin.tolist(),
        "contributions": contributions.tolist(),
        "scores": calibration.probability(margin).tolist(),
    }


def base_value_of(booster: lgb.Booster, row: np.ndarray) -> float:
    """LightGBM's expected margin, the same for every row."""
    return float(booster.predict(row.reshape(1, -1), pred_contrib=True)[0, -1])
