"""Breaks moved inside their windows, so that they are spaced and not too many of a team take them at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.coverage import on_contacts, slot_cost
from solver.problem import COST_PER_WAGE_HOUR, RosterProblem, Span
from solver.roster import Activity, Assignment, Roster
from solver.rules.break_spacing import BreakSpacing
from solver.rules.rule import Rule
from solver.rules.team_breaks import TeamBreaks

PASSES = 10
ENFORCED = 1_000 * COST_PER_WAGE_HOUR  # of one slot beyond an enforced rule: more than any coverage


@dataclass(frozen=True, slots=True)
class Pause:
    """A break to place in one of its `places`, wherever that is best for all."""

    worked: Assignment
    kind: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Path:
    """Places for the first breaks of a shift: what they cost, how far they are moved, and where the last one ends."""

    cost: int
    moved: int
    end: int
    spans: tuple[Span, ...] = ()


def spread(
    problem: RosterProblem, assignments: Sequence[Assignment], given: Sequence[Activity], pauses: Mapping[Pause, Span]
) -> Mapping[Pause, Span]:
    """Return where breaks stand best: shifts with a break against a rule on spacing or on a team's breaks change.

    Each such shift in turn takes its breaks where slots beyond these rules and coverage together cost least, exactly,
    beside all others; again until none changes. So every change is a descent.
    """
    rules = [rule for rule in problem.rules if isinstance(rule, BreakSpacing | TeamBreaks)]
    if not rules:
        return pauses
    board = _Board(problem, assignments, given, pauses, rules)
    for _ in range(PASSES):
        changed = sum(board.improve(worked) for worked in assignments)
        if not changed:
            break
    return board.at


class _Board:
    """Where all breaks stand now, and who is on contacts, on duty and on a break at each slot."""

    def __init__(
        self,
        problem: RosterProblem,
        assignments: Sequence[Assignment],
        given: Sequence[Activity],
        pauses: Mapping[Pause, Span],
        rules: Sequence[Rule],
    ) -> None:
        self.problem = problem
        self.at = dict(pauses)
        self.spacing = [rule for rule in rules if isinstance(rule, BreakSpacing)]
        self.sharing = [rule for rule in rules if isinstance(rule, TeamBreaks)]
        breaks = [Activity(p.worked.agent, p.worked.day, span, p.kind) for p, span in pauses.items()]
        self.present = on_contacts(problem, Roster(tuple(assignments), (*given, *breaks)))
        self.teams = [
            [number for number, team in enumerate(problem.teams) if agent in team.agents]
            for agent in range(len(problem.agents))
        ]
        self.on_duty = Counter(
            (team, slot)
            for worked in assignments
            for team in self.teams[worked.agent]
            for slot in problem.span(worked.day, worked.shift).slots()
        )
        self.on_break: Counter[tuple[int, int]] = Counter()
        self.pauses: dict[Assignment, list[Pause]] = defaultdict(list)
        for pause, span in pauses.items():
            self.pauses[pause.worked].append(pause)
            self._count(pause, span, 1)

    def improve(self, worked: Assignment) -> bool:
        """Give a shift that is in the way of a rule its best breaks; tell whether they changed."""
        pauses = self.pauses[worked]
        if not self._is_in_trouble(worked):
            return False
        for pause in pauses:
            self._take(pause, self.at[pause], -1)
        before = [self.at[pause] for pause in pauses]
        best = self._best(worked)
        for pause, span in zip(pauses, best, strict=True):
            self._take(pause, span, 1)
            self.at[pause] = span
        return list(best) != before

    def _is_in_trouble(self, worked: Assignment) -> bool:
        spans = [self.at[pause] for pause in self.pauses[worked]]
        shift = self.problem.span(worked.day, worked.shift)
        return any(rule.beyond(shift, spans) for rule in self.spacing) or any(
            self.on_break[team, slot] > rule.most(self.on_duty[team, slot])
            for rule in self.sharing
            for team in self.teams[worked.agent]
            for span in spans
            for slot in span.slots()
        )

    def _best(self, worked: Assignment) -> tuple[Span, ...]:
        """Return the cheapest places of the breaks of a shift, taken away before, by a walk from break to break."""
        shift = self.problem.span(worked.day, worked.shift)
        paths = [_Path(0, 0, shift.start)]
        for pause in self.pauses[worked]:
            paths = [self._shortest(paths, pause, span) for span in pause.places]
        return min(paths, key=lambda path: (path.cost + self._stretch(shift.end - path.end), path.moved)).spans

    def _shortest(self, paths: Sequence[_Path], pause: Pause, span: Span) -> _Path:
        """Return the cheapest way to a place of a break from the places of the break before."""
        before = min(paths, key=lambda path: (path.cost + self._stretch(span.start - path.end), path.moved))
        cost = self._stretch(span.start - before.end) + self._crowding(pause, span) + self._shortage(pause, span)
        moved = before.moved + abs(span.start - self.at[pause].start)
        return _Path(before.cost + cost, moved, span.end, (*before.spans, span))

    def _stretch(self, slots: int) -> int:
        """Return what a stretch of work costs by its length."""
        return sum(_price(rule) * rule.beyond_in(slots) for rule in self.spacing)

    def _crowding(self, pause: Pause, span: Span) -> int:
        """Return what one more of the team on a break costs."""
        return sum(
            _price(rule) * (self.on_break[team, slot] >= rule.most(self.on_duty[team, slot]))
            for rule in self.sharing
            for team in self.teams[pause.worked.agent]
            for slot in span.slots()
        )

    def _shortage(self, pause: Pause, span: Span) -> int:
        """Return what coverage costs more with the agent away."""
        crew = self.problem.agents[pause.worked.agent].queues
        if not self._is_counted(pause.worked):
            return 0
        cost = 0
        for group in (group for group in self.problem.groups if not crew.isdisjoint(group.queues)):
            for slot in self._planned(span):
                here = self.present[slot]
                there = {**here, crew: here[crew] - 1}
                with_her, without = (slot_cost(self.problem, group, slot, people) for people in (here, there))
                cost += without.shortage + without.surplus - with_her.shortage - with_her.surplus
        return cost

    def _take(self, pause: Pause, span: Span, amount: int) -> None:
        """Put the break at a place (1) or take it away from there (-1)."""
        self._count(pause, span, amount)
        if self._is_counted(pause.worked):
            crew = self.problem.agents[pause.worked.agent].queues
            for slot in self._planned(span):
                self.present[slot][crew] -= amount

    def _count(self, pause: Pause, span: Span, amount: int) -> None:
        for team in self.teams[pause.worked.agent]:
            for slot in span.slots():
                self.on_break[team, slot] += amount

    def _is_counted(self, worked: Assignment) -> bool:
        """Tell whether the agent is on contacts through the shift."""
        return worked.post is None or self.problem.posts[worked.post].on_contacts

    def _planned(self, span: Span) -> range:
        return range(span.start, min(span.end, self.problem.slots))


def _price(rule: Rule) -> int:
    return ENFORCED if rule.enforced else rule.weight
