"""What a forecast brings back: the table, and everything a planner needs to check and override it."""

from dataclasses import dataclass

import pandas as pd

from forecasting.errors import Notice
from forecasting.study import Banded


@dataclass(frozen=True, slots=True)
class Effect:
    """One estimated effect: contacts are multiplied by `factor` (80 % band `factor_lo` to `factor_hi`).

    `name` is what an OVERRIDES row names; `observations` counts the past days behind the estimate.
    """

    queue: str
    name: str
    factor: float
    factor_lo: float
    factor_hi: float
    observations: int
    overridden: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with its reasons.

    `table` is FORECAST. `effects` are the calendar, special-day and event effects in use; `cleaned` says which rows or
    days of the history were repaired, left out or weighted down, and why; `notices` what was assumed. `opening` is
    OPENING as proposed from the data, empty where hours were given. `outlooks` feed `paths`.
    """

    table: pd.DataFrame
    effects: tuple[Effect, ...]
    cleaned: tuple[Notice, ...]
    notices: tuple[Notice, ...]
    opening: pd.DataFrame
    outlooks: tuple[Banded, ...]
