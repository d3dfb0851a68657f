"""Hours a quarter."""

from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period
from solver.rules.max_hours import MaxHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHoursAQuarter(MaxHours):
    """The paid minutes of each quarter stay within `minutes`."""

    name: ClassVar[str] = "max_hours_a_quarter"
    period: ClassVar[Period] = Period.QUARTER
