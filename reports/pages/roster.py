"""Who works when: the week by team, a day with its breaks, and the sheets of handovers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from reports.pages.blocks import Cell
from reports.words import Words


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a shift that is no ordinary work, in hours since the shift day's midnight."""

    start_h: float
    end_h: float
    kind: Literal["break", "handover", "activity"]


@dataclass(frozen=True, slots=True)
class Duty:
    """One shift of one person: `shift` counts in the table's shifts, hours from the midnight of the day it begins.

    `breaks` says the clock times of breaks and activities.
    """

    start_h: float
    end_h: float
    clock: str
    shift: int
    stretches: Sequence[Stretch]
    breaks: Words = ""
    post: Words = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class RosterCell:
    """One person's day: a duty, or why there is none; `wish` is good when granted and bad when not."""

    duty: Duty | None = None
    absence: Words = ""
    wish: Cell | None = None


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person's week."""

    agent: str
    name: str
    cells: Sequence[RosterCell]
    totals: Sequence[Words]


@dataclass(frozen=True, slots=True)
class RosterTeam:
    """The people of one team, and a word on each day."""

    name: Words
    rows: Sequence[RosterRow]
    days: Sequence[Words]


@dataclass(frozen=True, slots=True)
class RosterTable:
    """Who works when, by team; each day's strip shows the hours `from_h` to `to_h`; `shifts` name the kinds.

    `with_breaks` says in words too when breaks and activities begin.
    """

    days: Sequence[Words]
    totals: Sequence[Words]
    teams: Sequence[RosterTeam]
    shifts: Sequence[Words]
    from_h: float
    to_h: float
    with_breaks: bool = True
    part: ClassVar[str] = "roster_table"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One person's shift of a day."""

    agent: str
    name: str
    team: Words
    duty: Duty


@dataclass(frozen=True, slots=True)
class DayPlan:
    """A strip for each shift of a day with its breaks and activities, hours `from_h` to `to_h`."""

    title: Words
    caption: Words
    rows: Sequence[DayRow]
    shifts: Sequence[Words]
    from_h: float
    to_h: float
    part: ClassVar[str] = "day_plan"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one change of a post hands on: `facts` are known, `items` are lines to fill in."""

    title: Words
    facts: Sequence[Words]
    items: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a post behind its title; all are printed, none is cut by the end of a page."""

    title: Words
    sheets: Sequence[Sheet]
    part: ClassVar[str] = "sheets"
