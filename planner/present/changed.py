"""What is other than last week."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

import pandas as pd

from planner.present.compared import Compared, compared_table
from planner.present.facts import LastWeekFacts, RunFacts
from planner.present.queues import QueueFigures, queue_figures
from planner.present.week import Week, week_of
from reports import Number, Words, pages
from reports import text as _

SATURDAY = 5


def changed_blocks(facts: RunFacts) -> list[pages.Block]:
    """Return the table of what changed since last week; nothing where no roster of last week was signed."""
    if facts.last_week is None:
        return []
    rows = [one for one in _measures(facts, facts.last_week) if not math.isnan(one.values[0])]
    weeks = [facts.last_week.week, facts.week]
    return [compared_table(_("Since last week"), weeks, rows, _moved_words(facts, facts.last_week))]


def _measures(facts: RunFacts, last: LastWeekFacts) -> Iterator[Compared]:
    figures, week = queue_figures(facts), week_of(facts)
    rosters = (last.roster, week.of(facts.roster, "shift_start"))
    yield Compared(_("Contacts (last week as they came)"), [_came(facts, week), sum(one.contacts for one in figures)])
    yield Compared(_("Paid hours rostered"), [float(frame["paid_min"].sum()) / 60 for frame in rosters])
    yield Compared(_("Agents at work"), [frame["agent"].nunique() for frame in rosters])
    yield Compared(_("Shifts"), [len(frame) for frame in rosters])
    yield Compared(_("Night shifts"), [int(frame["shift"].isin(facts.night_kinds).sum()) for frame in rosters])
    yield Compared(_("Weekend shifts"), [_at_weekend(week, frame) for frame in rosters])
    yield from _as_signed(last, figures, facts.solve.cost_wage_h)


def _as_signed(last: LastWeekFacts, figures: Sequence[QueueFigures], cost: float) -> Iterator[Compared]:
    """Yield the measures that last week's roster was signed with."""

    def signed(measure: str) -> float:
        return last.measures.get(measure, math.nan)

    short_h, short = sum(one.short_h for one in figures), sum(one.intervals_short for one in figures)
    yield Compared(_("Person-hours short"), [signed("short_h"), short_h], 1, up=False)
    yield Compared(_("Intervals short"), [signed("intervals_short"), short], up=False)
    level = [signed("service_level"), _service_level(figures)]
    yield Compared(_("Predicted service level"), level, 1, share=True, up=True)
    yield Compared(_("Cost, wage-hours"), [signed("cost"), cost], 1)


def _service_level(figures: Sequence[QueueFigures]) -> float:
    """Return the mean over the contacts of all queues that have one."""
    known = [one for one in figures if not math.isnan(one.service_level)]
    contacts = sum(one.contacts for one in known)
    return sum(one.contacts * one.service_level for one in known) / contacts if contacts else math.nan


def _came(facts: RunFacts, week: Week) -> float:
    """Return the contacts of the seven days before the week; NaN where the history ends before them."""
    if facts.history is None:
        return math.nan
    days = week.local(facts.history["interval_start"]).dt.date
    inside = days.isin([day - dt.timedelta(days=7) for day in week.dates])
    return float(facts.history.loc[inside, "offered"].sum()) if days[inside].nunique() == 7 else math.nan


def _at_weekend(week: Week, roster: pd.DataFrame) -> float:
    return float((week.local(roster["shift_start"]).dt.day_of_week >= SATURDAY).sum())


def _moved_words(facts: RunFacts, last: LastWeekFacts) -> Words:
    """Return on how many days people work another shift, or none, than on the weekday before."""
    week = week_of(facts)
    before, now = (_kinds(week, frame) for frame in (last.roster, facts.roster))
    days = {*before, *now}
    moved = sum(before.get(day) != now.get(day) for day in days)
    return _(
        "{moved} of {days} agent-days are other than on the same weekday of last week.",
        moved=Number(moved),
        days=Number(len(days)),
    )


def _kinds(week: Week, roster: pd.DataFrame) -> dict[tuple[str, int], str]:
    weekdays = week.local(roster["shift_start"]).dt.day_of_week
    return dict(zip(zip(roster["agent"], weekdays, strict=True), roster["shift"], strict=True))
