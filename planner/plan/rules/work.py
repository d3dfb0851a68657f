"""Rules of the work to be done: people on duty, handovers, activities."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Hours, Id, Refused, Several, Strict, Weekdays
from planner.plan.rules.rule import Rule, Severity


class SkillOrTag(Message):
    """A floor that does not say who is asked for."""

    template = "give either a skill or a tag"


class GroupHandover(Rule):
    """Share of the next shift's people that must have begun before the earlier shift ends."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = 1.0


class Floor(Strict):
    """Fewest people with a skill at a level, or with a tag, on duty in some hours."""

    skill: Id | None = None
    min_level: Annotated[int, Field(ge=1, le=9)] = 1
    tag: str | None = None
    hours: Hours
    days: Weekdays = "mon-sun"
    people: Annotated[int, Field(ge=1)] = 1

    @property
    def asks(self) -> str:
        """The skill or the tag."""
        return self.skill or self.tag or ""

    @model_validator(mode="after")
    def _asks_one(self) -> Floor:
        if (self.skill is None) == (self.tag is None):
            raise Refused(SkillOrTag())
        return self


class MinOnDuty(Rule):
    """Fewest people on duty, on contacts or at a post or on a break."""

    weight: Annotated[float, Field(gt=0)] = Field(8.0, description="wage-hours of each hour of a missing person")
    floors: Several[Floor] = ()


class SpreadOfStops(Rule):
    """Most of a team's people on duty, those beyond the first `few`, that leave at the same time in opening hours."""

    severity: Severity = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of each person too many")
    share: Annotated[float, Field(ge=0, lt=1)] = 0.5
    few: Annotated[int, Field(ge=0)] = Field(1, description="so many may always leave together")


class Activities(Rule):
    """Activities of the week, each agent's and each team's; one that is missing counts once."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = 4.0
