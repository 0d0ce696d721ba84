"""Which columns a model gets."""

import numpy as np

# A sender-only variant shows what is left where nothing is known of the other side: behaviour of the payer alone.
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


def _varies(values: np.ndarray) -> bool:
    missing = np.isnan(values)
    if missing.all():
        return False
    known = values[~missing]
    return bool(missing.any() or known.min() != known.max())
