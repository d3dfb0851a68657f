"""The least hours of people on shifts, as a roster problem: a slot is one shift on one day.

The people do not differ, so that the tours of one are those of all: whole numbers of them go along the arcs of her
network to cover what is required, and a flow of so many people falls apart into as many tours. They get their names
afterwards, and the roster is checked like any other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from solver import check, rules
from solver.exact.coverage_program import CoverageProgram
from solver.exact.coverage_rows import coverage_rows
from solver.exact.tour_program import Arc, merged_arcs
from solver.exact.tour_rules import tour_rules_of
from solver.exact.tours import covered, tours_of
from solver.problem import PERSON, Agent, Day, Group, Queue, RosterProblem, Shift, Span, Step, SubsetRow
from solver.roster import Assignment, Breach, Roster
from solver.rules.rule import AgentRule
from solver.shapes import Count
from tests.benchmarks.curtois.rules import NotFollowedBy
from tests.benchmarks.shift_selection.cases import HoursCase

CREW = frozenset({0})
HARD = 1_000  # hours that 1/100 of a missing person costs


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksAtLeast(AgentRule):
    """Everyone works at least so many days and paid minutes."""

    days: int
    paid_min: int
    name: ClassVar[str] = "works_at_least"

    def shapes(self, problem: RosterProblem) -> Iterator[Count]:
        paid = problem.paid_min(range(len(problem.days)))
        for agent in range(len(problem.agents)):
            yield Count(agent, paid, lo=self.paid_min)
            yield Count(agent, dict.fromkeys(paid, 1), lo=self.days)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        for agent, tour in enumerate(roster.tours(len(problem.agents))):
            paid_min = sum(problem.shifts[worked.shift].paid_min for worked in tour)
            missing = max(self.paid_min - paid_min, self.days - len(tour))
            if missing > 0:
                yield self.breach(missing, agent)


def least_hours(case: HoursCase) -> int:
    """Return the least hours, proven by branch and cut (SCIP) and worked by a checked roster."""
    problem = problem_of(case)
    tours = tours_of(tour_rules_of(problem_of(replace(case, people=1))))[0]
    assert tours.complete, "one tour tells all the rules"
    arcs = merged_arcs(tours.network, np.ones(len(tours.network.choice), bool))
    rows = coverage_rows(problem)
    coverage = CoverageProgram(problem, rows, "SCIP")
    flow = {arc: coverage.program.IntVar(0, case.people, "") for arc in arcs}
    for arc, people in flow.items():
        coverage.program.Objective().SetCoefficient(people, float(tours.costs[arc.day, arc.choice]))
        coverage.add_people(people, CREW, covered(problem, arc.day, arc.choice))
    _join(coverage.program, flow, case.people)
    assert coverage.program.Solve() == coverage.program.OPTIMAL, "people without shifts are dear, but a solution"
    roster = _named({arc: round(people.solution_value()) for arc, people in flow.items()}, case.people)
    verdict = check(problem, roster)
    assert not verdict.violations, verdict.violations
    assert verdict.cost == round(coverage.program.Objective().Value()), "the roster costs what the program says"
    return verdict.cost


def _join(program: Any, flow: Mapping[Arc, Any], people: int) -> None:
    """Let all people leave the start, and every other node as many as come to it."""
    nodes: dict[int, Any] = {}
    for arc in flow:
        if arc.source not in nodes:
            leaves = 0 if nodes else people  # arcs are in the order of days: the first node is the start
            nodes[arc.source] = program.Constraint(leaves, leaves)
    for arc, along in flow.items():
        nodes[arc.source].SetCoefficient(along, 1)
        if arc.target in nodes:
            nodes[arc.target].SetCoefficient(along, -1)


def _named(flow: Mapping[Arc, int], people: int) -> Roster:
    """Send people along the arcs one by one."""
    left = dict(flow)
    leaving: dict[int, list[Arc]] = defaultdict(list)
    for arc in flow:
        leaving[arc.source].append(arc)
    start = next(iter(flow)).source
    assignments = []
    for person in range(people):
        node = start
        while node in leaving:
            arc = next(arc for arc in leaving[node] if left[arc])
            left[arc] -= 1
            node = arc.target
            if arc.choice:
                assignments.append(Assignment(person, arc.day, arc.choice - 1))
    return Roster(tuple(assignments))


def problem_of(case: HoursCase) -> RosterProblem:
    """Return the problem: a paid minute of it is an hour of the case, a missing person costs more than any hours."""
    shifts, days = case.required.shape
    needed = tuple((PERSON * case.required.T).ravel().tolist())
    after = (frozenset(later for shift, later in case.not_followed_by if shift == before) for before in range(shifts))
    return RosterProblem(
        slot_min=60,
        days=tuple(Day(Span(day * shifts, (day + 1) * shifts)) for day in range(days)),
        agents=tuple(Agent(str(number), CREW, 1, 0, Span(0, len(needed))) for number in range(case.people)),
        shifts=tuple(
            Shift(str(number), str(number), tuple(day * shifts + number for day in range(days)), 1, hours)
            for number, hours in enumerate(case.shift_hours)
        ),
        queues=(Queue("all", needed, ((Step(None, HARD),),) * len(needed)),),
        groups=(Group("all", (0,), (SubsetRow(CREW, needed),), (Step(None, 0),)),),
        rules=(
            rules.OneShiftADay(),
            NotFollowedBy(after=tuple(after)),
            WorksAtLeast(days=days - case.max_days_off, paid_min=case.min_hours),
        ),
    )
