"""95 % intervals by drawing whole days with replacement: rows of one day are not independent."""

from collections.abc import Callable

import numpy as np

from ..table import DAY_MS

REPEATS = 300
FEWEST_DAYS = 5
Metrics = dict[str, float]


def day_of(occurred_at_ms: np.ndarray) -> np.ndarray:
    """Day numbers from 0 [rows], UTC, counting the days that have rows."""
    return np.unique(np.floor_divide(occurred_at_ms, DAY_MS), return_inverse=True)[1]


def draw_days(days: int, seed: int = 7) -> np.ndarray:
    """How often each day was drawn [REPEATS, days]; empty where there are too few days to say anything."""
    repeats = REPEATS if days >= FEWEST_DAYS else 0
    return np.random.default_rng(seed).multinomial(days, np.full(days, 1 / days), size=repeats).astype(np.float64)


def with_intervals(
    measure: Callable[[np.ndarray | None], Metrics], draws: np.ndarray, progress: Callable = iter
) -> dict[str, dict | None]:
    """Each figure of `measure(None)` with its percentile interval over `measure(day weights)`.

    None where the figure cannot be computed; low and high are None where there were too few days.
    """
    figures = measure(None)
    repeated = [measure(draw) for draw in progress(draws)]
    return {name: _estimate(value, [found[name] for found in repeated]) for name, value in figures.items()}


def _estimate(value: float, repeated: list[float]) -> dict | None:
    if not np.isfinite(value):
        return None
    known = [found for found in repeated if np.isfinite(found)]
    if not known:
        return {"value": float(value), "low": None, "high": None}
    low, high = np.quantile(known, [0.025, 0.975])
    return {"value": float(value), "low": float(low), "high": float(high)}
