"""A made-up week with everything a report can show, from a seed: the input of the tests of present and reports."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pandas as pd

from planner.errors import Message
from planner.present.facts import (
    BotFacts,
    CostFacts,
    DayFacts,
    EffectFacts,
    EventFacts,
    FairnessFacts,
    HandlingFacts,
    HoursTargetFacts,
    LastWeekFacts,
    LevelFacts,
    QueueFacts,
    RequestFacts,
    RunFacts,
    ShrinkageFacts,
    SimulationFacts,
    SolveFacts,
)
from planner.staffing.trace import PoolTrace, Trace

MONDAY = dt.date(2026, 12, 7)
SHIFTS = {"early": (8.0, 9.0), "mid": (10.0, 9.0), "late": (15.0, 9.0), "night": (22.0, 9.0), "short": (18.0, 4.0)}
QUEUES = (
    ("chat-general", "在线咨询", 0.80, 180.0, 22.0, 420.0),
    ("chat-urgent", "紧急在线", 0.90, 15.0, 6.0, 480.0),
    ("voice", "热线电话", 0.80, 20.0, 9.0, 260.0),
    ("app", "App 内咨询", 0.80, 300.0, 7.0, 400.0),
    ("social", "社交媒体", 0.80, 1800.0, 4.0, 500.0),
    ("email", "Email & 工单", 0.95, 86400.0, 6.0, 600.0),
)
BOT = BotFacts(share=0.2, escalation=0.25, escalated_aht_factor=1.15, people_share=0.85, people_aht_factor=1.008824)
NAMES = ("王伟", "李娜", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周强", "吴婷")


class HistoryIsShort(Message):
    """The tests' own notice."""

    template = "{count} intervals are below their target"


class ZerosDoubted(Message):
    """The tests' own notice of a repair."""

    template = "{queue}: {count} zeros where contacts are usual, first at {day}: taken as not recorded"


@dataclass(frozen=True)
class Centre:
    agents: int = 40
    queues: int = 6
    interval_min: int = 30
    timezone: str = "Asia/Shanghai"
    monday: dt.date = MONDAY
    seed: int = 1


@cache
def example_run(centre: Centre = Centre(), agent_name: str = "", team: str = "", queue_name: str = "") -> RunFacts:
    """A run of the centre; the names given replace those of the first agent, team and queue."""
    random = np.random.default_rng(centre.seed)
    agents = _agents(centre, agent_name, team)
    roster = _roster(centre, agents, random)
    activities = _activities(roster)
    forecast = _forecast(centre, random)
    requirement = _requirement(forecast, centre)
    queues = [
        QueueFacts(key, name, level, within, "offered", handling=_handling(key, aht_s))
        for key, name, level, within, _peak, aht_s in QUEUES[: centre.queues]
    ]
    coverage = _coverage(requirement, roster, activities, centre)
    queues[0] = replace(queues[0], targets_by_hours=[HoursTargetFacts("20:00-22:00", 0.8, 60.0)], bot=BOT)
    if queue_name:
        queues[0] = replace(queues[0], name=queue_name)
    day = dt.timedelta(days=1)
    friday = dt.datetime.combine(centre.monday + 4 * day, dt.time(18))
    return RunFacts(
        centre="上海客服中心",
        week=f"{centre.monday:%G-W%V}",
        first_day=centre.monday,
        days=7,
        timezone=centre.timezone,
        interval_min=centre.interval_min,
        queues=queues,
        shifts={"early": "早早班"} | dict.fromkeys(list(SHIFTS)[1:], ""),
        night_kinds=frozenset({"night"}),
        posts={"lead": "值班组长", "night": "夜班值守"},
        activity_names={},
        events=[EventFacts("double12", friday, friday + dt.timedelta(hours=30), volume=2.5)],
        special_days=[DayFacts(centre.monday + 6 * day, "makeup", "")],
        requests=[
            RequestFacts("A003", centre.monday + 2 * day, "leave"),
            RequestFacts("A005", centre.monday + 1 * day, "off"),
            RequestFacts("A006", centre.monday + 5 * day, "off"),
            RequestFacts("A008", centre.monday + 3 * day, "shift", "late"),
            RequestFacts("A009", centre.monday + 3 * day, "shift", "early"),
        ],
        effects=_effects(queues),
        cleaned=[ZerosDoubted(queue=queue.queue, count=4, day="2026-04-09") for queue in [*queues, *queues]],
        notices=[HistoryIsShort(count=11)],
        solve=SolveFacts(
            status="feasible",
            engine="CP-SAT",
            effort="normal",
            reproducible=True,
            seed=centre.seed,
            cost_wage_h=1843.25,
            bound_wage_h=1790.5,
            bound_by="CP-SAT",
            gap_labour=0.0286,
            gap_controllable=0.143,
            costs=[
                CostFacts("labour", 1610.0),
                CostFacts("shortage", 190.75),
                CostFacts("surplus", 31.5),
                CostFacts("wishes", 9.0, breaches=3),
                CostFacts("group_handover", 2.0, breaches=1),
            ],
            not_in_bound=["min_days_in_a_row"],
        ),
        versions={"workforce-planner": "0.1.0", "ortools": "9.15", "Python": "3.11"},
        digests={"plan.toml": "9f86d081884c7d659a2feaa0c55ad015", "history.csv": "60303ae22b998861bce3b28f33eec1be"},
        agents=agents,
        forecast=forecast,
        requirement=requirement,
        roster=roster,
        activities=activities,
        handovers=_handovers(roster),
        coverage=coverage,
        history=_history(forecast),
        last_week=_last_week(centre, roster, forecast),
        traces=[_trace(key, requirement, at) for key, *_ in QUEUES[: centre.queues] for at in (20, 21, 22)],
        simulation=_simulation(coverage, forecast, agents, random),
        fairness=_fairness(agents),
        shrinkage=[ShrinkageFacts("absence", 0.06, placed=False), ShrinkageFacts("training", 0.02, placed=True)],
    )


