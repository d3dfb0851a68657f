"""What one more person would save: at a slot, and through a shift."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from solver.coverage import Crew, on_contacts, slot_cost
from solver.problem import RosterProblem
from solver.roster import Roster


@dataclass(frozen=True, slots=True)
class Worth:
    """One more person who serves the queues would save so much in shortage and surplus, her wage not taken off."""

    queues: Crew
    day: int
    shift: int
    saved: int


def worth_of_one_more(problem: RosterProblem, roster: Roster) -> tuple[Worth, ...]:
    """Return what one more person would save on each shift of each day, the most first.

    All others work as rostered and her breaks stand where they are missed least, so that a roster made anew with her
    saves at least as much. She serves the queues that some agent serves, of which those that save most are named.
    """
    crews = sorted({agent.queues for agent in problem.agents if agent.queues}, key=lambda crew: (len(crew), *crew))
    at_slot = {crew: slot_worth(problem, roster, crew) for crew in crews}
    found = []
    for day, shift in problem.offers():
        saved = {crew: shift_worth(problem, day, shift, at_slot[crew]) for crew in crews}
        if saved:
            best = max(crews, key=lambda crew: saved[crew])
            found.append(Worth(best, day, shift, saved[best]))
    return tuple(sorted(found, key=lambda worth: (-worth.saved, worth.day, worth.shift)))


def slot_worth(problem: RosterProblem, roster: Roster, crew: Crew) -> list[int]:
    """Return what one more person of a crew on contacts would save at each slot; negative where she is spare."""
    group = next((group for group in problem.groups if crew & frozenset(group.queues)), None)
    if group is None:
        return [0] * problem.slots
    worth = []
    for slot, present in enumerate(on_contacts(problem, roster)):
        without = slot_cost(problem, group, slot, present)
        together = slot_cost(problem, group, slot, {**present, crew: present.get(crew, 0) + 1})
        worth.append(without.shortage + without.surplus - together.shortage - together.surplus)
    return worth


def shift_worth(problem: RosterProblem, day: int, shift: int, worth: Sequence[int]) -> int:
    """Return the worth of the slots of a shift, without its breaks where they cost least."""
    slots = [slot for slot in problem.span(day, shift).slots() if slot < problem.slots]
    starts = best_breaks(problem, day, shift, worth) if problem.breaks_taken else []
    breaks = zip(starts, problem.shifts[shift].breaks, strict=False)
    return sum(worth[slot] for slot in slots) - sum(sum(worth[at : at + spec.slots]) for at, spec in breaks)


def best_breaks(problem: RosterProblem, day: int, shift: int, worth: Sequence[int]) -> list[int]:
    """Return the start of each break of a shift at which the person is missed least."""
    start = problem.span(day, shift).start

    def missed(at: int, slots: int) -> int:
        return sum(worth[at : at + slots])

    return [
        min(range(start + spec.earliest, start + spec.latest + 1), key=partial(missed, slots=spec.slots))
        for spec in problem.shifts[shift].breaks
    ]
