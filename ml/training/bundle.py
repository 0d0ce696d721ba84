"""Writes an immutable bundle: every file, and a manifest that names and hashes them."""

import hashlib
import json
from pathlib import Path

MANIFEST = "manifest.json"


def json_bytes(document: object) -> bytes:
    """Compact JSON in which each float64 reads back as itself. Raises ValueError on NaN and infinity."""
    return (json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n").encode()


def write_bundle(directory: Path, files: dict[str, bytes], manifest: dict) -> None:
    """Raises FileExistsError when the version exists with a manifest: a published version never changes."""
    if (directory / MANIFEST).exists():
        raise FileExistsError(f"{directory} exists; give the new model another version")
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (directory / name).write_bytes(content)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    write_manifest(directory, manifest, hashes)


def write_manifest(directory: Path, manifest: dict, hashes: dict[str, str]) -> None:
    document = json.dumps(manifest | {"files": hashes}, indent=2, allow_nan=False)
    (directory / MANIFEST).write_text(document + "\n")


def next_version(models: Path) -> str:
    """The patch version after the highest one in this directory; 1.0.0 where there is none."""
    known = [path.parent.name.split(".") for path in models.glob(f"*.*.*/{MANIFEST}")]
    if not known:
        return "1.0.0"
    major, minor, patch = max(tuple(int(part) for part in parts) for parts in known)
    return f"{major}.{minor}.{patch + 1}"


CODE = ("ml/training/**/*.py", "lib/engine/features/**/*.ts", "scripts/training-data/*.ts")


def code_version(root: Path) -> str:
    """Hash of the code that decides a model: training and features. Raises ValueError where a part of it is missing."""
    digest = hashlib.sha256()
    found = {pattern: list(root.glob(pattern)) for pattern in CODE}
    missing = [pattern for pattern, paths in found.items() if not paths]
    if missing:
        raise ValueError(f"no source files match {', '.join(missing)}")
    for path in sorted(path for paths in found.values() for path in paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
