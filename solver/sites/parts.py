"""An amount in whole parts."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def divided(amounts: Ints, weights: Ints) -> Ints:
    """Return whole parts of each amount in proportion to its weights, [part, …], that sum up to it.

    Each is what is due up to it, rounded down, less that up to the one before, so within 1 of its exact part. Where
    all weights are 0, parts are equal.
    """
    weights = np.where(weights.any(axis=0), weights, 1)
    due = weights.cumsum(axis=0)
    parts: Ints = np.diff(amounts * due // due[-1], axis=0, prepend=0)
    return parts
