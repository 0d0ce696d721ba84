"""The peer of the explanation bench really is LightGBM on the same trees."""

import json
import subprocess
import sys
from pathlib import Path

import lightgbm as lgb
import numpy as np
import pytest
from parity.drawn import draw_labels, draw_rows
from parity.model_text import model_text
from training.trees import read_trees, trees_document

ML = Path(__file__).resolve().parents[1]
FEATURES = 10


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(11)
    rows = draw_rows(rng, 4_000, FEATURES)
    return rows, draw_labels(rng, rows)


@pytest.mark.parametrize(
    "params", [{}, {"zero_as_missing": True}, {"use_missing": False}, {"min_data_in_leaf": 4_000}]
)
def test_a_model_written_back_from_its_bundle_explains_like_the_original(drawn, params):
    rows, labels = drawn
    fixed = {"objective": "binary", "num_threads": 1, "deterministic": True, "seed": 7, "verbosity": -1}
    original = lgb.train({**fixed, **params}, lgb.Dataset(rows, labels), num_boost_round=20)
    again = lgb.Booster(model_str=model_text(trees_document(read_trees(original)), FEATURES))
    np.testing.assert_array_equal(again.predict(rows, raw_score=True), original.predict(rows, raw_score=True))
    np.testing.assert_array_equal(
        again.predict(rows, pred_contrib=True), original.predict(rows, pred_contrib=True)
    )


def test_the_peer_responds_to_each_command(drawn, tmp_path):
    rows, labels = drawn
    booster = lgb.train({"objective": "binary", "num_threads": 1, "verbosity": -1}, lgb.Dataset(rows, labels), 5)
    (tmp_path / "trees.json").write_text(json.dumps(trees_document(read_trees(booster))))
    rows[:60].tofile(tmp_path / "rows.bin")
    commands = f"single 50 20\nbatch 60\ncontributions {tmp_path / 'contributions.bin'}\n"
    peer = [sys.executable, "-m", "parity.peer", tmp_path / "trees.json", tmp_path / "rows.bin", str(FEATURES)]
    done = subprocess.run(peer, input=commands, capture_output=True, text=True, cwd=ML, check=True)
    ready, single, batch, count = map(json.loads, done.stdout.splitlines())
    assert (ready, len(single), len(batch), count) == ("ready", 20, 1, 60)
    assert min(*single, *batch) > 0
    written = np.fromfile(tmp_path / "contributions.bin").reshape(60, FEATURES)
    np.testing.assert_array_equal(written, booster.predict(rows[:60], pred_contrib=True)[:, :-1])
