"""The bank's February played call by call beside what was measured: abandonment and waits by two hours.

Arrivals and handle times are the real ones; who hung up gets the handle time of an answered call of its kind. Customers
of priority 1 stand 90 s ahead of those of 0, those of 2 as much ahead again: earliest deadline. The priority is
recorded of queued calls only; others draw it from these. Patience by kind of customer (Kaplan-Meier) and the factor on
the people seen are estimated on week 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from planner.simulation.engine import play
from planner.simulation.lists import Times
from planner.simulation.state import Day, World
from planner.simulation.tally import ANSWERED, GAVE_UP, OFFERED, WAITED_S, Tally
from tests.benchmarks.simulation.bank_calls import (
    DAY_S,
    OUTAGE,
    Patience,
    in_order,
    read_calls,
    seen_by_five_minutes,
    seen_by_half_hour,
)
from tests.simulation.scenes import Line, contacts, day, staffed, world

BAND_S = 7200.0
BANDS = range(4, 11)  # of two hours, from 8 to 22
AHEAD_S = 90.0
SEEDS = 50
MOST_POINTS, MOST_SHARE = 0.02, 0.25

ASKED, LOST, WAIT_S, QUEUED = range(4)


@dataclass(frozen=True, slots=True)
class Bank:
    """Calls, people seen by day, and what week 1 says of callers by kind."""

    calls: pd.DataFrame
    seen: dict[int, Times]
    patience: dict[str, Patience]
    priorities: dict[str, Times]
    work_s: dict[str, Times]

    @classmethod
    def of(cls, calls: pd.DataFrame, people: Callable[[pd.DataFrame], Times]) -> Bank:
        """Return the bank with people counted in one of the two ways."""
        week_1 = in_order(calls).groupby("kind")
        return cls(
            calls,
            {number: people(own) for number, own in calls.groupby("day")},
            {kind: Patience.of(own) for kind, own in week_1},
            {kind: own.loc[own["queued"], "priority"].to_numpy() for kind, own in week_1},
            {kind: own.loc[own["answered"], "work_s"].to_numpy() for kind, own in calls.groupby("kind")},
        )

    def chance(self, number: int, rng: np.random.Generator) -> Day:
        """Return the calls of a day with what is not known of them drawn."""
        calls = self.calls[self.calls["day"] == number]
        came = contacts(calls["joined_s"] + rng.random(len(calls)), calls["work_s"].to_numpy(), 0.0)
        priority = calls["priority"].to_numpy().copy()
        for kind, of_kind in calls.groupby("kind").indices.items():
            queued, answered = calls["queued"].to_numpy()[of_kind], calls["answered"].to_numpy()[of_kind]
            priority[of_kind[~queued]] = rng.choice(self.priorities[kind], (~queued).sum())
            came["work_s"][of_kind[~answered]] = rng.choice(self.work_s[kind], (~answered).sum())
            came["patience_s"][of_kind] = self.patience[kind].drawn(rng, len(of_kind))
        came["due_s"] = came["arrived_s"] + AHEAD_S * (2 - priority)
        came = came[np.argsort(came["arrived_s"])]
        return day(rng, *(came[np.sort(np.flatnonzero(priority == level))] for level in (2, 1, 0)))

    def people(self, number: int, factor: float, rng: np.random.Generator) -> World:
        """Return whole people, who are on average the factor times those seen."""
        seen = self.seen[number]
        upto = np.floor(np.cumsum(factor * seen) + rng.random()).astype(int)
        duties = staffed(np.diff(upto, prepend=0), DAY_S / len(seen), rng)
        pool_of = [0] * (int(duties["agent"].max()) + 1)
        return world([Line()] * 3, duties, 12, pool_of=pool_of, serves=[[True] * 3], interval_s=BAND_S)

    def played(self, number: int, factor: float, seed: int) -> Times:
        """Return what is compared (bands × columns) of a day."""
        rng = np.random.default_rng((number, seed))
        scene, chance = self.people(number, factor, rng), self.chance(number, rng)
        tally = Tally.empty(3, 12, 1, len(scene.pool_of))
        play(scene, chance, tally)
        counts, at_once = tally.counts.sum(axis=0), tally.responses[:, :, 0].sum(axis=0)
        lost = chance.contacts[chance.contacts["answered"] == 0]
        waits_s = np.bincount((lost["arrived_s"] // BAND_S).astype(int), lost["patience_s"], 12)
        queued = counts[:, ANSWERED] - at_once + counts[:, GAVE_UP]
        return np.column_stack([counts[:, OFFERED], counts[:, GAVE_UP], counts[:, WAITED_S] + waits_s, queued])

    def simulated(self, days: Iterable[int], factor: float, seeds: int = SEEDS) -> Times:
        """Return the mean over seeds of what is compared, summed over days."""
        total = np.zeros((12, 4))
        for number in days:
            of_day = sum(self.played(number, factor, seed) for seed in range(seeds)) / seeds
            total += _without_outage(number, of_day)
        return total[BANDS]

    def measured(self, days: Iterable[int]) -> Times:
        """Return the same of the calls as they were."""
        total = np.zeros((12, 4))
        for number in days:
            calls = self.calls[self.calls["day"] == number]
            band = (calls["joined_s"] // BAND_S).astype(int)
            columns = (calls["joined_s"] >= 0, ~calls["answered"], calls["waited_s"] * calls["queued"], calls["queued"])
            total += _without_outage(number, np.column_stack([np.bincount(band, own, 12) for own in columns]))
        return total[BANDS]

    def fitted(self, days: Iterable[int]) -> float:
        """Return the factor with which as many hang up over the days as did."""
        goal = self.measured(days)[:, LOST].sum()
        low, high = 0.5, 1.3
        while high - low > 0.001:
            factor = (low + high) / 2
            many = self.simulated(days, factor)[:, LOST].sum() > goal
            low, high = (factor, high) if many else (low, factor)
        return (low + high) / 2


def _without_outage(number: int, of_day: Times) -> Times:
    if number == OUTAGE[0]:
        of_day[int(OUTAGE[1] * 3600 / BAND_S)] = 0.0
    return of_day


@dataclass(frozen=True, slots=True)
class Comparison:
    """Weeks 2 to 4 by band, measured and simulated with the factor of week 1."""

    factor: float
    measured: Times
    simulated: Times

    @classmethod
    def of(cls, bank: Bank) -> Comparison:
        days = sorted(bank.seen)
        week_1, later = [number for number in days if number <= 7], [number for number in days if number > 7]
        factor = bank.fitted(week_1)
        return cls(factor, bank.measured(later), bank.simulated(later, factor))

    @property
    def points(self) -> Times:
        """Abandonment simulated less measured."""
        return self.simulated[:, LOST] / self.simulated[:, ASKED] - self.measured[:, LOST] / self.measured[:, ASKED]

    @property
    def waits(self) -> Times:
        """Mean wait of queued calls simulated as a share of that measured, less 1."""
        return _mean_wait_s(self.simulated) / _mean_wait_s(self.measured) - 1.0

    def lines(self) -> Iterable[str]:
        """Return a line each band."""
        yield f"{'band':8}{'calls':>7}{'hung up':>10}{'sim.':>7}{'points':>8}{'wait s':>9}{'sim.':>7}{'off':>7}"
        columns = (self.measured, self.simulated, self.points, self.waits)
        for band, real, ours, points, off in zip(BANDS, *columns, strict=True):
            met = "met" if abs(points) <= MOST_POINTS and abs(off) <= MOST_SHARE else "NOT MET"
            yield (
                f"{2 * band:02}-{2 * band + 2:02}   {real[ASKED]:7,.0f}{real[LOST] / real[ASKED]:10.1%}"
                f"{ours[LOST] / ours[ASKED]:7.1%}{100 * points:+8.1f}{real[WAIT_S] / real[QUEUED]:9.1f}"
                f"{ours[WAIT_S] / ours[QUEUED]:7.1f}{off:+7.0%}  {met}"
            )


def _mean_wait_s(columns: Times) -> Times:
    return columns[:, WAIT_S] / columns[:, QUEUED]


def comparisons(path: Path) -> Iterable[tuple[str, Comparison]]:
    """Return people counted by five minutes, and as roughly as half hours tell."""
    calls = read_calls(path)
    yield "people seen by five minutes", Comparison.of(Bank.of(calls, seen_by_five_minutes))
    yield "people seen by half hour", Comparison.of(Bank.of(calls, seen_by_half_hour))
