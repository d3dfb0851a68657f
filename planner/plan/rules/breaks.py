"""Rules of breaks: when they are, and how many of a team have theirs at once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Refused
from planner.plan.rules.rule import Rule, Severity


class LeastAboveMost(Message):
    """Limits of a stretch of work that no stretch can meet."""

    template = "least_min = {least_min} is above most_min = {most_min}"


class BreakSpacing(Rule):
    """Shortest and longest stretch of work between the breaks of a shift, and between them and its ends."""

    severity: Severity = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of each hour too short or too long")
    least_min: Annotated[int, Field(ge=0)] = 60
    most_min: Annotated[int, Field(gt=0)] = 240

    @model_validator(mode="after")
    def _possible(self) -> BreakSpacing:
        if self.least_min > self.most_min:
            raise Refused(LeastAboveMost(least_min=self.least_min, most_min=self.most_min))
        return self


class TeamBreaks(Rule):
    """Most of a team's people on duty that are on a break at the same time; one always may be.

    It cannot be enforced: shifts with the same windows may leave no other choice.
    """

    severity: Literal["off", "warn"] = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of each person's hour too many")
    share: Annotated[float, Field(gt=0, le=1)] = 0.3
