"""A worker of a server: its output, its memory, its end."""

import json
import os
import subprocess
import sys

from conftest import ML

from training.progress import Lines
from training.worker import EXIT_CODE

CODE = "import sys; from training.worker import become_worker; become_worker(int(sys.argv[1])); "


def run(code: str, megabytes: int = 4096) -> subprocess.Popen:
    command = [sys.executable, "-c", CODE + code, str(megabytes)]
    environment = os.environ | {"PYTHONPATH": str(ML)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_each_step_is_a_line(capsys):
    assert list(Lines("Comparisons", items=["a", "b"])) == ["a", "b"]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines == [{"progress": "Comparisons", "done": done, "of": 2} for done in (0, 1, 2)]


def test_a_resumed_count_goes_on(capsys):
    with Lines("Search", total=5, done=3) as bar:
        bar.update()
    assert bar.n == 4
    assert '"done": 3, "of": 5' in capsys.readouterr().out


def test_it_ends_when_its_server_does():
    worker = run("import time; time.sleep(60)")
    worker.stdin.close()
    assert worker.wait(60) == EXIT_CODE


def test_it_gets_no_more_than_its_memory():
    worker = run("bytearray(600 * 1024 * 1024)", megabytes=512)
    assert worker.wait(60) == 1
    assert "MemoryError" in worker.stderr.read()
