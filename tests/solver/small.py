"""Small problems made by chance, with everything that a rule may look at."""

import random

from solver.problem import (
    Agent,
    BreakSpec,
    CarriedShift,
    Day,
    DutyFloor,
    FairAccount,
    HandoverShare,
    History,
    Lock,
    Post,
    PostHours,
    Queue,
    RosterProblem,
    Shift,
    Span,
    Step,
    Team,
    Wish,
)
from solver.roster import Assignment
from tests.solver.builders import group
from tests.solver.small_rules import WEIGHT, small_rules

SMALL_SHIFTS = ((7, 8), (9, 8), (13, 8), (21, 10), (8, 4))  # start hour, length in hours
SMALL_ACCOUNTS = ("hours_week", "hours_month", "hours_quarter", "hours_year", "overtime_month")
SMALL_KINDS = ("early", "early", "late", "night", "short")
HISTORY_KINDS = ("", "", "early", "late", "night", "night")


def small(rng: random.Random) -> RosterProblem:
    """A problem of a few agents and days in hours as slots, with every rule at a severity by chance."""
    days, agents = rng.randint(2, 5), rng.randint(1, 3)
    shifts = tuple(
        Shift(
            f"{kind}{number}",
            kind,
            tuple(day * 24 + start if rng.random() < 0.9 else None for day in range(days)),
            length,
            60 * length,
            (BreakSpec("break", 1, 2, length - 2),),
            60 * start,
            kind == "night",
        )
        for number, ((start, length), kind) in enumerate(zip(SMALL_SHIFTS, SMALL_KINDS, strict=True))
    )
    staff = tuple(small_agent(rng, number, days) for number in range(agents))
    queues = tuple(small_queue(rng, f"q{number}", days) for number in range(2))
    return RosterProblem(
        60,
        small_days(rng, days),
        staff,
        shifts,
        queues,
        (group("all", queues, staff),),
        small_rules(rng),
        small_posts(rng, agents, days),
        small_shares(rng, agents, days),
        tuple(
            Lock(*some_day(rng, agents, days), some_shifts(rng), rng.choice((None, 0)))
            for _ in range(rng.randint(0, 1))
        ),
        tuple(Wish(*some_day(rng, agents, days), some_shifts(rng), WEIGHT) for _ in range(rng.randint(0, 2))),
        tuple(CarriedShift(0, Span(-3, 7), "night", rng.choice((None, 0))) for _ in range(rng.randint(0, 1))),
        teams=small_teams(rng, agents, days),
        duty_floors=small_floors(rng, agents, days),
        fair_accounts=small_accounts(rng, agents),
        first_weekday=rng.randrange(7),
        together=((0, 1),) if agents > 1 else (),
        apart=((agents - 1, 0),) if agents > 1 else (),
        previous=small_previous(rng, agents, days),
    )


def small_previous(rng: random.Random, agents: int, days: int) -> tuple[Assignment, ...]:
    """At most one shift a day of before, offered or no longer."""
    return tuple(
        Assignment(agent, day, rng.randrange(len(SMALL_SHIFTS)), rng.choice((None, None, 0)))
        for agent in range(agents)
        for day in range(days)
        if rng.random() < 0.5
    )


def small_days(rng: random.Random, days: int) -> tuple[Day, ...]:
    """Days in which a month may begin, some of them public holidays or of a higher pay class."""
    month = rng.randrange(days + 1)
    return tuple(
        Day(
            Span(24 * day, 24 * (day + 1)),
            rng.choice((100, 100, 300)),
            holiday=rng.random() < 0.3,
            month=int(day >= month),
            quarter=int(day >= month),
            year=int(day >= month),
        )
        for day in range(days)
    )


def some_day(rng: random.Random, agents: int, days: int) -> tuple[int, int]:
    return rng.randrange(agents), rng.randrange(days)


def some_shifts(rng: random.Random) -> frozenset[int]:
    return frozenset(rng.sample(range(len(SMALL_SHIFTS)), rng.randint(0, 3)))


