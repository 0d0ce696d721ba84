"""Runs the features export: the TypeScript that serves also reads the file and makes the training table."""

import json
from pathlib import Path

from .interrupt import run_child
from .options import ROOT, Options, node

SCRIPT = "scripts/features-export.ts"
REPORT = "file-report.json"


def export_table(options: Options, directory: Path) -> None:
    """Raises ValueError when the export rejects the file; it has printed the reason to the terminal."""
    command = [node(), str(ROOT / "node_modules" / "tsx" / "dist" / "cli.mjs"), SCRIPT]
    command += ["--in", str(options.data.resolve()), "--out", str(directory)]
    for flag, path in (("--mapping", options.mapping), ("--truth", options.truth)):
        if path is not None:
            command += [flag, str(path.resolve())]
    if options.earliest is not None:
        command += ["--earliest", options.earliest]
    command += ["--allow-rejects", str(options.allowed_rejects)]
    if run_child(command, ROOT) != 0:
        raise ValueError("The file was not accepted")


def read_report(table: Path) -> dict:
    """What scripts/training-data/file-report.ts says about the file."""
    return json.loads((table / REPORT).read_text())


def require_usable(report: dict) -> None:
    """Raises ValueError where nothing can be learnt from the file."""
    if report["stops"]:
        raise ValueError(f"{report['file']}: {' '.join(report['stops'])}")
