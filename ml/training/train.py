"""Trains a model on a file of transactions and writes its bundle.

Usage: npm run train -- --data FILE.csv[.gz] [--mapping FILE] [--name NAME]; or in ml/: python -m training.train
"""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from .bundle import MANIFEST, code_version, next_version, write_bundle
from .card import write_card
from .champion import calibrate, fit_trees, search_parameters
from .columns_by_gain import columns_by_gain
from .comparisons import choose_rules, fit_comparisons
from .describe_run import bundle_files, describe
from .export import export_table, read_report, require_usable
from .leaks import feature_leaks, leak_text, require_accepted
from .no_tracking import NoTracking
from .options import ROOT, Options, read_options
from .progress import print_lines, progress_of, steps
from .run_directory import RunDirectory, run_id, sha256_of
from .search import Trial
from .table import read_info
from .training_data import TrainingData, open_training_data
from .worker import become_worker

if TYPE_CHECKING:
    from .tracking import Tracking


def main() -> None:
    options = read_options()
    if options.worker_memory_mb is not None:
        become_worker(options.worker_memory_mb)
        print_lines()
    try:
        if options.check:
            check(options)
            return
        directory = train(options)
    except (ValueError, OSError) as error:
        sys.exit(f"{'The check failed' if options.check else 'No bundle was written'}. {error}")
    print(
        f"Bundle: {directory}\nNow measure it, once: npm run evaluate -- --bundle {options.name}/{directory.name}"
    )


def train(options: Options) -> Path:
    """Every stage from the file to the bundle; returns the bundle's directory.

    Raises ValueError where the file, the mapping or the fitted model cannot be accepted.
    """
    version = options.version or next_version(options.out / options.name)
    directory = options.out / options.name / version
    if (directory / MANIFEST).exists():
        raise FileExistsError(f"{directory} exists; give the new model another version")
    recipe = recipe_of(options, version)
    identity = run_id(recipe)
    run = begin(options, recipe)
    data, leaks = read_file(options, run)
    tracking = track(options, identity, version)
    tracking.tags({name: str(value) for name, value in recipe.items()} | {"rows": str(data.info.rows)})

    run.once("columns", lambda: run.write_json("columns.json", {"columns": columns_by_gain(data)}))
    data = data.with_columns(run.read_json("columns.json")["columns"])
    run.once("searched", lambda: search_stage(run, data, options, tracking))
    print("Fitting the chosen setting to all rows of the train slice")
    search = run.read_json("search.json")
    booster, parameters = fit_trees(data, search["best"])
    search |= {"best": parameters}
    run.write_json("search.json", search)
    fitted = calibrate(data, booster, options.costs)
    run.once("compared", lambda: compare_stage(run, data, parameters))

    fitted.booster.save_model(run.models / "champion.txt")
    run.write_json("candidates.json", {kind: found.document() for kind, found in fitted.candidates.fitted.items()})
    manifest = describe(data, fitted, options, version, identity)
    files = bundle_files(data, fitted, options.costs)
    files["card.md"] = write_card(manifest, data, fitted, options, search, leaks).encode()
    write_bundle(directory, files, manifest)

    tracking.parameters(parameters | {"trees": fitted.booster.num_trees()})
    tracking.metrics(manifest["metrics"])
    for name in ("manifest.json", "card.md"):
        tracking.file(directory / name)
    tracking.finish()
    print_figures(manifest)
    return directory


def check(options: Options) -> None:
    """Reports on the file and names likely leaks; trains nothing. Raises ValueError where training would stop."""
    run = begin(options, recipe_of(options, options.version or next_version(options.out / options.name)))
    _, leaks = read_file(options, run)
    for leak in leaks:
        print(f"Allowed leak: {leak_text(leak)}")
    print("The file can be used. Train with --resume to go on with this reading.")


def begin(options: Options, recipe: dict) -> RunDirectory:
    identity = run_id(recipe)
    run = RunDirectory(options.work / identity)
    run.begin(options.resume)
    run.write_json("recipe.json", recipe)
    print(f"Run {identity} in {run.path}")
    return run


def read_file(options: Options, run: RunDirectory) -> tuple[TrainingData, list[dict]]:
    """The data to train on, and the likely leaks that were allowed.

    Raises ValueError for rejected rows, a leak that was not allowed, or too little data.
    """
    found = [] if options.table else read_into_table(options, run)
    data = open_training_data(options.table or run.table, options.dropped, options.test_days, options.coverage)
    leaks = [*found, *feature_leaks(data, options.allowed_leaks)]
    require_accepted(leaks, options.allowed_leaks)
    run.write_json("leaks.json", leaks)
    return data, leaks


def read_into_table(options: Options, run: RunDirectory) -> list[dict]:
    """Runs the features export; returns the likely leaks of the file's columns. Raises ValueError where nothing can be learnt."""
    run.once("exported", lambda: export_table(options, run.table))
    report = read_report(run.table)
    require_usable(report)
    return report["leaks"]


def track(options: Options, identity: str, version: str) -> "Tracking | NoTracking":
    if options.worker_memory_mb is not None:
        return NoTracking()
    # Not at the top: a worker does without MLflow.
    from .tracking import Tracking

    return Tracking(identity, f"{options.name} {version}", go_on=options.resume)


def search_stage(run: RunDirectory, data: TrainingData, options: Options, tracking: "Tracking | NoTracking") -> None:
    """Tries settings; each finished trial is kept, so that an interrupted search goes on with the next."""
    done = [Trial(**line) for line in run.lines("trials.jsonl")]
    with steps("Search", "trial", options.trials, len(done)) as bar:

        def keep(trial: Trial) -> None:
            run.append("trials.jsonl", asdict(trial))
            tracking.metrics({"trialPrAuc": trial.value, "trialSeconds": trial.seconds}, step=bar.n)
            bar.update()

        best = search_parameters(data, options.trials, options.budget_seconds, done, keep)
    trials = len(run.lines("trials.jsonl"))
    run.write_json("search.json", {"trials": trials, "budgetSeconds": options.budget_seconds, "best": best})


def compare_stage(run: RunDirectory, data: TrainingData, parameters: dict) -> None:
    run.write_json("rules.json", choose_rules(data))
    fit_comparisons(data, parameters, run.models, progress_of("Comparisons", "model"))


def print_figures(manifest: dict) -> None:
    metrics, thresholds = manifest["metrics"], manifest["thresholds"]
    print(f"On the threshold slice: PR-AUC {metrics['thresholdPrAuc']:.4f}, ECE {metrics['thresholdEce']:.4f}")
    print(f"Review from {thresholds['review']}, block from {thresholds['block']}")


def recipe_of(options: Options, version: str) -> dict:
    """All that decides the result; its hash is the run's id."""
    return {
        "dataSha256": read_info(options.table).source_sha256 if options.table else sha256_of(options.data),
        "mappingSha256": sha256_of(options.mapping) if options.mapping else None,
        "truthSha256": sha256_of(options.truth) if options.truth else None,
        "code": code_version(ROOT),
        "name": options.name,
        "version": version,
        "budgetSeconds": options.budget_seconds,
        "trials": options.trials,
        "dropped": sorted(options.dropped),
        "testDays": options.test_days,
        "labelCoverage": options.coverage,
        "costs": options.costs.document(),
    }
