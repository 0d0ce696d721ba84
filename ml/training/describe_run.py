"""The contents of a bundle, from the fitted models. Nothing here uses the test slice."""

from datetime import UTC, datetime

import numpy as np

from .baseline import baseline_document
from .boosting import margins_of
from .bundle import code_version, json_bytes
from .champion import Fitted
from .costs import CostModel
from .curves import curves_document
from .evaluation.ranked import Ranked
from .golden import base_value_of, choose_golden_rows, golden_document
from .onnx_export import to_onnx
from .options import ROOT, Options
from .slices import iso_time
from .training_data import TrainingData
from .trees import read_trees, trees_document


def describe(data: TrainingData, fitted: Fitted, options: Options, version: str, run_id: str) -> dict:
    """The manifest without the file hashes."""
    slices = [slice_document(data, name, rows) for name, rows in data.slices.fitted().items()]
    train = slices[0]
    return {
        "format": 1,
        "name": options.name,
        "version": version,
        "createdAt": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "runId": run_id,
        "objective": "binary",
        "features": data.names(data.columns),
        "baseValue": base_value_of(fitted.booster, data.features(slice(0, 1))[0]),
        "thresholds": fitted.thresholds,
        "training": {
            "dataSha256": data.info.source_sha256,
            "mappingSha256": data.info.mapping_sha256,
            "rows": train["rows"],
            "frauds": train["frauds"],
            "from": train["from"],
            "to": train["to"],
            "codeVersion": code_version(ROOT),
        },
        "slices": slices,
        "calibrationKind": fitted.candidates.chosen,
        "costs": options.costs.document(),
        "metrics": threshold_metrics(data, fitted),
    }


def slice_document(data: TrainingData, name: str, rows: slice) -> dict:
    times = data.rows.occurred_at_ms
    return {
        "name": name,
        "from": iso_time(times[rows.start]),
        "to": iso_time(times[rows.stop - 1]),
        "rows": rows.stop - rows.start,
        "frauds": int(data.label[rows].sum()),
    }


def threshold_metrics(data: TrainingData, fitted: Fitted) -> dict[str, float]:
    """Figures of the threshold slice, which chose the calibration and the thresholds: for orientation only."""
    rows = data.slices.threshold
    margin = margins_of(fitted.booster, data.features(rows))
    score = fitted.candidates.calibration().probability(margin)
    quality = fitted.candidates.quality[fitted.candidates.chosen]
    thresholds = fitted.thresholds
    bands = np.digitize(score, [thresholds["mediumFrom"], thresholds["highFrom"]])
    return {
        "thresholdPrAuc": Ranked(score, data.label[rows]).pr_auc(),
        "thresholdEce": quality["ece"],
        "thresholdEceTop1": quality["eceTop1"],
        "thresholdLogLoss": quality["logLoss"],
        "mediumShare": float(np.mean(bands == 1)),
        "highShare": float(np.mean(bands == 2)),
        "lowestMargin": float(margin.min()),
        "highestMargin": float(margin.max()),
    }


def bundle_files(data: TrainingData, fitted: Fitted, costs: CostModel) -> dict[str, bytes]:
    """Every file of the bundle but its card; rows come from the slices after the trees' own."""
    trees = read_trees(fitted.booster)
    calibration = fitted.candidates.calibration()
    later = slice(data.slices.calibration.start, data.slices.threshold.stop)
    later_features = data.features(later)
    rows = data.slices.threshold
    features = data.features(rows)
    golden_rows = features[choose_golden_rows(margins_of(fitted.booster, features), features)]
    score = fitted.scores(features)
    return {
        "model.onnx": to_onnx(trees, len(data.columns)).SerializeToString(),
        "trees.json": json_bytes(trees_document(trees)),
        "calibration.json": json_bytes(calibration.document()),
        "golden.json": json_bytes(golden_document(fitted.booster, calibration, golden_rows)),
        "baseline.json": json_bytes(
            baseline_document(fitted.scores(later_features), later_features, data.names(data.columns))
        ),
        "curves.json": json_bytes(curves_document("threshold", score, data.label[rows], data.amount(rows), costs)),
    }
