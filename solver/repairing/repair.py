"""Repair a roster in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solver.absences import Absence, gone_from
from solver.check import check
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem, Span
from solver.repairing.accept import accepted
from solver.repairing.changes import Change, ChangeCosts, ChangeKind
from solver.repairing.day import DayRepair, DaySearch
from solver.repairing.lacking import lacking_holders
from solver.repairing.options import DayOptions, Moment
from solver.repairing.pricing import Taken
from solver.repairing.remade import dropped
from solver.roster import Roster, Verdict


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired roster and what is otherwise in it; costs in 1/120,000 of a wage-hour.

    `dropped` is what the roster would break and cost with the absent merely dropped, `trouble` what the changes cost
    beside the roster. `days_cost` is the cost in the model of repair: shortage and surplus of the days repaired,
    missing holders of posts, more wages, the rules on single agents and the trouble. No choice of options costs less
    than that less `slack`, by linear programs in floating point: a solver bound, of this model and not of all rosters.
    """

    roster: Roster
    verdict: Verdict
    dropped: Verdict
    changes: tuple[Change, ...]
    trouble: int
    days_cost: int
    slack: int

    @property
    def gap(self) -> float:
        """How far the days are above their bound, as a share of it."""
        bound = self.days_cost - self.slack
        return self.slack / bound if bound > 0 else 0.0


def repair(
    problem: RosterProblem,
    roster: Roster,
    window: Span,
    absences: Sequence[Absence] = (),
    *,
    most_changes: int | None = None,
    costs: ChangeCosts | None = None,
) -> Repaired:
    """Return the roster with people fallen out made good, or with more people required than it was made for.

    Nothing before the window changes, nor a shift that begins after it. One day after the other, each agent may keep
    her day or take one option: other breaks, the start moved by up to an hour, a shift longer by up to two, a shift on
    a day off, or a post that lacks a holder. An option is taken only if the rules on her week then break no more than
    they did, and all of them only as far as the rules on several agents do. `most_changes` limits the options taken.
    Deterministic.
    """
    work = _Work(problem, dropped(problem, roster, absences, window.start), costs or ChangeCosts(), most_changes)
    start = work.roster
    before = check(problem, start)
    away = frozenset(absence.agent for absence in absences)
    for day in _days(problem, window):
        work.repair(Moment(day, window), away)
    after = check(problem, work.roster)
    if _badness(after, work.trouble) > _badness(before, 0):  # by warnings of rules on several agents
        after = before
        work.undo(start)
    changes = (*_absent(roster, start), *work.changes)
    slack = sum(found.cost - found.bound for found in work.days)
    days_cost = sum(found.cost for found in work.days)
    return Repaired(
        work.roster,
        after,
        before,
        changes,
        work.trouble,
        round(days_cost * COST_PER_WAGE_HOUR),
        round(slack * COST_PER_WAGE_HOUR),
    )


class _Work:
    """A roster as it is repaired day by day."""

    def __init__(self, problem: RosterProblem, roster: Roster, costs: ChangeCosts, most_changes: int | None) -> None:
        self.problem = problem
        self.roster = roster
        self.costs = costs
        self.most_changes = most_changes
        self.changes: list[Change] = []
        self.trouble = 0
        self.days: list[DayRepair] = []

    def repair(self, moment: Moment, away: frozenset[int]) -> None:
        """Take the best options of a day."""
        lacking = [
            lack
            for lack in lacking_holders(self.problem, self.roster, moment.window.start)
            if any(day == moment.day for day, _ in lack.offers)
        ]
        options = DayOptions(self.problem, self.roster, moment, away, lacking, self.costs)
        if not options.options:
            return
        left = None if self.most_changes is None else self.most_changes - len(self.changes)
        search = DaySearch(self.problem, self.roster, options, lacking, left)
        found = search.repair()
        after = accepted(self.problem, self.roster, found.taken, moment)
        if after.left_out:
            found = search.without(found, after.left_out)
        self.roster = after.roster
        self.days.append(found)
        self.changes += [_change(options, one) for one in found.taken]
        self.trouble += sum(_trouble(one, self.costs) for one in found.taken)

    def undo(self, start: Roster) -> None:
        """Take nothing after all."""
        self.roster, self.changes, self.trouble = start, [], 0
        self.days = [replace(found, taken=(), cost=found.untouched) for found in self.days]


def _days(problem: RosterProblem, window: Span) -> Iterator[int]:
    """Yield the days with shifts that a repair may change."""
    for day, offered in enumerate(problem.offered):
        spans = [problem.span(day, shift) for shift in offered]
        if any(span.end > window.start and span.start < window.end for span in spans):
            yield day


def _badness(verdict: Verdict, trouble: int) -> tuple[int, int]:
    return sum(breach.amount for breach in verdict.violations), verdict.cost + trouble


def _change(options: DayOptions, taken: Taken) -> Change:
    option, day = taken.option, options.moment.day
    after = options.assignment(option)
    return Change(option.agent, day, option.kind, options.rostered.get(option.agent), after)


def _trouble(taken: Taken, costs: ChangeCosts) -> int:
    option = taken.option
    return costs.of(option.kind, takes_post=option.post is not None)


def _absent(before: Roster, now: Roster) -> Iterator[Change]:
    """Yield the days on which the absent do not work, or not to the end."""
    kept = set(now.assignments)
    left = gone_from(now.activities)
    earlier = gone_from(before.activities)
    for worked in before.assignments:
        cell = worked.agent, worked.day
        if worked not in kept:
            yield Change(*cell, ChangeKind.ABSENT, worked, None)
        elif left.get(cell) != earlier.get(cell):
            yield Change(*cell, ChangeKind.ABSENT, worked, worked)
