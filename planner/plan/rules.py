"""Rules of the roster: how severe each is, and its parameters."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.plan.base import Hours, Several, Strict

Severity = Literal["off", "warn", "enforce"]
Days = Annotated[int, Field(ge=1, le=28)]


class Rule(Strict):
    """Enforce a rule, warn (a violation costs `weight` wage-hours), or leave it off."""

    severity: Severity = "enforce"
    weight: Annotated[float, Field(gt=0)] = Field(8.0, description="wage-hours a violation costs when severity is warn")


class RestBetweenShifts(Rule):
    """Hours between the end of a shift and the start of the next."""

    hours: Annotated[float, Field(ge=0, le=48)] = 11.0


class DaysInARow(Rule):
    """Longest run of working days."""

    days: Days = 6


class DaysOff(Rule):
    """Fewest free days in any 7 days in a row."""

    days: Annotated[int, Field(ge=0, le=6)] = 1


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


class NoOvertime(Rule):
    """Agents with one of these tags are paid at most the hours of a normal day and week."""

    weight: Annotated[float, Field(gt=0)] = Field(0.1, description="wage-hours of each minute beyond")
    tags: Several[str] = Field((), description="absent: nobody, or those of the labour pack")
    normal_day_h: Annotated[float, Field(gt=0, le=24)] = 8.0
    normal_week_h: Annotated[float, Field(gt=0, le=168)] = 40.0


class Wishes(Rule):
    """Days off and shifts that agents wish for; a wish's weight (wage-hours) stands in the requests."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of a wish without a weight of its own")


class GroupHandover(Rule):
    """Share of the next shift's people that must have begun before the earlier shift ends."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = 1.0


class Rules(Strict):
    """Every rule by name, with its default."""

    availability: Rule = Rule()
    leave: Rule = Rule()
    locks: Rule = Rule()
    min_rest_between_shifts: RestBetweenShifts = RestBetweenShifts()
    max_days_in_a_row: DaysInARow = DaysInARow()
    min_days_off: DaysOff = DaysOff()
    contract_hours: ContractHours = ContractHours()
    max_hours_a_day: MaxHours = MaxHours()
    max_hours_a_week: MaxHours = MaxHours()
    max_hours_in_window: MaxHoursInWindow = MaxHoursInWindow()
    max_hours_a_month: MaxHours = MaxHours()
    max_hours_a_quarter: MaxHours = MaxHours()
    max_hours_a_year: MaxHours = MaxHours()
    max_overtime_a_month: MaxOvertime = MaxOvertime()
    no_overtime: NoOvertime = NoOvertime()
    max_night_hours_a_week: MaxNightHours = MaxNightHours()
    posts: Rule = Rule()
    group_handover: GroupHandover = GroupHandover()
    wishes: Wishes = Wishes()
