"""The models that a report sets ours against; fitted here, so that the evaluation only predicts.

All variants have the settings of the shipped model and the same smaller sample of rows: only the columns differ.
"""

import re
from collections.abc import Callable
from pathlib import Path

import lightgbm as lgb

from .boosting import fit_booster, make_datasets
from .feature_choice import SENDER_FAMILIES, columns_of, columns_without, varying
from .logistic_model import fit_logistic_model
from .rules import MEDIAN_RATIO, ThresholdRule, choose_rule
from .sampling import sample_negatives
from .training_data import SEED, TrainingData
from .xgboost_model import fit_xgboost

VARIANT_ROWS = 100_000
VARIANT_STEPS = {"learning_rate": 0.1}
VARIANT_TREES = 200
XGBOOST_ROWS = 200_000
LINEAR_ROWS = 150_000

SHIPPED_COLUMNS = "shipped-columns"
ALL_COLUMNS = "all-columns"
SENDER_ONLY = "sender-only"
BALANCE = "balance"


def without(family: str) -> str:
    return "without-" + re.sub(r"[^a-z]+", "-", family)


def variants(data: TrainingData) -> dict[str, list[int]]:
    """Columns per variant: all, none of the balances, the sender's own, and the model's without each family."""
    names, families = data.info.features, data.info.families
    everything = columns_without(names, families, frozenset())
    own = columns_of(names, families, SENDER_FAMILIES)
    wanted = {SHIPPED_COLUMNS: data.columns, ALL_COLUMNS: everything, SENDER_ONLY: own}
    wanted[without(BALANCE)] = [i for i in everything if families[names[i]] != BALANCE]
    clocks = {names.index(name) for name in data.clocks}
    for family in model_families(data):
        if family != BALANCE:
            wanted[without(family)] = [i for i in data.columns if families[names[i]] != family]
    train = data.rows.features[data.slices.train]
    useful = {key: varying(train, [i for i in columns if i not in clocks]) for key, columns in wanted.items()}
    return {key: columns for key, columns in useful.items() if columns}


def model_families(data: TrainingData) -> list[str]:
    """In table order."""
    return list(dict.fromkeys(data.info.families[name] for name in data.names(data.columns)))


def fit_variant(data: TrainingData, columns: list[int], parameters: dict) -> lgb.Booster:
    train = data.examples(data.slices.train, columns, VARIANT_ROWS)
    stopping = data.examples(data.slices.stopping, columns)
    datasets = make_datasets(train, stopping, data.names(columns))
    return fit_booster(*datasets, parameters | VARIANT_STEPS, VARIANT_TREES, patience=25)


def fit_comparisons(data: TrainingData, parameters: dict, models: Path, progress: Callable) -> None:
    """Writes every model into `models`; those that lie there already are kept."""
    jobs = {f"{key}.txt": (_write_variant, columns, parameters) for key, columns in variants(data).items()}
    jobs |= {"xgboost.json": (_write_xgboost,), "logistic.json": (_write_logistic,)}
    for name, (work, *details) in progress(jobs.items()):
        path = models / name
        if not path.exists():
            unfinished = path.with_name("unfinished-" + name)
            work(data, unfinished, *details)
            unfinished.rename(path)


def choose_rules(data: TrainingData) -> list[dict]:
    """Single-feature rules chosen on the train slice: the best of all, and the amount against the own median."""
    label = data.label[data.slices.train]
    rows, weight = sample_negatives(label, VARIANT_ROWS, SEED)
    features, names = data.rows.features[data.slices.train.start + rows], data.info.features
    median = [i for i, name in enumerate(names) if name == MEDIAN_RATIO]
    rules = [choose_rule(features, label[rows], weight, names)]
    if median:
        rules.append(choose_rule(features[:, median], label[rows], weight, [names[i] for i in median]))
    return [rule.document() for rule in rules]


def read_rule(document: dict) -> ThresholdRule:
    return ThresholdRule(**document)


def _write_variant(data: TrainingData, path: Path, columns: list[int], parameters: dict) -> None:
    fit_variant(data, columns, parameters).save_model(path)


def _write_xgboost(data: TrainingData, path: Path) -> None:
    train = data.examples(data.slices.train, data.columns, XGBOOST_ROWS)
    stopping = data.examples(data.slices.stopping, data.columns)
    fit_xgboost(train, stopping, data.names(data.columns)).save_model(path)


def _write_logistic(data: TrainingData, path: Path) -> None:
    train = data.examples(data.slices.train, data.columns, LINEAR_ROWS)
    weight = train.weight if train.weight is not None else (train.label * 0 + 1)
    fitted = fit_logistic_model(train.features, train.label, weight, data.names(data.columns))
    path.write_text(fitted.to_json())
