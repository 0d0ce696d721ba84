"""Ends a command on Ctrl-C with one line. Imports nothing that takes time, so that it also holds while libraries load."""

import os
import signal
import subprocess
import sys
from pathlib import Path

EXIT_CODE = 130
_running: list[subprocess.Popen] = []


def end_quietly_on_interrupt() -> None:
    signal.signal(signal.SIGINT, _end)


def run_child(command: list[str], cwd: Path) -> int:
    """Runs a program to its end, and ends it with this process; returns its exit code."""
    child = subprocess.Popen(command, cwd=cwd)
    _running.append(child)
    try:
        return child.wait()
    finally:
        _running.remove(child)


def _end(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in _running:
        child.terminate()
    # Not an exception: libraries that call back into Python would print it and go on.
    print("\nStopped. --resume continues a training run with what is finished.", file=sys.stderr, flush=True)
    os._exit(EXIT_CODE)
