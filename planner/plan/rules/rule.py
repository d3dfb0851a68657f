"""What every rule has: how severe it is, and what breaking it costs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from planner.plan.base import Strict

Severity = Literal["off", "warn", "enforce"]
Days = Annotated[int, Field(ge=1, le=28)]


class Rule(Strict):
    """Enforce a rule, warn (a violation costs `weight` wage-hours), or leave it off."""

    severity: Severity = "enforce"
    weight: Annotated[float, Field(gt=0)] = Field(8.0, description="wage-hours a violation costs when severity is warn")
