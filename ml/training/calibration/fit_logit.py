"""Fits logit(fraud) = columns @ weights within bounds, by maximum likelihood of the labels that are there."""

import numpy as np
from scipy.optimize import minimize

Bounds = list[tuple[float | None, float | None]]


def fit_logit(
    columns: np.ndarray,
    label: np.ndarray,
    reach: np.ndarray,
    start: list[float],
    bounds: Bounds,
    weight: np.ndarray | None = None,
) -> np.ndarray:
    """Weights [columns] such that a fraud label is there with probability sigmoid(columns @ weights) * reach.

    `reach` is the chance that a fraud of the row has its label already (learning from positive and unlabelled rows,
    Elkan and Noto 2008). `weight` is how many payments a row stands for. Targets are Platt's (1999), which keep weights
    finite where the classes do not overlap.
    """
    frauds = int(label.sum())
    share = 1 / len(label) if weight is None else weight / weight.sum(dtype=np.float64)
    target = np.where(label == 1, (frauds + 1) / (frauds + 2), 1 / (len(label) - frauds + 2))

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        logit = columns @ weights
        fraud = sigmoid(logit)
        # 1 - fraud * reach, without cancellation.
        silent = sigmoid(-logit) + fraud * (1 - reach)
        value = target * softplus(-logit) - (1 - target) * np.log(silent)
        slope = (1 - target) * reach * fraud * (1 - fraud) / silent - target * (1 - fraud)
        return float((share * value).sum()), columns.T @ (share * slope)

    # Losses of a rare event are small numbers: the default tolerances would stop far too early.
    options = {"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-10}
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=options).x


def softplus(x: np.ndarray) -> np.ndarray:
    """ln(1 + exp(x)) without overflow."""
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-x)) without overflow."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, small) / (1 + small)
