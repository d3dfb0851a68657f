"""Posts that are held, and the overlaps of a group's shifts."""

from dataclasses import dataclass

from solver.problem.calendar import Span


@dataclass(frozen=True, slots=True)
class PostHours:
    """A stretch in which a post is held; `closes` is false where the post goes on after the planned days."""

    span: Span
    closes: bool = True


@dataclass(frozen=True, slots=True)
class Post:
    """A place held by `holders` agents at every slot of its hours, each for a whole shift.

    Holding shifts that end inside the hours count as shortened by `overlap` slots at their end: there the handover is.
    `eligible` are the agents with the skill and level. A holder beyond those needed costs `surplus_cost` per slot, as
    people too many on contacts do.
    """

    id: str
    hours: tuple[PostHours, ...]
    eligible: frozenset[int]
    holders: int = 1
    overlap: int = 0
    on_contacts: bool = False
    surplus_cost: int = 0


@dataclass(frozen=True, slots=True)
class HandoverShare:
    """Of the next shift kind, `share_percent` of the people began `overlap` slots before the earlier kind's last end.

    Asked among `agents` wherever that end lies inside `open_hours`.
    """

    id: str
    agents: frozenset[int]
    overlap: int
    share_percent: int
    open_hours: tuple[Span, ...]
