"""Every rule at a severity and with parameters by chance."""

import random
from collections.abc import Callable

from solver import rules
from solver.problem import COST_PER_WAGE_HOUR, Period, Span
from solver.rules import Rule

WEIGHT = COST_PER_WAGE_HOUR // 10
NIGHTS = frozenset({"night"})


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


def small_work_rules(severity: Callable[[], dict[str, object]], rng: random.Random) -> list[Rule]:
    """The rules on duty, stops, breaks and fairness."""
    return [
        rules.MinOnDuty(**severity()),
        rules.SpreadOfStops(share_percent=rng.choice((30, 50)), few=rng.randint(0, 1), **severity()),
        rules.Fairness(),
        rules.BreakSpacing(least=1, most=rng.randint(3, 6), severity=rules.Severity.WARN, weight=WEIGHT),
        rules.TeamBreaks(share_percent=40, severity=rules.Severity.WARN, weight=WEIGHT),
    ]


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