def _handling(queue: str, aht_s: float) -> HandlingFacts:
    model = {"voice": "live", "email": "deferred"}.get(queue, "chat")
    times = (aht_s, 1.3 * aht_s) if model == "chat" else (aht_s,)
    return HandlingFacts(model, times, None if model == "deferred" else 300.0, 0.05, 0.9, 1.0)


def _history(forecast: pd.DataFrame) -> pd.DataFrame:
    """Nine weeks that grow a little from each to the next."""
    weeks = [
        forecast[["queue", "interval_start"]].assign(
            interval_start=_weeks_back(forecast["interval_start"], back),
            offered=(forecast["offered"] * (1 - 0.03 * back)).round(),
            aht_s=forecast["aht_s"],
        )
        for back in range(9, 0, -1)
    ]
    return pd.concat(weeks, ignore_index=True)


def _weeks_back(moments: pd.Series, weeks: int) -> pd.Series:
    """The same wall time so many weeks before; where clocks change, as near as there is."""
    wall = moments.dt.tz_localize(None) - pd.Timedelta(weeks=weeks)
    return wall.dt.tz_localize(moments.dt.tz, ambiguous=np.ones(len(wall), bool), nonexistent="shift_forward")


def _last_week(centre: Centre, roster: pd.DataFrame, forecast: pd.DataFrame) -> LastWeekFacts:
    week = centre.monday - dt.timedelta(days=7)
    moved = {column: _weeks_back(roster[column], 1) for column in ("shift_start", "shift_end")}
    before = forecast.assign(interval_start=_weeks_back(forecast["interval_start"], 1))
    measures = {"short_h": 120.5, "intervals_short": 61, "service_level": 0.78, "cost": 1850.25}
    return LastWeekFacts(f"{week:%G-W%V}", roster.assign(**moved).iloc[3:], measures, before)


def _trace(queue: str, requirement: pd.DataFrame, at: int) -> Trace:
    row = requirement[requirement["queue"] == queue].iloc[at]
    same = ("offered", "offered_load_erl", "model", "agents_steady", "agents_required", "binding", "service_level")
    more = ("occupancy", "abandon_rate", "agents_floor", "shrinkage", "scheduled_required")
    return Trace(
        queue=queue,
        interval_start=row["interval_start"],
        contacts=row["offered"] / 0.85,
        contacts_planned=row["offered"] / 0.85,
        people_share=0.85,
        paths=(),
        aht_by_concurrency_s=(420.0, 560.0),
        aht_s=280.0,
        target_service_level=0.8,
        target_within_s=180.0,
        target_answer="accepted",
        target_max_occupancy=0.9,
        target_max_abandon=0.05,
        redials=0.0,
        pools=(PoolTrace("chat-general+voice", 12.0, 10.5, 11.2),),
        **{name: row[name] for name in (*same, *more)},
    )


