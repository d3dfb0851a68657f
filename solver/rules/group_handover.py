"""Handover between the shift kinds of a queue group."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from solver.model import Linear, Literal, Model
from solver.problem import HandoverShare, RosterProblem, Span
from solver.roster import Breach, Roster
from solver.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Turn:
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
            turns = turns_in(model.problem)
            present = [_anybody(model, share, turn.day, turn.shifts) for turn in turns]
            for index, turn in enumerate(turns):
                self._build_turn(model, share, turn, turns, present[index + 1 :])

    def _build_turn(
        self, model: Model, share: HandoverShare, turn: Turn, turns: Sequence[Turn], present: Sequence[Literal]
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

    def concerns(self, problem: RosterProblem, subject: str) -> frozenset[int]:
        """Return the agents of the share."""
        return frozenset(agent for share in problem.handover_shares if share.id == subject for agent in share.agents)

    def check(self, problem: RosterProblem, roster: Roster) -> Iterator[Breach]:
        """Yield every rostered kind whose successor began too late."""
        begins = {(turn.day, turn.kind): turn.start for turn in turns_in(problem)}
        for share in problem.handover_shares:
            teams = _teams(problem, roster, share)
            order = sorted(teams, key=lambda turn: (begins[turn], *turn))
            for at, turn in enumerate(order):
                end = max(span.end for span in teams[turn])
                following = next((other for other in order[at + 1 :] if begins[other] > begins[turn]), None)
                if following is None or not any(end in hours for hours in share.open_hours):
                    continue
                team = teams[following]
                early = sum(span.start <= end - share.overlap for span in team)
                if 100 * early < share.share_percent * len(team):
                    yield self.breach(1, day=turn[0], subject=share.id)


def _teams(problem: RosterProblem, roster: Roster, share: HandoverShare) -> dict[tuple[int, str], list[Span]]:
    """Return the shifts of the share's agents by day and kind."""
    teams: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for worked in roster.assignments:
        if worked.agent in share.agents:
            teams[worked.day, problem.shifts[worked.shift].kind].append(problem.span(worked.day, worked.shift))
    return teams


def turns_in(problem: RosterProblem) -> list[Turn]:
    """Return every kind of every day, by earliest start."""
    turns = []
    for day, offered in enumerate(problem.offered):
        kinds: dict[str, list[int]] = defaultdict(list)
        for shift in offered:
            kinds[problem.shifts[shift].kind].append(shift)
        for kind, shifts in kinds.items():
            turns.append(Turn(min(problem.span(day, shift).start for shift in shifts), kind, day, tuple(shifts)))
    return sorted(turns, key=lambda turn: (turn.start, turn.day, turn.kind))


def _anybody(model: Model, share: HandoverShare, day: int, shifts: Sequence[int]) -> Literal:
    """Return the literal that someone works one of the shifts."""
    return model.any_of([model.works(agent, day, shift) for agent in sorted(share.agents) for shift in shifts])


def _surplus_of_early(model: Model, share: HandoverShare, turn: Turn, end: int) -> Linear:
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
