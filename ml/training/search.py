"""Searches hyper-parameters within a budget: random draws first, then draws near the good ones."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .boosting import MAX_LEAVES

# name: (low, high, logarithmic, whole number)
SPACE = {
    "num_leaves": (8, MAX_LEAVES, True, True),
    "min_data_in_leaf": (10, 400, True, True),
    "lambda_l2": (1.0, 100.0, True, False),
    "feature_fraction": (0.3, 1.0, False, False),
    "bagging_fraction": (0.5, 1.0, False, False),
    "path_smooth": (0.0, 20.0, False, False),
}
RANDOM_SHARE = 0.4
GOOD_SHARE = 0.3
CANDIDATES = 32
WIDTH = 0.15


@dataclass(frozen=True)
class Trial:
    point: list[float]
    """Position in the unit cube of SPACE."""
    value: float
    """Average precision on the stopping slice; higher is better."""
    seconds: float

    def parameters(self) -> dict:
        return parameters_at(np.array(self.point))


def search(
    evaluate: Callable[[dict], float],
    trials: int,
    budget_seconds: float,
    done: list[Trial],
    keep: Callable[[Trial], None],
) -> list[Trial]:
    """Runs until `trials` or the budget are used up, at least one; `done` counts as part of both.

    `keep` is called after each trial. The same seed and the same trials before it draw the same next point.
    """
    found = list(done)
    while not found or (len(found) < trials and sum(trial.seconds for trial in found) < budget_seconds):
        point = next_point(found, trials)
        started = time.monotonic()
        value = evaluate(parameters_at(point))
        found.append(Trial(point.tolist(), value, time.monotonic() - started))
        keep(found[-1])
    return found


def best_of(trials: list[Trial]) -> Trial:
    return max(trials, key=lambda trial: trial.value)


def next_point(found: list[Trial], trials: int) -> np.ndarray:
    """A tree-structured Parzen estimate (Bergstra et al., 2011) with one Gaussian per earlier trial."""
    rng = np.random.default_rng(1000 + len(found))
    if len(found) < max(4, RANDOM_SHARE * trials):
        return rng.random(len(SPACE))
    ranked = np.array([trial.point for trial in sorted(found, key=lambda trial: -trial.value)])
    good = max(2, round(GOOD_SHARE * len(ranked)))
    near = ranked[rng.integers(0, good, CANDIDATES)] + rng.normal(0, WIDTH, (CANDIDATES, len(SPACE)))
    candidates = np.clip(near, 0, 1)
    promise = _log_density(candidates, ranked[:good]) - _log_density(candidates, ranked[good:])
    return candidates[np.argmax(promise)]


def parameters_at(point: np.ndarray) -> dict:
    return {name: _scaled(share, *SPACE[name]) for name, share in zip(SPACE, point)}


def _scaled(share: float, low: float, high: float, logarithmic: bool, whole: bool) -> float | int:
    value = low * (high / low) ** share if logarithmic else low + (high - low) * share
    return int(round(value)) if whole else float(value)


def _log_density(at: np.ndarray, centres: np.ndarray) -> np.ndarray:
    squared = ((at[:, None, :] - centres[None]) ** 2).sum(axis=2)
    return np.log(np.exp(-squared / (2 * WIDTH**2)).mean(axis=1) + 1e-12)
