"""Fits the trees."""

import os
from dataclasses import dataclass

import lightgbm as lgb
import numpy as np

# What the explanation tables of the product hold for: up to 31 leaves, depth 6, 500 trees.
MAX_TREES = 500
MAX_DEPTH = 6
MAX_LEAVES = 31
LARGEST_MARGIN = 15.0
# Rows to come may lie a little further out than those that were seen.
ROOM = 1.0

# On a machine that others use, OMP_NUM_THREADS=1 is often faster: threads that wait for each other burn time.
THREADS = int(os.environ.get("OMP_NUM_THREADS", 0)) or os.cpu_count() or 1

# A plain base rate and strong L2 keep margins finite. Weighting frauds by their rarity blows them up to hundreds of
# log-odds, which no calibration can repair.
PARAMETERS = {
    "objective": "binary",
    "metric": "binary_logloss",
    "max_depth": MAX_DEPTH,
    "num_leaves": MAX_LEAVES,
    "learning_rate": 0.14,
    "min_data_in_leaf": 100,
    "lambda_l2": 20.0,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 7,
    "deterministic": True,
    "force_col_wise": True,
    "feature_pre_filter": False,
    "num_threads": THREADS,
    "verbosity": -1,
}


@dataclass(frozen=True)
class Examples:
    """float32 features [rows, features], uint8 labels and, for sampled rows, weights."""

    features: np.ndarray
    label: np.ndarray
    weight: np.ndarray | None = None


def make_datasets(train: Examples, stopping: Examples, names: list[str]) -> tuple[lgb.Dataset, lgb.Dataset]:
    """Binned once, to be used by any number of fits."""
    binned = lgb.Dataset(train.features, train.label, weight=train.weight, feature_name=names, params=PARAMETERS)
    held_out = binned.create_valid(stopping.features, stopping.label, weight=stopping.weight, params=PARAMETERS)
    return binned.construct(), held_out.construct()


def fit_booster(
    train: lgb.Dataset,
    stopping: lgb.Dataset,
    overrides: dict | None = None,
    trees: int = MAX_TREES,
    patience: int = 50,
) -> lgb.Booster:
    """Adds trees until the stopping slice's log-loss stalls, and keeps the best ones only."""
    stop_early = lgb.early_stopping(patience, verbose=False)
    booster = lgb.train(PARAMETERS | (overrides or {}), train, trees, [stopping], callbacks=[stop_early])
    return lgb.Booster(model_str=booster.model_to_string(num_iteration=booster.best_iteration))


def margins_of(booster: lgb.Booster, features: np.ndarray) -> np.ndarray:
    """Raw scores in log-odds, float64 [rows]."""
    return booster.predict(features, raw_score=True)


def are_sane(margin: np.ndarray) -> bool:
    """Whether all log-odds keep ROOM to the limit; those of a booster that ran away do not."""
    return bool(np.abs(margin).max() < LARGEST_MARGIN - ROOM)
