"""Hours a year."""

from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period
from solver.rules.max_hours import MaxHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHoursAYear(MaxHours):
    """The paid minutes of each year stay within `minutes`."""

    name: ClassVar[str] = "max_hours_a_year"
    period: ClassVar[Period] = Period.YEAR
