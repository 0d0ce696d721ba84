"""Trains, calibrates, evaluates and exports the fraud model. Entry point: python -m training.train."""
