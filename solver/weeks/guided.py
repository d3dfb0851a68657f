"""A roster built along the prices of a bound, in compiled passes: agents take their best weeks one after the other.

At its best prices a bound has the roster that is best without whole people, in which nobody need be at odds with the
prices. First the people of each crew are drawn to the numbers of that roster. Then agents answer a mixture of the
prices and of what coverage costs with the others there, smoothed over a few people; prices lose their part and the
smoothing its width from pass to pass, so that early passes see the whole and late ones every person.
"""

# mypy: disable-error-code="no-untyped-def"
import numpy as np
from numba import njit

from solver.problem import PERSON
from solver.weeks.kernels import slot_cost
from solver.weeks.plan import choose, count


@njit(cache=True, nogil=True)
def draw(plan, order, worth, aimed, pull, centre, book):
    """Give each agent in turn her best week at prices that draw the people of each crew to those aimed at.

    A person on contacts is worth so much, and `pull` more or less for each person that her crew lacks or has too many:
    what she adds to worth x people − pull / 2 x (aimed − people)². Slot costs and own costs are left as they were.

    Parameters
    ----------
    worth, aimed
        [crew, slot], `aimed` in 1/100 person.
    """
    days = plan.shift.shape[1]
    price = np.zeros(centre.offers.end, np.int64)
    there = crews_present(plan, centre, book)
    for agent in order:
        crew = centre.crew[agent]
        there[crew] += PERSON * count(plan, agent, -1, 0, days, centre, book)[: there.shape[1]]
        price[:] = 0
        for slot in range(worth.shape[1]):
            lacking = aimed[crew, slot] - there[crew, slot] - PERSON // 2
            price[slot] = -worth[crew, slot] - pull * lacking // PERSON
        choose(plan, agent, price, 0, days, True, centre, book)
        there[crew] += PERSON * count(plan, agent, 1, 0, days, centre, book)[: there.shape[1]]


@njit(cache=True, nogil=True)
def crews_present(plan, centre, book):
    """Return the people on contacts in the plan, [crew, slot], in 1/100 person."""
    agents, days = plan.shift.shape
    there = np.zeros((centre.rows.serves.shape[1], plan.slot_cost.shape[0]), np.int64)
    for agent in range(agents):
        count(plan, agent, -1, 0, days, centre, book)
        there[centre.crew[agent]] += PERSON * count(plan, agent, 1, 0, days, centre, book)[: there.shape[1]]
    return there


@njit(cache=True, nogil=True)
def follow(plan, order, worth, trust, width, centre, book):
    """Give each agent in turn her best week at prices mixed from what people are worth and what they change in cost.

    Slot costs and own costs are left as they were.

    Parameters
    ----------
    worth
        [crew, slot].
    trust
        The part of `worth` in the mixture, in percent.
    width
        [slot]: over how many people fewer and more the change in cost is smoothed, in 1/100 person.
    """
    days = plan.shift.shape[1]
    price = np.zeros(centre.offers.end, np.int64)
    change = 0
    rows, like_before, present, people = centre.rows, centre.rows.like_before, plan.present, plan.people
    for agent in order:
        crew = centre.crew[agent]
        count(plan, agent, -1, 0, days, centre, book)
        price[:] = 0
        for slot in range(worth.shape[1]):
            if slot == 0 or not (like_before[slot] and people[slot] == people[slot - 1]):
                change = smoothed_change(rows, present, slot, crew, width[slot])
            price[slot] = ((100 - trust) * change - trust * worth[crew, slot]) // 100
        choose(plan, agent, price, 0, days, True, centre, book)
        count(plan, agent, 1, 0, days, centre, book)


@njit(cache=True, nogil=True)
def smoothed_change(rows, present, slot, crew, width):
    """Return what a person of the crew changes in the cost of a slot, in the mean of so many fewer to so many more."""
    serves = rows.serves
    for row in range(present.shape[0]):
        if serves[row, crew]:
            present[row, slot] += PERSON + width
    cost_of_more = slot_cost(rows, present, slot, -1)
    for row in range(present.shape[0]):
        if serves[row, crew]:
            present[row, slot] -= PERSON + 2 * width
    cost_of_fewer = slot_cost(rows, present, slot, -1)
    for row in range(present.shape[0]):
        if serves[row, crew]:
            present[row, slot] += width
    return (cost_of_more - cost_of_fewer) * PERSON // (PERSON + 2 * width)
