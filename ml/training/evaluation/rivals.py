"""One-line rules, other models and our model without parts of its features, on the same rows."""

import json
from pathlib import Path

import lightgbm as lgb
import numpy as np
import xgboost

from ..boosting import margins_of
from ..comparisons import ALL_COLUMNS, BALANCE, SENDER_ONLY, SHIPPED_COLUMNS, read_rule, without
from ..logistic_model import read_logistic_model
from ..rules import takes_whole_balance, transfers_to_new_receiver
from ..run_directory import RunDirectory
from ..xgboost_model import xgboost_margins
from .breakdowns import number, ranking
from .ranked import Ranked
from .test_slice import TestSlice

SAME_ALERTS = "precision and recall at as many alerts as this model reviews"
AS_A_FLAG = "PR-AUC of the flag itself"


def compare(test: TestSlice, run: RunDirectory | None) -> list[dict]:
    """This model first, then rules, then other models. Without the run's work only the fixed rules are left."""
    features, names = np.asarray(test.rows.features), test.info.features
    found = [_model(test, "this model", test.score, SAME_ALERTS)]
    found.append(_rule(test, "amount = sender balance before", takes_whole_balance(test.rows), AS_A_FLAG))
    transfers = transfers_to_new_receiver(features, names)
    if transfers is not None:
        found.append(_rule(test, "TRANSFER to a receiver never seen", transfers, AS_A_FLAG))
    if run is None:
        return found
    for document in json.loads((run.path / "rules.json").read_text()):
        rule = read_rule(document)
        found.append(
            _rule(test, rule.text(), rule.flags(features, names), f"chosen on the train slice; {AS_A_FLAG}")
        )
        column = features[:, names.index(rule.feature)]
        ranks = np.nan_to_num(column if rule.above else -column, nan=-np.inf)
        found.append(_model(test, f"ranked by {rule.feature} alone", ranks, SAME_ALERTS) | {"kind": "rule"})
    found.append(_model(test, "logistic regression", _logistic(test, run.models), SAME_ALERTS))
    found.append(_model(test, "XGBoost", _xgboost(test, run.models), SAME_ALERTS))
    return found


def ablation(test: TestSlice, run: RunDirectory, families: list[str]) -> list[dict]:
    """PR-AUC without each family, and what that costs, both by models of the same smaller budget."""
    whole = variant(test, run, SHIPPED_COLUMNS)["prAuc"]
    found = []
    for family in families:
        part = variant(test, run, without(family))
        if part is not None:
            found.append({"family": family, "prAuc": part["prAuc"], "loss": whole - part["prAuc"]})
    return sorted(found, key=lambda part: -part["loss"])


def balances(test: TestSlice, run: RunDirectory) -> dict:
    return {
        "with": variant(test, run, ALL_COLUMNS),
        "without": variant(test, run, without(BALANCE)),
        "senderOnly": variant(test, run, SENDER_ONLY),
    }


def variant(test: TestSlice, run: RunDirectory, key: str) -> dict | None:
    path = run.models / f"{key}.txt"
    if not path.exists():
        return None
    booster = lgb.Booster(model_file=path)
    return ranking(margins_of(booster, test.features(booster.feature_name())), test.label)


def _logistic(test: TestSlice, models: Path) -> np.ndarray:
    model = read_logistic_model((models / "logistic.json").read_text())
    return model.margins(test.features(model.features))


def _xgboost(test: TestSlice, models: Path) -> np.ndarray:
    booster = xgboost.Booster(model_file=models / "xgboost.json")
    return xgboost_margins(booster, test.features(booster.feature_names))


def _model(test: TestSlice, name: str, score: np.ndarray, note: str) -> dict:
    ranked = Ranked(score, test.label)
    precision, recall = ranked.at_count(int(test.flagged.sum()))
    return _entry(name, "model", ranked, precision, recall, number(ranked.recall_at_fpr(0.001)), note)


def _rule(test: TestSlice, name: str, flags: np.ndarray, note: str) -> dict:
    ranked = Ranked(flags.astype(np.float64), test.label)
    precision, recall = ranked.at_threshold(1.0)
    return _entry(name, "rule", ranked, precision, recall, None, note)


def _entry(
    name: str, kind: str, ranked: Ranked, precision: float, recall: float, at_fpr: float | None, note: str
) -> dict:
    return {
        "name": name,
        "kind": kind,
        "prAuc": number(ranked.pr_auc()),
        "precision": number(precision),
        "recall": number(recall),
        "recallAtFpr0001": at_fpr,
        "note": note,
    }
