"""Runs the features export: the same TypeScript functions that serve also make the training table."""

import subprocess

from .options import ROOT, Options, node

SCRIPT = "scripts/features-export.ts"


def export_table(options: Options, directory) -> None:
    """Raises ValueError when the export rejects the file; it has printed the reason to the terminal."""
    command = [node(), str(ROOT / "node_modules" / "tsx" / "dist" / "cli.mjs"), SCRIPT]
    command += ["--in", str(options.data.resolve()), "--out", str(directory)]
    for flag, path in (("--mapping", options.mapping), ("--truth", options.truth)):
        if path is not None:
            command += [flag, str(path.resolve())]
    if options.earliest is not None:
        command += ["--earliest", options.earliest]
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise ValueError("The features export failed")
