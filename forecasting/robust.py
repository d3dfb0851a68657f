"""Robust location, fast on short arrays."""

import numpy as np

from forecasting.grid import Floats


def median(values: Floats) -> float:
    """Upper median of a non-empty array; many times faster than numpy's on a few hundred values."""
    middle = len(values) // 2
    return float(np.partition(values, middle)[middle])
