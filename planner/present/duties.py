"""Shifts with their breaks and activities as they are drawn, and what people asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from planner.duties import AgentDay
from planner.present.facts import RequestFacts, RunFacts
from planner.present.names import activity_words, kind_words, post_words
from planner.present.week import HOUR, Week, records, week_of
from reports import Joined, Words, pages

STRETCHES: Mapping[str, Literal["break", "handover"]] = {"break": "break", "meal": "break", "handover": "handover"}


MOST_SHIFTS = 350
"""So many shifts of a week are shown day by day."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What an agent does on a day: the shift kind, how it is drawn, and the rows of ACTIVITIES in it."""

    kind: str
    paid_h: float
    duty: pages.Duty
    activities: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Duties:
    """The week's shifts and requests by agent and day, and the words of the shift kinds."""

    shifts: Mapping[AgentDay, Shift]
    requests: Mapping[AgentDay, RequestFacts]
    kinds: Mapping[str, Words]

    @property
    def are_many(self) -> bool:
        """Whether there are too many shifts to show each day by itself."""
        return len(self.shifts) > MOST_SHIFTS

    @property
    def from_h(self) -> float:
        """The earliest hour of a day at which a shift begins."""
        return min((shift.duty.start_h for shift in self.shifts.values()), default=0.0)

    @property
    def to_h(self) -> float:
        """The latest hour at which one ends, counted from the midnight of the day it begins."""
        return max((shift.duty.end_h for shift in self.shifts.values()), default=24.0)


def duties_of(facts: RunFacts, agents: frozenset[str]) -> Duties:
    """Return all shifts and requests of some agents in the week."""
    week = week_of(facts)
    roster, activities = (frame[frame["agent"].isin(agents)] for frame in (facts.roster, facts.activities))
    return Duties(
        shifts=_shifts(facts, week, roster, activities),
        requests={AgentDay(request.day, request.agent): request for request in facts.requests},
        kinds=kind_words(facts),
    )


def _shifts(facts: RunFacts, week: Week, roster: pd.DataFrame, activities: pd.DataFrame) -> dict[AgentDay, Shift]:
    by_shift = _by_shift(week, activities)
    order = {kind: place for place, kind in enumerate(facts.shifts)}
    local, shifts = week.of(roster, "shift_start"), {}
    for row in records(local.assign(shift_end=week.local(local["shift_end"]))):
        inside = by_shift.get((row.agent, row.shift_start), [])
        duty = _duty(facts, week, row, order[row.shift], inside)
        shifts[AgentDay(row.shift_start.date(), row.agent)] = Shift(row.shift, row.paid_min / 60, duty, inside)
    return shifts


def _by_shift(week: Week, activities: pd.DataFrame) -> dict[tuple[str, pd.Timestamp], list[Any]]:
    """Rows of the activities, in time's order, by agent and shift start."""
    local = activities.assign(
        **{column: week.local(activities[column]) for column in ("start", "end", "shift_start")}
    ).sort_values("start", kind="stable")
    found: dict[tuple[str, pd.Timestamp], list[Any]] = defaultdict(list)
    for row in records(local):
        found[row.agent, row.shift_start].append(row)
    return found


def _duty(facts: RunFacts, week: Week, row: Any, order: int, activities: Sequence[Any]) -> pages.Duty:
    midnight = week.midnight(row.shift_start.date())
    return pages.Duty(
        start_h=(row.shift_start - midnight) / HOUR,
        end_h=(row.shift_end - midnight) / HOUR,
        clock=f"{clock(row.shift_start)}–{clock(row.shift_end)}",
        shift=order,
        stretches=[
            pages.Stretch(
                (one.start - midnight) / HOUR, (one.end - midnight) / HOUR, STRETCHES.get(one.kind, "activity")
            )
            for one in activities
        ],
        breaks=_breaks(facts, activities),
        post=post_words(facts, row.post),
        locked=bool(row.locked),
    )


def clock(moment: Any) -> str:
    """Return a time of day; faster than formats, which is felt with thousands of breaks."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def _breaks(facts: RunFacts, activities: Sequence[Any]) -> Words:
    """Return when each kind of break and activity begins: `Break 10:15 15:00 · Meal 12:00`."""
    starts: dict[str, list[str]] = defaultdict(list)
    for one in activities:
        starts[one.kind].append(clock(one.start))
    return Joined([Joined([activity_words(facts, kind), *times], by=" ") for kind, times in starts.items()])
