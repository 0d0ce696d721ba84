"""Reference rows for an import: the library's own raw margins and contributions, as `npm run model:prove` reads them.

Give rows as float32, because that is what the product computes with; NaN is missing.
"""

import json
from pathlib import Path

import lightgbm as lgb
import numpy as np
import xgboost as xgb


def lightgbm_reference(path: Path, booster: lgb.Booster, rows: np.ndarray, names: list[str]) -> None:
    rows = rows.astype(np.float32)
    write_reference(path, rows, names, booster.predict(rows, raw_score=True), booster.predict(rows, pred_contrib=True))


def xgboost_reference(path: Path, booster: xgb.Booster, rows: np.ndarray, names: list[str]) -> None:
    matrix = xgb.DMatrix(rows.astype(np.float32), feature_names=booster.feature_names)
    margins = booster.predict(matrix, output_margin=True)
    write_reference(path, rows, names, margins, booster.predict(matrix, pred_contribs=True))


def write_reference(
    path: Path, rows: np.ndarray, names: list[str], margins: np.ndarray, contributions: np.ndarray
) -> None:
    """`contributions` [rows, features + 1] ends with the base value, as both libraries return it."""
    document = {
        "features": names,
        "rows": [[None if np.isnan(value) else float(value) for value in row] for row in rows.astype(np.float32)],
        "margins": margins.astype(np.float64).tolist(),
        "contributions": contributions[:, :-1].astype(np.float64).tolist(),
        "base_values": contributions[:, -1].astype(np.float64).tolist(),
    }
    path.write_text(json.dumps(document, allow_nan=False))
