"""The work of one training run, kept by stage so that an interrupted run can go on where it stopped.

.sentinel/training/<run id>/ holds table/, trials.jsonl, models/ and the small JSON results; the run id is a hash of
everything that decides the result, so a stage found there belongs to the same data, code and options.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RunDirectory:
    path: Path

    @property
    def table(self) -> Path:
        return self.path / "table"

    @property
    def models(self) -> Path:
        return self.path / "models"

    def begin(self, resume: bool) -> None:
        """Empties the directory unless the run goes on."""
        if not resume:
            shutil.rmtree(self.path, ignore_errors=True)
        self.models.mkdir(parents=True, exist_ok=True)

    def once(self, stage: str, work: Callable[[], None]) -> bool:
        """Runs a stage unless it was finished before; true where it ran."""
        stamp = self.path / f"{stage}.done"
        if stamp.exists():
            return False
        work()
        stamp.touch()
        return True

    def write_json(self, name: str, document: object) -> None:
        (self.path / name).write_text(json.dumps(document, indent=1))

    def read_json(self, name: str) -> dict:
        return json.loads((self.path / name).read_text())

    def append(self, name: str, document: object) -> None:
        with open(self.path / name, "a") as file:
            file.write(json.dumps(document) + "\n")

    def lines(self, name: str) -> list[dict]:
        """An unfinished last line, left by an interruption, is taken out of the file."""
        path = self.path / name
        if not path.exists():
            return []
        complete = [line for line in path.read_text().splitlines(keepends=True) if line.endswith("\n")]
        path.write_text("".join(complete))
        return [json.loads(line) for line in complete]


def run_id(recipe: dict) -> str:
    return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()[:16]


def sha256_of(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
