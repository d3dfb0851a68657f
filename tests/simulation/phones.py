"""A centre with one phone queue round the clock: so many people, always the same contacts."""

from datetime import date

import numpy as np
import pandas as pd

from planner.grid import Grid
from planner.people import Agent
from planner.plan import Plan
from planner.simulation.setup import Setup
from planner.simulation.week import Played, Rostered, Strain, setups
from planner.staffing.groups import queue_groups

AHT_S, PATIENCE_S, WITHIN_S = 240.0, 180.0, 20.0
MONDAY = date(2026, 3, 2)
NOBODY_ABSENT = Strain(absence=0.0)


def phone_plan(service_level: float = 0.8, **queue: object) -> Plan:
    voice = {
        "channel": "voice",
        "model": "live",
        "aht_s": AHT_S,
        "patience_s": PATIENCE_S,
        "target": {"service_level": service_level, "within_s": WITHIN_S},
        **queue,
    }
    return Plan.model_validate({"name": "phones", "timezone": "Asia/Shanghai", "queues": {"voice": voice}})


def phone_agents(count: int) -> list[Agent]:
    return [Agent(f"{number:03d}", "", "", "", {"voice": 1}, 40.0) for number in range(count)]


def grid(days: int = 7) -> Grid:
    return Grid(MONDAY, days, 30, "Asia/Shanghai")


def round_the_clock(agents: int, days: int = 7) -> pd.DataFrame:
    """ROSTER: each agent works from midnight to midnight, day by day."""
    week = grid(days)
    starts, ends = ([week.at(day + later) for day in range(days) for _ in range(agents)] for later in (0, 1))
    ids = [agent.id for agent in phone_agents(agents)] * days
    return pd.DataFrame({"agent": ids, "shift_start": starts, "shift_end": ends, "post": ""})


def phone_setups(
    plan: Plan,
    roster: pd.DataFrame,
    offered: float | np.ndarray,
    strain: Strain = NOBODY_ABSENT,
    agents: int = 10,
    days: int = 7,
) -> list[Setup]:
    starts = grid(days).starts
    forecast = pd.DataFrame({"queue": "voice", "interval_start": starts, "offered": offered, "aht_s": np.nan})
    forecast = forecast.assign(offered_lo=forecast["offered"], offered_hi=forecast["offered"])
    coverage = pd.DataFrame({"queue": "voice", "interval_start": starts, "scheduled": 0.0})
    rostered = Rostered(roster, pd.DataFrame(columns=["agent", "start", "end", "shift_start"]), coverage)
    people = phone_agents(agents)
    return setups(plan, queue_groups(plan, people), people, grid(days), rostered, Played(forecast), strain)
