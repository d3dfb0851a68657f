"""What a forecast brings back: the table, and everything a planner needs to check and override it."""

from dataclasses import dataclass

import pandas as pd

from forecasting.effects import Effect, effects
from forecasting.errors import Notice
from forecasting.notices import notices, unusual_days
from forecasting.opening import opening_rows
from forecasting.study import Banded, Inputs


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with its reasons: `table` is FORECAST; `parts`, one for each queue, feed the rest and `paths`."""

    table: pd.DataFrame
    parts: tuple[Banded, ...]
    inputs: Inputs

    @property
    def effects(self) -> tuple[Effect, ...]:
        """The calendar, special-day and event effects in use, with size and band."""
        return tuple(effect for part in self.parts for effect in effects(part.outlook))

    @property
    def cleaned(self) -> tuple[Notice, ...]:
        """What of the history was repaired, left out, set aside or weighted down, and why."""
        return tuple(
            notice for part in self.parts for notice in (*part.outlook.queue.history.notices, *unusual_days(part))
        )

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was short, assumed, proposed or unknown."""
        return notices(self.parts, self.inputs)

    @property
    def opening(self) -> pd.DataFrame:
        """The opening hours in use, as OPENING: as given, or as proposed from the data."""
        histories = [part.outlook.queue.history for part in self.parts]
        rows = [opening_rows(part.source.queue, part.source.grid, part.open_[:7]) for part in histories]
        return pd.concat(rows, ignore_index=True)
