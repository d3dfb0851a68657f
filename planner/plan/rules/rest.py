"""Rules of rest: between shifts, on days off, and which shifts may follow which."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Id, Refused, Several
from planner.plan.rules.rule import Days, Rule

RestHours = Annotated[float, Field(ge=0, le=96)]


class MoreFreeThanAll(Message):
    """More weekends off than there are."""

    template = "{free} free of {weekends} weekends is not possible"


class RestBetweenShifts(Rule):
    """Hours between the end of a shift and the start of the next."""

    hours: Annotated[float, Field(ge=0, le=48)] = 11.0
    after: dict[Id, RestHours] = Field(default_factory=dict, description="other hours after shifts of a kind")


class DaysInARow(Rule):
    """Longest run of working days."""

    days: Days = 6


class ShortestRun(Rule):
    """Shortest run of days."""

    days: Annotated[int, Field(ge=2, le=14)] = 2


class NightsInARow(Rule):
    """Longest run of nights."""

    nights: Days = 4


class DaysOffAfterNights(Rule):
    """Days off after the last night of a run."""

    days: Annotated[int, Field(ge=1, le=14)] = 2


class DaysOff(Rule):
    """Fewest free days in any 7 days in a row."""

    days: Annotated[int, Field(ge=0, le=6)] = 1


class WeekendsOff(Rule):
    """Fewest free weekends of so many in a row."""

    free: Annotated[int, Field(ge=1)] = 1
    weekends: Annotated[int, Field(ge=1, le=26)] = 4

    @model_validator(mode="after")
    def _possible(self) -> WeekendsOff:
        if self.free > self.weekends:
            raise Refused(MoreFreeThanAll(free=self.free, weekends=self.weekends))
        return self


class ForbiddenSuccessions(Rule):
    """Shift kinds that may not be worked on the day after a kind."""

    after: dict[Id, Several[Id]] = Field(default_factory=dict)


class StartConsistency(Rule):
    """How far apart the starts of an agent's shifts may lie in a week."""

    band_min: Annotated[int, Field(ge=0, lt=720)] = 120


class MaxShiftsOfKind(Rule):
    """Most shifts of a kind that an agent works in the planned days."""

    most: dict[Id, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
