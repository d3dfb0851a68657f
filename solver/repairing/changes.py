"""What a repair may change of an agent's day, and what a change costs beside the roster itself."""

from dataclasses import dataclass
from enum import StrEnum

from solver.problem import COST_PER_WAGE_HOUR
from solver.roster import Assignment


class ChangeKind(StrEnum):
    """How a day differs from what was rostered."""

    ABSENT = "absent"
    BREAKS = "breaks"
    MOVED = "moved"
    EXTENDED = "extended"
    CALLED_IN = "called_in"
    POST = "post"


@dataclass(frozen=True, slots=True)
class ChangeCosts:
    """What it costs to change an agent's day, in 1/120,000 of a wage-hour: the trouble, not the wage."""

    breaks: int = COST_PER_WAGE_HOUR // 4
    moved: int = COST_PER_WAGE_HOUR
    extended: int = COST_PER_WAGE_HOUR
    called_in: int = COST_PER_WAGE_HOUR * 4
    post: int = COST_PER_WAGE_HOUR // 2

    def of(self, kind: ChangeKind, takes_post: bool) -> int:
        """Return the cost of a change, in which the agent may take a post; an absence costs nothing by itself."""
        of_kind = {
            ChangeKind.BREAKS: self.breaks,
            ChangeKind.MOVED: self.moved,
            ChangeKind.EXTENDED: self.extended,
            ChangeKind.CALLED_IN: self.called_in,
        }
        return of_kind.get(kind, 0) + (self.post if takes_post else 0)


@dataclass(frozen=True, slots=True)
class Change:
    """A day of an agent that is otherwise after a repair; None is the day off."""

    agent: int
    day: int
    kind: ChangeKind
    before: Assignment | None
    after: Assignment | None
