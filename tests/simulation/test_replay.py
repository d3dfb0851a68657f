"""Past days played again: beside days that the simulation itself had drawn, and beside hand counts."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from planner.grid import Grid
from planner.people import Agent
from planner.plan import Plan
from planner.simulation.compared import Compared, Replayed, compared, together
from planner.simulation.replay import Actual, Counts, actual_setups, replay
from planner.simulation.replicate import replicate
from planner.simulation.tally import IN_TIME, OFFERED
from tests.simulation.phones import grid, phone_agents, phone_plan, phone_setups, round_the_clock

DAY_SHAPE = np.repeat([2.0, 14.0, 25.0, 18.0, 22.0, 6.0], 8)  # contacts by half hour


def presence(agents: int, days: int = 7) -> pd.DataFrame:
    roster = round_the_clock(agents, days)
    return roster.rename(columns={"shift_start": "start", "shift_end": "end"})[["agent", "start", "end"]]


def history(offered: np.ndarray, days: int = 7, **columns: object) -> pd.DataFrame:
    return pd.DataFrame({"queue": "voice", "interval_start": grid(days).starts, "offered": offered, **columns})


def drawn_week(seed: int, agents: int) -> pd.DataFrame:
    """HISTORY of a week as one replication counts it."""
    [setup] = phone_setups(phone_plan(), round_the_clock(agents), np.tile(DAY_SHAPE, 7), agents=agents)
    counts = replicate(setup, 0, 1, seed).counts[0]
    return history(counts[:, OFFERED], answered_in_target=counts[:, IN_TIME])


def replayed(
    past: pd.DataFrame, there: pd.DataFrame, plan: Plan, agents: int, days: int = 7, replications: int = 100
) -> Replayed:
    actual = Actual(grid(days), past, there)
    return compared(plan, actual, replay(plan, phone_agents(agents), actual, range(replications), seed=7))


def outside(one: Compared) -> bool:
    return not one.low <= one.measured <= one.high


def by_day(found: Replayed) -> list[Compared]:
    return [one for one in found.days() if one.day]


# ---- Days that the simulation drew


def test_days_drawn_by_the_simulation_lie_inside_their_band_nineteen_times_in_twenty() -> None:
    drawn = [replayed(drawn_week(seed, 4), presence(4), phone_plan(), 4) for seed in range(8)]
    days = [one for found in drawn for one in by_day(found)]
    assert len(days) == 56
    assert sum(map(outside, days)) <= 7  # more come once in 150 times when each is outside with 5 %
    errors = [one.measured - one.simulated for one in days]
    assert abs(np.mean(errors)) < 3 * np.std(errors) / np.sqrt(len(errors))
    assert np.mean([one.high - one.low for one in days]) < 0.25


def test_people_who_were_there_and_are_not_listed_show() -> None:
    found = by_day(replayed(drawn_week(3, 5), presence(4), phone_plan(), 5))
    assert all(outside(one) and one.measured > one.high for one in found)


def test_the_band_of_a_week_is_narrower_than_that_of_its_days() -> None:
    *days, week = replayed(drawn_week(1, 4), presence(4), phone_plan(), 4).days()
    assert week.day is None
    assert week.offered == sum(one.offered for one in days)
    assert week.high - week.low < min(one.high - one.low for one in days)
    assert not outside(week)


# ---- What came, and who was there


def test_every_replication_has_the_contacts_that_were_counted() -> None:
    actual = Actual(grid(1), history(DAY_SHAPE, 1), presence(4, 1))
    counts = replay(phone_plan(), phone_agents(4), actual, range(5), seed=1)
    assert counts.counted.shape == (5, 1, 48)
    assert (counts.counted == DAY_SHAPE).all()


def test_who_called_again_was_counted_again() -> None:
    actual = Actual(grid(1), history(DAY_SHAPE, 1), presence(2, 1))
    counts = replay(phone_plan(redial_share=0.9), phone_agents(2), actual, range(3), seed=1)
    assert (counts.counted == DAY_SHAPE).all()


def test_replications_do_not_depend_on_the_workers() -> None:
    actual = Actual(grid(1), history(DAY_SHAPE, 1), presence(4, 1))
    one, two = (replay(phone_plan(), phone_agents(4), actual, range(6), 1, workers) for workers in (1, 3))
    assert (one.in_time == two.in_time).all()


def test_nobody_who_was_there_is_absent_and_nobody_drops_a_contact() -> None:
    absent = phone_plan().model_copy(update={"shrinkage": {}}).model_dump() | {"shrinkage": {"leave": {"share": 0.5}}}
    absent["groups"] = {"all": {"shift_end": "drop"}}
    absent["queues"]["voice"]["group"] = "all"
    plan = Plan.model_validate(absent)
    [setup] = actual_setups(plan, phone_agents(4), Actual(grid(1), history(DAY_SHAPE, 1), presence(4, 1)))
    assert (setup.world.duties["absent_share"] == 0.0).all()
    assert not setup.world.drops


def test_measured_handle_times_count_and_the_plans_where_none_is() -> None:
    found = [
        by_day(replayed(history(DAY_SHAPE, 1, aht_s=aht_s), presence(4, 1), phone_plan(), 4, 1))[0].simulated
        for aht_s in (120.0, np.nan, 0.0, 240.0, 480.0)
    ]
    assert found[0] > found[1] == found[2] == found[3] > found[4]


def test_a_bot_leaves_its_part_of_the_history_to_people() -> None:
    plan = phone_plan(bot_share=0.2, bot_escalation=0.25)
    past = history(np.full(48, 10.0), 1, answered_in_target=6.8)
    [day] = by_day(replayed(past, presence(4, 1), plan, 4, 1))
    assert day.offered == pytest.approx(480 * 0.85)
    assert day.measured == pytest.approx(6.8 / 8.5)


@pytest.mark.parametrize(("definition", "level"), [("offered", 0.6), ("answered", 0.75), ("virtual", np.nan)])
def test_the_measured_level_is_by_the_definition_where_it_can_be_counted(definition: str, level: float) -> None:
    plan = phone_plan(target={"service_level": 0.8, "within_s": 20.0, "definition": definition})
    past = history(np.full(48, 10.0), 1, answered=8.0, answered_in_target=6.0)
    [day] = by_day(replayed(past, presence(4, 1), plan, 4, 1, replications=2))
    assert day.measured == pytest.approx(level, nan_ok=True)
    assert 0 < day.simulated <= 1


def test_a_day_half_measured_is_compared_over_that_half() -> None:
    half = np.repeat([True, False], 24)
    past = history(np.full(48, 10.0), 1, answered_in_target=np.where(half, 9.0, np.nan))
    found = replayed(past, presence(4, 1), phone_plan(), 4, 1)
    [day] = by_day(found)
    assert (day.offered, day.measured) == (480.0, 0.9)
    assert day.simulated == pytest.approx(
        found.simulated.in_time[:, 0, half].sum() / found.simulated.counted[:, 0, half].sum()
    )


def test_nothing_came_and_nobody_was_there() -> None:
    [quiet] = by_day(replayed(history(np.zeros(48), 1), presence(2, 1), phone_plan(), 2, 1, replications=3))
    assert (quiet.offered, np.isnan([quiet.measured, quiet.simulated, quiet.low]).all()) == (0.0, True)
    [empty] = by_day(replayed(history(DAY_SHAPE, 1), presence(2, 1).head(0), phone_plan(), 2, 1, replications=3))
    assert (empty.simulated, empty.high) == (0.0, 0.0)


# ---- Queues that share people

TWO = {
    "voice": {"channel": "voice", "model": "live", "aht_s": 360, "target": {"service_level": 0.8, "within_s": 20}},
    "chat": {"channel": "chat", "model": "chat", "aht_s": [300, 400], "target": {"service_level": 0.8, "within_s": 60}},
    "email": {
        "channel": "email",
        "model": "deferred",
        "aht_s": 900,
        "target": {"service_level": 0.9, "within_s": 7200},
    },
}


def test_people_are_shared_out_by_load_and_that_of_mail_over_the_day() -> None:
    """Six people from 12:00. Voice 10 × 360 s and chats 9 × 200 s a half hour: loads of 2 and 1. 48 mails of 900 s are
    24 half hours of work, spread over 24 half hours of people: 1. So six people are 3, 1.5 and 1.5."""
    plan = Plan.model_validate({"name": "x", "timezone": "Asia/Shanghai", "queues": TWO})
    agents = [Agent(f"{n:03d}", "", "", "", {"voice": 1, "chat": 1, "email": 1}, 40.0) for n in range(6)]
    afternoon = presence(6, 1).assign(start=grid(1).at(0, 720))
    mails = np.zeros(48)
    mails[20] = 24.0 * 1800 / 900
    past = pd.concat(
        [
            history(offered, 1).assign(queue=queue)
            for queue, offered in zip(TWO, (np.full(48, 10.0), np.full(48, 9.0), mails), strict=True)
        ]
    )
    [setup] = actual_setups(plan, agents, Actual(grid(1), past, afternoon))
    _live, chats, deferred = setup.world.seats
    assert (chats[:24].sum(), deferred[:24].sum()) == (0, 0)
    assert (chats[24:].sum(), deferred[24:].sum()) == (36, 36)
    assert set(chats[24:]) == set(deferred[24:]) == {1, 2}


def test_mail_of_the_evening_is_answered_the_next_morning() -> None:
    queue = {**TWO["email"], "target": {"service_level": 0.9, "within_s": 86400}}
    plan = Plan.model_validate({"name": "x", "timezone": "Asia/Shanghai", "queues": {"email": queue}})
    agents = [Agent("000", "", "", "", {"email": 1}, 40.0)]
    morning = presence(1, 2).assign(end=[grid(2).at(day, 720) for day in (0, 1)])
    mails = np.zeros(96)
    mails[40] = 10.0  # 20:00 of the first day
    actual = Actual(grid(2), history(mails, 2).assign(queue="email"), morning)
    counts = replay(plan, agents, actual, range(3), seed=1)
    assert (counts.in_time[:, 0, 40] == 10).all()


# ---- The table


def test_runs_of_days_stand_after_one_another() -> None:
    first, later = (
        Replayed(
            ["voice"],
            Grid(grid().first + timedelta(days=days), 1, 30, "Asia/Shanghai").starts,
            np.full((1, 48), 2.0),
            Counts(np.full((1, 48), 1.0), np.full((1, 48), 2.0)),
            Counts(np.full((4, 1, 48), level), np.full((4, 1, 48), 2.0)),
        )
        for days, level in ((0, 2.0), (5, 1.0))
    )
    both = together([first, later])
    assert [(str(one.day), one.simulated) for one in both.days()] == [
        ("2026-03-02", 1.0),
        ("2026-03-07", 0.5),
        ("None", 0.75),
    ]
    frame = both.frame()
    assert len(frame) == 96
    assert str(frame["interval_start"].dt.tz) == "Asia/Shanghai"
    assert (frame["service_level"] == 0.5).all()
    assert list(frame["service_level_simulated"]) == [1.0] * 48 + [0.5] * 48
