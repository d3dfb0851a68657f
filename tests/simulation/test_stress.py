"""How much a roster bears: beside Erlang A where the centre is simple, beside made-up responses where it is not."""

from collections.abc import Callable
from dataclasses import replace
from math import isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.simulation.ask import Ask
from planner.simulation.levers import Lever, levers
from planner.simulation.people import NoEnd
from planner.simulation.simulate import simulate
from planner.simulation.stress import ALREADY_BELOW, BEYOND, BREAKS, Bearing, Levels, bearings, first_step
from planner.simulation.week import NO_STRAIN, Strain
from planner.staffing.erlang import service_level
from tests.simulation.phones import (
    AHT_S,
    PATIENCE_S,
    WITHIN_S,
    grid,
    phone_plan,
    phone_setups,
    round_the_clock,
)

VOLUME, HANDLE_TIME, ABSENCE = levers(0.0)
MONDAY, TUESDAY = pd.Timestamp("2026-03-02T09:00+08:00"), pd.Timestamp("2026-03-03T09:00+08:00")


# ---- The search


@given(last=st.integers(0, 500), first=st.integers(0, 600))
def test_the_first_step_is_found_with_few_tries(last: int, first: int) -> None:
    tried: list[int] = []

    def falls(step: int) -> bool:
        tried.append(step)
        return step >= first

    assert first_step(falls, last) == (first if first <= last else None)
    assert all(0 <= step <= last for step in tried)
    assert max(tried) <= max(2 * first, 8)
    assert len(tried) <= 18


@pytest.mark.parametrize("lever", levers(0.06), ids=lambda lever: lever.name)
def test_a_lever_rises_from_what_is_planned_to_its_end(lever: Lever) -> None:
    values = [lever.value(step) for step in range(lever.steps + 1)]
    assert (values[0], values[-1]) == (lever.planned, lever.most)
    assert values == sorted(set(values))
    assert lever.strain(0) == NO_STRAIN
    assert lever.strain(1) == replace(NO_STRAIN, **{lever.name: lever.value(1)})


def test_a_lever_that_is_at_its_end_as_planned_has_no_steps() -> None:
    lever = levers(0.7)[2]
    assert (lever.steps, lever.value(0)) == (0, 0.7)


# ---- Made-up responses


def falling(**slopes: float) -> Callable[[Strain], Levels]:
    """Queues that lose so much service level for each 100 % more contacts, Tuesday twice as fast; goal 80 %."""

    def respond(strain: Strain) -> Levels:
        more = strain.volume - 1.0
        week = pd.DataFrame(
            {"service_level": {queue: 0.9 - slope * more for queue, slope in slopes.items()}, "goal": 0.8}
        )
        rows = [
            (queue, at, offered, 0.9 - speed * slope * more, 0.8)
            for queue, slope in slopes.items()
            for at, offered, speed in (
                (MONDAY, 5.0, 1.0),
                (TUESDAY, 5.0, 2.0),
                (MONDAY + pd.Timedelta("30min"), 0.5, 9.0),
            )
        ]
        columns = ["queue", "interval_start", "offered", "highest", "goal"]
        return Levels(week, pd.DataFrame(rows, columns=columns).set_index(["queue", "interval_start"]))

    return respond


def of_volume(respond: Callable[[Strain], Levels]) -> dict[str, Bearing]:
    return {bearing.queue: bearing for bearing in bearings(respond, [VOLUME])}


def test_each_queue_breaks_at_a_point_of_its_own() -> None:
    found = of_volume(falling(steep=1.0, flat=0.1, level=0.0))
    assert {queue: bearing.outcome for queue, bearing in found.items()} == {
        "steep": BREAKS,
        "flat": BREAKS,
        "level": BEYOND,
    }
    assert found["steep"].bears == pytest.approx(1.10, abs=0.0101)
    assert found["flat"].bears == pytest.approx(2.0, abs=0.0101)
    assert found["level"].bears == 5.0


def test_the_interval_that_falls_first_has_contacts_and_lies_lowest() -> None:
    found = of_volume(falling(steep=1.0, level=0.0))
    assert found["steep"].first_interval == TUESDAY
    assert found["steep"].first_interval_at == pytest.approx(1.05, abs=0.0101)
    assert found["level"].first_interval is None
    assert isnan(found["level"].first_interval_at)


def test_a_target_that_is_missed_as_planned_bears_nothing() -> None:
    respond = falling(voice=-0.5)  # more contacts do it good

    def below(strain: Strain) -> Levels:
        levels = respond(strain)
        return Levels(levels.week - [0.2, 0.0], levels.intervals - [0.0, 0.2, 0.0])

    found = of_volume(below)["voice"]
    assert (found.outcome, found.first_interval, found.first_interval_at) == (ALREADY_BELOW, MONDAY, 1.0)
    assert isnan(found.bears)


