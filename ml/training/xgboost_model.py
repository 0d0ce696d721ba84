"""XGBoost for comparison, with the settings closest to ours."""

import numpy as np
import xgboost

from .boosting import MAX_DEPTH, MAX_TREES, THREADS, Examples

PARAMETERS = {
    "objective": "binary:logistic",
    "eval_metric": "logloss",
    "tree_method": "hist",
    "max_depth": MAX_DEPTH,
    "learning_rate": 0.07,
    "subsample": 0.8,
    "colsample_bytree": 0.6,
    "reg_lambda": 10.0,
    "min_child_weight": 5.0,
    "seed": 7,
    "nthread": THREADS,
    "verbosity": 0,
}


def fit_xgboost(train: Examples, stopping: Examples, names: list[str]) -> xgboost.Booster:
    """Early stopping as ours; the returned booster holds the best trees only."""
    binned = xgboost.QuantileDMatrix(train.features, train.label, weight=train.weight, feature_names=names)
    held_out = xgboost.QuantileDMatrix(stopping.features, stopping.label, feature_names=names, ref=binned)
    booster = xgboost.train(
        PARAMETERS,
        binned,
        num_boost_round=MAX_TREES,
        evals=[(held_out, "stopping")],
        early_stopping_rounds=50,
        verbose_eval=False,
    )
    return booster[: booster.best_iteration + 1]


def xgboost_margins(booster: xgboost.Booster, features: np.ndarray) -> np.ndarray:
    """Log-odds [rows]."""
    return booster.inplace_predict(features, predict_type="margin")
