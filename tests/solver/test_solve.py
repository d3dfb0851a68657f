"""The engine: legal, as cheap as it says, never below its bound, and the same again."""

import random
from dataclasses import replace

import pytest

from solver import Effort, check, coverage, rules, solve_roster
from solver.errors import HandoverImpossible, InfeasibleRoster, NoRosterInTime, PostUnheld
from solver.finish import finish
from solver.problem import COST_PER_WAGE_HOUR, Lock, RosterProblem, Span
from solver.progress import Progress
from solver.roster import RosterResult
from solver.start import legal_start
from tests.solver.builders import centre
from tests.solver.optimum import least_cost
from tests.solver.rules.weeks import agent
from tests.solver.rules.weeks import problem as small_week
from tests.solver.small import small


@pytest.fixture(scope="module")
def asked() -> RosterProblem:
    return centre(1, agents=40)


@pytest.fixture(scope="module")
def found(asked: RosterProblem) -> RosterResult:
    return solve_roster(asked, effort=Effort.QUICK)


def test_a_centre_of_forty_gets_a_legal_roster_near_the_bound(found: RosterResult) -> None:
    assert not found.verdict.violations
    assert found.gap_labour < 0.09
    assert found.cost < found.start_cost


def test_cost_and_rules_are_those_of_the_check(asked: RosterProblem, found: RosterResult) -> None:
    assert check(asked, found.roster) == found.verdict
    assert found.cost == found.verdict.cost >= found.bound


def test_every_lead_hands_over_with_the_overlap(asked: RosterProblem, found: RosterResult) -> None:
    lead = [pair for pair in found.roster.handovers if pair.post == 0]
    assert {asked.day_of(pair.at) for pair in lead} == set(range(len(asked.days)))
    for pair in lead:
        activities = {a.agent for a in found.roster.activities if a.span == Span(pair.at - pair.overlap, pair.at)}
        assert {pair.outgoing, pair.incoming} <= activities


def test_the_same_seed_gives_the_same_roster(asked: RosterProblem, found: RosterResult) -> None:
    assert solve_roster(asked, effort=Effort.QUICK) == found


def test_coverage_gives_every_person_on_contacts_to_a_queue(asked: RosterProblem, found: RosterResult) -> None:
    away = {(a.agent, slot) for a in found.roster.activities for slot in a.span.slots()}
    people = sum(
        (worked.agent, slot) not in away
        for worked in found.roster.assignments
        if worked.post is None or asked.posts[worked.post].on_contacts
        for slot in asked.span(worked.day, worked.shift).slots()
        if slot < asked.slots
    )
    queues = coverage(asked, found.roster)
    assert sum(sum(queue.scheduled) for queue in queues) == pytest.approx(people)
    for queue, needed in zip(queues, asked.queues, strict=True):
        for got, short, required in zip(queue.scheduled, queue.shortage, needed.required, strict=True):
            assert got + short >= required / 100 - 1e-9


@pytest.mark.parametrize("seed", range(12))
def test_the_optimum_lies_between_bound_and_cost(seed: int) -> None:
    asked = replace(small(random.Random(seed)), handover_shares=())
    kept = (rule for rule in asked.rules if rule.name not in {"break_spacing", "team_breaks"})  # placed afterwards
    problem = replace(asked, rules=tuple(kept))
    least = least_cost(problem)
    if least is None:
        with pytest.raises(InfeasibleRoster):
            solve_roster(problem, effort=Effort.QUICK)
        return
    result = solve_roster(problem, effort=Effort.QUICK)
    assert result.bound <= least <= result.cost


def test_a_conflict_names_rules_agents_and_days(asked: RosterProblem) -> None:
    """Agent 3 is on leave on day 2 and locked to work then: those two clash, nothing else does."""
    away = replace(asked.agents[3], leave=(asked.days[2].span,), contract_min=0)
    agents = (*asked.agents[:3], away, *asked.agents[4:])
    early = Lock(3, 2, frozenset(asked.offered[2][:4]))
    with pytest.raises(InfeasibleRoster) as caught:
        solve_roster(replace(asked, agents=agents, locks=(early,)), effort=Effort.QUICK)
    named = {(clash.rule, clash.agent, clash.day) for clash in caught.value.conflicts[0].clashes}
    assert named == {("leave", away.id, 2), ("locks", away.id, 2)}


