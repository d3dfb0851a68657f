"""The last weeks again: the yardstick."""

from dataclasses import dataclass

import numpy as np

from forecasting.grid import Floats
from forecasting.methods.base import Past


@dataclass(frozen=True, slots=True)
class MeanOfWeeks:
    """Mean of the last `weeks` ordinary days of the same weekday; one week is the seasonal naive method."""

    name: str
    weeks: int

    def ordinary(self, past: Past, days: int) -> Floats:
        """Forecast the next `days` ordinary days."""
        forecast = np.zeros((days, past.offered.shape[1]))
        ahead = past.ahead(days)
        for row in np.unique(ahead):
            recent = past.like(row)[-self.weeks :]
            if len(recent):
                forecast[ahead == row] = past.offered[recent].mean(axis=0)
        return forecast
