"""Problems to test with: a service centre of any size, made from a seed."""

import random
from collections.abc import Callable
from math import exp

from solver import rules
from solver.pooling import subsets_to_keep
from solver.problem import (
    COST_PER_WAGE_HOUR,
    PERSON,
    Agent,
    BreakSpec,
    CarriedShift,
    Day,
    DutyFloor,
    FairAccount,
    Group,
    HandoverShare,
    History,
    Lock,
    Period,
    Post,
    PostHours,
    Queue,
    RosterProblem,
    Shift,
    Span,
    Step,
    SubsetRow,
    Team,
    Wish,
)
from solver.roster import Assignment
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


WEIGHT = WAGE_HOUR // 10
SMALL_SHIFTS = ((7, 8), (9, 8), (13, 8), (21, 10), (8, 4))  # start hour, length in hours
SMALL_ACCOUNTS = ("hours_week", "hours_month", "hours_quarter", "hours_year", "overtime_month")
SMALL_KINDS = ("early", "early", "late", "night", "short")
HISTORY_KINDS = ("", "", "early", "late", "night", "night")
NIGHTS = frozenset({"night"})


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


def small_work_rules(severity: Callable[[], dict[str, object]], rng: random.Random) -> list[Rule]:
    """The rules on duty, stops, breaks and fairness."""
    return [
        rules.MinOnDuty(**severity()),
        rules.SpreadOfStops(share_percent=rng.choice((30, 50)), few=rng.randint(0, 1), **severity()),
        rules.Fairness(),
        rules.BreakSpacing(least=1, most=rng.randint(3, 6), severity=rules.Severity.WARN, weight=WEIGHT),
        rules.TeamBreaks(share_percent=40, severity=rules.Severity.WARN, weight=WEIGHT),
    ]


def small_rules(rng: random.Random) -> tuple[Rule, ...]:
    """Many rules that all warn, or few of which some or all are enforced: else hardly any roster would be allowed."""
    enforced, share = rng.choice(((0.0, 0.8), (0.3, 0.3), (1.0, 0.1)))

    def severity() -> dict[str, object]:
        chosen = rules.Severity.ENFORCE if rng.random() < enforced else rules.Severity.WARN
        return {"severity": chosen, "weight": WEIGHT * rng.randint(1, 9)}

    built: list[Rule] = [
        rules.OneShiftADay(),
        rules.BreaksInWindows(),
        rules.Availability(**severity()),
        rules.Leave(**severity()),
        rules.Locks(**severity()),
        rules.Skill(**severity()),
        rules.Rotations(**severity()),
        rules.Protected(
            protections=(
                rules.Protection("nursing", NIGHTS, rng.random() < 0.5),
                rules.Protection("mentor", nights=tuple(Span(24 * day - 4, 24 * day + 7) for day in range(-1, 6))),
            ),
            day_min=rng.choice((None, 480)),
            **severity(),
        ),
        rules.MinRestBetweenShifts(
            slots=rng.choice((11, 16, 30)),
            after=rng.choice(({}, {"night": 24}, {"early": 8, "night": 40})),
            **severity(),
        ),
        rules.ForbiddenSuccessions(
            after=rng.choice(({"night": NIGHTS}, {"night": frozenset({"early", "late"}), "late": NIGHTS})), **severity()
        ),
        rules.ForwardRotation(**severity()),
        rules.StartConsistency(band_min=rng.choice((0, 120, 360, 600)), **severity()),
        rules.MaxDaysInARow(days=rng.randint(1, 3), **severity()),
        rules.MinDaysInARow(days=rng.randint(2, 3), **severity()),
        rules.MaxNightsInARow(most=rng.randint(1, 2), **severity()),
        rules.DaysOffAfterNights(days=rng.randint(1, 3), **severity()),
        rules.MinDaysOff(days=rng.randint(1, 2), window=rng.choice((2, 3, 7)), **severity()),
        rules.DaysOffTogether(days=rng.randint(2, 3), **severity()),
        rules.WeekendsOff(free=rng.randint(1, 2), weekends=rng.randint(2, 3), **severity()),
        rules.MaxShiftsOfKind(most={"early": rng.randint(0, 2), "night": rng.randint(0, 1)}, **severity()),
        rules.ContractHours(under_min=rng.choice((0, 480)), over_min=rng.choice((0, 480)), **severity()),
        *small_hours(rng, severity),
        rules.Mentor(newcomers="newcomer", mentors="mentor", overlap=rng.choice((1, 4, 9)), **severity()),
        rules.Together(**severity()),
        rules.Apart(**severity()),
        rules.Wishes(raised_percent=rng.choice((0, 25))),
        rules.Changes(**severity()),
        rules.MaxChanges(days=rng.randint(0, 8), **severity()),
        rules.Posts(**severity()),
        rules.GroupHandover(**severity()),
        *small_work_rules(severity, rng),
    ]
    return tuple(rule for rule in built if rule.name == "one_shift_a_day" or rng.random() < share)


def small_hours(rng: random.Random, severity: Callable[[], dict[str, object]]) -> list[Rule]:
    """Some limits on hours, most of them tight, and what overtime costs."""
    periods = rules.MaxHoursADay, rules.MaxHoursAWeek, rules.MaxHoursAMonth, rules.MaxHoursAQuarter, rules.MaxHoursAYear
    nights = tuple(Span(24 * day - 2, 24 * day + 6) for day in range(6))
    limits: list[Rule] = [
        *(rule(minutes=rng.choice((480, 960, 1440)), **severity()) for rule in periods),
        rules.MaxHoursInWindow(minutes=rng.choice((960, 1440)), days=rng.randint(1, 5), **severity()),
        rules.MaxNightHoursAWeek(minutes=rng.choice((0, 480, 600)), nights=nights, **severity()),
        rules.MaxOvertimeAMonth(minutes=rng.choice((0, 240, 480)), day_min=480, week_min=720, **severity()),
        rules.OvertimePay(day_min=480, normal_min=960, overtime_percent=50, rest_day_percent=100),
        rules.PeriodOvertimePay(period=rng.choice(tuple(Period)), normal_min=960, overtime_percent=50),
    ]
    return rng.sample(limits, 4)


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
