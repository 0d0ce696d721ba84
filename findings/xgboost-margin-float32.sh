#!/usr/bin/env bash
# xgboost 3.2.0 (PyPI), Python 3.11 or newer.
#
# Expected: a raw margin (output_margin=True) is the sum of the leaves that a row reaches, to about the precision of float32.
# Seen: XGBoost adds the leaves in float32, tree by tree. With 500 trees and eta 0.3 the margin is more than 1e-5 from the exact
# sum of the same leaves, many times the rounding of the result alone. A plain float32 loop over the trees, from the base score on,
# gives each margin bit for bit. The base score's log-odds are computed in float32 step by step too: 1 / base, minus 1, logarithm.
# Whoever compares another implementation with XGBoost has to add the same way, or must accept differences that could hide a wrong
# leaf.
#
# Exits 0 while this holds, 1 when it changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps xgboost-cpu==3.2.0 numpy==2.4.6 scipy==1.17.1

"$folder/venv/bin/python" - <<'PYTHON'
import json
import math
import sys

import numpy as np
import xgboost as xgb

rng = np.random.default_rng(3)
rows = rng.normal(size=(4000, 12)).astype(np.float32)
label = rng.random(4000) < 1 / (1 + np.exp(-rows[:, 0] - rows[:, 1] * rows[:, 2]))
booster = xgb.train({"objective": "binary:logistic", "nthread": 1, "seed": 7}, xgb.DMatrix(rows, label), 500)
matrix = xgb.DMatrix(rows)
stated = booster.predict(matrix, output_margin=True)
leaves = booster.predict(matrix, pred_leaf=True).astype(int)
learner = json.loads(booster.save_raw("json"))["learner"]
base = np.float32(learner["learner_model_param"]["base_score"].strip("[]"))
# numpy's own logarithm of a float32 is less precise than the C library's.
start = np.float32(-math.log(np.float32(1) / base - np.float32(1)))
exact = np.full(len(rows), start, np.float64)
float32 = np.full(len(rows), start, np.float32)
for tree, reached in zip(learner["gradient_booster"]["model"]["trees"], leaves.T):
    values = np.array(tree["split_conditions"], np.float32)[reached]
    exact += values
    float32 += values
largest = np.abs(exact - stated).max()
print(f"largest difference from the exact sum: {largest:.1e}; equal to the float32 sum: {(float32 == stated).mean():.1%}")
sys.exit(0 if largest > 1e-5 and (float32 == stated).all() else 1)
PYTHON
