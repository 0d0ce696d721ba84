"""The training table that `npm run features:export` writes.

A directory with table.json and one raw little-endian file per column, row order = file order = time order:
  features.bin                     float32 [rows, len(features)], NaN is missing
  label.bin                        uint8   [rows], 1 is fraud
  step.bin                         int32   [rows], hours since `epoch`, never falling
  amount_minor.bin                 float64 [rows], cents
  sender_balance_before_minor.bin  float64 [rows], cents, NaN is missing
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

COLUMNS = {
    "features": "<f4",
    "label": "<u1",
    "step": "<i4",
    "amount_minor": "<f8",
    "sender_balance_before_minor": "<f8",
}


@dataclass(frozen=True)
class Table:
    feature_names: list[str]
    features: np.ndarray
    label: np.ndarray
    step: np.ndarray
    amount_minor: np.ndarray
    sender_balance_before_minor: np.ndarray
    source_sha256: str
    epoch: datetime

    @property
    def rows(self) -> int:
        return len(self.label)

    def time_of_step(self, step: int) -> str:
        moment = self.epoch + timedelta(hours=int(step))
        return moment.isoformat().replace("+00:00", "Z")


def read_table(directory: Path) -> Table:
    """Maps the columns into memory. Raises ValueError when a file does not have the size that table.json states."""
    meta = json.loads((directory / "table.json").read_text())
    if meta["format"] != 1:
        raise ValueError(f"table.json: format {meta['format']} is not known")
    names = meta["features"]
    columns = {name: _map_column(directory, name, meta["rows"], len(names)) for name in COLUMNS}
    if np.any(np.diff(columns["step"]) < 0):
        raise ValueError("step.bin: rows are not in time order, so no split by time is possible")
    return Table(
        feature_names=names,
        source_sha256=meta["sourceSha256"],
        epoch=datetime.fromisoformat(meta["epoch"].replace("Z", "+00:00")),
        **columns,
    )


def _map_column(directory: Path, name: str, rows: int, feature_count: int) -> np.ndarray:
    path = directory / f"{name}.bin"
    dtype = np.dtype(COLUMNS[name])
    shape = (rows, feature_count) if name == "features" else (rows,)
    expected = int(np.prod(shape)) * dtype.itemsize
    if path.stat().st_size != expected:
        raise ValueError(f"{path.name}: {path.stat().st_size} bytes instead of {expected}")
    return np.memmap(path, dtype=dtype, mode="r", shape=shape)
