"""Measures a bundle on its test slice, once, and locks the report by its hash.

Usage: npm run evaluate -- --bundle NAME/VERSION [--table DIR]; or in ml/: python -m training.evaluate
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from .bundle import MANIFEST, json_bytes, write_manifest
from .card import REPORT_HEADING
from .evaluation.report import require_same_model, write_report
from .evaluation.report_card import report_section
from .evaluation.test_slice import open_test_slice
from .options import ROOT, STATE, add_worker_option
from .progress import print_lines, progress_of
from .run_directory import RunDirectory
from .worker import become_worker

REPORT = "report.json"
CARD = "card.md"


def main() -> None:
    options = _parser().parse_args()
    is_worker = options.worker is not None
    if is_worker:
        become_worker(options.worker)
        print_lines()
    try:
        report = evaluate(options.out / options.bundle, options.table, options.work, tracked=not is_worker)
    except (ValueError, OSError) as error:
        sys.exit(f"No report was written. {error}")
    print(report_section(report))


def evaluate(bundle: Path, table: Path | None, work: Path, tracked: bool = True) -> dict:
    """Writes report.json into the bundle, its hash and the headline into the manifest, the figures into the card.

    Raises FileExistsError when there is a report: a slice that is read twice is no test slice any more.
    """
    manifest = json.loads((bundle / MANIFEST).read_text())
    if (bundle / REPORT).exists() or REPORT in manifest["files"]:
        raise FileExistsError(f"{bundle} has its report already; a test slice is read once")
    run = RunDirectory(work / manifest["runId"])
    has_run = (run.models / "champion.txt").exists()
    test_days = run.read_json("recipe.json")["testDays"] if has_run else None
    test = open_test_slice(bundle, table or run.table, test_days)
    if has_run:
        require_same_model(test, run)
    report = write_report(test, run if has_run else None, progress_of("Bootstrap", "draw"))
    _lock(bundle, manifest, report)
    if tracked:
        _track(manifest, report)
    return report


def _lock(bundle: Path, manifest: dict, report: dict) -> None:
    card = (bundle / CARD).read_text().split(REPORT_HEADING)[0].rstrip("\n")
    files = {REPORT: json_bytes(report), CARD: f"{card}\n\n{report_section(report)}".encode()}
    for name, content in files.items():
        (bundle / name).write_bytes(content)
    hashes = manifest["files"] | {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    measured = {"metrics": manifest["metrics"] | headline_metrics(report), "slices": report["slices"]}
    write_manifest(bundle, manifest | measured, dict(sorted(hashes.items())))


def headline_metrics(report: dict) -> dict[str, float]:
    """The values of the headline, without intervals and without what could not be computed."""
    values = {
        name: found["value"] if isinstance(found, dict) else found for name, found in report["headline"].items()
    }
    return {name: value for name, value in values.items() if value is not None}


def _track(manifest: dict, report: dict) -> None:
    # Not at the top: a worker does without MLflow.
    from .tracking import Tracking

    tracking = Tracking(manifest["runId"], f"{manifest['name']} {manifest['version']}", go_on=True)
    tracking.metrics({f"test.{name}": value for name, value in headline_metrics(report).items()})
    tracking.finish()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="npm run evaluate --", description=__doc__.splitlines()[0])
    parser.add_argument("--bundle", required=True, help="NAME/VERSION")
    parser.add_argument("--table", type=Path, help="the training table, where the run's own is gone")
    parser.add_argument("--out", type=Path, default=ROOT / "ml" / "models", help="where bundles lie")
    parser.add_argument("--work", type=Path, default=STATE / "training", help="where the run's work lies")
    add_worker_option(parser)
    return parser


if __name__ == "__main__":
    main()
