"""Handovers between shift kinds as arrays for the search: says again in compiled loops what the rule says."""

# mypy: disable-error-code="no-untyped-def"
from typing import NamedTuple

import numpy as np
from numba import njit

from solver.problem import RosterProblem
from solver.rules.group_handover import GroupHandover, turns_in
from solver.weeks.arrays import UNHELD, Flags, Ints


class Turns(NamedTuple):
    """Shift kinds by day, in order of their earliest start, and who hands over to whom how long before."""

    turn_of: Ints  # [day, shift]
    start_of: Ints  # [turn]
    members: Flags  # [share, agent]
    shares: Ints  # [share, (overlap, percent, cost)]
    is_open: Flags  # [share, slot]


def turns_of(problem: RosterProblem, end: int) -> Turns:
    """Return the arrays of the rule, without shares where it is off; `end` is the slot after the last of any shift."""
    rule = next((rule for rule in problem.rules if isinstance(rule, GroupHandover)), None)
    found = turns_in(problem)
    turn_of = np.zeros((len(problem.days), len(problem.shifts)), np.int64)
    for number, turn in enumerate(found):
        turn_of[turn.day, list(turn.shifts)] = number
    shares = problem.handover_shares if rule else ()
    cost = 0 if rule is None else UNHELD if rule.enforced else rule.weight
    members = np.zeros((len(shares), len(problem.agents)), bool)
    is_open = np.zeros((len(shares), end + 1), bool)
    for number, share in enumerate(shares):
        members[number, sorted(share.agents)] = True
        for hours in share.open_hours:
            is_open[number, max(0, hours.start) : hours.end] = True
    table = [(share.overlap, share.share_percent, cost) for share in shares]
    return Turns(
        turn_of,
        np.array([turn.start for turn in found], np.int64),
        members,
        np.array(table, np.int64).reshape(-1, 3),
        is_open,
    )


@njit(cache=True, nogil=True)
def turns_cost(turns, shifts, offers):
    """Return what turns without enough of the next one's people cost, shifts by [agent, day]."""
    count = turns.start_of.shape[0]
    cost = 0
    for share in range(turns.shares.shape[0]):
        overlap, percent, unit = turns.shares[share]
        last_end = np.full(count, -1, np.int64)
        for agent in range(shifts.shape[0]):
            if turns.members[share, agent]:
                for day in range(shifts.shape[1]):
                    shift = shifts[agent, day]
                    if shift >= 0:
                        turn = turns.turn_of[day, shift]
                        last_end[turn] = max(last_end[turn], offers.starts[day, shift] + offers.slots[shift])
        for turn in range(count):
            if last_end[turn] >= 0 and turns.is_open[share, last_end[turn]]:
                for later in range(turn + 1, count):
                    if last_end[later] >= 0 and turns.start_of[later] > turns.start_of[turn]:
                        early, people = early_starts(turns, share, shifts, offers, later, last_end[turn] - overlap)
                        if 100 * early < percent * people:
                            cost += unit
                        break
    return cost


@njit(cache=True, nogil=True)
def early_starts(turns, share, shifts, offers, turn, by):
    """Return how many of a turn's people begin by a slot, and how many they are."""
    early = 0
    people = 0
    for agent in range(shifts.shape[0]):
        if turns.members[share, agent]:
            for day in range(shifts.shape[1]):
                shift = shifts[agent, day]
                if shift >= 0 and turns.turn_of[day, shift] == turn:
                    people += 1
                    if offers.starts[day, shift] <= by:
                        early += 1
    return early, people
