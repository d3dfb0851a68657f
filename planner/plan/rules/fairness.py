"""The rule of turns that go round."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.plan.base import Id, Several, Strict
from planner.plan.rules.rule import Rule


class Balanced(Strict):
    """An account that is balanced between the people of a team, in proportion to their contract hours."""

    weight: Annotated[float, Field(ge=0)] | None = Field(
        None, description="wage-hours of the first turn beyond the fair share; absent = the rule's, 0 = not balanced"
    )
    exempt: Several[str] = Field((), description="tags of agents who take no turns")


class Fairness(Rule):
    """Turns that go round, past weeks counted in: each beyond the fair share costs more than the one before."""

    severity: Literal["off", "warn"] = "off"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of the first turn beyond the fair share")
    nights: Balanced = Balanced()
    weekends: Balanced = Balanced()
    holidays: Balanced = Balanced()
    late: Balanced = Field(Balanced(), description="shifts that end at 22:00 or later and are no nights")
    turns: dict[Id, Balanced] = Field(default_factory=dict, description="posts whose turns go round, by id")