def test_all_queues_and_levers_share_what_was_played() -> None:
    asked: list[Strain] = []
    respond = falling(**{f"queue{number}": 0.5 for number in range(6)})

    def noted(strain: Strain) -> Levels:
        asked.append(strain)
        return respond(strain)

    assert len(list(bearings(noted, levers(0.06)))) == 18
    assert len(asked) == len(set(asked))
    assert len(asked) < 40


# ---- Beside Erlang A


def responses(offered: float, agents: int, goal: float = 0.8, replications: int = 12) -> Callable[[Strain], Levels]:
    plan, roster = phone_plan(goal), round_the_clock(agents)

    def respond(strain: Strain) -> Levels:
        absence = 0.0 if strain.absence is None else strain.absence
        played = phone_setups(plan, roster, offered, replace(strain, absence=absence), agents)
        result = simulate(played, Ask(replications=replications), seed=1)
        return Levels.of(result.frame(grid().starts), result.week()["service_level"], plan)

    return respond


def erlang_a(load_erl: float, agents: float, aht_s: float) -> float:
    return float(service_level(load_erl, agents, aht_s, WITHIN_S, PATIENCE_S))


def breaking_point(level: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling level meets 80 %, by plain halving."""
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if level(middle) < 0.8 else (middle, high)
    return low


def only(found: list[Bearing]) -> Bearing:
    [bearing] = found
    return bearing


def test_contacts_and_handle_time_borne_are_those_of_erlang_a() -> None:
    respond = responses(offered=50.0, agents=10)
    load = 50.0 * AHT_S / 1800.0
    contacts = breaking_point(lambda more: erlang_a(load * more, 10, AHT_S), 1.0, 5.0)
    longer = breaking_point(lambda more: erlang_a(load * more, 10, AHT_S * more), 1.0, 5.0)
    assert only(list(bearings(respond, [VOLUME]))).bears == pytest.approx(contacts, abs=0.02)
    assert only(list(bearings(respond, [HANDLE_TIME]))).bears == pytest.approx(longer, abs=0.02)


def test_absence_borne_is_that_of_erlang_a_over_who_happens_to_be_there() -> None:
    load, agents = 50.0 * AHT_S / 1800.0, 10
    levels = np.array([erlang_a(load, there, AHT_S) if there else 0.0 for there in range(agents + 1)])

    def level(absent: float) -> float:
        chance = [1.0]
        for _ in range(agents):
            chance = [
                stay * absent + come * (1 - absent) for stay, come in zip([*chance, 0.0], [0.0, *chance], strict=True)
            ]
        return float(np.dot(chance, levels))

    found = only(list(bearings(responses(50.0, agents, replications=40), [ABSENCE])))
    assert found.bears == pytest.approx(breaking_point(level, 0.0, 0.6), abs=0.025)


# ---- Edges


def test_a_roster_with_nobody_is_below_every_target() -> None:
    plan, nobody = phone_plan(), round_the_clock(0)

    def respond(strain: Strain) -> Levels:
        result = simulate(phone_setups(plan, nobody, 5.0, agents=3), Ask(replications=2), seed=1)
        return Levels.of(result.frame(grid().starts), result.week()["service_level"], plan)

    found = only(list(bearings(respond, [VOLUME])))
    assert (found.outcome, found.service_level, found.first_interval_at) == (ALREADY_BELOW, 0.0, 1.0)


def test_a_queue_to_which_nothing_comes_has_nothing_to_bear() -> None:
    assert list(bearings(responses(0.0, 2, replications=2), [VOLUME])) == []


def test_a_shift_without_end_is_refused() -> None:
    roster = round_the_clock(1)
    roster["shift_end"] = roster["shift_start"]
    with pytest.raises(NoEnd, match="the shift of 000 from 2026-03-02 00:00:00"):
        phone_setups(phone_plan(), roster, 5.0)


def test_goals_of_other_hours_count_by_their_contacts() -> None:
    plan = phone_plan(targets_by_hours=[{"hours": "12:00-24:00", "service_level": 0.9}])
    offered = np.tile(np.repeat([2.0, 6.0], 24), 7)
    result = simulate(phone_setups(plan, round_the_clock(3), offered, agents=3), Ask(replications=20), seed=1)
    levels = Levels.of(result.frame(grid().starts), result.week()["service_level"], plan)
    assert levels.goal("voice") == pytest.approx((2 * 0.8 + 6 * 0.9) / 8, abs=0.002)
    assert set(levels.intervals["goal"]) == {0.8, 0.9}
