"""Activities as arrays for the search and the bound: who owes what, and where it may begin."""

# mypy: disable-error-code="no-untyped-def"
from typing import NamedTuple

import numpy as np
from numba import njit

from solver.problem import RosterProblem
from solver.rules.activities import Activities
from solver.weeks.arrays import UNHELD, Flags, Ints

NOWHERE = -1


class Tasks(NamedTuple):
    """Activities owed once, in the order of the problem; none where the rule is off."""

    slots: Ints  # [task]
    together: Flags  # [task]
    owes: Flags  # [agent, task]
    begins: Flags  # [task, slot]
    least: Ints  # [task]: how many agents are to have it
    cost: Ints  # [task]: of each below that
    away: Flags  # [agent]: may hold a post off contacts meanwhile


def tasks_of(problem: RosterProblem, end: int) -> Tasks:
    """Return the activities of a problem; `end` is the slot after the last of any shift."""
    rule = next((rule for rule in problem.rules if isinstance(rule, Activities)), None)
    specs = problem.owed
    owes = np.zeros((len(problem.agents), len(specs)), bool)
    begins = np.zeros((len(specs), end + 1), bool)
    for number, spec in enumerate(specs):
        owes[sorted(spec.agents), number] = True
        begins[number, [start for start in spec.starts() if 0 <= start <= end]] = True
    off = [post for post in problem.posts if not post.on_contacts]
    cost = 0 if rule is None else UNHELD if rule.enforced else rule.weight
    return Tasks(
        np.array([spec.slots for spec in specs], np.int64),
        np.array([spec.together is not None for spec in specs], bool),
        owes,
        begins,
        np.array([spec.least for spec in specs], np.int64),
        np.full(len(specs), cost, np.int64),
        np.array([any(agent in post.eligible for post in off) for agent in range(len(problem.agents))], bool),
    )


@njit(cache=True, nogil=True)
def block_common(tasks, common, agent, placed, price, blocked):
    """Take an agent off contacts at the common times of what she owes and has not placed; breaks keep clear of them."""
    for task in range(tasks.slots.shape[0]):
        if tasks.owes[agent, task] and tasks.together[task] and placed[task] == NOWHERE and common[task] != NOWHERE:
            for slot in range(common[task], common[task] + tasks.slots[task]):
                price[slot] = 0
                blocked[slot] = True


@njit(cache=True, nogil=True)
def reward_common(tasks, common, agent, placed, offers, first_day, end_day, cheapest):
    """Make the shifts cheaper in which an agent is there at a common time that lacks people."""
    for task in range(tasks.slots.shape[0]):
        wanted = tasks.owes[agent, task] and tasks.together[task] and placed[agent, task] == NOWHERE
        if wanted and common[task] != NOWHERE and (placed[:, task] != NOWHERE).sum() < tasks.least[task]:
            for day in range(first_day, end_day):
                for shift in range(cheapest.shape[1]):
                    start = offers.starts[day, shift]
                    end = start + offers.slots[shift]
                    if 0 <= start <= common[task] and common[task] + tasks.slots[task] <= end:
                        cheapest[day, shift] -= tasks.cost[task]


@njit(cache=True, nogil=True)
def place_tasks(tasks, common, agent, plan, first_day, end_day, centre, price):
    """Place what an agent owes into her shifts of some days, where being off contacts saves most."""
    for together in (True, False):  # common times first: the others keep clear of them
        for task in range(tasks.slots.shape[0]):
            if tasks.owes[agent, task] and tasks.together[task] == together and plan.placed[agent, task] == NOWHERE:
                place_task(tasks, common, agent, task, plan, first_day, end_day, centre, price)


@njit(cache=True, nogil=True)
def place_task(tasks, common, agent, task, plan, first_day, end_day, centre, price):
    """Place one activity of an agent where it fits best; nowhere if it does not fit."""
    offers = centre.offers
    length = tasks.slots[task]
    best = 0
    for day in range(first_day, end_day):
        shift = plan.shift[agent, day]
        if shift < 0:
            continue
        column = plan.column[agent, day]
        end = offers.starts[day, shift] + offers.slots[shift] - centre.held.handover[column, day, shift]
        for start in range(offers.starts[day, shift], end - length + 1):
            if tasks.together[task] and start != common[task]:
                continue
            if not tasks.begins[task, start] or not is_clear(tasks, plan, agent, task, day, shift, offers, start):
                continue
            saved = 0
            if centre.held.on_contacts[column]:
                for slot in range(start, start + length):
                    saved += price[slot]
            if plan.placed[agent, task] == NOWHERE or saved > best:
                best = saved
                plan.placed[agent, task] = start
                plan.placed_day[agent, task] = day


@njit(cache=True, nogil=True)
def is_clear(tasks, plan, agent, task, day, shift, offers, start):
    """Tell whether an activity that begins at a slot keeps clear of all else the agent does."""
    end = start + tasks.slots[task]
    if plan.busy[agent, start:end].any():
        return False
    for number in range(offers.breaks.shape[1]):
        begun = plan.begun[agent, day, number]
        if offers.breaks[shift, number, 0] > 0 and begun < end and start < begun + offers.breaks[shift, number, 0]:
            return False
    for other in range(tasks.slots.shape[0]):
        at = plan.placed[agent, other]
        if other != task and at != NOWHERE and at < end and start < at + tasks.slots[other]:
            return False
    return True


@njit(cache=True, nogil=True)
def missing_cost(tasks, placed):
    """Return what owed activities that too few have cost, placed by [agent, task]."""
    cost = 0
    for task in range(placed.shape[1]):
        cost += tasks.cost[task] * max(0, tasks.least[task] - (placed[:, task] != NOWHERE).sum())
    return cost
