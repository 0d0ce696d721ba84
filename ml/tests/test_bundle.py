"""Guarantee: a bundle is complete, hashed, and holds LightGBM's own answers."""

import hashlib
import json

import numpy as np
import onnxruntime
import pytest
from conftest import COMMITTED

from training.boosting import LARGEST_MARGIN
from training.bundle import CODE, code_version, json_bytes, next_version, write_bundle
from training.calibration import read_calibration
from training.options import ROOT

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
EVERY = ["trained", *(f"{path.parent.name}/{path.name}" for path in COMMITTED)]


@pytest.fixture(params=EVERY)
def directory(request):
    if request.param == "trained":
        return request.getfixturevalue("trained")
    return next(path for path in COMMITTED if f"{path.parent.name}/{path.name}" == request.param)


def read(directory, name):
    return json.loads((directory / name).read_text())


def test_the_manifest_hashes_every_other_file(directory):
    files = read(directory, "manifest.json")["files"]
    assert set(files) == {path.name for path in directory.iterdir()} - {"manifest.json"}
    assert FILES <= set(files) <= FILES | {"report.json"}
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
    margins, scores = np.array(golden["margins"]), np.array(golden["scores"])
    assert np.abs(scores - read_calibration(calibration).probability(margins)).max() <= 1e-12
    assert np.array_equal(np.argsort(margins, kind="stable"), np.argsort(scores, kind="stable"))
    assert np.abs(margins).max() < LARGEST_MARGIN


def test_thresholds_are_ordered_probabilities(directory):
    thresholds = read(directory, "manifest.json")["thresholds"]
    order = [thresholds[key] for key in ("mediumFrom", "review", "highFrom", "block")]
    assert 0 < order[0] and order == sorted(order) and order[-1] < 1


def test_baseline_counts_every_row_once(directory):
    baseline, manifest = read(directory, "baseline.json"), read(directory, "manifest.json")
    assert list(baseline["features"]) == manifest["features"]
    for histogram in [baseline["score"], *baseline["features"].values()]:
        assert sum(histogram["counts"]) + histogram["missing"] == baseline["rows"]
        assert len(histogram["counts"]) == len(histogram["edges"]) + 1
        assert histogram["edges"] == sorted(set(histogram["edges"]))


def test_curves_fall_as_thresholds_rise(trained):
    curves = read(trained, "curves.json")
    points = curves["points"]
    assert len(points) >= 1_000
    for name in ("flagged", "caught", "caughtAmount", "flaggedAmount"):
        values = [point[name] for point in points]
        assert values == sorted(values, reverse=True)
    assert points[0]["flagged"] == curves["rows"] and points[0]["caught"] == curves["frauds"]


def test_json_rejects_values_it_cannot_represent():
    with pytest.raises(ValueError):
        json_bytes({"margin": float("nan")})


def test_a_directory_with_a_manifest_is_never_written(tmp_path):
    write_bundle(tmp_path, {"a": b"1"}, {"name": "first"})
    with pytest.raises(FileExistsError):
        write_bundle(tmp_path, {"a": b"2"}, {"name": "second"})
    assert (tmp_path / "a").read_bytes() == b"1"


def test_the_next_version_follows_the_highest(tmp_path):
    assert next_version(tmp_path / "none") == "1.0.0"
    for version in ("1.0.9", "1.0.10"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "manifest.json").write_text("{}")
    assert next_version(tmp_path) == "1.0.11"


def test_code_version_covers_training_features_and_reading(tmp_path):
    for pattern in CODE:
        path = tmp_path / pattern.replace("**/*", "sub/file").replace("*", "file")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one")
    before = code_version(tmp_path)
    feature = next(tmp_path.glob("lib/engine/features/**/*.ts"))
    feature.write_text("two")
    assert code_version(tmp_path) != before
    feature.unlink()
    with pytest.raises(ValueError, match="lib/engine/features"):
        code_version(tmp_path)


def test_code_version_finds_the_sources_of_this_repository():
    assert len(code_version(ROOT)) == 16
