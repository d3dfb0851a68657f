"""Rules of hours: those of the contract, and the most within a stretch of time."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.base import Hours
from planner.plan.rules.rule import Days, Rule


class ContractHours(Rule):
    """Paid hours of the week lie within the contract's hours ± a tolerance; paid leave counts as worked."""

    tolerance_h: Annotated[float, Field(ge=0, le=40)] = 4.0


class MaxHours(Rule):
    """Most paid hours within a stretch of time, which belong to the day on which their shift starts."""

    weight: Annotated[float, Field(gt=0)] = Field(0.1, description="wage-hours of each minute beyond")
    hours: Annotated[float, Field(ge=0)] | None = Field(
        None, description="absent: no limit, or that of the labour pack"
    )


class MaxHoursInWindow(MaxHours):
    """Most paid hours in any so many days in a row."""

    days: Days = 7


class MaxNightHours(MaxHours):
    """Most hours at night in the shifts of a week, breaks included."""

    night: Hours = "22:00-06:00"


class MaxOvertime(MaxHours):
    """Most hours of overtime: those beyond a normal day, and the others beyond a normal week."""

    normal_day_h: Annotated[float, Field(gt=0, le=24)] = 8.0
    normal_week_h: Annotated[float, Field(gt=0, le=168)] = 40.0
