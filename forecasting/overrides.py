"""The planner's own word against an estimate."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from forecasting.tables import rows_of


@dataclass(frozen=True, slots=True)
class Overrides:
    """Factors that replace estimated effects of one queue, by effect name."""

    names: tuple[str, ...] = ()
    factors: tuple[float, ...] = ()

    def log(self, *names: str) -> float | None:
        """Return the log factor of the first of `names` that is overridden; None where none is."""
        for name in names:
            if name in self.names:
                return float(np.log(max(self.factors[self.names.index(name)], 1e-9)))
        return None


def of_queue(overrides: pd.DataFrame | None, queue: str) -> Overrides:
    """Select a queue's rows of a checked OVERRIDES; its own come before those for all queues."""
    if overrides is None:
        return Overrides()
    rows = rows_of(overrides, queue)
    return Overrides(tuple(rows["effect"]), tuple(rows["factor"]))
