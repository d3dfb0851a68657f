"""Calls of a bank in February 1999, one by one, and what they tell of its people and the patience of its callers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from planner.simulation.lists import Times

DAY_S = 86_400
WEEK_1 = range(1, 8)
WEEKDAYS = (6, 0, 1, 2, 3)  # Sunday to Thursday
OUTAGE = (3, 12)  # day, and hour of the band in which the system failed
PAUSE_S = 300  # between two calls of somebody who is taken to be there
TURNAROUND_S = 15  # between two calls, in which nobody can be called away


def read_calls(path: Path) -> pd.DataFrame:
    """Return the weekday calls that asked for an agent, in order: those who hang up in the voice menu ask nobody."""
    raw = pd.read_csv(path, parse_dates=["arrival"])
    asked = (raw["queued"] == 1) | (raw["outcome"] == "AGENT")
    raw = raw[(raw["outcome"] != "PHANTOM") & asked & raw["arrival"].dt.day_of_week.isin(WEEKDAYS)]
    starts_s, ends_s, queued_s = (pd.to_timedelta(raw[name]).dt.total_seconds() for name in _CLOCKS)
    calls = pd.DataFrame(
        {
            "day": raw["arrival"].dt.day,
            "joined_s": queued_s.where(raw["queued"] == 1, starts_s),
            "kind": raw["type"].where(raw["type"].isin(["PS", "NW", "NE"]), "other"),
            "priority": raw["priority"],
            "queued": raw["queued"] == 1,
            "waited_s": raw["q_time"].astype(float),
            "answered": raw["outcome"] == "AGENT",
            "work_s": raw["ser_time"].astype(float),
            "server": raw["server"],
            "starts_s": starts_s,
            "ends_s": ends_s,
        }
    )
    return calls.sort_values(["day", "joined_s"], kind="stable").reset_index(drop=True)


_CLOCKS = ("ser_start", "ser_exit", "q_start")


def in_order(calls: pd.DataFrame) -> pd.DataFrame:
    """Return those of week 1 but for the hours of the outage."""
    day, hour = OUTAGE
    out_of_order = (calls["day"] == day) & calls["joined_s"].between(hour * 3600, (hour + 2) * 3600)
    return calls[calls["day"].isin(WEEK_1) & ~out_of_order]


def seen_by_half_hour(calls: pd.DataFrame) -> Times:
    """Return who began a call in each half hour of one day."""
    answered = calls[calls["answered"]]
    half_hour = (answered["starts_s"] // 1800).astype(int).clip(upper=47)
    return np.bincount(half_hour.groupby(answered["server"]).unique().explode().astype(int), minlength=48).astype(float)


def seen_by_five_minutes(calls: pd.DataFrame) -> Times:
    """Return the mean number of people seen in each five minutes of one day.

    Somebody is seen on a call, and between two calls at most `PAUSE_S` apart while nobody waits: whoever is there while
    somebody waits has a call.
    """
    waiting = np.zeros(DAY_S, np.bool_)
    for call in calls[calls["queued"]].itertuples():
        waiting[int(call.joined_s) : int(call.joined_s + call.waited_s)] = True
    seen = np.zeros(DAY_S)
    for _, own in calls[calls["answered"]].sort_values("starts_s").groupby("server"):
        seen += _there(own["starts_s"].to_numpy(int), own["ends_s"].to_numpy(int), waiting)
    return seen.reshape(-1, 300).mean(axis=1)


def _there(starts_s: npt.NDArray[np.int64], ends_s: npt.NDArray[np.int64], waiting: npt.NDArray[np.bool_]) -> Times:
    there = np.zeros(DAY_S, np.bool_)
    for start, end in zip(starts_s, ends_s, strict=True):
        there[start:end] = True
    for end, start in zip(np.maximum.accumulate(ends_s)[:-1], starts_s[1:], strict=True):
        if start - end <= PAUSE_S:
            there[end:start] |= ~waiting[end:start] | (start - end <= TURNAROUND_S)
    return there.astype(float)


@dataclass(frozen=True, slots=True)
class Patience:
    """Kaplan-Meier's law of the time until callers hang up; beyond the longest seen it goes on memoryless."""

    gave_up_s: Times
    left: Times  # share that is still there after each of these times
    mean_s: float

    @classmethod
    def of(cls, calls: pd.DataFrame) -> Patience:
        """Return the law of queued calls; who was answered would have waited longer."""
        queued = calls[calls["queued"]].sort_values("waited_s", kind="stable")
        gone, waited_s = ~queued["answered"].to_numpy(), queued["waited_s"].to_numpy()
        left = np.cumprod(1.0 - gone / np.arange(len(queued), 0, -1))
        return cls(waited_s[gone], left[gone], waited_s.sum() / gone.sum())

    def drawn(self, rng: np.random.Generator, count: int) -> Times:
        """Return the patience of so many callers, in seconds."""
        at = np.searchsorted(-self.left, -rng.random(count))
        beyond = self.gave_up_s[-1] + rng.exponential(self.mean_s, count)
        return np.where(at < len(self.gave_up_s), np.append(self.gave_up_s, 0.0)[at], beyond)
