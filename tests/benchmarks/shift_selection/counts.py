"""Shift selection by the solver's own coverage program, with whole numbers of people on shifts.

A roster names its people, and thousands of people without names make a problem of another kind: here a variable stands
for all of those on a shift. Requirements, shortage and surplus are those of a `RosterProblem`; days do not meet, so
each is a program of its own.
"""

from dataclasses import dataclass

from solver.exact.coverage_program import CoverageProgram
from solver.exact.coverage_rows import coverage_rows
from solver.problem import PERSON, Agent, Day, Group, Queue, RosterProblem, Span, Step, Steps, SubsetRow
from tests.benchmarks.shift_selection.cases import Ints, Selection

CREW = frozenset({0})
HARD = 1_000  # cost of a missing person where nobody may be missing: dearer than one more shift, which costs 1

WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Prices:
    """What a person missing, one too many, and one on a shift costs."""

    missing: int
    beyond: int
    shift: int


ABSOLUTE_DIFFERENCE = Prices(missing=1, beyond=1, shift=0)
REQUIRED_PEOPLE = Prices(missing=HARD, beyond=0, shift=1)


def least_cost(selection: Selection, prices: Prices) -> int:
    """Return the least cost of shift counts over all days, proven.

    A shift covers an interval, so that the linear program has whole counts by itself on nearly all days; where it has
    not, branch and cut (SCIP) finds them.
    """
    return sum(_least_of_day(day, selection, prices) for day in selection.required)


def _least_of_day(required: Ints, selection: Selection, prices: Prices) -> int:
    for engine in ("GLOP", "SCIP"):
        cost = _solve(required, selection, prices, engine)
        if cost is not None:
            return cost
    raise AssertionError("branch and cut has whole counts")


def _solve(required: Ints, selection: Selection, prices: Prices, engine: str) -> int | None:
    """Return the least cost of a day, None where the engine's counts are not whole."""
    problem = _problem(required, selection.most_people, prices)
    coverage = CoverageProgram(problem, coverage_rows(problem), engine)
    counts = []
    for covers in selection.covers:
        people = coverage.program.IntVar(0, selection.most_people, "")
        coverage.program.Objective().SetCoefficient(people, prices.shift * PERSON)
        coverage.add_people(people, CREW, covers.nonzero()[0].tolist())
        counts.append(people)
    status = coverage.program.Solve()
    assert status == coverage.program.OPTIMAL, "any counts are a solution"
    if any(abs(people.solution_value() - round(people.solution_value())) > WHOLE for people in counts):
        return None
    return round(coverage.program.Objective().Value() / PERSON)


def _problem(required: Ints, people: int, prices: Prices) -> RosterProblem:
    needed = tuple((PERSON * required).tolist())
    missing: Steps = (Step(None, prices.missing),)
    queue = Queue("all", needed, (missing,) * len(needed))
    return RosterProblem(
        slot_min=15,
        days=(Day(Span(0, len(needed))),),
        agents=(Agent("anyone", CREW, 0, 0, Span(0, len(needed))),) * people,
        shifts=(),
        queues=(queue,),
        groups=(Group("all", (0,), (SubsetRow(CREW, needed),), (Step(None, prices.beyond),)),),
        rules=(),
    )
