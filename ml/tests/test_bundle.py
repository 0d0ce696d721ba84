"""Guarantee: a bundle is complete, hashed, and holds LightGBM's own answers."""

import hashlib
import json

import numpy as np
import onnxruntime
import pytest
from conftest import COMMITTED, FAST

from training.bundle import next_version
from training.train import train_and_write

FILES = {
    "model.onnx",
    "trees.json",
    "calibration.json",
    "golden.json",
    "baseline.json",
    "curves.json",
    "card.md",
}
MAX_BYTES = 8_000_000


@pytest.fixture(params=["drawn", "committed"])
def directory(request, bundle):
    return bundle if request.param == "drawn" else COMMITTED


def read(directory, name):
    return json.loads((directory / name).read_text())


def test_the_manifest_hashes_every_other_file(directory):
    files = read(directory, "manifest.json")["files"]
    assert set(files) == FILES == {path.name for path in directory.iterdir()} - {"manifest.json"}
    for name, sha256 in files.items():
        assert hashlib.sha256((directory / name).read_bytes()).hexdigest() == sha256
    assert sum(path.stat().st_size for path in directory.iterdir()) < MAX_BYTES


def test_no_forbidden_column_is_a_feature(directory):
    features = read(directory, "manifest.json")["features"]
    assert len(set(features)) == len(features)
    forbidden = ("new_balance", "newbalance", "after", "flagged", "account_id", "name_")
    assert not [name for name in features if any(part in name.lower() for part in forbidden)]


def test_golden_rows_agree_with_onnx_and_add_up(directory):
    golden, manifest = read(directory, "golden.json"), read(directory, "manifest.json")
    rows = np.array([[np.nan if v is None else v for v in row] for row in golden["rows"]], dtype=np.float32)
    margins = np.array(golden["margins"])
    assert rows.shape == (300, len(manifest["features"]))
    assert np.isnan(rows).any()
    session = onnxruntime.InferenceSession((directory / "model.onnx").read_bytes())
    assert np.abs(session.run(None, {"features": rows})[0][:, 0] - margins).max() <= 1e-5
    sums = manifest["baseValue"] + np.array(golden["contributions"]).sum(axis=1)
    assert np.abs(sums - margins).max() <= 1e-9


def test_golden_scores_are_the_calibrated_margins_in_the_same_order(directory):
    golden, calibration = read(directory, "golden.json"), read(directory, "calibration.json")
    assert calibration["kind"] == "logistic" and calibration["slope"] > 0
    margins, scores = np.array(golden["margins"]), np.array(golden["scores"])
    expected = 1 / (1 + np.exp(-(calibration["slope"] * margins + calibration["intercept"])))
    assert np.abs(scores - expected).max() <= 1e-12
    assert np.array_equal(np.argsort(margins, kind="stable"), np.argsort(scores, kind="stable"))


def test_thresholds_are_ordered_probabilities(directory):
    thresholds = read(directory, "manifest.json")["thresholds"]
    order = [thresholds[key] for key in ("mediumFrom", "review", "highFrom", "block")]
    assert 0 < order[0] and order == sorted(order) and order[-1] < 1


def test_curves_fall_in_recall_and_add_up(directory):
    curves = read(directory, "curves.json")
    points = curves["points"]
    assert len(points) >= 200
    recalls = [point["recall"] for point in points]
    assert recalls == sorted(recalls, reverse=True)
    for point in points:
        assert point["caught"] + point["missed"] == curves["frauds"]
        assert point["caught"] + point["falseAlarms"] == point["flagged"]
        assert (point["precision"] is None) == (point["flagged"] == 0)
    assert len({point["caughtAmountMinor"] + point["missedAmountMinor"] for point in points}) == 1


def test_baseline_counts_every_row_once(directory):
    baseline, manifest = read(directory, "baseline.json"), read(directory, "manifest.json")
    assert list(baseline["features"]) == manifest["features"]
    for histogram in [baseline["score"], *baseline["features"].values()]:
        assert sum(histogram["counts"]) + histogram["missing"] == baseline["rows"] == manifest["training"]["rows"]
        assert len(histogram["counts"]) == len(histogram["edges"]) + 1
        assert histogram["edges"] == sorted(set(histogram["edges"]))


def test_the_committed_model_ranks_without_ties_and_uses_all_three_bands():
    metrics = read(COMMITTED, "manifest.json")["metrics"]
    assert metrics["distinctScores"] >= 5000
    assert metrics["prAuc"] < 0.999
    assert min(metrics["lowRows"], metrics["mediumRows"], metrics["highRows"]) >= 20
    assert -15 < metrics["lowestMargin"] < metrics["highestMargin"] < 15


def test_a_published_version_is_never_overwritten(bundle, table):
    before = {path.name: path.read_bytes() for path in bundle.iterdir()}
    with pytest.raises(FileExistsError):
        train_and_write(table, "drawn", "0.0.1", bundle.parents[1], FAST)
    assert {path.name: path.read_bytes() for path in bundle.iterdir()} == before


def test_the_next_version_follows_the_highest(tmp_path):
    assert next_version(tmp_path / "none") == "1.0.0"
    for version in ("1.0.9", "1.0.10"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "manifest.json").write_text("{}")
    assert next_version(tmp_path) == "1.0.11"
