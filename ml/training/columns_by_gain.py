"""Which of the columns a model keeps: each one more is computed, explained and stored with every decision."""

import numpy as np

from .boosting import fit_booster, make_datasets
from .champion import SEARCH_ROWS, SEARCH_STEPS, SEARCH_TREES
from .training_data import TrainingData

# Beyond about 35 columns the average precision of the stopping slice no longer moved with their number.
MOST_COLUMNS = 40


def columns_by_gain(data: TrainingData, most: int = MOST_COLUMNS) -> list[int]:
    """The `most` columns of greatest total gain in one fit to the train slice, in table order; all where there are no more.

    Sees the train and stopping slices only. Equal gains keep the catalogue's order.
    """
    if len(data.columns) <= most:
        return data.columns
    train = data.examples(data.slices.train, data.columns, SEARCH_ROWS)
    stopping = data.examples(data.slices.stopping, data.columns)
    datasets = make_datasets(train, stopping, data.names(data.columns))
    booster = fit_booster(*datasets, SEARCH_STEPS, SEARCH_TREES, patience=20)
    return first_by_gain(data.columns, booster.feature_importance("gain"), most)


def first_by_gain(columns: list[int], gain: np.ndarray, most: int) -> list[int]:
    strongest = np.argsort(-gain, kind="stable")[:most]
    return [columns[i] for i in sorted(strongest)]
