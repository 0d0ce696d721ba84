"""Guarantee: an imported model gives the margins and contributions of its own library, or is rejected."""

import json
import re
from pathlib import Path

import lightgbm as lgb
import numpy as np
import pytest
import xgboost as xgb
from conftest import COMMITTED, run_script
from edge_rows import edge_rows, neighbours
from parity.drawn import draw_labels, draw_rows
from parity.reference import lightgbm_reference, xgboost_reference
from training.trees import read_trees

ROWS = 2_000
TRAINING_ROWS = 6_000
METADATA = ["metadata.risk_score", "metadata.days-known"]
NAMES = json.loads((COMMITTED[0] / "manifest.json").read_text())["features"][:22] + METADATA
QUIET = {"num_threads": 1, "verbosity": -1, "seed": 7, "deterministic": True}
LIGHTGBM = {
    "default": {},
    "dart": {"boosting": "dart", "drop_rate": 0.3},
    "rf": {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6},
    "zeros are missing": {"zero_as_missing": True},
    "missing is zero": {"use_missing": False},
    "sigmoid": {"sigmoid": 0.7},
    "cross entropy": {"objective": "cross_entropy"},
    "deep": {"num_leaves": 127, "min_data_in_leaf": 5},
}
XGBOOST = {
    "default": {},
    "dart": {"booster": "dart", "rate_drop": 0.3},
    "weighted": {"scale_pos_weight": 20},
    "forest": {"num_parallel_tree": 4, "subsample": 0.7},
    "exact": {"tree_method": "exact"},
    "raw": {"objective": "binary:logitraw"},
    "raw with a base score": {"objective": "binary:logitraw", "base_score": 0.2},
    "regression of a probability": {"objective": "reg:logistic"},
}


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(21)
    rows = draw_rows(rng, TRAINING_ROWS, len(NAMES))
    return rows, draw_labels(rng, rows)


def fit_lightgbm(drawn, params: dict, trees: int = 40, **dataset) -> lgb.Booster:
    rows, label = drawn
    data = lgb.Dataset(rows, label, feature_name=NAMES, **dataset)
    return lgb.train({"objective": "binary", **QUIET, **params}, data, trees)


def fit_xgboost(drawn, params: dict, trees: int = 40) -> xgb.Booster:
    rows, label = drawn
    fixed = {"objective": "binary:logistic", "nthread": 1, "seed": 7}
    return xgb.train({**fixed, **params}, xgb.DMatrix(rows, label, feature_names=NAMES), trees)


# One process for many models: each line of its output is what `npm run model:prove` prints, or the reason of the rejection.
PROVE_ALL = """
import { readFileSync } from 'node:fs'
import { proveModel } from './scripts/prove-model'
async function main() {
  for (const [model, reference] of JSON.parse(readFileSync(0, 'utf8'))) {
    const args = ['--model', model, '--reference', reference]
    console.log(JSON.stringify(await proveModel(args).catch((error) => 'rejected: ' + error.message)))
  }
}
void main()
"""


def prove_all(models: list[tuple[Path, Path]]) -> list[str]:
    pairs = json.dumps([[str(model), str(reference)] for model, reference in models])
    return [json.loads(line) for line in run_script("-e", PROVE_ALL, text=pairs).splitlines()]


def rejections(models: list[Path], directory: Path) -> list[str]:
    reference = directory / "reference.json"
    reference.write_text("{}")
    return prove_all([(model, reference) for model in models])


def assert_proven(name: str, output: str) -> None:
    assert f"{ROWS} reference rows" in output, f"{name}: {output}"
    differences = re.findall(r"(?:margin|contribution|base value) ([\d.e+-]+)", output)
    assert len(differences) == 3
    assert max(map(float, differences)) <= 1e-5
    print(name, *differences)


def test_lightgbm_results_are_equal_after_the_import(drawn, tmp_path):
    assert np.isnan(drawn[0]).any() and (drawn[0] == 0).any()
    models = []
    for name, params in LIGHTGBM.items():
        booster = fit_lightgbm(drawn, params)
        model, reference = tmp_path / f"{name}.txt", tmp_path / f"{name}.json"
        booster.save_model(model)
        # JSON has no infinity, and no feature is infinite.
        rows = np.nan_to_num(edge_rows(read_trees(booster), drawn[0], ROWS), nan=np.nan)
        lightgbm_reference(reference, booster, rows, NAMES)
        models.append((model, reference))
    for name, output in zip(LIGHTGBM, prove_all(models), strict=True):
        assert_proven(name, output)


def test_xgboost_results_are_equal_after_the_import(drawn, tmp_path):
    models = []
    for name, params in XGBOOST.items():
        booster = fit_xgboost(drawn, params)
        text, binary = tmp_path / f"{name}.json", tmp_path / f"{name}.ubj"
        booster.save_model(text)
        booster.save_model(binary)
        reference = tmp_path / f"{name}.reference.json"
        xgboost_reference(reference, booster, beside_thresholds(text, drawn[0]), NAMES)
        models += [(text, reference), (binary, reference)]
    for (model, _), output in zip(models, prove_all(models), strict=True):
        assert_proven(model.name, output)
        assert f"as XGBoost does: {ROWS} of {ROWS} rows" in output


