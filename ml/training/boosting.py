"""Fits the trees."""

import lightgbm as lgb
import numpy as np

MAX_TREES = 300

# A plain base rate and strong L2 keep margins within about +-12. Weighting frauds by their rarity (x 770 here) blows
# them up to hundreds of log-odds, which no calibration can repair.
PARAMETERS = {
    "objective": "binary",
    "metric": "binary_logloss",
    "num_leaves": 31,
    "max_depth": 6,
    "learning_rate": 0.05,
    "min_data_in_leaf": 200,
    "lambda_l2": 50.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 7,
    "deterministic": True,
    "force_col_wise": True,
    "verbosity": -1,
}


def fit_booster(
    features: np.ndarray,
    label: np.ndarray,
    stopping_features: np.ndarray,
    stopping_label: np.ndarray,
    names: list[str],
    overrides: dict | None = None,
) -> lgb.Booster:
    """Trains on float32 features until the stopping slice's log-loss stalls, and keeps the best trees only."""
    parameters = PARAMETERS | (overrides or {})
    train = lgb.Dataset(features, label, feature_name=names, params=parameters)
    stopping = lgb.Dataset(stopping_features, stopping_label, reference=train, params=parameters)
    stop_early = lgb.early_stopping(40, verbose=False)
    booster = lgb.train(parameters, train, MAX_TREES, [stopping], callbacks=[stop_early])
    return lgb.Booster(model_str=booster.model_to_string(num_iteration=booster.best_iteration))


def margins_of(booster: lgb.Booster, features: np.ndarray) -> np.ndarray:
    """Raw scores in log-odds, float64 [rows]."""
    return booster.predict(features, raw_score=True)
