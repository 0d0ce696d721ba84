"""The command line of a training run."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from .costs import CostModel, read_missed_cost

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".sentinel"


@dataclass(frozen=True)
class Options:
    data: Path | None
    table: Path | None
    """One of the two is given."""
    mapping: Path | None
    truth: Path | None
    earliest: str | None
    name: str
    version: str | None
    about: str
    budget_seconds: float
    trials: int
    dropped: frozenset[str]
    test_days: float | None
    coverage: float
    costs: CostModel
    resume: bool
    check: bool
    allowed_rejects: float
    allowed_leaks: frozenset[str]
    out: Path
    work: Path
    worker_memory_mb: int | None
    """Set where a server runs the training."""


def read_options(arguments: list[str] | None = None) -> Options:
    found = _parser().parse_args(arguments)
    return Options(
        data=found.data,
        table=found.table,
        mapping=found.mapping,
        truth=found.truth,
        earliest=found.earliest,
        name=found.name,
        version=found.version,
        about=found.about,
        budget_seconds=found.budget,
        trials=found.trials,
        dropped=frozenset(found.drop_family),
        test_days=found.test_days,
        coverage=found.label_coverage,
        costs=CostModel(found.review_cost, found.missed_cost),
        resume=found.resume,
        check=found.check,
        allowed_rejects=found.allow_rejects,
        allowed_leaks=frozenset(found.allow_leak),
        out=found.out,
        work=found.work,
        worker_memory_mb=found.worker,
    )


def node() -> str:
    """The Node that runs the features export; the npm script names its own."""
    return os.environ.get("SENTINEL_NODE", "node")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="npm run train --", description="Trains a model on a file of transactions."
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--data", type=Path, help="CSV, plain or .gz, rows in time order")
    source.add_argument("--table", type=Path, help="a training table that exists, in place of a file")
    parser.add_argument(
        "--mapping", type=Path, help="JSON that says which column is what; without it our own names"
    )
    parser.add_argument(
        "--truth", type=Path, help="what really happened, for the report of `npm run evaluate` only"
    )
    parser.add_argument("--earliest", help="the earliest accepted time, such as 2010-01-01 (default: ten years ago)")
    parser.add_argument("--check", action="store_true", help="only report on the file, and name likely leaks")
    parser.add_argument(
        "--allow-rejects", type=float, default=0.0, metavar="SHARE", help="go on without up to this share of the rows"
    )
    parser.add_argument(
        "--allow-leak", action="append", default=[], metavar="COLUMN", help="use it although it knows the label; repeatable"
    )
    parser.add_argument("--name", default="own", help="of the bundle (default: own)")
    parser.add_argument("--version", help="default: the next patch version that does not exist yet")
    parser.add_argument("--about", default="", help="a sentence on the data, for the card")
    parser.add_argument("--budget", type=float, default=150, help="seconds for the search (default: 150)")
    parser.add_argument("--trials", type=int, default=24, help="most settings to try in it (default: 24)")
    parser.add_argument(
        "--drop-family", action="append", default=[], help="leave a feature family out; repeatable"
    )
    parser.add_argument("--test-days", type=float, help="length of the test slice (default: a fifth of the time)")
    parser.add_argument(
        "--review-cost", type=float, default=5.0, help="of one review, in the currency (default: 5)"
    )
    parser.add_argument(
        "--missed-cost", type=read_missed_cost, default="amount", help='a sum, or "amount" (default)'
    )
    parser.add_argument(
        "--label-coverage",
        type=float,
        default=1.0,
        help="share of frauds that ever get a label, where you know it",
    )
    parser.add_argument("--resume", action="store_true", help="go on where the same run was interrupted")
    parser.add_argument("--out", type=Path, default=ROOT / "ml" / "models", help="where bundles lie")
    parser.add_argument("--work", type=Path, default=STATE / "training", help="where unfinished work lies")
    add_worker_option(parser)
    return parser


def add_worker_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--worker",
        type=int,
        metavar="MB",
        help="work for a server: at most so much memory, progress as JSON lines, end with its input",
    )
