"""Who works what on which day, as planners write it: `late@11:00`, with the post behind it, or `off`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from planner.schema import rows_of

if TYPE_CHECKING:
    import pandas as pd

OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class AgentDay:
    """One agent on one day."""

    day: date
    agent: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A shift kind with its start, `late@11:00`, and the post held in it; `off` for none."""

    shift: str = OFF
    post: str = ""

    @property
    def kind(self) -> str:
        """The shift kind; empty for a day off."""
        return "" if self.shift == OFF else self.shift.partition("@")[0]

    @property
    def start(self) -> str:
        """The clock time at which the shift starts; empty for a day off."""
        return self.shift.partition("@")[2]

    def __str__(self) -> str:
        return f"{self.shift} {self.post}".rstrip()


def duty_of(row: Mapping[str, Any]) -> Duty:
    """Return the duty of a row of ROSTER."""
    return Duty(f"{row['shift']}@{row['shift_start']:%H:%M}", row["post"] if isinstance(row["post"], str) else "")


def duties_of(roster: pd.DataFrame) -> Mapping[AgentDay, Duty]:
    """Return the duty of every row of ROSTER; who is off has none."""
    return {AgentDay(row["shift_start"].date(), row["agent"]): duty_of(row) for row in rows_of(roster)}
