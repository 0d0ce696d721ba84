import json
import sys
from pathlib import Path

import numpy as np
import pytest

ML = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ML))

from training.boosting import fit_booster  # noqa: E402
from training.feature_choice import LEFT_OUT, columns_without  # noqa: E402
from training.table import COLUMNS, read_table  # noqa: E402
from training.train import train_and_write  # noqa: E402

COMMITTED = ML / "models" / "paysim" / "1.0.0"
ROWS = 30_000
FAST = {"learning_rate": 0.15, "num_threads": 1, "min_data_in_leaf": 50}


@pytest.fixture(scope="session")
def feature_names() -> list[str]:
    """The model's features, and those that training has to leave out."""
    used = json.loads((COMMITTED / "manifest.json").read_text())["features"]
    return [*used, *sorted(LEFT_OUT)]


@pytest.fixture(scope="session")
def table(tmp_path_factory, feature_names):
    directory = tmp_path_factory.mktemp("table")
    write_table(directory, feature_names)
    return read_table(directory)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory, table) -> Path:
    return train_and_write(table, "drawn", "0.0.1", tmp_path_factory.mktemp("models"), FAST)


@pytest.fixture(scope="session")
def booster(table):
    """Trees with splits of both kinds: columns with missing values, and columns that never had one."""
    columns = columns_without(table.feature_names, LEFT_OUT)
    features, half = table.features[:, columns], table.rows // 2
    names = [table.feature_names[i] for i in columns]
    train, stopping = slice(0, half), slice(half, None)
    return fit_booster(
        features[train], table.label[train], features[stopping], table.label[stopping], names, FAST
    )


def write_table(directory: Path, names: list[str], seed: int = 3) -> None:
    """A drawn table: skewed columns, small integers and flags, every third column with missing values."""
    rng = np.random.default_rng(seed)
    features = np.empty((ROWS, len(names)), dtype=np.float32)
    for i in range(len(names)):
        kinds = (rng.lognormal(3, 2, ROWS), rng.poisson(1.5, ROWS), rng.normal(0, 1, ROWS), rng.random(ROWS) < 0.3)
        features[:, i] = kinds[i % 4]
        if i % 3 == 0:
            features[rng.random(ROWS) < 0.1, i] = np.nan
    amount = np.nan_to_num(features[:, 0])
    logit = -5 + 0.7 * np.log1p(amount) + np.nan_to_num(features[:, 2]) + np.isnan(features[:, 3])
    columns = {
        "features": features,
        "label": rng.random(ROWS) < 1 / (1 + np.exp(-logit)),
        "step": np.sort(rng.integers(1, 720, ROWS)),
        "amount_minor": np.round(amount * 100),
        "sender_balance_before_minor": rng.integers(0, 100_000, ROWS),
    }
    for name, dtype in COLUMNS.items():
        columns[name].astype(dtype).tofile(directory / f"{name}.bin")
    meta = {
        "format": 1,
        "rows": ROWS,
        "features": names,
        "sourceSha256": "0" * 64,
        "epoch": "2026-01-05T00:00:00.000Z",
    }
    (directory / "table.json").write_text(json.dumps(meta))
