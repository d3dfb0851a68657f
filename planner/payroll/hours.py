"""Paid hours of a week's roster by pay class."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pandas as pd

from planner.payroll.classes import Classes
from planner.payroll.laws import law_of
from planner.payroll.nights import Nights
from planner.people import Agent
from planner.rostering import Week
from planner.schema import rows_of
from planner.tables import PAYROLL


def payroll(week: Week, roster: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """Return PAYROLL: the paid hours of every agent and day of ROSTER, each in one pay class, and those at night.

    A shift counts on the day it begins; hours fill the classes in the order they are worked. Those of a statutory
    holiday are of a class of their own where the plan has a labour pack. Night hours, which are told beside their
    class, are the paid ones within `rules.max_night_hours_a_week.night`.
    """
    nights = Nights(week, activities)
    rows = []
    for agent in week.agents:
        own = roster[roster["agent"] == agent.id].sort_values("shift_start")
        for day, classes in _by_day(agent, own, nights, week).items():
            rows.append((agent.id, day, agent.name or agent.id, *classes.hours()))
    frame = pd.DataFrame(rows, columns=pd.Index(PAYROLL.names))
    numbers = [column.name for column in PAYROLL.columns if column.kind == "number"]
    return PAYROLL.check(frame.astype(dict.fromkeys(numbers, "float64")))


def _by_day(agent: Agent, shifts: pd.DataFrame, nights: Nights, week: Week) -> dict[date, Classes]:
    """Return the pay classes of an agent's days, shift after shift."""
    law = law_of(agent, week)
    days: dict[date, Classes] = defaultdict(Classes)
    for shift in rows_of(shifts):
        day, paid_min = shift["shift_start"].date(), float(shift["paid_min"])
        days[day].night += nights.paid_min(shift)
        if week.plan.labour and day in week.holidays:
            days[day].holiday += paid_min
        else:
            law.add(days[day], day, paid_min)
    return days
