"""Hours a month."""

from dataclasses import dataclass
from typing import ClassVar

from solver.problem import Period
from solver.rules.max_hours import MaxHours


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxHoursAMonth(MaxHours):
    """The paid minutes of each month stay within `minutes`."""

    name: ClassVar[str] = "max_hours_a_month"
    period: ClassVar[Period] = Period.MONTH
