"""Guarantee: from a file to a bundle and its report in one go, on a simulated world of some 30,000 transactions."""

import json
from dataclasses import replace

import numpy as np
import pytest
from conftest import run_script

from training import train as train_module
from training.evaluate import evaluate
from training.run_directory import RunDirectory, sha256_of
from training.table import read_info
from training.train import train

CHECK_REPORT = """
import { readFileSync } from 'node:fs'
import { thresholdCurves, baselineHistograms } from './lib/governance/models/curves-schema'
import { modelReport } from './lib/governance/models/report-schema'
import { manifestSchema } from './lib/engine/inference/manifest'
import { calibrationSchema } from './lib/engine/inference/calibration'
const directory = readFileSync(0, 'utf8')
const read = (name) => JSON.parse(readFileSync(`${directory}/${name}.json`, 'utf8'))
const schemas = { manifest: manifestSchema, report: modelReport, curves: thresholdCurves }
Object.assign(schemas, { baseline: baselineHistograms, calibration: calibrationSchema })
for (const [name, schema] of Object.entries(schemas)) schema.parse(read(name))
console.log('all read')
"""


def run_of(bundle, options) -> RunDirectory:
    manifest = json.loads((bundle / "manifest.json").read_text())
    return RunDirectory(options.work / manifest["runId"])


def test_the_bundle_can_be_traced_to_its_file(trained, options):
    manifest = json.loads((trained / "manifest.json").read_text())
    info = read_info(run_of(trained, options).table)
    assert 20_000 <= info.rows <= 45_000
    assert manifest["training"]["dataSha256"] == info.source_sha256 == sha256_of(options.data)
    assert sum(part["rows"] for part in manifest["slices"]) < info.rows
    assert manifest["training"]["dataSha256"] in (trained / "card.md").read_text()


def test_the_product_reads_what_training_wrote(evaluated):
    assert run_script("-e", CHECK_REPORT, text=str(evaluated)).strip() == "all read"


def test_the_report_is_locked_by_its_hash(evaluated, trained, options):
    manifest = json.loads((evaluated / "manifest.json").read_text())
    assert manifest["files"]["report.json"] == sha256_of(evaluated / "report.json")
    assert manifest["files"]["card.md"] == sha256_of(evaluated / "card.md")
    report = json.loads((evaluated / "report.json").read_text())
    assert manifest["metrics"]["prAuc"] == report["headline"]["prAuc"]["value"]
    assert "## Figures on the test slice" in (evaluated / "card.md").read_text()
    before = json.loads((trained / "manifest.json").read_text())
    assert {name: manifest[name] for name in before if name not in ("files", "metrics", "slices")} == {
        name: before[name] for name in before if name not in ("files", "metrics", "slices")
    }


def test_a_second_evaluation_is_rejected(evaluated, options):
    report = (evaluated / "report.json").read_bytes()
    with pytest.raises(FileExistsError, match="read once"):
        evaluate(evaluated, None, options.work)
    (evaluated / "report.json").unlink()
    try:
        with pytest.raises(FileExistsError, match="read once"):
            evaluate(evaluated, None, options.work)
    finally:
        (evaluated / "report.json").write_bytes(report)


def test_the_report_covers_all_comparisons(evaluated):
    report = json.loads((evaluated / "report.json").read_text())
    names = {found["name"] for found in report["comparisons"]}
    assert {"this model", "amount = sender balance before", "logistic regression", "XGBoost"} <= names
    assert {found["family"] for found in report["ablation"]} >= {"amount", "sender history", "label feedback"}
    assert report["balances"]["senderOnly"]["prAuc"] <= report["headline"]["prAuc"]["value"] + 0.1
    assert report["labels"] == "truth" and len(report["typologies"]) >= 5
    assert {"with device", "without device"} <= {found["name"] for found in report["segments"]}
    assert sum(week["rows"] for week in report["weeks"]) == report["slices"][-1]["rows"]
    assert {found["kind"] for found in report["calibration"]["candidates"]} >= {"logistic", "beta", "isotonic"}
    assert sum(found["share"] for found in report["families"]) == pytest.approx(1)
    for name in ("precisionRecall", "gain"):
        points = np.array(report["curves"][name])
        assert 2 <= len(points) <= 400 and np.all(np.diff(points[:, 0]) >= 0)


def test_the_model_finds_fraud(evaluated):
    """A wide margin: the world is small. A model that learnt nothing is at the fraud rate, below 0.02."""
    report = json.loads((evaluated / "report.json").read_text())
    assert report["headline"]["prAuc"]["value"] > 0.15
    assert report["headline"]["rocAuc"]["value"] > 0.8


def test_an_interrupted_run_continues_without_repeating_work(trained, options, tmp_path, monkeypatch):
    again = replace(options, out=tmp_path / "models", resume=True)
    finished = run_of(trained, options).lines("trials.jsonl")

    def refuse(*_arguments):
        raise AssertionError("this stage was finished before")

    for stage in ("export_table", "search_stage", "compare_stage"):
        monkeypatch.setattr(train_module, stage, refuse)
    bundle = train(again)
    assert run_of(bundle, options).lines("trials.jsonl") == finished
    for name in ("trees.json", "calibration.json", "golden.json", "curves.json"):
        assert (bundle / name).read_bytes() == (trained / name).read_bytes()


def test_a_published_version_is_never_overwritten(trained, options):
    before = {path.name: path.read_bytes() for path in trained.iterdir()}
    with pytest.raises(FileExistsError):
        train(options)
    assert {path.name: path.read_bytes() for path in trained.iterdir()} == before


def test_a_table_of_another_file_is_rejected(trained, options, table):
    with pytest.raises(ValueError, match="another file"):
        evaluate(trained, table.directory, options.work)
    assert not (trained / "report.json").exists()
