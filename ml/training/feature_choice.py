"""Which columns a model gets."""

import numpy as np
from scipy.stats import rankdata

CLOCK = 0.6
FEWEST_KNOWN = 500

# The sender-only variant measures the features of the sender alone, without data on the receiver.
SENDER_FAMILIES = frozenset({"amount", "type", "timing", "sender history"})


def columns_without(names: list[str], families: dict[str, str], dropped: frozenset[str]) -> list[int]:
    """Column numbers in table order. Raises ValueError when a family to drop does not exist."""
    unknown = dropped - set(families.values())
    if unknown:
        known = ", ".join(sorted(set(families.values())))
        raise ValueError(f"There is no feature family {', '.join(sorted(unknown))}. Families: {known}")
    return [i for i, name in enumerate(names) if families[name] not in dropped]


def columns_of(names: list[str], families: dict[str, str], kept: frozenset[str]) -> list[int]:
    return [i for i, name in enumerate(names) if families[name] in kept]


def varying(features: np.ndarray, columns: list[int]) -> list[int]:
    """The columns that hold at least two values, missing counting as one: the others can tell a model nothing."""
    return [i for i in columns if _varies(features[:, i])]


def clock_columns(features: np.ndarray, columns: list[int], sample: int = 30_000) -> list[int]:
    """Columns that mostly tell how much of the file has passed: rank correlation with the row number above CLOCK.

    Histories begin empty with the file, so ages and running counts grow with the date. A model that leans on them meets
    values later that it never saw, and its probabilities drift. `features` are in time order.
    """
    at = np.linspace(0, len(features) - 1, min(sample, len(features))).astype(np.int64)
    return [i for i in columns if _rank_correlation(features[at, i], at) > CLOCK]


def _rank_correlation(values: np.ndarray, time: np.ndarray) -> float:
    """|Spearman's rho| over the known values; 0 where too few are known."""
    known = ~np.isnan(values)
    if known.sum() < FEWEST_KNOWN or np.ptp(values[known]) == 0:
        return 0.0
    return float(abs(np.corrcoef(rankdata(values[known]), time[known])[0, 1]))


def _varies(values: np.ndarray) -> bool:
    missing = np.isnan(values)
    if missing.all():
        return False
    known = values[~missing]
    return bool(missing.any() or known.min() != known.max())
