"""Which features and families move the margins, by exact SHAP contributions on a sample of the test slice."""

import lightgbm as lgb
import numpy as np

from .test_slice import TestSlice

SAMPLE = 5_000


def importance(test: TestSlice, booster: lgb.Booster, seed: int = 7) -> tuple[list[dict], list[dict]]:
    """Features and families by mean |SHAP| in log-odds, largest first.

    A family's figure is the mean of |sum of its contributions|: parts that cancel each other do not count.
    """
    rows = np.random.default_rng(seed).choice(len(test.score), min(SAMPLE, len(test.score)), replace=False)
    names = booster.feature_name()
    contributions = booster.predict(test.features(names)[np.sort(rows)], pred_contrib=True)[:, :-1]
    features = [
        {"name": name, "meanAbsShap": float(np.abs(contributions[:, i]).mean())} for i, name in enumerate(names)
    ]
    members: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        members.setdefault(test.info.families[name], []).append(i)
    moved = {family: float(np.abs(contributions[:, at].sum(axis=1)).mean()) for family, at in members.items()}
    total = sum(moved.values())
    families = [
        {"family": family, "meanAbsShap": value, "share": value / total if total else 0.0}
        for family, value in moved.items()
    ]
    return _largest_first(features), _largest_first(families)


def _largest_first(found: list[dict]) -> list[dict]:
    return sorted(found, key=lambda part: -part["meanAbsShap"])
