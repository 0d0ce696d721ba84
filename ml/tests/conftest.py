import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

ML = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ML))

# Two small matrices are faster on one thread than on two that wait for each other.
os.environ["OMP_NUM_THREADS"] = "1"

from drawn_table import write_table  # noqa: E402

from training.boosting import fit_booster, make_datasets  # noqa: E402
from training.evaluate import evaluate  # noqa: E402
from training.options import ROOT, Options, node, read_options  # noqa: E402
from training.table import read_info  # noqa: E402
from training.train import train  # noqa: E402
from training.training_data import open_training_data  # noqa: E402

MODELS = ML / "models"
COMMITTED = sorted(path.parent for path in MODELS.glob("*/*/manifest.json"))
FAST = {"learning_rate": 0.15, "min_data_in_leaf": 30}


def run_script(script: str, *arguments: str, text: str | None = None) -> str:
    """Runs one of the repository's TypeScript files, or `-e CODE`, and returns what it prints."""
    tsx = ROOT / "node_modules" / "tsx" / "dist" / "cli.mjs"
    command = [node(), str(tsx), script, *arguments]
    return subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="session", autouse=True)
def local_tracking(tmp_path_factory):
    os.environ["MLFLOW_TRACKING_URI"] = f"sqlite:///{tmp_path_factory.mktemp('mlflow') / 'mlflow.db'}"


@pytest.fixture(scope="session")
def table(tmp_path_factory):
    directory = tmp_path_factory.mktemp("table")
    write_table(directory)
    return read_info(directory)


@pytest.fixture(scope="session")
def data(table):
    return open_training_data(table.directory, frozenset(), None)


@pytest.fixture(scope="session")
def booster(data):
    """Trees with splits of both kinds: columns with missing values, and columns that never had one."""
    train_rows, stopping = data.slices.train, data.slices.stopping
    datasets = make_datasets(
        data.examples(train_rows, data.columns), data.examples(stopping, data.columns), data.names(data.columns)
    )
    return fit_booster(*datasets, FAST)


@pytest.fixture(scope="session")
def simulated(tmp_path_factory) -> Path:
    """A small world of some 30,000 transactions, with its truth beside it."""
    path = tmp_path_factory.mktemp("world") / "world.csv"
    arguments = ("--days", "50", "--seed", "5", "--customers", "900", "--out", str(path))
    run_script("scripts/simulate.ts", *arguments)
    return path


@pytest.fixture(scope="session")
def options(simulated, tmp_path_factory) -> Options:
    home = tmp_path_factory.mktemp("training")
    found = read_options(
        ["--data", str(simulated), "--name", "world", "--version", "0.1.0", "--trials", "2", "--test-days", "8"]
    )
    return replace(
        found, truth=simulated.with_name("world.csv.truth.csv"), out=home / "models", work=home / "work"
    )


@pytest.fixture(scope="session")
def trained(options) -> Path:
    """The bundle of a whole run on the simulated world; no report yet."""
    return train(options)


@pytest.fixture(scope="session")
def evaluated(trained, options, tmp_path_factory) -> Path:
    """A copy of the bundle with its report."""
    copy = tmp_path_factory.mktemp("evaluated") / "world" / "0.1.0"
    shutil.copytree(trained, copy)
    evaluate(copy, None, options.work)
    return copy
