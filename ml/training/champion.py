"""From hyper-parameters to the fitted model: trees, calibration, thresholds."""

from collections.abc import Callable
from dataclasses import dataclass

import lightgbm as lgb
import numpy as np

from .boosting import LARGEST_MARGIN, are_sane, fit_booster, make_datasets, margins_of
from .choose_calibration import Candidates, LabelledMargins, choose_calibration
from .costs import CostModel
from .evaluation.ranked import Ranked
from .search import Trial, best_of, search
from .thresholds import recommend_thresholds
from .training_data import TrainingData

# The search uses fewer legitimate rows and faster steps; only the chosen setting is fitted to all rows.
SEARCH_ROWS = 120_000
SEARCH_TREES = 200
SEARCH_STEPS = {"learning_rate": 0.1}
MOST_ROWS = 1_000_000
# Data that one column separates drives log-odds apart; each factor on the L2 penalty brings them closer.
PENALTIES = (1, 2, 4, 16, 64)


@dataclass(frozen=True)
class Fitted:
    """A booster with all that turns its margins into decisions."""

    booster: lgb.Booster
    candidates: Candidates
    thresholds: dict[str, float]

    def scores(self, features: np.ndarray) -> np.ndarray:
        return self.candidates.calibration().probability(margins_of(self.booster, features))


def search_parameters(
    data: TrainingData, trials: int, budget_seconds: float, done: list[Trial], keep: Callable[[Trial], None]
) -> dict:
    """The setting with the highest average precision on the stopping slice."""
    names, stopping = data.names(data.columns), data.slices.stopping
    sampled = data.examples(data.slices.train, data.columns, SEARCH_ROWS)
    train, held_out = make_datasets(sampled, data.examples(stopping, data.columns), names)
    features, label, weight = data.features(stopping), data.label[stopping], data.weights(stopping)

    def evaluate(parameters: dict) -> float:
        booster = fit_booster(train, held_out, parameters | SEARCH_STEPS, SEARCH_TREES, patience=20)
        ranked = Ranked(margins_of(booster, features), label)
        return ranked.pr_auc(None if weight is None else weight[ranked.order])

    return best_of(search(evaluate, trials, budget_seconds, done, keep)).parameters()


def fit_trees(data: TrainingData, parameters: dict) -> tuple[lgb.Booster, dict]:
    """Fits the chosen setting to all rows; the L2 penalty is raised until no margin before the gap leaves +-15.

    Returns the setting used, too. Raises ValueError when margins still do with the strongest penalty.
    """
    train = data.examples(data.slices.train, data.columns, MOST_ROWS)
    stopping = data.examples(data.slices.stopping, data.columns)
    datasets = make_datasets(train, stopping, data.names(data.columns))
    for stronger in PENALTIES:
        used = parameters | {"lambda_l2": parameters["lambda_l2"] * stronger}
        booster = fit_booster(*datasets, used)
        margins = [margins_of(booster, data.features(rows)) for rows in data.slices.fitted().values()]
        if are_sane(np.concatenate(margins)):
            return booster, used
        print(f"Margins beyond +-{LARGEST_MARGIN:.0f} with lambda_l2 {used['lambda_l2']:.3g}: raising it")
    raise ValueError("No penalty that was tried keeps margins within bounds: does a column give the label away?")


def calibrate(data: TrainingData, booster: lgb.Booster, costs: CostModel) -> Fitted:
    """Calibration from its slice, chosen on the threshold slice, where the thresholds are set too."""
    rows = data.slices.threshold
    later = _labelled(data, booster, rows)
    candidates = choose_calibration(_labelled(data, booster, data.slices.calibration), later)
    score = candidates.calibration().probability(later.margin)
    thresholds = recommend_thresholds(score, later.label / later.reach, data.amount(rows), costs, later.weight)
    return Fitted(booster, candidates, thresholds)


def _labelled(data: TrainingData, booster: lgb.Booster, rows: slice) -> LabelledMargins:
    margin = margins_of(booster, data.features(rows))
    return LabelledMargins(margin, data.label[rows], data.reach[rows], data.weights(rows))
