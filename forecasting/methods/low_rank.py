"""Few intraday shapes: the day-by-slot matrix reduced to its leading singular vectors."""

from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past
from forecasting.pattern import week_patterns

RANK = 4
HALF_LIFE_WEEKS = 4.0


@dataclass(frozen=True, slots=True)
class LowRank:
    """Rank-4 reduction of square roots, weighted weekday means of the day scores (Shen & Huang, MSOM 10, 2008)."""

    name: str = "low_rank"

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days."""
        roots = np.sqrt(past.offered)
        shapes = np.linalg.svd(roots[past.ordinary], full_matrices=False)[2][:RANK]
        pattern = week_patterns(past, roots @ shapes.T @ shapes, (HALF_LIFE_WEEKS,))[0]
        forecast: Floats = np.maximum(pattern, 0.0)[past.ahead(days)] ** 2
        return forecast
