"""Guarantee: Ctrl-C ends a command with one line, also while libraries load and while another program runs."""

import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import ML

SLEEPING_CHILD = """
import sys
from training.interrupt import end_quietly_on_interrupt, run_child
end_quietly_on_interrupt()
print("ready", flush=True)
run_child([sys.executable, "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(60)"], ".")
"""


def interrupted(arguments: list[str], wait) -> subprocess.CompletedProcess:
    environment = os.environ | {"PYTHONPATH": str(ML)}
    child = subprocess.Popen(
        [sys.executable, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait(child)
    child.send_signal(signal.SIGINT)
    child.send_signal(signal.SIGINT)
    out, error = child.communicate(timeout=60)
    return subprocess.CompletedProcess(arguments, child.returncode, out, error)


def libraries_load(child, _pipe):
    _until(lambda: "numpy" in open(f"/proc/{child.pid}/maps").read())


def data_are_read(_child, pipe):
    """A pipe can be opened for writing without waiting once somebody has opened it for reading."""
    return _until(lambda: os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))


@pytest.mark.parametrize("moment", [libraries_load, data_are_read])
def test_training_ends_with_one_line(tmp_path, moment, request):
    pipe = tmp_path / "endless.csv"
    os.mkfifo(pipe)
    arguments = ["-m", "training", "--data", str(pipe), "--work", str(tmp_path)]

    def wait(child):
        writer = moment(child, pipe)
        if writer is not None:
            request.addfinalizer(lambda: os.close(writer))

    found = interrupted(arguments, wait)
    assert found.returncode == 130
    assert found.stderr.strip().splitlines() == ["Stopped. --resume continues a training run with what is finished."]


def test_a_running_program_ends_too():
    pids = []

    def started(child):
        assert child.stdout.readline() == "ready\n"
        pids.append(int(child.stdout.readline()))

    assert interrupted(["-c", SLEEPING_CHILD], started).returncode == 130
    _until(lambda: not _runs(pids[0]))


def _until(holds):
    for _ in range(600):
        try:
            if found := holds():
                return found
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail("it did not happen within a minute")


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
