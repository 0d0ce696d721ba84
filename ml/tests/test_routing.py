"""Guarantee: arrays, ONNX and LightGBM send every row the same way, also at the very edge of a split."""

import json
from pathlib import Path

import lightgbm as lgb
import numpy as np
import onnxruntime
import pytest
from conftest import COMMITTED
from edge_rows import edge_rows, neighbours

from training.onnx_export import to_onnx
from training.trees import MISSING_NAN, MISSING_NONE, MISSING_ZERO, Tree, float32_threshold, read_trees

ROWS = 100_000
COMMITTED_ROWS = 30_000


def onnx_margins(model: bytes, rows: np.ndarray) -> np.ndarray:
    return onnxruntime.InferenceSession(model).run(None, {"features": rows})[0][:, 0]


def walked_margins(trees: list[Tree], rows: np.ndarray) -> np.ndarray:
    return sum(tree.leaf_value[tree.leaf_of(rows)] for tree in trees)


@pytest.fixture(scope="module")
def trees(booster):
    return read_trees(booster)


@pytest.fixture(scope="module")
def rows(trees, data):
    return edge_rows(trees, data.features(slice(0, len(data.rows))), ROWS)


def test_the_model_has_splits_of_both_missing_kinds_and_rows_meet_its_thresholds(trees, rows):
    kinds = set(np.concatenate([tree.missing for tree in trees]).tolist())
    assert kinds == {MISSING_NONE, MISSING_NAN}
    for tree in trees:
        for feature, threshold in zip(tree.feature, tree.threshold):
            assert np.any(rows[:, feature] == threshold)
    assert np.isnan(rows).any(axis=0).all()


def test_no_row_is_on_another_side_of_a_split_than_in_lightgbm(trees, rows, booster):
    theirs = booster.predict(rows, pred_leaf=True)
    ours = np.column_stack([tree.leaf_of(rows) for tree in trees])
    assert np.array_equal(ours, theirs)


def test_onnx_margins_equal_lightgbm(trees, rows, booster):
    model = to_onnx(trees, rows.shape[1]).SerializeToString()
    difference = np.abs(onnx_margins(model, rows) - booster.predict(rows, raw_score=True))
    assert difference.max() <= 1e-5


def test_expected_value_of_the_trees_is_lightgbms_base_value(trees, rows, booster):
    base = booster.predict(rows[:1], pred_contrib=True)[0, -1]
    assert sum(tree.expected_value() for tree in trees) == pytest.approx(base, abs=1e-9)


@pytest.mark.parametrize("bundle", COMMITTED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_committed_model_routes_rows_like_its_onnx_file(bundle):
    trees = committed_trees(bundle)
    golden = json.loads((bundle / "golden.json").read_text())["rows"]
    typical = np.array([[np.nan if v is None else v for v in row] for row in golden], dtype=np.float32)
    rows = edge_rows(trees, typical, COMMITTED_ROWS)
    onnx = onnx_margins((bundle / "model.onnx").read_bytes(), rows)
    assert np.abs(onnx - walked_margins(trees, rows)).max() <= 1e-5


def committed_trees(bundle: Path) -> list[Tree]:
    document = json.loads((bundle / "trees.json").read_text())
    return [
        Tree(
            feature=np.array(tree["feature"], dtype=np.int64),
            threshold=np.array([float(t) for t in tree["threshold"]], dtype=np.float32),
            missing=np.array(tree["missing"], dtype=np.int64),
            default_left=np.array(tree["defaultLeft"], dtype=np.int64),
            left=np.array(tree["left"], dtype=np.int64),
            right=np.array(tree["right"], dtype=np.int64),
            cover=np.array(tree["cover"]),
            leaf_value=np.array(tree["leafValue"]),
            leaf_cover=np.array(tree["leafCover"]),
        )
        for tree in document["trees"]
    ]


def test_zero_as_missing_is_read_but_rejected_for_onnx(data):
    features, label = data.features(data.slices.train, data.columns[:6]), data.label[data.slices.train]
    parameters = {"objective": "binary", "zero_as_missing": True, "verbosity": -1, "num_leaves": 15}
    booster = lgb.train(parameters, lgb.Dataset(features, label), 10)
    trees = read_trees(booster)
    assert MISSING_ZERO in np.concatenate([tree.missing for tree in trees])
    rows = edge_rows(trees, features, 20_000)
    ours = np.column_stack([tree.leaf_of(rows) for tree in trees])
    assert np.array_equal(ours, booster.predict(rows, pred_leaf=True))
    with pytest.raises(ValueError, match="zero as missing"):
        to_onnx(trees, features.shape[1])


def test_a_tree_of_one_leaf_is_its_value():
    none = np.array([], dtype=np.int64)
    stump = Tree(none, none.astype(np.float32), none, none, none, none, none, np.array([-2.5]), np.array([10]))
    rows = np.zeros((3, 4), dtype=np.float32)
    assert onnx_margins(to_onnx([stump], 4).SerializeToString(), rows).tolist() == [-2.5] * 3
    assert walked_margins([stump], rows).tolist() == [-2.5] * 3


@pytest.mark.parametrize("threshold", [0.1, -0.1, 1 / 3, 1e30, -1e30, 16777217.0, 3.5e38, -3.5e38, 1e-20, 0.5])
def test_a_rounded_threshold_splits_float32_as_the_double_does(threshold):
    rounded = float32_threshold(threshold)
    nearest = np.float32(np.clip(threshold, -3.4e38, 3.4e38))
    values = neighbours(neighbours(np.array([nearest, rounded], dtype=np.float32)))
    assert np.array_equal(values <= rounded, values.astype(np.float64) <= threshold)


@pytest.mark.parametrize(("threshold", "expected"), [(1e300, np.inf), (-1e300, -np.inf), (np.inf, np.inf)])
def test_lightgbms_stand_in_for_infinity_becomes_infinity(threshold, expected):
    assert float32_threshold(threshold) == expected


@pytest.mark.parametrize("threshold", [0.0, 1e-36, 1e-35, -1e-36, -1e-35, -1.0000000180025095e-35])
def test_values_that_lightgbm_reads_as_zero_stay_on_zeros_side(threshold):
    zeros = np.array([0.0, -0.0, 1e-36, -1e-36, 1e-35, -1e-35], dtype=np.float32)
    assert set((zeros <= float32_threshold(threshold)).tolist()) == {threshold >= 0}