def _simulation(
    coverage: pd.DataFrame, forecast: pd.DataFrame, agents: pd.DataFrame, random: np.random.Generator
) -> SimulationFacts:
    level = (coverage["service_level"] - 0.03).clip(0, 1)
    rows = coverage[["queue", "interval_start"]].assign(
        offered=forecast["offered"],
        service_level=level,
        service_level_lo=(level - 0.04).clip(0, 1),
        service_level_hi=(level + 0.04).clip(0, 1),
        first_response_s=45.0,
        first_response_p90_s=160.0,
        abandon_rate=0.04,
        occupancy=(0.6 + 0.04 * (coverage["interval_start"].dt.hour - 8)).clip(0, 1),
        leftover=0.1 * forecast["offered"],
    )
    shares = random.uniform(0.45, 0.97, len(agents))
    busy = pd.DataFrame(
        {"agent": agents["agent"], "on_contacts_h": 35 * shares, "occupancy": shares, "contacts": 300 * shares}
    )
    return SimulationFacts(rows, busy, {"voice": LevelFacts(0.702, 0.694, 0.711)})


def _fairness(agents: pd.DataFrame) -> FairnessFacts:
    """Every third agent has had nights, every fourth a turn, and this week adds some."""
    before = [
        (agent, account, "2026-W49", float(at % 5))
        for at, agent in enumerate(agents["agent"])
        for account in ("nights", "weekends", "turns_lead", "wishes_refused")
        if at % {"nights": 3, "weekends": 1, "turns_lead": 4, "wishes_refused": 7}[account] == 0
    ]
    now = [(agent, "weekends", "2026-W50", 1.0) for agent in agents["agent"][::2]]
    frames = [pd.DataFrame(rows, columns=["agent", "account", "period", "value"]) for rows in (before, [*before, *now])]
    return FairnessFacts(*frames)


def _effects(queues: Sequence[QueueFacts]) -> list[EffectFacts]:
    month = [(f"month day {day}", 1.0 + 0.01 * (day % 7)) for day in range(1, 32)]
    names = [("makeup: 元旦 1", 0.97), *month, ("day before closure", 1.05), ("first day after closure", 1.12)]
    own = [
        EffectFacts(queue.queue, f"promotion: day {day}", 2.5, 1.69, 3.7, True) for queue in queues for day in (1, 2)
    ]
    return own + [
        EffectFacts(queue.queue, name, factor, 0.96 * factor, 1.04 * factor, False)
        for queue in queues
        for name, factor in names
    ]


