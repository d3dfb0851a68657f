"""Twelve rosters that cannot be, each with one minimal set of clashing rules, on a centre that is legal without it."""

from collections.abc import Iterable
from dataclasses import replace

from solver import rules
from solver.problem import HandoverShare, History, Lock, Post, PostHours, RosterProblem, Span
from solver.rules import Rule
from tests.solver.builders import DAY, HOUR, WAGE_HOUR, centre

Named = tuple[str, str, int | None, str]  # rule, agent, day, subject
WEIGHT = 8 * WAGE_HOUR


def base(agents: int) -> RosterProblem:
    """Full-time agents without a past, no posts, nothing asked for."""
    problem = centre(1, agents=agents)
    staff = tuple(replace(agent, contract_min=2400, leave=(), history=History()) for agent in problem.agents)
    return replace(problem, agents=staff, rules=enforced(), posts=(), locks=(), wishes=())


def enforced(days_off: int = 1) -> tuple[Rule, ...]:
    return (
        rules.Availability(weight=WEIGHT),
        rules.Leave(weight=WEIGHT),
        rules.Locks(weight=WEIGHT),
        rules.Skill(),
        rules.OneShiftADay(),
        rules.MinRestBetweenShifts(slots=11 * HOUR, weight=WEIGHT),
        rules.MaxDaysInARow(days=6, weight=WEIGHT),
        rules.MinDaysOff(days=days_off, weight=WEIGHT),
        rules.ContractHours(under_min=240, over_min=480, weight=WEIGHT),
        rules.Posts(weight=WEIGHT),
        rules.GroupHandover(weight=WEIGHT),
        rules.BreaksInWindows(),
    )


def with_agent(problem: RosterProblem, agent: int, **parts: object) -> RosterProblem:
    changed = replace(problem.agents[agent], **parts)  # type: ignore[arg-type]
    return replace(problem, agents=(*problem.agents[:agent], changed, *problem.agents[agent + 1 :]))


def on_leave(problem: RosterProblem, agent: int, *days: int) -> RosterProblem:
    return with_agent(problem, agent, leave=tuple(problem.days[day].span for day in days))


def lock(problem: RosterProblem, agent: int, day: int, shift: str = "") -> Lock:
    return Lock(agent, day, frozenset(number for number, each in enumerate(problem.shifts) if each.id == shift))


def locked(problem: RosterProblem, agent: int, shift: str, days: Iterable[int]) -> RosterProblem:
    return replace(problem, locks=(*problem.locks, *(lock(problem, agent, day, shift) for day in days)))


def post(id: str, days: Iterable[int], eligible: set[int], start: int = 10, end: int = 16) -> Post:
    spans = (Span(day * DAY + start * HOUR, day * DAY + end * HOUR) for day in days)
    return Post(id, tuple(PostHours(span) for span in spans), frozenset(eligible))


def lock_against_leave(problem: RosterProblem) -> RosterProblem:
    away = on_leave(with_agent(problem, 3, contract_min=1920), 3, 2)
    return locked(away, 3, "early@08:00", [2])


def two_posts_and_one_holder(problem: RosterProblem) -> RosterProblem:
    return replace(problem, posts=(post("lead", [1], {4}), post("expert", [1], {4})))


def rest_between_two_locks(problem: RosterProblem) -> RosterProblem:
    return locked(locked(problem, 1, "late@15:00", [0]), 1, "early@07:30", [1])


def contract_against_leave_and_day_off(problem: RosterProblem) -> RosterProblem:
    """Five shifts are owed, four days are left."""
    return locked(on_leave(problem, 5, 1, 2), 5, "", [4])


def contract_against_days_off(problem: RosterProblem) -> RosterProblem:
    return replace(with_agent(problem, 6, contract_min=2880), rules=enforced(days_off=2))


def run_against_locks(problem: RosterProblem) -> RosterProblem:
    """Four days worked before, six in a row allowed, three locked."""
    tired = with_agent(problem, 0, history=History(None, ("", *("early",) * 4)))
    return replace(locked(tired, 0, "early@08:00", [0, 1, 2]), rules=enforced(days_off=0))


def days_off_against_locks(problem: RosterProblem) -> RosterProblem:
    return replace(locked(problem, 2, "early@08:00", [0, 1, 2, 4, 5, 6]), rules=enforced(days_off=2))


def contract_against_dates(problem: RosterProblem) -> RosterProblem:
    return with_agent(problem, 8, available=Span(3 * DAY, 7 * DAY))


def post_with_holders_on_leave(problem: RosterProblem) -> RosterProblem:
    for agent in (0, 1):
        problem = on_leave(with_agent(problem, agent, contract_min=1920), agent, 2)
    return replace(problem, posts=(post("lead", range(7), {0, 1}),))


def group_handover_against_locks(problem: RosterProblem) -> RosterProblem:
    team = HandoverShare("team", frozenset({5, 6}), HOUR, 50, (Span(8 * HOUR, 22 * HOUR),))
    return replace(locked(locked(problem, 5, "early@07:30", [0]), 6, "short@18:00", [0]), handover_shares=(team,))


def night_post_against_rest(problem: RosterProblem) -> RosterProblem:
    """Both who may hold the night of day 3 are locked to work the next afternoon; until midnight a late shift does."""
    for agent in (7, 8):
        problem = locked(problem, agent, "late@15:00", [4])
    return replace(problem, posts=(post("night", [3], {7, 8}, 22, 32),))


def post_by_one_every_day(problem: RosterProblem) -> RosterProblem:
    return replace(problem, posts=(post("lead", range(1, 7), {9}),), rules=enforced(days_off=2))


CONFLICTS = {
    lock_against_leave: {("leave", "A004", 2, ""), ("locks", "A004", 2, "")},
    two_posts_and_one_holder: {("posts", "", 1, "lead"), ("posts", "", 1, "expert")},
    rest_between_two_locks: {
        ("locks", "A002", 0, ""),
        ("locks", "A002", 1, ""),
        ("min_rest_between_shifts", "A002", 1, ""),
    },
    contract_against_leave_and_day_off: {
        ("contract_hours", "A006", None, ""),
        ("leave", "A006", 1, ""),
        ("leave", "A006", 2, ""),
        ("locks", "A006", 4, ""),
    },
    contract_against_days_off: {("contract_hours", "A007", None, ""), ("min_days_off", "A007", 6, "")},
    run_against_locks: {("max_days_in_a_row", "A001", 2, ""), *(("locks", "A001", day, "") for day in (0, 1, 2))},
    days_off_against_locks: {
        ("min_days_off", "A003", 6, ""),
        *(("locks", "A003", day, "") for day in (0, 1, 2, 4, 5, 6)),
    },
    contract_against_dates: {
        ("contract_hours", "A009", None, ""),
        *(("availability", "A009", day, "") for day in (0, 1, 2)),
    },
    post_with_holders_on_leave: {("leave", "A001", 2, ""), ("leave", "A002", 2, ""), ("posts", "", 2, "lead")},
    group_handover_against_locks: {
        ("group_handover", "", 0, "team"),
        ("locks", "A006", 0, ""),
        ("locks", "A007", 0, ""),
    },
    night_post_against_rest: {
        ("posts", "", 4, "night"),
        *(("locks", agent, 4, "") for agent in ("A008", "A009")),
        *(("min_rest_between_shifts", agent, 4, "") for agent in ("A008", "A009")),
    },
    post_by_one_every_day: {("min_days_off", "A010", 6, ""), *(("posts", "", day, "lead") for day in range(1, 7))},
}