def small_agent(rng: random.Random, number: int, days: int) -> Agent:
    first = rng.choice((0, 0, 0, 24))
    leave = (Span(24, 48),) if rng.random() < 0.2 else ()
    history = History(
        rng.choice((None, -9, 7)),
        tuple(rng.choices(HISTORY_KINDS, k=rng.choice((0, 2, 7)))),
        small_carried_accounts(rng),
        tuple(rng.choice((0, 480, 600)) for _ in range(rng.randint(0, 3))),
    )
    queues = rng.choice((frozenset({0}), frozenset({1}), frozenset({0, 1})))
    return Agent(
        f"A{number}",
        queues,
        2000,
        480 * rng.randint(1, days),
        Span(first, 24 * days),
        leave,
        history,
        rng.choice("xxy"),
        frozenset(rng.sample(("newcomer", "mentor", "nursing"), rng.randint(0, 2))),
        tuple(rng.choices(("early", "late", "night", "", None, None, None), k=days)) if rng.random() < 0.5 else (),
    )


def small_queue(rng: random.Random, name: str, days: int) -> Queue:
    needed = tuple(rng.choice((0, 40, 100, 150)) if 7 <= slot % 24 < 21 else 0 for slot in range(24 * days))
    return Queue(name, needed, tuple((Step(people // 10, 3000), Step(None, 7500)) for people in needed))


def small_posts(rng: random.Random, agents: int, days: int) -> tuple[Post, ...]:
    hours = tuple(PostHours(Span(24 * day + 8, 24 * day + rng.choice((13, 18)))) for day in range(days))
    overlap, on_contacts = rng.choice((0, 1, 2)), rng.random() < 0.3
    eligible = frozenset(rng.sample(range(agents), rng.randint(1, agents)))
    return (Post("lead", hours, eligible, 1, 0 if on_contacts else overlap, on_contacts),)


def small_shares(rng: random.Random, agents: int, days: int) -> tuple[HandoverShare, ...]:
    open_hours = tuple(Span(24 * day + 7, 24 * day + 22) for day in range(days))
    return (HandoverShare("all", frozenset(range(agents)), rng.choice((1, 2)), rng.choice((50, 100)), open_hours),)


def small_teams(rng: random.Random, agents: int, days: int) -> tuple[Team, ...]:
    team = frozenset(rng.sample(range(agents), rng.randint(1, agents)))
    return (Team("crew", team, tuple(Span(24 * day + 7, 24 * day + rng.choice((16, 21))) for day in range(days))),)


def small_floors(rng: random.Random, agents: int, days: int) -> tuple[DutyFloor, ...]:
    able = frozenset(rng.sample(range(agents), rng.randint(1, agents)))
    day = rng.randrange(days)
    hours = (Span(24 * day + rng.choice((0, 8)), 24 * day + rng.choice((10, 14, 24))),)
    return tuple(DutyFloor("leads", able, hours, rng.randint(1, 2)) for _ in range(rng.randint(0, 1)))


def small_accounts(rng: random.Random, agents: int) -> tuple[FairAccount, ...]:
    """Accounts of every kind; carried are only some, and not of everybody."""
    names = rng.sample(("nights", "weekends", "holidays", "late", "turns_lead"), rng.randint(0, 2))
    return tuple(
        FairAccount(
            name,
            {agent: rng.choice((20, 40)) for agent in rng.sample(range(agents), rng.randint(1, agents))},
            WEIGHT,
            rng.choice((0, 150, 300)),
            0 if name == "turns_lead" else None,
        )
        for name in names
    )


def small_carried_accounts(rng: random.Random) -> tuple[tuple[str, int], ...]:
    names = ("nights", "weekends", "turns_lead", "wishes_refused")
    turns = tuple((name, rng.randint(0, 5)) for name in names if rng.random() < 0.6)
    return (*turns, *((name, rng.choice((240, 960))) for name in SMALL_ACCOUNTS if rng.random() < 0.4))


def small_roster(rng: random.Random, problem: RosterProblem) -> tuple[Assignment, ...]:
    """Assignments by chance, most of them at most one a day, some at a post."""
    worked = []
    for agent in range(len(problem.agents)):
        for day, offered in enumerate(problem.offered):
            count = rng.choices((0, 1, 2), (6, 10, 0.1))[0]
            for shift in rng.sample(offered, min(count, len(offered))):
                post = rng.choice((None, *problem.posts_of(day, shift)))
                worked.append(Assignment(agent, day, shift, post))
    return tuple(worked)
