"""Trains one model from a training table and writes its bundle.

Usage, in ml/: python -m training.train --table DIR --name paysim --version 1.0.0 --out models
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import lightgbm as lgb
import numpy as np

from .baseline import baseline_document
from .boosting import PARAMETERS, fit_booster, margins_of
from .bundle import code_version, json_bytes, next_version, write_bundle
from .calibration import LogisticCalibration, fit_calibration
from .card import write_card
from .curves import threshold_curve
from .evaluation import precision_recall, probability_metrics, ranking_metrics, takes_whole_balance
from .feature_choice import BALANCE_FEATURES, LEFT_OUT, columns_without
from .golden import base_value_of, choose_golden_rows, golden_document
from .onnx_export import to_onnx
from .slices import Slices, split_by_time
from .table import Table, read_table
from .thresholds import recommend_thresholds
from .trees import read_trees, trees_document

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Trained:
    booster: lgb.Booster
    columns: list[int]
    calibration: LogisticCalibration
    thresholds: dict[str, float]

    def margins(self, table: Table, rows: slice) -> np.ndarray:
        return margins_of(self.booster, table.features[rows][:, self.columns])

    def scores(self, table: Table, rows: slice) -> np.ndarray:
        return self.calibration.probability(self.margins(table, rows))


def train_and_write(table: Table, name: str, version: str, out: Path, overrides: dict | None = None) -> Path:
    """Writes the bundle to out/name/version and returns that directory. Prints the evaluation."""
    slices = split_by_time(table.step, table.label)
    trained = train(table, slices, LEFT_OUT, overrides)
    metrics = evaluate(table, slices, trained)
    variants = compare_variants(table, slices, metrics, overrides)
    print_report(metrics, variants)

    directory = out / name / version
    features = [table.feature_names[i] for i in trained.columns]
    manifest = describe(table, slices, trained, name, version, features, metrics | variants)
    files = bundle_files(table, slices, trained, features)
    files["card.md"] = write_card(manifest, table, slices, trained.booster.num_trees()).encode()
    write_bundle(directory, files, manifest)
    return directory


def train(table: Table, slices: Slices, left_out: frozenset[str], overrides: dict | None = None) -> Trained:
    """Trees from the train slice, their number from the stopping slice, calibration and thresholds from theirs."""
    columns = columns_without(table.feature_names, left_out)
    booster = fit_booster(
        table.features[slices.train][:, columns],
        table.label[slices.train],
        table.features[slices.stopping][:, columns],
        table.label[slices.stopping],
        [table.feature_names[i] for i in columns],
        overrides,
    )
    margin = margins_of(booster, table.features[slices.calibration][:, columns])
    label = table.label[slices.calibration]
    calibration = fit_calibration(margin, label)
    thresholds = recommend_thresholds(calibration.probability(margin), label)
    return Trained(booster, columns, calibration, thresholds)


def evaluate(table: Table, slices: Slices, trained: Trained) -> dict[str, float]:
    """Figures of the test slice."""
    margin = trained.margins(table, slices.test)
    score = trained.calibration.probability(margin)
    label = table.label[slices.test]
    at_review = precision_recall(score >= trained.thresholds["review"], label)
    at_block = precision_recall(score >= trained.thresholds["block"], label)
    bands = np.digitize(score, [trained.thresholds["mediumFrom"], trained.thresholds["highFrom"]])
    return {
        **ranking_metrics(margin, label),
        **probability_metrics(score, label),
        "reviewPrecision": at_review["precision"],
        "reviewRecall": at_review["recall"],
        "blockPrecision": at_block["precision"],
        "blockRecall": at_block["recall"],
        "testRows": float(len(label)),
        "testFrauds": float(label.sum()),
        "lowRows": float((bands == 0).sum()),
        "mediumRows": float((bands == 1).sum()),
        "highRows": float((bands == 2).sum()),
        "lowestMargin": float(margin.min()),
        "highestMargin": float(margin.max()),
    }


def compare_variants(
    table: Table, slices: Slices, metrics: dict[str, float], overrides: dict | None
) -> dict[str, float]:
    """The same training with other columns, and the one-line rule, on the same test slice."""
    label = table.label[slices.test]
    rule = precision_recall(takes_whole_balance(table, slices.test), label)
    found = {"rulePrecision": rule["precision"], "ruleRecall": rule["recall"]}
    for key, left_out in (("allFeatures", frozenset()), ("withoutBalance", BALANCE_FEATURES)):
        margin = train(table, slices, left_out, overrides).margins(table, slices.test)
        ranking = ranking_metrics(margin, label)
        found[f"{key}PrAuc"] = ranking["prAuc"]
        found[f"{key}DistinctScores"] = ranking["distinctScores"]
    return found


def print_report(metrics: dict[str, float], variants: dict[str, float]) -> None:
    print(f"{'on the test slice':<44}PR-AUC  distinct scores")
    print(f"{'this model':<44}{metrics['prAuc']:.4f}  {metrics['distinctScores']:.0f}")
    for key, text in (("withoutBalance", "all but the balance features"), ("allFeatures", "all features")):
        print(f"{text:<44}{variants[f'{key}PrAuc']:.4f}  {variants[f'{key}DistinctScores']:.0f}")
    rule = f"precision {variants['rulePrecision']:.4f}, recall {variants['ruleRecall']:.4f}"
    print(f"{'rule: amount == sender balance before':<44}{rule}")


def describe(
    table: Table,
    slices: Slices,
    trained: Trained,
    name: str,
    version: str,
    features: list[str],
    metrics: dict[str, float],
) -> dict:
    """The manifest without the file hashes."""
    code = code_version(ROOT)
    recipe = json.dumps([table.source_sha256, code, PARAMETERS, name, version], sort_keys=True)
    return {
        "format": 1,
        "name": name,
        "version": version,
        "createdAt": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "runId": hashlib.sha256(recipe.encode()).hexdigest()[:16],
        "objective": "binary",
        "features": features,
        "baseValue": base_value_of(trained.booster, table.features[0, trained.columns]),
        "thresholds": trained.thresholds,
        "training": {
            "dataSha256": table.source_sha256,
            "rows": slices.train.stop - slices.train.start,
            "frauds": int(table.label[slices.train].sum()),
            "from": table.time_of_step(table.step[slices.train.start]),
            "to": table.time_of_step(table.step[slices.train.stop - 1]),
            "codeVersion": code,
        },
        "metrics": metrics,
    }


def bundle_files(table: Table, slices: Slices, trained: Trained, features: list[str]) -> dict[str, bytes]:
    trees = read_trees(trained.booster)
    train_rows = table.features[slices.train][:, trained.columns]
    test_rows = table.features[slices.test][:, trained.columns]
    golden_rows = test_rows[choose_golden_rows(margins_of(trained.booster, test_rows), test_rows)]
    curve = threshold_curve(
        trained.scores(table, slices.calibration),
        table.label[slices.calibration],
        table.amount_minor[slices.calibration],
    )
    calibration_rows = slices.calibration.stop - slices.calibration.start
    frauds = int(table.label[slices.calibration].sum())
    return {
        "model.onnx": to_onnx(trees, len(features)).SerializeToString(),
        "trees.json": json_bytes(trees_document(trees)),
        "calibration.json": json_bytes(trained.calibration.document()),
        "golden.json": json_bytes(golden_document(trained.booster, trained.calibration, golden_rows)),
        "baseline.json": json_bytes(
            baseline_document(trained.scores(table, slices.train), train_rows, features)
        ),
        "curves.json": json_bytes(
            {"slice": "calibration", "rows": calibration_rows, "frauds": frauds, "points": curve}
        ),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--table", type=Path, required=True, help="directory that features:export wrote")
    parser.add_argument("--name", default="paysim")
    parser.add_argument("--version", help="default: the next patch version that does not exist yet")
    parser.add_argument("--out", type=Path, default=ROOT / "ml" / "models")
    options = parser.parse_args()
    version = options.version or next_version(options.out / options.name)
    try:
        directory = train_and_write(read_table(options.table), options.name, version, options.out)
    except (ValueError, OSError) as error:
        sys.exit(f"No bundle was written. {error}")
    print(f"Bundle: {directory}")


if __name__ == "__main__":
    main()
