"""Hours a day."""

from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period
from solver.rules.max_hours import MaxHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHoursADay(MaxHours):
    """The paid minutes of each day stay within `minutes`."""

    name: ClassVar[str] = "max_hours_a_day"
    period: ClassVar[Period] = Period.DAY