def test_the_base_score_of_xgboost_was_fitted(drawn, tmp_path):
    booster = fit_xgboost(drawn, {}, trees=1)
    booster.save_model(tmp_path / "model.json")
    base_score = json.loads((tmp_path / "model.json").read_text())["learner"]["learner_model_param"]["base_score"]
    assert re.fullmatch(r"\[[\d.E+-]+\]", base_score) and float(base_score[1:-1]) != 0.5


def beside_thresholds(model: Path, typical: np.ndarray) -> np.ndarray:
    """float32 [ROWS, features] on, just below and just above the splits, with missing values and zeros."""
    rng = np.random.default_rng(5)
    rows = typical[:ROWS].copy()
    booster = json.loads(model.read_text())["learner"]["gradient_booster"]
    trees = booster.get("gbtree", booster)["model"]["trees"]
    for feature in range(rows.shape[1]):
        thresholds = [t["split_conditions"][i] for t in trees for i, f in enumerate(t["split_indices"]) if f == feature]
        around = np.concatenate([neighbours(np.unique(np.array(thresholds, np.float32))), [0, np.nan]])
        around = around[~(np.abs(around) < 1e-30) | (around == 0)]
        hit = rng.random(ROWS) < 0.4
        rows[hit, feature] = rng.choice(around.astype(np.float32), hit.sum())
    return rows


def test_a_model_that_is_not_the_library_s_is_rejected(drawn, tmp_path):
    booster = fit_lightgbm(drawn, {}, 5)
    model, reference = tmp_path / "model.txt", tmp_path / "reference.json"
    lightgbm_reference(reference, booster, drawn[0][:300], NAMES)
    booster.save_model(model)
    text = model.read_text()
    value = re.search(r"leaf_value=(\S+)", text).group(1)
    model.write_text(text.replace(value, str(float(value) + 1e-4), 1))
    assert "the library says" in prove_all([(model, reference)])[0]


def test_models_that_cannot_be_exact_are_rejected_with_the_reason(drawn, tmp_path):
    rows, label = drawn
    whole = np.abs(np.nan_to_num(rows)).astype(np.int32) % 7
    fitted = {
        "linear leaves": fit_lightgbm((np.nan_to_num(rows), label), {"linear_tree": True}, 3),
        "several classes": fit_lightgbm(drawn, {"objective": "multiclass", "num_class": 3}, 3),
        "objective regression": fit_lightgbm(drawn, {"objective": "regression"}, 3),
        "splits on categories": fit_lightgbm((whole, label), {}, 3, categorical_feature=NAMES),
        "categorical features": fit_categorical_xgboost(whole, label),
        "gblinear": fit_xgboost(drawn, {"booster": "gblinear"}, 3),
    }
    models = [tmp_path / f"{i}.ubj" for i in range(len(fitted))]
    for model, booster in zip(models, fitted.values()):
        booster.save_model(model)
    for reason, output in zip(fitted, rejections(models, tmp_path), strict=True):
        assert output.startswith("rejected: ") and reason in output


def fit_categorical_xgboost(rows: np.ndarray, label: np.ndarray) -> xgb.Booster:
    types = ["c", *["float"] * (len(NAMES) - 1)]
    matrix = xgb.DMatrix(rows.astype(np.float32), label, feature_names=NAMES, feature_types=types, enable_categorical=True)
    return xgb.train({"objective": "binary:logistic", "nthread": 1}, matrix, 3)


def test_five_hundred_trees_are_imported_and_proven_within_five_seconds(drawn, tmp_path):
    rows = drawn[0][:ROWS]
    boosters = fit_lightgbm(drawn, {"max_depth": 6, "learning_rate": 0.03}, 500), fit_xgboost(drawn, {}, 500)
    text, json_file, changed = tmp_path / "model.txt", tmp_path / "model.json", tmp_path / "changed.json"
    boosters[0].save_model(text)
    boosters[1].save_model(json_file)
    change_leaf(json_file, changed)
    references = tmp_path / "lightgbm.rows", tmp_path / "xgboost.rows"
    lightgbm_reference(references[0], boosters[0], rows, NAMES)
    xgboost_reference(references[1], boosters[1], rows, NAMES)
    models = [(text, references[0]), (json_file, references[1]), (changed, references[1])]
    lightgbm, xgboost, rejected = prove_all(models)
    for output in (lightgbm, xgboost):
        print(output.splitlines()[-1])
        # Other work on the machine may double the time.
        assert float(re.search(r"in ([\d.]+) s", output).group(1)) <= 10
    assert_proven("500 trees", lightgbm)
    # XGBoost's float32 sum of so many trees is beyond the tolerance, and equal bit for bit.
    assert 1e-5 < float(re.search(r"margin ([\d.e+-]+)", xgboost).group(1)) < 1e-4
    assert f"as XGBoost does: {ROWS} of {ROWS} rows" in xgboost
    assert "Added in float32 as the library does" in rejected


def change_leaf(model: Path, changed: Path) -> None:
    """One of 500 trees gets another value in one leaf: a difference as small as the rounding."""
    content = json.loads(model.read_text())
    tree = content["learner"]["gradient_booster"]["model"]["trees"][250]
    tree["split_conditions"][tree["left_children"].index(-1)] += 3e-5
    changed.write_text(json.dumps(content))
