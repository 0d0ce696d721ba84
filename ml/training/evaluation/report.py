"""Puts a report together: everything that report.json says."""

from collections.abc import Callable
from datetime import UTC, datetime

import lightgbm as lgb
import numpy as np

from ..calibration import read_calibration
from ..comparisons import BALANCE
from ..costs import CostModel
from ..leaks import leak_text
from ..run_directory import RunDirectory
from ..slices import iso_time
from .breakdowns import by_segment, by_typology, by_week, number
from .calibration_quality import expected_calibration_error, reliability, top_share_error
from .headline import Headline
from .importance import importance
from .notes import notes
from .ranked import Ranked
from .report_curves import gain_curve, precision_recall_curve, savings_points
from .rivals import ablation, balances, compare
from .test_slice import TestSlice


def write_report(test: TestSlice, run: RunDirectory | None, progress: Callable) -> dict:
    """Format 1. Without the run's work directory the parts that need its other models are empty."""
    costs = CostModel(test.manifest["costs"]["perReview"], test.manifest["costs"]["missed"])
    headline = Headline(test, costs)
    comparisons = compare(test, run)
    features, families = importance(test, _champion(run)) if run else ([], [])
    report = {
        "format": 1,
        "evaluatedAt": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "dataSha256": test.info.source_sha256,
        "labels": test.labels,
        "slices": [*test.manifest["slices"], test_slice_document(test)],
        "headline": headline.figures(progress),
        "precisionAtK": headline.precision_per_day(),
        "calibration": {
            "chosen": test.manifest["calibrationKind"],
            "candidates": calibration_candidates(test, run) if run else [],
            "reliability": reliability(test.ranked()),
        },
        "curves": {"precisionRecall": precision_recall_curve(test.ranked()), "gain": gain_curve(test)},
        "savings": {
            "costPerReview": costs.review,
            "costPerMissed": costs.missed,
            "currency": "major units",
            "points": savings_points(test, costs),
            "atReview": headline.savings_at_review(),
        },
        "comparisons": comparisons,
        "ablation": ablation(test, run, _model_families(test)) if run else [],
        "balances": balances(test, run) if run else {"with": None, "without": None, "senderOnly": None},
        "typologies": by_typology(test),
        "weeks": by_week(test),
        "segments": by_segment(test),
        "families": families,
        "features": features,
        "search": run.read_json("search.json") if run else {"trials": 0, "budgetSeconds": 0, "best": {}},
    }
    return report | {"notes": [*_leaks(run), *notes(test, report, headline.days)]}


def test_slice_document(test: TestSlice) -> dict:
    times = test.rows.occurred_at_ms
    span = {"from": iso_time(times[0]), "to": iso_time(times[-1])}
    return {"name": "test"} | span | {"rows": len(test.label), "frauds": int(test.label.sum())}


def calibration_candidates(test: TestSlice, run: RunDirectory) -> list[dict]:
    """Every kind that was fitted, on the test slice; prAucLoss is the loss by its ties against raw margins."""
    raw = Ranked(test.margin, test.label).pr_auc()
    return [
        _candidate(kind, Ranked(read_calibration(document).probability(test.margin), test.label), raw)
        for kind, document in run.read_json("candidates.json").items()
    ]


def _candidate(kind: str, ranked: Ranked, raw: float) -> dict:
    return {
        "kind": kind,
        "prAuc": number(ranked.pr_auc()),
        "prAucLoss": number(raw - ranked.pr_auc()),
        "ece": number(expected_calibration_error(ranked)),
        "eceTop1": number(top_share_error(ranked)),
        "brier": number(ranked.brier()),
        "distinctScores": ranked.distinct(),
        "largestTie": ranked.largest_tie(),
    }


def _leaks(run: RunDirectory | None) -> list[str]:
    leaks = run.read_json("leaks.json") if run else []
    return [f"Likely leak, allowed when the model was trained: {leak_text(leak)}." for leak in leaks]


def _champion(run: RunDirectory) -> lgb.Booster:
    return lgb.Booster(model_file=run.models / "champion.txt")


def _model_families(test: TestSlice) -> list[str]:
    used = {test.info.families[name] for name in test.manifest["features"]}
    return [family for family in dict.fromkeys(test.info.families.values()) if family in used | {BALANCE}]


def require_same_model(test: TestSlice, run: RunDirectory, rows: int = 1_000) -> None:
    """Raises ValueError when the work directory holds another model than the bundle."""
    booster = _champion(run)
    theirs = booster.predict(test.features(booster.feature_name())[:rows], raw_score=True)
    if booster.feature_name() != test.manifest["features"] or np.abs(theirs - test.margin[:rows]).max() > 1e-4:
        raise ValueError(f"{run.path} holds another model than this bundle")
