"""Few intraday shapes: the week pattern of a day-by-slot matrix reduced to its leading singular vectors."""

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.pattern import week_patterns

RANK = 4
HALF_LIFE_WEEKS = 4.0


def low_rank_pattern(past: Past) -> Floats:
    """Weighted weekday means of a rank-4 reduction of square roots (8 rows × slots; Shen & Huang, MSOM 10, 2008)."""
    roots = np.sqrt(past.offered)
    shapes = np.linalg.svd(roots[past.ordinary], full_matrices=False)[2][:RANK]
    pattern: Floats = np.maximum(week_patterns(past, roots @ shapes.T @ shapes, (HALF_LIFE_WEEKS,))[0], 0.0) ** 2
    return pattern
