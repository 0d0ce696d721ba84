"""Writes tests/fixtures/shap-golden: LightGBM's own margins and contributions for the TypeScript TreeSHAP tests.

Run from ml/: python -m parity.make_shap_fixture
Three models, one per missing type, because each treats NaN and zero differently; dropped and averaged trees (dart, rf),
whose leaves are not scaled alike; a model of a single leaf. Rows are float32; a part of each set sits exactly on, just
below and just above thresholds, or holds NaN, zeros, infinities and subnormal numbers.
"""

import base64
import gzip
import json
from pathlib import Path

import lightgbm as lgb
import numpy as np

from parity.drawn import draw_rows
from training.trees import read_trees, trees_document

OUT = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "shap-golden"
EDGE_VALUES = [np.nan, 0.0, -0.0, np.inf, -np.inf, 1e-36, -1e-36, 1e-35, -1e-35]


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    write("nan", features=18, trees=100, rows=2000, params={})
    write("none", features=8, trees=30, rows=500, params={"use_missing": False})
    write("zero", features=8, trees=30, rows=500, params={"zero_as_missing": True})
    write("dart", features=10, trees=30, rows=300, params={"boosting": "dart", "drop_rate": 0.3})
    write("rf", features=10, trees=20, rows=300, params={"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.6})
    write("leaf", features=8, trees=5, rows=50, params={"min_data_in_leaf": 20_000})


def write(name: str, features: int, trees: int, rows: int, params: dict) -> None:
    rng = np.random.default_rng(20_000 + features)
    x = draw_rows(rng, 20_000, features)
    y = draw_labels(rng, x)
    booster = lgb.train(
        {
            "objective": "binary",
            "num_leaves": 31,
            "max_depth": 6,
            "learning_rate": 0.1,
            "num_threads": 1,
            "deterministic": True,
            "seed": 7,
            "verbosity": -1,
            **params,
        },
        lgb.Dataset(x, y),
        num_boost_round=trees,
    )
    exported = trees_document(read_trees(booster))["trees"]
    probe = add_edges(rng, draw_rows(rng, rows, features), exported)
    contributions = booster.predict(probe, pred_contrib=True)
    fixture = {
        "lightgbm": lgb.__version__,
        "features": features,
        "trees": exported,
        "rows": pack(probe, "<f4"),
        "margins": pack(booster.predict(probe, raw_score=True), "<f8"),
        "contributions": pack(contributions[:, :-1], "<f8"),
        "baseValue": float(contributions[0, -1]),
    }
    text = json.dumps(fixture, separators=(",", ":"), allow_nan=False).encode()
    (OUT / f"{name}.json.gz").write_bytes(gzip.compress(text, 9, mtime=0))


def draw_labels(rng: np.random.Generator, x: np.ndarray) -> np.ndarray:
    z = np.nan_to_num(x.astype(np.float64), nan=-1.0)
    score = 0.5 * np.log1p(np.abs(z[:, 0])) + 0.4 * z[:, 1] * (z[:, 2] > 0) - 0.2 * z[:, 3] + 0.3 * np.sin(z[:, 6])
    score += np.where(np.isnan(x[:, 4]), 1.5, -0.1 * np.log1p(np.abs(z[:, 4])) * z[:, 5])
    return (rng.random(len(x)) < 1 / (1 + np.exp(3.5 - score))).astype(int)


def add_edges(rng: np.random.Generator, x: np.ndarray, trees: list[dict]) -> np.ndarray:
    """Replaces a fifth of the values in the second half of the rows by edge values of their feature."""
    edges: list[list[float]] = [list(EDGE_VALUES) for _ in range(x.shape[1])]
    for tree in trees:
        for feature, threshold in zip(tree["feature"], tree["threshold"]):
            t = np.float32(threshold)
            edges[feature] += [t, np.nextafter(t, np.float32(-np.inf)), np.nextafter(t, np.float32(np.inf))]
    for row in range(len(x) // 2, len(x)):
        for feature in np.flatnonzero(rng.random(x.shape[1]) < 0.2):
            x[row, feature] = rng.choice(edges[feature])
    return x


def pack(values: np.ndarray, dtype: str) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype=dtype).tobytes()).decode()


if __name__ == "__main__":
    main()
