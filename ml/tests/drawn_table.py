"""A drawn training table, for tests that need no transactions: skewed columns, flags, holes."""

import json
from pathlib import Path

import numpy as np

from training.table import COLUMNS, DAY_MS

FIRST_DAY = 1_767_571_200_000  # 2026-01-05
DELAY_DAYS = 3.0
FEATURES = {
    "amount": "amount",
    "sender_amount_to_median": "amount",
    "type_transfer": "type",
    "hour_of_day": "timing",
    "sender_balance_before": "balance",
    "drains_sender_balance": "balance",
    "sender_sent_count_24h": "sender history",
    "sender_amount_zscore": "sender history",
    "receiver_age_days": "receiver history",
    "receiver_received_count_7d": "receiver history",
    "is_new_counterparty": "pair",
    "device_accounts": "device",
    "receiver_fraud_rate_30d": "label feedback",
    "never_filled": "location",
}


def write_table(directory: Path, rows: int = 30_000, days: int = 40, seed: int = 3) -> None:
    """Frauds follow from a few columns; most get a label, DELAY_DAYS later. The truth has all of them."""
    rng = np.random.default_rng(seed)
    directory.mkdir(parents=True, exist_ok=True)
    features = np.empty((rows, len(FEATURES)), dtype=np.float32)
    for i in range(len(FEATURES)):
        kinds = (rng.lognormal(3, 2, rows), rng.poisson(1.5, rows), rng.random(rows) < 0.3, rng.normal(0, 1, rows))
        features[:, i] = kinds[i % 4]
        if i % 3 == 0:
            features[rng.random(rows) < 0.1, i] = np.nan
    features[:, -1] = np.nan
    amount = np.nan_to_num(features[:, 0])
    logit = -7 + 0.7 * np.log1p(amount) + np.nan_to_num(features[:, 7]) + 1.5 * np.isnan(features[:, 3])
    fraud = rng.random(rows) < 1 / (1 + np.exp(-logit))
    occurred = np.sort(FIRST_DAY + rng.random(rows) * days * DAY_MS)
    reported = fraud & (rng.random(rows) < 0.95)
    columns = {
        "features": features,
        "label": reported,
        "label_at_ms": np.where(reported, occurred + DELAY_DAYS * DAY_MS, np.nan),
        "occurred_at_ms": occurred,
        "amount_minor": np.round(amount * 100),
        "sender_balance_before_minor": rng.integers(0, 100_000, rows),
        "segment": rng.integers(0, 16, rows),
    }
    for name, dtype in COLUMNS.items():
        columns[name].astype(dtype).tofile(directory / f"{name}.bin")
    fraud.astype("<u1").tofile(directory / "truth.bin")
    np.where(fraud, rng.integers(1, 3, rows), 0).astype("<u1").tofile(directory / "typology.bin")
    meta = {
        "format": 2,
        "rows": rows,
        "features": list(FEATURES),
        "families": FEATURES,
        "sourceSha256": "0" * 64,
        "mappingSha256": None,
        "typologies": ["takeover", "mule"],
    }
    (directory / "table.json").write_text(json.dumps(meta))


def rewrite(directory: Path, name: str, change) -> None:
    """Changes one column of a table in place."""
    path = directory / f"{name}.bin"
    values = np.fromfile(path, COLUMNS[name])
    change(values)
    values.tofile(path)
