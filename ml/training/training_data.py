"""What training may see of a table: rows before the gap, with the labels that had arrived when the test begins."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .boosting import Examples
from .exploration import exploration_weights
from .feature_choice import clock_columns, columns_without, varying
from .sampling import sample_negatives
from .slices import Slices, require_frauds, split_by_time
from .table import Rows, TableInfo, map_rows, read_info

SEED = 7


@dataclass(frozen=True)
class TrainingData:
    info: TableInfo
    slices: Slices
    rows: Rows
    """From the first row to the gap. Nothing later is mapped."""
    label: np.ndarray
    reach: np.ndarray
    """The chance that a fraud of the row's age is known."""
    columns: list[int]
    """The columns of the model: no dropped family, none that is constant in the train slice, no clock; later those of most gain."""
    clocks: list[str]
    """Names of the columns that were left out because they tell the date."""
    weight: np.ndarray | None = None
    """float32 [rows] where exploration let payments through: they stand for blocked ones, too."""

    def with_columns(self, columns: list[int]) -> "TrainingData":
        return replace(self, columns=columns)

    def names(self, columns: list[int]) -> list[str]:
        return [self.info.features[i] for i in columns]

    def features(self, rows: slice, columns: list[int] | None = None) -> np.ndarray:
        return np.ascontiguousarray(self.rows.features[rows][:, self.columns if columns is None else columns])

    def amount(self, rows: slice) -> np.ndarray:
        """Major units."""
        return self.rows.amount_minor[rows] / 100

    def weights(self, rows: slice) -> np.ndarray | None:
        return None if self.weight is None else self.weight[rows]

    def examples(self, rows: slice, columns: list[int], most_rows: int | None = None) -> Examples:
        """All rows of a slice, or at most so many, with weights."""
        label, own = self.label[rows], self.weights(rows)
        if most_rows is None or len(label) <= most_rows:
            return Examples(self.features(rows, columns), label, own)
        chosen, weight = sample_negatives(label, most_rows, SEED)
        if own is not None:
            weight = weight * own[chosen]
        return Examples(self.rows.features[rows.start + chosen][:, columns], label[chosen], weight)


def open_training_data(
    table: Path, dropped: frozenset[str], test_days: float | None, coverage: float = 1.0
) -> TrainingData:
    """Raises ValueError when the table is too short or has too few frauds in a slice."""
    info = read_info(table)
    slices = split_by_time(info, test_days, coverage)
    rows = map_rows(info, 0, slices.gap.start)
    label = rows.known_labels(slices.test_from_ms)
    require_frauds(label, slices)
    allowed = columns_without(info.features, info.families, dropped)
    reach = slices.arrival.reach(rows.occurred_at_ms, slices.test_from_ms)
    train = rows.features[slices.train]
    columns = varying(train, allowed)
    clocks = clock_columns(train, columns)
    kept = [i for i in columns if i not in clocks]
    weight = exploration_weights(rows.inverse_propensity, label)
    return TrainingData(info, slices, rows, label, reach, kept, [info.features[i] for i in clocks], weight)
