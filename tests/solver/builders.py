"""Problems to test with: a service centre of any size, made from a seed."""

import random
from math import exp

from solver import rules
from solver.pooling import subsets_to_keep
from solver.problem import (
    COST_PER_WAGE_HOUR,
    PERSON,
    Agent,
    BreakSpec,
    Day,
    Group,
    History,
    Lock,
    Post,
    PostHours,
    Queue,
    RosterProblem,
    Shift,
    Span,
    Step,
    SubsetRow,
    Wish,
)
from solver.rules import Rule

SLOT_MIN = 15
HOUR = 60 // SLOT_MIN
DAY = 24 * HOUR
WAGE_HOUR = COST_PER_WAGE_HOUR
UNIT = WAGE_HOUR * SLOT_MIN // 60 // PERSON  # a wage-hour per person-hour, for 1/100 person in a slot

NINE_HOURS = (BreakSpec("break", 1, 8, 13), BreakSpec("meal", 4, 14, 18), BreakSpec("break", 1, 24, 30))
TEN_HOURS = (BreakSpec("break", 1, 8, 13), BreakSpec("meal", 8, 14, 20), BreakSpec("break", 1, 30, 34))
FIVE_HOURS = (BreakSpec("break", 1, 6, 12),)

# queue: share of the required person-hours, hours of the day, height of the evening
QUEUES = {
    "chat-general": (0.46, (8, 24), 0.7),
    "chat-urgent": (0.10, (0, 24), 0.6),
    "voice": (0.14, (8, 22), 0.4),
    "app": (0.12, (8, 24), 0.8),
    "social": (0.06, (9, 22), 0.6),
    "email": (0.12, (9, 21), 0.1),
}
TEAMS = (  # queue sets of the members, in turn
    ({0, 1, 3}, {0, 3}, {0, 1, 3}, {0}, {0, 1, 3, 4}),
    ({2}, {1, 2}, {2, 0}, {1, 2}),
    ({4, 5}, {0, 4, 5}, {5}, {0, 5}),
)
TEAM_SHARES = (0.55, 0.2, 0.25)


def shift(kind: str, hour: float, length_h: float, paid_min: int, breaks: tuple[BreakSpec, ...], days: int) -> Shift:
    start = round(hour * HOUR)
    label = f"{kind}@{int(hour):02d}:{round(hour % 1 * 60):02d}"
    starts, slots = tuple(day * DAY + start for day in range(days)), round(length_h * HOUR)
    return Shift(label, kind, starts, slots, paid_min, breaks, round(hour * 60), kind == "night")


def catalogue(days: int) -> tuple[Shift, ...]:
    early = [shift("early", hour, 9, 480, NINE_HOURS, days) for hour in (7.5, 8, 8.5, 9)]
    mid = [shift("mid", hour, 9, 480, NINE_HOURS, days) for hour in (10, 11, 12)]
    late = [shift("late", hour, 9, 480, NINE_HOURS, days) for hour in (13, 13.5, 14, 15)]
    short = [shift("short", hour, 5, 300, FIVE_HOURS, days) for hour in (9, 13, 18, 19)]
    night = [shift("night", 22, 10, 480, TEN_HOURS, days)]
    return tuple(early + mid + late + short + night)


def demand_curve(hour: float, evening: float) -> float:
    peak = exp(-(((hour - 10.5) / 2.2) ** 2)) + 0.8 * exp(-(((hour - 15.5) / 2.6) ** 2))
    return 0.08 + peak + evening * exp(-(((hour - 20.5) / 2) ** 2))


