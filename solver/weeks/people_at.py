"""How many people, whole ones, are best at each slot when people have prices: a compiled part of the bound."""

# mypy: disable-error-code="no-untyped-def"
import numpy as np
from numba import njit

from solver.problem import PERSON


@njit(cache=True, nogil=True)
def best_people(rows, prices, most, people, short):
    """Return the least cost of shortage, surplus and people over all groups and slots, and fill in what is best.

    A person costs the price of the row of all the group's queues; a queue's shortage saves the prices of its other
    rows. In whole people y and shortages u of the queues, the cost of a slot is convex:

        min Σ c_k(u_k) − Σ_{S ≠ G} λ_S u(S) + s(max(0, y − R(G) + Σ u_k)) + λ_G y,    Σ u_k ≥ R(G) − y

    Parameters
    ----------
    prices
        Of the rows, [row, slot]: λ.
    most
        People of each group beside those of shifts from before.
    people, short
        Filled in: people [group, slot] and shortage [queue, slot], in 1/100 person.
    """
    total = 0
    size = rows.pieces.shape[2]
    reduced = np.empty(size, np.int64)
    taken = np.empty(size, np.int64)
    for group in range(rows.groups.shape[0]):
        whole = rows.groups[group, 2]
        for slot in range(people.shape[1]):
            pieces = rows.pieces[group, slot]
            reduce_costs(rows, prices, group, slot, reduced)
            order = np.argsort(reduced)
            surplus = rows.surplus[group]
            missing = rows.required[whole, slot] - rows.carried[whole, slot]
            price = prices[whole, slot] * PERSON
            number, too_many = 0, most[group]
            while number < too_many:  # the cost is convex: look for the first person who saves nothing
                middle = (number + too_many) // 2
                over = middle * PERSON - missing
                saved = cheapest_shortage(pieces, reduced, order, over, surplus, taken)
                saved -= cheapest_shortage(pieces, reduced, order, over + PERSON, surplus, taken)
                if saved <= price:
                    too_many = middle
                else:
                    number = middle + 1
            total += number * price
            total += cheapest_shortage(pieces, reduced, order, number * PERSON - missing, surplus, taken)
            people[group, slot] = rows.carried[whole, slot] + number * PERSON
            for piece in range(size):
                short[pieces[piece, 0], slot] = 0
            for piece in range(size):
                short[pieces[piece, 0], slot] += taken[piece]
    return total


@njit(cache=True, nogil=True)
def reduce_costs(rows, prices, group, slot, reduced):
    """Fill in what a unit of each piece of shortage costs, less the prices of the rows it fills beside the whole."""
    first, end, whole = rows.groups[group]
    pieces, holds = rows.pieces[group, slot], rows.holds
    for piece in range(reduced.shape[0]):
        queue, cost = pieces[piece, 0], pieces[piece, 2]
        for row in range(first, end):
            if row != whole and holds[row, queue]:
                cost -= prices[row, slot]
        reduced[piece] = cost


@njit(cache=True, nogil=True)
def cheapest_shortage(pieces, reduced, order, over, surplus, taken):
    """Return the least cost of shortage and surplus with so many people over (short: negative), and fill in the pieces.

    Shortage makes up what is missing, and goes on while a unit saves more than the surplus it makes costs.
    """
    cost = 0
    missing = max(0, -over)
    step = 0
    room = surplus[0, 0] if surplus.shape[0] else 0
    spare = max(0, over)
    while spare > 0 and step < surplus.shape[0]:
        part = min(spare, room)
        cost += part * surplus[step, 1]
        spare -= part
        room -= part
        if room == 0:
            step += 1
            room = surplus[step, 0] if step < surplus.shape[0] else 0
    taken[:] = 0
    for piece in order:
        left = pieces[piece, 1]
        part = min(left, missing)
        cost += part * reduced[piece]
        taken[piece] += part
        missing -= part
        left -= part
        while left > 0 and missing == 0:
            dear = surplus[step, 1] if step < surplus.shape[0] else 0
            if reduced[piece] + dear >= 0:
                break
            part = min(left, room) if step < surplus.shape[0] else left
            cost += part * (reduced[piece] + dear)
            taken[piece] += part
            left -= part
            room -= part
            if room <= 0 and step < surplus.shape[0]:
                step += 1
                room = surplus[step, 0] if step < surplus.shape[0] else 0
    return cost
