"""Rotations: shift kinds and days off that return in turn."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from planner.plan.base import Id, Several, Strict
from planner.plan.rules.rule import Rule

DAY_OFF = "off"  # in a pattern


class Rotation(Strict):
    """Shift kinds and days off that return in turn."""

    pattern: Annotated[Several[Id], Field(min_length=1)] = Field(description='shift kinds, "off" for a day off')
    start: date = Field(description="the day on which each agent begins at the day of the pattern given for her")
    agents: dict[str, Annotated[int, Field(ge=1)]] = Field(description="day of the pattern, from 1, by agent")

    def kind_on(self, agent: str, day: date) -> str | None:
        """Return the kind that an agent works on a day, "" for a day off, None before the start."""
        if day < self.start:
            return None
        kind = self.pattern[(self.agents[agent] - 1 + (day - self.start).days) % len(self.pattern)]
        return "" if kind == DAY_OFF else kind


class Rotations(Rule):
    """Rotations by name; leave and locks go before."""

    patterns: dict[Id, Rotation] = Field(default_factory=dict)

    def kind_on(self, agent: str, day: date) -> str | None:
        """Return what the agent's rotation has on a day: a kind, "" for off, None where it does not bind."""
        own = (pattern for pattern in self.patterns.values() if agent in pattern.agents)
        return next((pattern.kind_on(agent, day) for pattern in own), None)