def required(rng: random.Random, days: int, hours: tuple[int, int], evening: float) -> list[float]:
    """People required per slot, constant over each half hour, before scaling."""
    level: list[float] = []
    for day in range(days):
        factor = (1.1, 1.02, 1.0, 1.0, 1.05, 0.85, 0.75)[day % 7]
        for half_hour in range(48):
            hour = half_hour / 2
            noise = rng.lognormvariate(0, 0.05)
            value = factor * demand_curve(hour, evening) * noise if hours[0] <= hour < hours[1] else 0.0
            level += [value] * (30 // SLOT_MIN)
    return level


def queue(name: str, level: list[float], person_slots: float) -> Queue:
    scale = person_slots / sum(level)
    needed = tuple(round(PERSON * scale * value) for value in level)
    return Queue(name, needed, tuple(shortage_steps(people) for people in needed))


def shortage_steps(needed: int) -> tuple[Step, ...]:
    return (Step(needed // 10, UNIT * 5 // 2), Step(None, UNIT * 25 // 4))


def group(name: str, queues: tuple[Queue, ...], agents: tuple[Agent, ...]) -> Group:
    rows = tuple(
        SubsetRow(kept, tuple(sum(queues[k].required[t] for k in kept) for t in range(len(queues[0].required))))
        for kept in subsets_to_keep(range(len(queues)), (agent.queues for agent in agents))
    )
    return Group(name, tuple(range(len(queues))), rows, (Step(PERSON, UNIT // 4), Step(None, UNIT // 2)))


def people(rng: random.Random, count: int, days: int) -> tuple[Agent, ...]:
    counts = [round(count * share) for share in TEAM_SHARES]
    counts[0] += count - sum(counts)
    agents = []
    for team, members in enumerate(counts):
        for member in range(members):
            leave = ()
            if rng.random() < 0.15:
                day = rng.randrange(days)
                leave = (Span(day * DAY, (day + 1) * DAY),)
            part_time = rng.random() < 0.15
            owed = (1500 if part_time else 2400) - (300 if part_time else 480) * len(leave)
            agents.append(
                Agent(
                    f"A{len(agents) + 1:03d}",
                    frozenset(TEAMS[team][member % len(TEAMS[team])]),
                    2000 if member else 2600,
                    owed,
                    Span(0, days * DAY),
                    leave,
                    History(-rng.choice((9, 24, 48)), ("", *("early",) * rng.randrange(0, 5))),
                )
            )
    return tuple(agents)


def wishes(rng: random.Random, agents: int, days: int, shifts: tuple[Shift, ...]) -> tuple[Wish, ...]:
    wished = []
    for agent in range(agents):
        if rng.random() < 0.5:
            wished.append(Wish(agent, rng.randrange(days), frozenset(), WAGE_HOUR * rng.randrange(1, 4)))
        if rng.random() < 0.2:
            kind = rng.choice(("early", "late"))
            chosen = frozenset(n for n, template in enumerate(shifts) if template.kind == kind)
            wished.append(Wish(agent, rng.randrange(days), chosen, WAGE_HOUR))
    return tuple(wished)


def posts(agents: int, days: int) -> tuple[Post, ...]:
    leads = frozenset(range(0, agents, 5))
    nights = frozenset(range(0, agents, 2))
    experts = frozenset(range(1, agents, 4))

    def hours(start: int, end: int) -> tuple[PostHours, ...]:
        return tuple(PostHours(Span(day * DAY + start * HOUR, day * DAY + end * HOUR)) for day in range(days))

    return (
        Post("lead", hours(8, 22), leads, overlap=30 // SLOT_MIN),
        Post("night", hours(22, 32), nights),
        Post("expert", hours(10, 20), experts, on_contacts=True),
    )


def usual_rules() -> tuple[Rule, ...]:
    return (
        rules.Availability(),
        rules.Leave(),
        rules.Locks(),
        rules.Skill(),
        rules.OneShiftADay(),
        rules.MinRestBetweenShifts(slots=11 * HOUR),
        rules.MaxDaysInARow(days=6),
        rules.MinDaysOff(days=1),
        rules.ContractHours(under_min=480, over_min=0),
        rules.Wishes(),
        rules.Posts(),
        rules.BreaksInWindows(),
    )


def centre(seed: int = 1, agents: int = 40, days: int = 7) -> RosterProblem:
    """A service centre like the example: three teams, six queues, five shift kinds, three posts."""
    rng = random.Random(seed)
    staff = people(rng, agents, days)
    shifts = catalogue(days)
    person_slots = 0.86 * sum(agent.contract_min for agent in staff) / SLOT_MIN * 0.93
    queues = tuple(
        queue(name, required(rng, days, hours, evening), share * person_slots)
        for name, (share, hours, evening) in QUEUES.items()
    )
    early = frozenset(n for n, template in enumerate(shifts) if template.kind == "early")
    locks = (Lock(agents // 2, 2 % days, early), Lock(agents // 3, 1 % days, frozenset()))
    return RosterProblem(
        SLOT_MIN,
        tuple(Day(Span(day * DAY, (day + 1) * DAY)) for day in range(days)),
        staff,
        shifts,
        queues,
        (group("online", queues, staff),),
        usual_rules(),
        posts(agents, days),
        locks=tuple(lock for lock in locks if not staff[lock.agent].leave),
        wishes=wishes(rng, agents, days, shifts),
    )
