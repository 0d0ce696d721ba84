"""Guarantee: the file is reported before training, which stops at rejected rows and at what cannot be learnt from."""

import json
from dataclasses import replace

import pytest

from training.options import read_options
from training.train import check, train

HEADER = "occurred_at,type,amount,nameOrig,nameDest,isFraud,declined_attempts"


def written(tmp_path, flag_of, rows: int = 3_000):
    lines = [HEADER]
    for i in range(rows):
        day, slot = divmod(i, 60)
        fraud = i % 12 == 0
        lines.append(
            f"2026-0{1 + day // 28}-{1 + day % 28:02}T{slot // 6:02}:{slot % 6}0:00Z,PAYMENT,{i % 50}.50,"
            f"A{i % 17},B{i % 13},{int(fraud)},{flag_of(i, fraud)}"
        )
    path = tmp_path / "file.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def options_of(tmp_path, path, *more: str):
    found = read_options(["--data", str(path), "--name", "tried", *more])
    return replace(found, out=tmp_path / "models", work=tmp_path / "work")


def report_of(tmp_path) -> dict:
    return json.loads(next((tmp_path / "work").glob("*/table/file-report.json")).read_text())


def test_the_check_reports_and_trains_nothing(tmp_path, capfd):
    check(options_of(tmp_path, written(tmp_path, lambda i, _: i % 5), "--check"))
    printed = capfd.readouterr().out
    assert "file.csv: 3,000 rows, 3,000 accepted, 0 rejected" in printed and "can be used" in printed
    assert report_of(tmp_path)["weeks"][0]["rows"] > 0
    assert not (tmp_path / "models").exists()


def test_rejected_rows_stop_training_unless_their_share_is_allowed(tmp_path, capfd):
    path = written(tmp_path, lambda i, _: "many" if i == 7 else 0)
    with pytest.raises(ValueError, match="not accepted"):
        train(options_of(tmp_path, path))
    assert "Line 9, column declined_attempts" in capfd.readouterr().err
    check(options_of(tmp_path, path, "--check", "--allow-rejects", "0.001"))


def test_a_column_that_knows_the_label_stops_training_before_a_model_is_searched(tmp_path, monkeypatch):
    monkeypatch.setattr("training.train.search_stage", None)
    path = written(tmp_path, lambda i, fraud: int(fraud and i % 7 > 0))
    with pytest.raises(ValueError, match=r'column declined_attempts \(declinedAttempts\): the value "1" occurs in'):
        train(options_of(tmp_path, path))
    check(options_of(tmp_path, path, "--check", "--allow-leak", "declined_attempts"))


def test_a_file_without_fraud_stops_training(tmp_path):
    path = written(tmp_path, lambda *_: 0)
    path.write_text(path.read_text().replace(",1,0\n", ",0,0\n"))
    with pytest.raises(ValueError, match="No row is fraud"):
        check(options_of(tmp_path, path, "--check"))