def test_a_post_that_nobody_can_hold_is_named(asked: RosterProblem) -> None:
    nobody = replace(asked.posts[0], eligible=frozenset())
    with pytest.raises(PostUnheld, match="post lead: no agent"):
        solve_roster(replace(asked, posts=(nobody, *asked.posts[1:])))


def test_shifts_that_leave_no_handover_are_named_before_the_search(asked: RosterProblem) -> None:
    """Shifts from 8 to 17 and from 17 to 22 meet, but do not overlap."""
    early = next(shift for shift in asked.shifts if shift.id == "early@08:00")
    late = replace(
        early, id="late@17:00", slots=20, breaks=(), starts=tuple(s + 36 for s in early.starts if s is not None)
    )
    posts, locks = asked.posts[:1], ()
    with pytest.raises(HandoverImpossible, match="hand over 30 min at minute 990 of day 0"):
        solve_roster(replace(asked, shifts=(early, late), posts=posts, locks=locks, wishes=()))


def test_too_little_work_is_not_called_infeasible(asked: RosterProblem) -> None:
    with pytest.raises(NoRosterInTime):
        legal_start(asked, (), seed=0, work=0.0)


def test_what_the_best_roster_breaks_is_named_when_none_is_legal_in_time() -> None:
    """No break stands within a slot of the shift's start."""
    spacing = (rules.OneShiftADay(), rules.BreaksInWindows(), rules.BreakSpacing(least=0, most=1))
    asked = replace(centre(agents=8, days=2), rules=spacing, posts=(), locks=())
    with pytest.raises(NoRosterInTime) as raised:
        solve_roster(asked, effort=Effort.QUICK, time_s=0.0)
    assert {clash.rule for clash in raised.value.broken} == {"break_spacing"}
    assert all(clash.agent and clash.day is not None for clash in raised.value.broken)


def test_cp_sat_finds_a_legal_start_from_nothing(asked: RosterProblem) -> None:
    legal = legal_start(asked, (), seed=0, work=20.0)
    assert legal is not None
    begun = {(a.agent, a.day): [0, 0, 0] for a in legal}
    assert not check(asked, finish(asked, legal, begun)).violations


def test_ctrl_c_keeps_the_best_roster_so_far(asked: RosterProblem) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.phase == "improve":
            raise KeyboardInterrupt

    result = solve_roster(asked, effort=Effort.NORMAL, on_progress=interrupt)
    assert result.status == "stopped"
    assert not result.verdict.violations
    assert not result.reproducible


def test_progress_tells_cost_and_bound(asked: RosterProblem) -> None:
    seen: list[Progress] = []
    result = solve_roster(asked, effort=Effort.QUICK, time_s=3, on_progress=seen.append)
    assert seen[:2] == [Progress("start"), Progress("start", result.start_cost)]
    assert seen[-1].cost is not None
    assert seen[-1].bound is not None


def test_a_problem_without_queues_is_solved_at_the_bound() -> None:
    """Two agents owe two shifts of 8 hours each: 32 wage-hours, whichever days they work."""
    owed = (agent("A", contract_min=960), agent("B", contract_min=960))
    result = solve_roster(small_week(rules.ContractHours(under_min=0, over_min=0), agents=owed), effort=Effort.QUICK)
    assert result.cost == result.bound == 32 * COST_PER_WAGE_HOUR
    assert result.status == "optimal"


def test_without_agents_everything_is_short(asked: RosterProblem) -> None:
    empty = replace(asked, agents=(), posts=(), locks=(), wishes=())
    result = solve_roster(empty, effort=Effort.QUICK)
    assert not result.roster.assignments
    assert result.cost == result.bound > 0


def test_searches_side_by_side_are_not_called_reproducible(asked: RosterProblem) -> None:
    result = solve_roster(asked, effort=Effort.QUICK, time_s=2, workers=2)
    assert not result.reproducible
    assert not result.verdict.violations
