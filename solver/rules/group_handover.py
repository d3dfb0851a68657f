"""Handover between the shift kinds of a queue group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Linear, Literal, Model
from solver.problem import HandoverShare, RosterProblem
from solver.roster import Assignment, Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class _Turn:
    """A shift kind on a day: its shifts, and the earliest of their starts."""

    start: int
    kind: str
    day: int
    shifts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHandover(Rule):
    """Enough of the next shift kind have begun before the earlier kind leaves.

    The next kind is the one rostered with the next later earliest start; of its people the share began at least the
    overlap before the earlier kind's last end, wherever that lies in opening hours. Each pair of kinds without counts
    1.
    """

    name: ClassVar[str] = "group_handover"
    scope: ClassVar[str] = "group"

    def build(self, model: Model) -> None:
        """Demand the share for every end a kind may have and every kind that may be the next one rostered."""
        for share in model.problem.handover_shares:
            turns = _turns(model.problem)
            present = [_anybody(model, share, turn.day, turn.shifts) for turn in turns]
            for index, turn in enumerate(turns):
                self._build_turn(model, share, turn, turns, present[index + 1 :])

    def _build_turn(
        self, model: Model, share: HandoverShare, turn: _Turn, turns: Sequence[_Turn], present: Sequence[Literal]
    ) -> None:
        problem = model.problem
        following = turns[len(turns) - len(present) :]
        failed = None if self.enforced else model.flag(self.weight)
        ends = sorted({problem.span(turn.day, shift).end for shift in turn.shifts})
        ending = {
            end: _anybody(model, share, turn.day, [s for s in turn.shifts if problem.span(turn.day, s).end == end])
            for end in ends
        }
        for end in ends:
            if not any(end in hours for hours in share.open_hours):
                continue
            last = [ending[end], *(~ending[later] for later in ends if later > end)]
            for index, after in enumerate(following):
                if after.start <= turn.start:
                    continue
                between = [~present[n] for n in range(index) if following[n].start > turn.start]
                when = [*last, *between] if failed is None else [*last, *between, ~failed]
                enough = _surplus_of_early(model, share, after, end)
                model.enforce(self, enough >= 0, None, turn.day, share.id, when)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every rostered kind whose successor began too late."""
        for share in problem.handover_shares:
            ours = [worked for worked in roster.assignments if worked.agent in share.agents]
            rostered = [(turn, _at(ours, turn)) for turn in _turns(problem)]
            rostered = [(turn, people) for turn, people in rostered if people]
            for turn, people in rostered:
                end = max(problem.span(worked.day, worked.shift).end for worked in people)
                later = [(other, team) for other, team in rostered if other.start > turn.start]
                if not later or not any(end in hours for hours in share.open_hours):
                    continue
                team = later[0][1]
                starts = [problem.span(worked.day, worked.shift).start for worked in team]
                early = sum(start <= end - share.overlap for start in starts)
                if 100 * early < share.share_percent * len(starts):
                    yield self.breach(1, day=turn.day, subject=share.id)


def _turns(problem: RosterProblem) -> list[_Turn]:
    """Return every kind of every day, by earliest start."""
    turns = []
    for day, offered in enumerate(problem.offered):
        for kind in sorted({problem.shifts[shift].kind for shift in offered}):
            shifts = tuple(shift for shift in offered if problem.shifts[shift].kind == kind)
            turns.append(_Turn(min(problem.span(day, shift).start for shift in shifts), kind, day, shifts))
    return sorted(turns, key=lambda turn: (turn.start, turn.day, turn.kind))


def _at(assignments: Sequence[Assignment], turn: _Turn) -> list[Assignment]:
    return [worked for worked in assignments if worked.day == turn.day and worked.shift in turn.shifts]


def _anybody(model: Model, share: HandoverShare, day: int, shifts: Sequence[int]) -> Literal:
    """Return the literal that someone works one of the shifts."""
    return model.any_of([model.works(agent, day, shift) for agent in sorted(share.agents) for shift in shifts])


def _surplus_of_early(model: Model, share: HandoverShare, turn: _Turn, end: int) -> Linear:
    """Return 100 x those who began the overlap before the end, less the share of all."""
    weights = {
        shift: (100 if model.problem.span(turn.day, shift).start <= end - share.overlap else 0) - share.share_percent
        for shift in turn.shifts
    }
    return sum(
        model.works(agent, turn.day, shift) * weight
        for agent in sorted(share.agents)
        for shift, weight in weights.items()
    )
