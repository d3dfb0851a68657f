"""Breaks moved inside their windows, so that they are spaced and not too many of a team take them at once."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.coverage import Crew, on_contacts, slot_cost
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
        self.known: dict[tuple[int, tuple[tuple[Crew, int], ...]], int] = {}  # cost of a slot by who is there
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
        shift, pauses = self.problem.span(worked.day, worked.shift), self.pauses[worked]
        slots = sorted({slot for pause in pauses for span in pause.places for slot in span.slots()})
        costs = {slot: self._crowding(worked, slot) + self._shortage(worked, slot) for slot in slots}
        paths = [_Path(0, 0, shift.start)]
        for pause in pauses:
            paths = [self._shortest(paths, pause, span, costs) for span in pause.places]
        return min(paths, key=lambda path: (path.cost + self._stretch(shift.end - path.end), path.moved)).spans

    def _shortest(self, paths: Sequence[_Path], pause: Pause, span: Span, costs: Mapping[int, int]) -> _Path:
        """Return the cheapest way to a place of a break from the places of the break before."""
        before = min(paths, key=lambda path: (path.cost + self._stretch(span.start - path.end), path.moved))
        cost = self._stretch(span.start - before.end) + sum(costs[slot] for slot in span.slots())
        moved = before.moved + abs(span.start - self.at[pause].start)
        return _Path(before.cost + cost, moved, span.end, (*before.spans, span))

    def _stretch(self, slots: int) -> int:
        """Return what a stretch of work costs by its length."""
        return sum(_price(rule) * rule.beyond_in(slots) for rule in self.spacing)

    def _crowding(self, worked: Assignment, slot: int) -> int:
        """Return what one more of the team on a break costs at a slot."""
        return sum(
            _price(rule) * (self.on_break[team, slot] >= rule.most(self.on_duty[team, slot]))
            for rule in self.sharing
            for team in self.teams[worked.agent]
        )

    def _shortage(self, worked: Assignment, slot: int) -> int:
        """Return what coverage costs more with the agent away at a slot."""
        if not self._is_counted(worked) or slot >= self.problem.slots:
            return 0
        crew = self.problem.agents[worked.agent].queues
        here = self.present[slot]
        return self._slot_cost(slot, {**here, crew: here[crew] - 1}) - self._slot_cost(slot, here)

    def _slot_cost(self, slot: int, present: Mapping[Crew, int]) -> int:
        """Return shortage and surplus at a slot, looked up where the same people were there before."""
        key = slot, tuple(present.items())
        if key not in self.known:
            costs = [slot_cost(self.problem, group, slot, present) for group in self.problem.groups]
            self.known[key] = sum(cost.shortage + cost.surplus for cost in costs)
        return self.known[key]

    def _take(self, pause: Pause, span: Span, amount: int) -> None:
        """Put the break at a place (1) or take it away from there (-1)."""
        self._count(pause, span, amount)
        if self._is_counted(pause.worked):
            crew = self.problem.agents[pause.worked.agent].queues
            for slot in range(span.start, min(span.end, self.problem.slots)):
                self.present[slot][crew] -= amount

    def _count(self, pause: Pause, span: Span, amount: int) -> None:
        for team in self.teams[pause.worked.agent]:
            for slot in span.slots():
                self.on_break[team, slot] += amount

    def _is_counted(self, worked: Assignment) -> bool:
        """Tell whether the agent is on contacts through the shift."""
        return worked.post is None or self.problem.posts[worked.post].on_contacts


def _price(rule: Rule) -> int:
    return ENFORCED if rule.enforced else rule.weight