def _agents(centre: Centre, first: str, team: str) -> pd.DataFrame:
    rows = [
        {
            "agent": f"A{i:03d}",
            "name": NAMES[i % 10],
            "team": ("在线一组", "在线二组", "热线组")[i * 3 // centre.agents],
            "contract_h": 40.0,
        }
        for i in range(centre.agents)
    ]
    rows[0] |= ({"name": first} if first else {}) | ({"team": team} if team else {})
    return pd.DataFrame(rows)


def _roster(centre: Centre, agents: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    kinds = list(SHIFTS)
    rows = []
    for i, agent in enumerate(agents["agent"]):
        kind = kinds[int(random.choice(5, p=[0.35, 0.22, 0.28, 0.07, 0.08]))]
        for day in range(7):
            if day in (i % 7, (i + 1) % 7) or (agent == "A003" and day == 2):
                continue
            start_h, length_h = SHIFTS[kind]
            midnight = pd.Timestamp(centre.monday + dt.timedelta(days=day), tz=centre.timezone)
            start = midnight + pd.Timedelta(hours=start_h + 0.5 * int(random.integers(0, 3)))
            rows.append(
                {
                    "agent": agent,
                    "shift_start": start,
                    "shift_end": start + pd.Timedelta(hours=length_h),
                    "shift": kind,
                    "post": "lead" if i in (0, 14) else "night" if kind == "night" and i % 2 else "",
                    "locked": (i, day) in ((3, 4), (9, 0), (20, 1)),
                    "paid_min": int(length_h * 60) - 60 * (length_h > 5),
                }
            )
    return pd.DataFrame(rows)


def _activities(roster: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for i, shift in enumerate(roster.itertuples(index=False)):
        plan = (
            [("break", 2.25, 15), ("meal", 4.25, 60), ("break", 6.75, 15)]
            if shift.shift != "short"
            else [("break", 2, 15)]
        )
        plan += [("meeting", 5.5, 30)] if i % 9 == 0 else []
        plan += [("handover", 8.5, 30)] if shift.post else []
        for kind, after_h, minutes in plan:
            start = shift.shift_start + pd.Timedelta(hours=after_h)
            end = start + pd.Timedelta(minutes=minutes)
            rows.append(
                {"agent": shift.agent, "start": start, "end": end, "kind": kind, "shift_start": shift.shift_start}
            )
    return pd.DataFrame(rows)


def _handovers(roster: pd.DataFrame) -> pd.DataFrame:
    holding = roster[roster["post"] == "lead"].sort_values("shift_start")
    rows = [
        {"post": "lead", "at": one.shift_end, "outgoing": one.agent, "incoming": "A014", "overlap_min": 30}
        for one in holding.itertuples()
    ]
    rows.append(
        {"post": "night", "at": holding["shift_end"].max(), "outgoing": "A001", "incoming": "", "overlap_min": 0}
    )
    return pd.DataFrame(rows)


def _forecast(centre: Centre, random: np.random.Generator) -> pd.DataFrame:
    begin = pd.Timestamp(centre.monday, tz=centre.timezone)
    end = pd.Timestamp(centre.monday + dt.timedelta(days=7), tz=centre.timezone)
    starts = pd.date_range(begin, end, freq=f"{centre.interval_min}min", inclusive="left")
    hour = np.asarray(starts.hour + starts.minute / 60)
    day = np.asarray(starts.day_of_week)
    profile = np.exp(-((hour - 11) ** 2) / 9) + 0.8 * np.exp(-((hour - 20) ** 2) / 7) + 0.25 * (hour > 9) + 0.03
    profile *= np.where((day == 4) & (hour >= 18) | (day == 5), 2.0, 1.0) * centre.interval_min / 30
    frames = []
    for number, (queue, _name, _level, _within, peak, aht_s) in enumerate(QUEUES[: centre.queues]):
        offered = peak * profile * random.uniform(0.92, 1.08, len(starts)) * centre.agents / 40
        frame = pd.DataFrame({"queue": queue, "interval_start": starts, "offered": offered})
        frame["offered_lo"] = np.maximum(0, offered - 1.28 * np.sqrt(offered) - 0.04 * offered)
        frame["offered_hi"] = offered + 1.28 * np.sqrt(offered) + 0.04 * offered
        frame["aht_s"] = aht_s
        frame["method"] = "profile"
        open_all_day = number == 1
        frames.append(frame if open_all_day else frame[(hour >= 8) & (hour < 24)])
    return pd.concat(frames, ignore_index=True)


def _requirement(forecast: pd.DataFrame, centre: Centre) -> pd.DataFrame:
    load = forecast["offered"] * forecast["aht_s"] / (centre.interval_min * 60)
    agents = load / 2.2 + 0.6 * np.sqrt(load)
    return pd.DataFrame(
        {
            "queue": forecast["queue"],
            "interval_start": forecast["interval_start"],
            "model": forecast["queue"].map({"voice": "live", "email": "deferred"}).fillna("chat"),
            "offered": forecast["offered"],
            "offered_load_erl": load,
            "agents_steady": np.ceil(agents),
            "agents_required": agents,
            "agents_floor": 0.0,
            "scheduled_required": agents / 0.94,
            "shrinkage": 0.06,
            "service_level": 0.83,
            "occupancy": 0.81,
            "abandon_rate": 0.03,
            "asa_s": 14.0,
            "binding": "service_level",
        }
    )


def _coverage(
    requirement: pd.DataFrame, roster: pd.DataFrame, activities: pd.DataFrame, centre: Centre
) -> pd.DataFrame:
    """People on contacts, shared out in proportion to what the queues require."""
    frame = requirement[["queue", "interval_start", "scheduled_required"]].copy()
    starts = pd.DatetimeIndex(frame["interval_start"].unique())
    on_contacts = _present(starts, centre, roster, "shift_start", "shift_end") - _present(
        starts, centre, activities, "start", "end"
    )
    counts = dict(zip(starts, on_contacts, strict=True))
    total = frame.groupby("interval_start")["scheduled_required"].transform("sum")
    frame["scheduled"] = frame["interval_start"].map(counts) * frame["scheduled_required"] / total
    frame["gap"] = frame["scheduled"] - frame["scheduled_required"]
    ratio = frame["scheduled"] / frame["scheduled_required"]
    frame["service_level"] = np.where(frame["queue"] == "email", np.nan, np.clip(0.84 - 0.9 * (1 - ratio), 0.0, 0.995))
    return frame


def _present(starts: pd.DatetimeIndex, centre: Centre, frame: pd.DataFrame, first: str, last: str) -> np.ndarray:
    """Mean number of rows at work in each interval."""
    epoch, second = pd.Timestamp(0, tz="UTC"), pd.Timedelta(seconds=1)
    begin_s = np.asarray((starts - epoch) / second)[:, None]
    end_s = begin_s + centre.interval_min * 60
    row_begin_s, row_end_s = (np.asarray((frame[column] - epoch) / second) for column in (first, last))
    overlap_s = np.minimum(row_end_s, end_s) - np.maximum(row_begin_s, begin_s)
    return np.clip(overlap_s, 0, None).sum(axis=1) / (centre.interval_min * 60)
