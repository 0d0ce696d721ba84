"""The training table that `npm run features:export` writes.

A directory with table.json and one raw little-endian file per column, row order = file order = time order.
Rows without a label that can be trusted are not in it:
  features.bin                     float32 [rows, len(features)], NaN is missing
  label.bin                        uint8   [rows], the recorded label, 1 is fraud
  label_at_ms.bin                  float64 [rows], when the label became known; NaN = never
  occurred_at_ms.bin               float64 [rows], never falling
  amount_minor.bin                 float64 [rows], cents
  sender_balance_before_minor.bin  float64 [rows], cents, NaN is missing
  segment.bin                      uint8   [rows], bit mask of SEGMENTS
  truth.bin, typology.bin          uint8   [rows], only with a truth file; typology 0 = none, else index + 1
  inverse_propensity.bin           float32 [rows], only of stored decisions: 1 / propensity of a payment that exploration let
                                   through, 0 of one that it drew and that stayed blocked, otherwise 1

Rows are mapped by range, so that a process which must not see the test slice never maps it.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FORMAT = 2
DAY_MS = 86_400_000
COLUMNS = {
    "features": "<f4",
    "label": "<u1",
    "label_at_ms": "<f8",
    "occurred_at_ms": "<f8",
    "amount_minor": "<f8",
    "sender_balance_before_minor": "<f8",
    "segment": "<u1",
}
TRUTH_COLUMNS = {"truth": "<u1", "typology": "<u1"}
EXPLORATION_COLUMNS = {"inverse_propensity": "<f4"}
ALL_COLUMNS = COLUMNS | TRUTH_COLUMNS | EXPLORATION_COLUMNS
SEGMENTS = {"balances": 1, "receiver": 2, "device": 4, "location": 8}


@dataclass(frozen=True)
class TableInfo:
    """What table.json says."""

    directory: Path
    rows: int
    features: list[str]
    families: dict[str, str]
    source_sha256: str
    mapping_sha256: str | None
    has_truth: bool
    typologies: list[str]
    notes: list[str]
    """What a reader has to know about the file."""
    has_exploration: bool = False


@dataclass(frozen=True)
class Rows:
    """A mapped range of rows; `truth` and `typology` only where they were asked for."""

    features: np.ndarray
    label: np.ndarray
    label_at_ms: np.ndarray
    occurred_at_ms: np.ndarray
    amount_minor: np.ndarray
    sender_balance_before_minor: np.ndarray
    segment: np.ndarray
    truth: np.ndarray | None = None
    typology: np.ndarray | None = None
    inverse_propensity: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.label)

    def known_labels(self, cutoff_ms: float) -> np.ndarray:
        """uint8 [rows]: 1 where a fraud label had arrived by then; a label that comes later, or never, reads 0."""
        with np.errstate(invalid="ignore"):
            return ((self.label == 1) & (self.label_at_ms <= cutoff_ms)).astype(np.uint8)


def read_info(directory: Path) -> TableInfo:
    """Raises ValueError when a column does not have the size that table.json states."""
    meta = json.loads((directory / "table.json").read_text())
    if meta["format"] != FORMAT:
        raise ValueError(f"table.json: format {meta['format']} is not known")
    info = TableInfo(
        directory=directory,
        rows=meta["rows"],
        features=meta["features"],
        families=meta["families"],
        source_sha256=meta["sourceSha256"],
        mapping_sha256=meta.get("mappingSha256"),
        has_truth=(directory / "truth.bin").exists(),
        typologies=meta.get("typologies") or [],
        notes=meta.get("notes") or [],
        has_exploration=(directory / "inverse_propensity.bin").exists(),
    )
    for name in _columns(info, info.has_truth):
        _check_size(info, name)
    return info


def map_rows(info: TableInfo, start: int, stop: int, with_truth: bool = False) -> Rows:
    """Maps rows [start, stop) and no other. Raises ValueError when they are not in time order."""
    columns = {name: _map(info, name, start, stop) for name in _columns(info, with_truth and info.has_truth)}
    if np.any(np.diff(columns["occurred_at_ms"]) < 0):
        raise ValueError("occurred_at_ms.bin: rows are not in time order, so no split by time is possible")
    return Rows(**columns)


def time_of_row(info: TableInfo, row: int) -> float:
    """Milliseconds since 1970 of one row; reads eight bytes."""
    with open(info.directory / "occurred_at_ms.bin", "rb") as file:
        file.seek(row * 8)
        return float(np.frombuffer(file.read(8), dtype="<f8")[0])


def first_row_at(info: TableInfo, moment_ms: float) -> int:
    """The first row at or after this moment, found by reading single times."""
    low, high = 0, info.rows
    while low < high:
        middle = (low + high) // 2
        if time_of_row(info, middle) < moment_ms:
            low = middle + 1
        else:
            high = middle
    return low


def _columns(info: TableInfo, with_truth: bool) -> dict[str, str]:
    return COLUMNS | (TRUTH_COLUMNS if with_truth else {}) | (EXPLORATION_COLUMNS if info.has_exploration else {})


def _width(info: TableInfo, name: str) -> int:
    return len(info.features) if name == "features" else 1


def _map(info: TableInfo, name: str, start: int, stop: int) -> np.ndarray:
    dtype = np.dtype(ALL_COLUMNS[name])
    width = _width(info, name)
    shape = (stop - start, width) if name == "features" else (stop - start,)
    if stop <= start:
        return np.empty(shape, dtype)
    offset = start * width * dtype.itemsize
    return np.memmap(info.directory / f"{name}.bin", dtype=dtype, mode="r", offset=offset, shape=shape)


def _check_size(info: TableInfo, name: str) -> None:
    path = info.directory / f"{name}.bin"
    expected = info.rows * _width(info, name) * np.dtype(ALL_COLUMNS[name]).itemsize
    if path.stat().st_size != expected:
        raise ValueError(f"{path.name}: {path.stat().st_size} bytes instead of {expected}")
