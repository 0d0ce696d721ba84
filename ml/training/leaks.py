"""Columns that most likely know the label: they were filled in, or changed, after the fraud was known."""

import numpy as np

from .boosting import fit_booster, make_datasets, margins_of
from .champion import SEARCH_ROWS, SEARCH_STEPS, SEARCH_TREES
from .comparisons import VARIANT_ROWS
from .evaluation.ranked import Ranked
from .rules import choose_rule
from .sampling import sample_negatives
from .training_data import SEED, TrainingData

# One feature alone that finds fraud this well; lib/scoring/history/summary/leaks.ts has the same for columns of the file.
TELLTALE = 0.9


def feature_leaks(data: TrainingData, allowed: frozenset[str]) -> list[dict]:
    """Features that alone find fraud, and the rule of one feature that beats a model of all; test rows are not read."""
    rows, weight = sample_negatives(data.label[data.slices.train], VARIANT_ROWS, SEED)
    label = data.label[data.slices.train][rows]
    features = data.rows.features[data.slices.train.start + rows]
    leaks = []
    for i in data.columns:
        precision = best_average_precision(features[:, i], label, weight)
        if precision >= TELLTALE:
            leaks.append(_leak(data, i, f"alone it finds fraud with an average precision of {precision:.3f}"))
    known = allowed | {leak["column"] for leak in leaks}
    others = [i for i in data.columns if data.info.features[i] not in known]
    return leaks + (_winning_rule(data, others, features[:, others], label, weight) if others else [])


def unaccepted(leaks: list[dict], allowed: frozenset[str]) -> list[dict]:
    """The leaks that no --allow-leak names by its column or its field."""
    return [leak for leak in leaks if not {leak["column"], leak["field"]} & allowed]


def require_accepted(leaks: list[dict], allowed: frozenset[str]) -> None:
    """Raises ValueError naming every likely leak that was not allowed."""
    found = unaccepted(leaks, allowed)
    if not found:
        return
    names = dict.fromkeys(leak["column"] for leak in found)
    flags = " ".join(f"--allow-leak {name!r}" if " " in name else f"--allow-leak {name}" for name in names)
    listed = "\n  ".join(leak_text(leak) for leak in found)
    raise ValueError(
        f"These most likely know the label, because they were filled in after the fraud was known:\n  {listed}\n"
        f"Take them out of the mapping (a family of features: --drop-family), or go on: --resume {flags}"
    )


def leak_text(leak: dict) -> str:
    name = f"feature {leak['column']}" if leak["field"] == "feature" else f"column {leak['column']} ({leak['field']})"
    return f"{name}: {leak['reason']}"


def best_average_precision(values: np.ndarray, label: np.ndarray, weight: np.ndarray) -> float:
    """Of ranking by the feature up or down, missing values first or last. 0 without a fraud."""
    best = 0.0
    missing = np.isnan(values)
    for signed in (values, -values):
        for end in (np.inf, -np.inf) if missing.any() else (np.inf,):
            ranked = Ranked(np.where(missing, end, signed), label)
            best = max(best, np.nan_to_num(ranked.pr_auc(weight[ranked.order])))
    return float(best)


def _winning_rule(
    data: TrainingData, columns: list[int], features: np.ndarray, label: np.ndarray, weight: np.ndarray
) -> list[dict]:
    """The best rule of the train slice, where it beats a quick model on both of the slices after the trees' own.

    One slice alone has too few frauds to tell a leak from luck.
    """
    names = data.names(columns)
    rule = choose_rule(features, label, weight, names)
    train = data.examples(data.slices.train, data.columns, SEARCH_ROWS)
    datasets = make_datasets(train, data.examples(data.slices.stopping, data.columns), data.names(data.columns))
    booster = fit_booster(*datasets, SEARCH_STEPS, SEARCH_TREES, patience=20)
    figures = []
    for rows in (data.slices.calibration, data.slices.threshold):
        flags = rule.flags(data.features(rows, columns), names).astype(np.float64)
        by_rule = Ranked(flags, data.label[rows]).pr_auc()
        by_model = Ranked(margins_of(booster, data.features(rows)), data.label[rows]).pr_auc()
        if not by_rule > by_model:
            return []
        figures.append(f"{by_rule:.3f} against {by_model:.3f}")
    reason = f"the rule {rule.text()} beats a model of all features by average precision ({', '.join(figures)})"
    return [_leak(data, data.info.features.index(rule.feature), reason)]


def _leak(data: TrainingData, column: int, reason: str) -> dict:
    return {"column": data.info.features[column], "field": "feature", "reason": reason}
