"""Trains, calibrates, evaluates and exports the fraud model. Entry points: python -m training, training.evaluate."""

import os

# Threads that wait must not burn the core that another one needs. Read when the OpenMP runtime is loaded, so it is set
# before any library.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
