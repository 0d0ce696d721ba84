"""Trains the stress model of the explanation bench: 300 full trees of 31 leaves and depth 6 over 37 drawn features.

Run from ml/: python -m parity.stress_model OUT
OUT receives trees.json and rows.bin, 2,000 float32 rows that training never saw.
"""

import json
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np

from parity.drawn import draw_labels, draw_rows
from training.trees import read_trees, trees_document

FEATURES = 37
TREES = 300
TRAINING_ROWS = 60_000
BENCH_ROWS = 2_000
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 31,
    "max_depth": 6,
    "learning_rate": 0.05,
    "num_threads": 1,
    "deterministic": True,
    "seed": 7,
    "verbosity": -1,
}


def main(out: Path) -> None:
    rng = np.random.default_rng(20_261_120)
    x = draw_rows(rng, TRAINING_ROWS, FEATURES)
    booster = lgb.train(PARAMETERS, lgb.Dataset(x, draw_labels(rng, x)), num_boost_round=TREES)
    (out / "trees.json").write_text(json.dumps(trees_document(read_trees(booster)), allow_nan=False))
    draw_rows(rng, BENCH_ROWS, FEATURES).tofile(out / "rows.bin")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
