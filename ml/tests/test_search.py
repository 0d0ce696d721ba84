"""Guarantee: the search keeps to its budget, goes on where it stopped, and comes near what is good."""

import numpy as np
import pytest

from training.rules import choose_rule
from training.run_directory import RunDirectory
from training.search import SPACE, Trial, best_of, next_point, parameters_at, search


def bowl(parameters: dict) -> float:
    """Best at 20 leaves and lambda 10."""
    return -abs(np.log(parameters["num_leaves"] / 20)) - abs(np.log(parameters["lambda_l2"] / 10))


def test_parameters_stay_in_their_space_and_leaves_are_whole():
    for corner in (0.0, 0.37, 1.0):
        for name, value in parameters_at(np.full(len(SPACE), corner)).items():
            low, high, _, whole = SPACE[name]
            assert low <= value <= high
            assert isinstance(value, int) == whole


def test_it_stops_at_its_trials_and_at_its_budget():
    assert len(search(bowl, 7, 1e9, [], lambda trial: None)) == 7
    assert len(search(bowl, 7, 0, [], lambda trial: None)) == 1
    spent = [Trial([0.5] * len(SPACE), 0.1, seconds=60.0)]
    assert search(bowl, 7, 60, spent, lambda trial: None) == spent


def test_an_interrupted_search_ends_where_an_uninterrupted_one_does():
    whole = search(bowl, 12, 1e9, [], lambda trial: None)
    kept: list[Trial] = []

    def stop_after_five(trial: Trial) -> None:
        kept.append(trial)
        if len(kept) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        search(bowl, 12, 1e9, [], stop_after_five)
    resumed = search(bowl, 12, 1e9, kept, lambda trial: None)
    assert [trial.point for trial in resumed] == [trial.point for trial in whole]


def test_later_draws_are_better_than_the_first_random_ones():
    found = search(bowl, 40, 1e9, [], lambda trial: None)
    values = [trial.value for trial in found]
    assert np.mean(values[24:]) > np.mean(values[:16])
    assert best_of(found).value == max(values)
    assert np.all((next_point(found, 40) >= 0) & (next_point(found, 40) <= 1))


def test_trials_read_back_without_a_torn_last_line(tmp_path):
    run = RunDirectory(tmp_path / "run")
    run.begin(resume=False)
    run.append("trials.jsonl", {"a": 1})
    with open(run.path / "trials.jsonl", "a") as file:
        file.write('{"a": ')
    assert run.lines("trials.jsonl") == [{"a": 1}]
    run.append("trials.jsonl", {"a": 2})
    assert run.lines("trials.jsonl") == [{"a": 1}, {"a": 2}]


def test_a_stage_runs_once_and_again_only_after_a_fresh_start(tmp_path):
    run, ran = RunDirectory(tmp_path / "run"), []
    run.begin(resume=False)
    assert run.once("stage", lambda: ran.append(1))
    assert not run.once("stage", lambda: ran.append(2))
    run.begin(resume=True)
    assert not run.once("stage", lambda: ran.append(3))
    run.begin(resume=False)
    assert run.once("stage", lambda: ran.append(4))
    assert ran == [1, 4]


@pytest.mark.parametrize("above", [True, False])
def test_the_best_rule_is_found_among_noise(above):
    rng = np.random.default_rng(2)
    features = rng.normal(size=(4_000, 3)).astype(np.float32)
    features[::9, 1] = np.nan
    telling = features[:, 2] if above else -features[:, 2]
    label = (telling > 2).astype(np.uint8)
    rule = choose_rule(features, label, np.ones(4_000), ["a", "b", "c"])
    assert (rule.feature, rule.above) == ("c", above)
    assert np.array_equal(rule.flags(features, ["a", "b", "c"]), label == 1)
