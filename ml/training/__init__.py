"""Trains, calibrates, evaluates and exports the fraud model. Entry points: python -m training, training.evaluate."""

import os
import sys

from .interrupt import end_quietly_on_interrupt

# Threads that wait must not burn the core that another one needs. Read when the OpenMP runtime is loaded, so it is set
# before any library.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

# While Python looks for the module of `python -m`, this is its name.
if sys.argv[:1] == ["-m"]:
    end_quietly_on_interrupt()
