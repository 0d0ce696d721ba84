"""The test slice as a bundle scores it. Only `npm run evaluate` opens it."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime

from ..bundle import MANIFEST
from ..calibration import Calibration, read_calibration
from ..slices import Slices, split_by_time
from ..table import Rows, TableInfo, map_rows, read_info
from .ranked import Ranked

BATCH = 50_000


@dataclass(frozen=True)
class TestSlice:
    __test__ = False  # no test case, whatever its name says to pytest

    manifest: dict
    info: TableInfo
    slices: Slices
    rows: Rows
    label: np.ndarray
    labels: str
    """"truth" where the table knows what really happened, else "recorded"."""
    margin: np.ndarray
    score: np.ndarray

    def features(self, names: list[str] | None = None) -> np.ndarray:
        columns = [self.info.features.index(name) for name in names or self.manifest["features"]]
        return np.ascontiguousarray(self.rows.features[:, columns])

    @property
    def amount(self) -> np.ndarray:
        """Major units."""
        return self.rows.amount_minor / 100

    @property
    def flagged(self) -> np.ndarray:
        return self.score >= self.manifest["thresholds"]["review"]

    def ranked(self, part: np.ndarray | slice = slice(None)) -> Ranked:
        return Ranked(self.score[part], self.label[part])


def open_test_slice(bundle: Path, table: Path, test_days: float | None) -> TestSlice:
    """Raises ValueError when the table is not the one that the bundle was trained from."""
    manifest = json.loads((bundle / MANIFEST).read_text())
    info = read_info(table)
    if info.source_sha256 != manifest["training"]["dataSha256"]:
        raise ValueError(f"The table in {table} was made from another file than this bundle")
    slices = split_by_time(info, test_days)
    rows = map_rows(info, slices.test.start, slices.test.stop, with_truth=True)
    label = np.asarray(rows.label if rows.truth is None else rows.truth)
    if not 0 < label.sum() < len(label):
        raise ValueError(f"The test slice has {int(label.sum())} frauds in {len(label)} rows: nothing to measure")
    columns = [info.features.index(name) for name in manifest["features"]]
    margin = onnx_margins(bundle / "model.onnx", rows.features, columns)
    score = shipped_calibration(bundle).probability(margin)
    labels = "recorded" if rows.truth is None else "truth"
    return TestSlice(manifest, info, slices, rows, label, labels, margin, score)


def shipped_calibration(bundle: Path) -> Calibration:
    return read_calibration(json.loads((bundle / "calibration.json").read_text()))


def onnx_margins(model: Path, features: np.ndarray, columns: list[int]) -> np.ndarray:
    """float64 [rows], from the very file that serves."""
    session = onnxruntime.InferenceSession(model.read_bytes())
    parts = [
        session.run(None, {"features": np.ascontiguousarray(features[at : at + BATCH][:, columns])})[0][:, 0]
        for at in range(0, len(features), BATCH)
    ]
    return np.concatenate(parts).astype(np.float64)
