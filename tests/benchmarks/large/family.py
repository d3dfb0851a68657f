"""A family of service centres of any size: a week of 15-minute slots, skills, contracts, breaks, wishes and leave.

People are in 1/100 person and costs in units of 1/16 wage-hour: a person missing costs 10 a slot, beyond the first
tenth of the required 25; one too many 1, later 2. Wages are fixed by the contracts and left out, but for overtime.
What Sunday's last shifts do on Monday morning counts at the end of the week: nobody is required before 07:00 of the
first Monday.
"""

from dataclasses import dataclass

import numpy as np

from solver import rules
from solver.pooling import subsets_to_keep
from solver.problem import PERSON, Agent, BreakSpec, Day, Group, Queue, RosterProblem, Shift, Span, Step, SubsetRow
from solver.rules.rule import Severity
from tests.benchmarks.large.rules import Bands, Contract, Contracts, Dislikes

UNIT = 7_500  # 1/16 wage-hour
WAGE = 4  # units a paid slot
HOUR = 4  # slots
DAY = 24 * HOUR
DAYS = 7
TAIL = 7 * HOUR  # slots of the next Monday

STARTS = range(28, 94, 2)
BAND = 5  # starts
BAND_EVERY = 2  # starts
LENGTHS = {  # kind: slots, paid slots, breaks from, to, length
    "4h": (16, 16, ((5, 10, 1),)),
    "6h": (24, 22, ((4, 7, 1), (10, 15, 2))),
    "8h": (34, 32, ((5, 9, 1), (12, 20, 2), (23, 29, 1))),
    "9h": (38, 36, ((5, 9, 1), (13, 22, 2), (25, 32, 1))),
}
OVERTIME = 8  # of a 9 h day under the contract of 8 h days
CONTRACTS = (  # share, days, kinds
    (0.60, 5, frozenset({"8h", "9h"})),
    (0.10, 4, frozenset({"9h"})),
    (0.15, 5, frozenset({"6h"})),
    (0.15, 5, frozenset({"4h"})),
)
LEAVE = 0.04
EARLY, LATE = 10 * HOUR, 14 * HOUR  # where the start classes mid and late begin
NIGHT = 20 * HOUR
DAY_FACTORS = (1.12, 1.03, 1.0, 1.0, 0.98, 0.62, 0.5)
SHORT_STEP, SHORT, VERY_SHORT = 0.1, 10, 25
SPARE_STEP, SPARE, VERY_SPARE = 0.1, 1, 2
SKILL_SETS = {  # by number of skills: set and share
    1: (((0,), 1.0),),
    4: (
        ((0,), 0.14),
        ((1,), 0.12),
        ((2,), 0.12),
        ((3,), 0.12),
        ((0, 1), 0.15),
        ((1, 2), 0.13),
        ((2, 3), 0.12),
        ((0, 1, 2), 0.10),
    ),
}
ROLLED = (0, 4, -4, 2)  # slots


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre and the wages that its contracts fix, in cost units of the problem."""

    problem: RosterProblem
    wages: int


def centre(agents: int, skills: int, seed: int, interval: int = 15) -> Centre:
    """Return a centre, its requirement the same through each interval; the same arguments give the same centre."""
    rng = np.random.default_rng(seed)
    sets = SKILL_SETS[skills]
    crew = rng.choice(len(sets), agents, p=[share for _, share in sets])
    contract = rng.choice(len(CONTRACTS), agents, p=[share for share, _, _ in CONTRACTS])
    leave = rng.random((agents, DAYS)) < LEAVE
    shifts = _shifts()
    people = tuple(_agent(number, sets[crew[number]][0], leave[number]) for number in range(agents))
    contracts = tuple(_contract(contract[number], leave[number]) for number in range(agents))
    queues = _queues(rng, skills, people, contracts, interval // 15)
    kept = subsets_to_keep(range(skills), (agent.queues for agent in people))
    rows = tuple(
        SubsetRow(each, tuple(np.sum([queues[queue].required for queue in each], axis=0).tolist())) for each in kept
    )
    dislikes = tuple(_dislikes(rng, shifts, contract[number]) for number in range(agents))
    required = np.mean([sum(queue.required[slot] for queue in queues) for slot in range(TAIL, DAYS * DAY)])
    surplus = Step(round(SPARE_STEP * required), SPARE * UNIT // PERSON), Step(None, VERY_SPARE * UNIT // PERSON)
    problem = RosterProblem(
        slot_min=60 // HOUR,
        days=tuple(Day(Span(day * DAY, (day + 1) * DAY)) for day in range(DAYS)),
        agents=people,
        shifts=shifts,
        queues=queues,
        groups=(Group("all", tuple(range(skills)), rows, surplus),),
        rules=(
            rules.OneShiftADay(),
            rules.Leave(),
            rules.BreaksInWindows(),
            Contracts(contracts=contracts),
            Bands(bands=_bands(shifts)),
            Dislikes(units=dislikes, severity=Severity.WARN, weight=UNIT),
        ),
        slots_after=TAIL,
    )
    paid = {kind: paid for kind, (_, paid, _) in LENGTHS.items()}
    owed = sum(each.days * min(paid[kind] for kind in each.kinds) for each in contracts)
    return Centre(problem, owed * WAGE * UNIT)


def _shifts() -> tuple[Shift, ...]:
    return tuple(
        Shift(
            id=f"{kind}@{start // HOUR:02d}:{start % HOUR * 15:02d}",
            kind=kind,
            starts=tuple(day * DAY + start for day in range(DAYS)),
            slots=slots,
            paid_min=paid * 15,
            breaks=tuple(
                BreakSpec("meal" if length > 1 else "break", length, first, last) for first, last, length in breaks
            ),
            start_min=start * 15,
        )
        for start in STARTS
        for kind, (slots, paid, breaks) in LENGTHS.items()
    )


def _bands(shifts: tuple[Shift, ...]) -> tuple[frozenset[int], ...]:
    firsts = range(0, len(STARTS) - BAND + 1, BAND_EVERY)
    minutes = [{start * 15 for start in STARTS[first : first + BAND]} for first in firsts]
    return tuple(frozenset(n for n, shift in enumerate(shifts) if shift.start_min in band) for band in minutes)


def _agent(number: int, skills: tuple[int, ...], leave: np.ndarray) -> Agent:
    days = tuple(Span(day * DAY, (day + 1) * DAY) for day in np.flatnonzero(leave).tolist())
    return Agent(f"A{number:04d}", frozenset(skills), 0, 0, Span(0, DAYS * DAY), days)


def _contract(number: int, leave: np.ndarray) -> Contract:
    _, days, kinds = CONTRACTS[number]
    return Contract(min(days, DAYS - int(leave.sum())), kinds)


def _dislikes(rng: np.random.Generator, shifts: tuple[Shift, ...], contract: int) -> dict[tuple[int, int], int]:
    """Return what an agent's shifts cost in units: wishes for days off and starts, turns of weeks before, overtime."""
    wished = int(rng.integers(DAYS))
    by_day = np.zeros(DAYS, int)
    by_day[wished] = rng.integers(2, 9)
    by_day[(wished + 1) % DAYS] += rng.integers(1, 6)
    by_day[5:] += rng.choice((0, 2, 4))
    liked, step, night = int(rng.integers(3)), int(rng.integers(4)), int(rng.choice((0, 2, 4, 6)))
    by_shift = [
        step * abs(liked - _start_class(shift.start_min // 15))
        + night * (shift.start_min // 15 >= NIGHT)
        + OVERTIME * (contract == 0 and shift.kind == "9h")
        for shift in shifts
    ]
    kinds = CONTRACTS[contract][2]
    units = {
        (day, number): int(by_day[day] + cost)
        for day in range(DAYS)
        for number, cost in enumerate(by_shift)
        if shifts[number].kind in kinds
    }
    return {cell: amount for cell, amount in units.items() if amount}


def _start_class(start: int) -> int:
    return int(start >= EARLY) + int(start >= LATE)


def _queues(
    rng: np.random.Generator, skills: int, people: tuple[Agent, ...], contracts: tuple[Contract, ...], alike: int
) -> tuple[Queue, ...]:
    """Return queues that require in a week as many person-slots as their people are on duty, so many slots alike."""
    supply = np.zeros(skills)
    for agent, each in zip(people, contracts, strict=True):
        kind = min(each.kinds)
        slots, _, breaks = LENGTHS[kind]
        on_duty = each.days * (slots - sum(length for _, _, length in breaks))
        supply[sorted(agent.queues)] += on_duty / len(agent.queues)
    queues = []
    for skill in range(skills):
        level = np.roll(_demand(), ROLLED[skill]) * rng.lognormal(0, 0.05, DAYS * DAY)
        level = level.reshape(-1, alike).mean(axis=1).repeat(alike)
        week = np.maximum(1, np.rint(level * supply[skill] / level.sum())).astype(int)
        needed = PERSON * np.concatenate([np.zeros(TAIL, int), week[TAIL:], week[:TAIL]])
        shortage = tuple(
            (Step(round(SHORT_STEP * n), SHORT * UNIT // PERSON), Step(None, VERY_SHORT * UNIT // PERSON))
            for n in needed.tolist()
        )
        queues.append(Queue(f"skill-{skill}", tuple(needed.tolist()), shortage))
    return tuple(queues)


def _demand() -> np.ndarray:
    """Return the shape of a week: two peaks on weekdays, one wide one at the weekend."""
    hours = np.arange(DAY) / HOUR
    night = 0.05 + 0.1 * (hours / 7) ** 4
    peaks = (
        0.06
        + np.exp(-(((hours - 10.5) / 2.2) ** 2))
        + 0.8 * np.exp(-(((hours - 16) / 2.6) ** 2))
        + 0.25 * np.exp(-(((hours - 20) / 2) ** 2))
    )
    weekday = np.where(hours < 7, night, peaks)
    wide = np.where(hours < 7, night, 0.06 + 0.8 * np.exp(-(((hours - 13.5) / 3.6) ** 2)))
    return np.concatenate(
        [factor * (weekday if day < 5 else (weekday + wide) / 2) for day, factor in enumerate(DAY_FACTORS)]
    )
