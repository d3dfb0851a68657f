"""Order statistics, many times faster than numpy's quantiles on short arrays."""

import numpy as np

from forecasting.grid import Floats


def quantile(values: Floats, share: float) -> float:
    """Return the value of a non-empty array that about `share` of them do not exceed: an order statistic."""
    rank = int(share * (len(values) - 1) + 0.5)
    return float(np.partition(values, rank)[rank])


def median(values: Floats) -> float:
    """Middle order statistic of a non-empty array."""
    return quantile(values, 0.5)
