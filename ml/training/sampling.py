"""Samples the legitimate rows and weights them, so that a search over many models is affordable."""

import numpy as np


def sample_negatives(label: np.ndarray, most_rows: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Row numbers in order, and float32 weights: all frauds, and legitimate rows up to `most_rows` together.

    A legitimate row has the weight of the rows that it represents, so rates and probabilities stay those of all rows.
    """
    frauds, honest = np.flatnonzero(label == 1), np.flatnonzero(label == 0)
    wanted = min(len(honest), max(most_rows - len(frauds), len(frauds)))
    drawn = np.random.default_rng(seed).choice(honest, wanted, replace=False)
    rows = np.sort(np.concatenate([frauds, drawn]))
    return rows, np.where(label[rows] == 1, 1.0, len(honest) / wanted).astype(np.float32)
