"""Rules about who people are, and with whom they work."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from planner.errors import Message
from planner.plan.base import Hours, Id, Pair, Refused, Several, Strict
from planner.plan.rules.rule import Rule


class PairOfOne(Message):
    """A pair that names one agent twice."""

    template = "a pair names two agents; {agent} stands twice"


class Protection(Strict):
    """What agents with a tag do not work."""

    nights: bool = Field(False, description="whether they may work nights")
    overtime: bool = Field(False, description="whether they may work more than their contract")
    shifts: Several[Id] = Field((), description="shift kinds they do not work")


class Protected(Rule):
    """What agents with a tag do not work, by tag."""

    tags: dict[str, Protection] = Field(default_factory=dict)
    night: Hours | None = Field(None, description="hours they do not work; absent: only shift kinds that are nights")
    normal_day_h: Annotated[float, Field(gt=0, le=24)] | None = Field(
        None, description="most paid hours a day of those without overtime"
    )


class Mentor(Rule):
    """Minutes of a newcomer's shift that one mentor of the team works too."""

    overlap_min: Annotated[int, Field(gt=0)] = 240
    newcomers: str = Field("newcomer", description="tag of the newcomers")
    mentors: str = Field("mentor", description="tag of the mentors")


class Pairs(Rule):
    """Pairs of agents."""

    pairs: Several[Pair[str]] = ()

    @model_validator(mode="after")
    def _of_two(self) -> Pairs:
        for first, second in self.pairs:
            if first == second:
                raise Refused(PairOfOne(agent=first))
        return self
