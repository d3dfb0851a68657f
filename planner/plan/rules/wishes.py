"""Rules of what people wish for: days off and shifts, and that their roster stays as it was."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from planner.plan.rules.rule import Rule, Severity


class Wishes(Rule):
    """Days off and shifts that agents wish for; a wish's weight (wage-hours) stands in the requests."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of a wish without a weight of its own")
    refused_share: Annotated[float, Field(ge=0, le=10)] = Field(
        0.25, description="each wish of past weeks that was not granted raises the weight of new ones by this share"
    )
    priority: dict[str, Annotated[float, Field(gt=0, le=100)]] = Field(
        default_factory=dict, description="factor of the weight by grade or tag of the agent; the highest that fits"
    )


class Changes(Rule):
    """What differs from the roster that planner roster --keep names; --max-changes limits it."""

    severity: Severity = "warn"
    weight: Annotated[float, Field(gt=0)] = Field(1.0, description="wage-hours of an agent-day that differs")
