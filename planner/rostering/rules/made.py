"""A rule of the plan beside the solver's that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.plan.rules.rule import Rule as Settings
from solver import problem as sp
from solver import rules as sr


@dataclass(frozen=True, slots=True)
class Made:
    """The solver's rule for settings of the plan, with its parameters; a unit of breach costs `part` of the weight."""

    settings: Settings
    rule: type[sr.Rule]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    part: float = 1.0

    @property
    def in_force(self) -> bool:
        """Whether the plan has not switched it off."""
        return self.settings.severity != "off"

    def for_solver(self) -> sr.Rule:
        """Return the solver's rule."""
        weight = round(self.settings.weight * self.part * sp.COST_PER_WAGE_HOUR)
        return self.rule(severity=sr.Severity(self.settings.severity), weight=weight, **self.parameters)
