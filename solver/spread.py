"""Breaks moved inside their windows, so that they are spaced and not too many of a team take them at once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from solver.coverage import on_contacts, slot_cost
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem, Span
from solver.roster import Activity, Assignment, Roster
from solver.rules.break_spacing import BreakSpacing
from solver.rules.rule import Rule
from solver.rules.team_breaks import TeamBreaks

PASSES = 10
ENFORCED = 1_000 * COST_PER_WAGE_HOUR  # of one slot beyond an enforced rule: more than any coverage
Shift = tuple[int, int]  # agent, day


@dataclass(frozen=True, slots=True)
class Pause:
    """A break to place in one of its `places`, wherever that is best for all."""

    worked: Assignment
    kind: str
    places: tuple[Span, ...]


def spread(
    problem: RosterProblem, assignments: Sequence[Assignment], given: Sequence[Activity], pauses: dict[Pause, Span]
) -> dict[Pause, Span]:
    """Return where breaks stand best: those that break a rule on spacing or on a team's breaks are moved.

    Each in turn goes where slots beyond these rules and coverage together cost least, until none is moved; so every
    move is a descent.
    """
    rules = [rule for rule in problem.rules if isinstance(rule, BreakSpacing | TeamBreaks)]
    if rules:
        board = _Board(problem, assignments, given, pauses, rules)
        for _ in range(PASSES):
            moved = sum(board.improve(pause) for pause in pauses)
            if not moved:
                break
        return board.at
    return pauses


class _Board:
    """Where all breaks stand now, and who is on contacts, on duty and on a break at each slot."""

    def __init__(
        self,
        problem: RosterProblem,
        assignments: Sequence[Assignment],
        given: Sequence[Activity],
        pauses: dict[Pause, Span],
        rules: Sequence[Rule],
    ) -> None:
        self.problem = problem
        self.at = dict(pauses)
        self.spacing = [rule for rule in rules if isinstance(rule, BreakSpacing)]
        self.sharing = [rule for rule in rules if isinstance(rule, TeamBreaks)]
        breaks = [Activity(p.worked.agent, p.worked.day, span, p.kind) for p, span in pauses.items()]
        self.present = on_contacts(problem, Roster(tuple(assignments), (*given, *breaks)))
        self.teams = {
            agent: [number for number, team in enumerate(problem.teams) if agent in team.agents]
            for agent in range(len(problem.agents))
        }
        self.on_duty = Counter(
            (team, slot)
            for worked in assignments
            for team in self.teams[worked.agent]
            for slot in problem.span(worked.day, worked.shift).slots()
        )
        self.on_break: Counter[tuple[int, int]] = Counter()
        self.siblings: dict[Shift, list[Pause]] = defaultdict(list)
        for pause, span in pauses.items():
            self.siblings[pause.worked.agent, pause.worked.day].append(pause)
            self._count(pause, span, 1)

    def improve(self, pause: Pause) -> bool:
        """Move a break that is in the way of a rule to its best place; tell whether it moved."""
        now = self.at[pause]
        self._take(pause, now, -1)
        best = now
        if self._trouble(pause, now):
            worth = {span: self._trouble(pause, span) + self._shortage(pause, span) for span in pause.places}
            best = min(pause.places, key=lambda span: (worth[span], span != now, abs(span.start - now.start)))
        self._take(pause, best, 1)
        self.at[pause] = best
        return best != now

    def _take(self, pause: Pause, span: Span, amount: int) -> None:
        """Put the break at a place (1) or take it away from there (-1)."""
        self._count(pause, span, amount)
        if self._counts(pause.worked):
            crew = self.problem.agents[pause.worked.agent].queues
            for slot in self._planned(span):
                self.present[slot][crew] -= amount

    def _count(self, pause: Pause, span: Span, amount: int) -> None:
        for team in self.teams[pause.worked.agent]:
            for slot in span.slots():
                self.on_break[team, slot] += amount

    def _counts(self, worked: Assignment) -> bool:
        return worked.post is None or self.problem.posts[worked.post].on_contacts

    def _planned(self, span: Span) -> range:
        return range(span.start, min(span.end, self.problem.slots))

    def _trouble(self, pause: Pause, span: Span) -> int:
        """Return what a break, not counted yet, costs at a place by the rules on breaks."""
        worked = pause.worked
        others = [self.at[other] for other in self.siblings[worked.agent, worked.day] if other != pause]
        shift = self.problem.span(worked.day, worked.shift)
        cost = sum(_price(rule) * rule.beyond(shift, [*others, span]) for rule in self.spacing)
        for rule in self.sharing:
            crowded = sum(
                self.on_break[team, slot] >= rule.most(self.on_duty[team, slot])
                for team in self.teams[worked.agent]
                for slot in span.slots()
            )
            cost += _price(rule) * crowded
        return cost

    def _shortage(self, pause: Pause, span: Span) -> int:
        """Return what coverage costs more with the agent away."""
        if not self._counts(pause.worked):
            return 0
        crew = self.problem.agents[pause.worked.agent].queues
        cost = 0
        for group in (group for group in self.problem.groups if not crew.isdisjoint(group.queues)):
            for slot in self._planned(span):
                here = self.present[slot]
                there = {**here, crew: here[crew] - 1}
                with_her, without = (slot_cost(self.problem, group, slot, people) for people in (here, there))
                cost += without.shortage + without.surplus - with_her.shortage - with_her.surplus
        return cost


def _price(rule: Rule) -> int:
    return ENFORCED if rule.enforced else rule.weight
