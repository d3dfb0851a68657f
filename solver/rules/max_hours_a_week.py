"""Hours a week."""

from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period
from solver.rules.max_hours import MaxHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHoursAWeek(MaxHours):
    """The paid minutes of each week stay within `minutes`."""

    name: ClassVar[str] = "max_hours_a_week"
    period: ClassVar[Period] = Period.WEEK
