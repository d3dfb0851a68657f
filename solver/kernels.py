"""Compiled loops over the arrays: what a slot costs, what one more person changes, the best week of one agent.

They are called with the named tuples of `arrays` and `week`, and change only the arrays named in their promise.
"""

# mypy: disable-error-code="no-untyped-def"
from typing import NamedTuple

import numpy as np
from numba import njit

from solver.arrays import FORBIDDEN, Ints
from solver.problem import PERSON


class Plan(NamedTuple):
    """A roster in the making, changed in place."""

    shift: Ints  # [agent, day], -1: off
    column: Ints  # [agent, day]: without a post, or 1 + post
    begun: Ints  # [agent, day, number of the break]: its first slot
    own_cost: Ints  # [agent]: wages, soft rules
    present: Ints  # [row, slot]: people on contacts who serve the row, in 1/100 person
    holders: Ints  # [stretch of a post]
    slot_cost: Ints  # [slot]: shortage and surplus

    def by_agent(self) -> tuple[Ints, ...]:
        """Return the arrays with a row for each agent."""
        return self.shift, self.column, self.begun, self.own_cost

    def sums(self) -> tuple[Ints, ...]:
        """Return the arrays that all agents add up to."""
        return self.present, self.holders, self.slot_cost


@njit(cache=True, nogil=True)
def slot_cost(rows, present, slot, crew):
    """Return the least cost of shortage and surplus at a slot, were one more of the crew there (crew < 0: as it is)."""
    cost = 0
    slack = np.empty(rows.serves.shape[0], np.int64)
    for group in range(rows.groups.shape[0]):
        first, end = rows.active_from[group, slot], rows.active_from[group, slot + 1]
        whole = rows.groups[group, 2]
        over = present[whole, slot] - rows.required[whole, slot]
        if crew >= 0 and rows.serves[whole, crew]:
            over += PERSON
        active = rows.active[first:end]
        short = False
        for row in active:
            left = present[row, slot] - rows.required[row, slot]
            if crew >= 0 and rows.serves[row, crew]:
                left += PERSON
            slack[row] = left
            if left < 0:
                short = True
        if short:
            shortage, amount = least_shortage(slack, active, rows.holds, rows.pieces[group, slot])
            cost += shortage
            over += amount
        for step in range(rows.surplus.shape[1]):
            if over <= 0:
                break
            part = min(over, rows.surplus[group, step, 0])
            cost += part * rows.surplus[group, step, 1]
            over -= part
    return cost


@njit(cache=True, nogil=True)
def least_shortage(slack, active, holds, pieces):
    """Return the least cost of shortage and its amount; `slack` by row is what is over without any, and changes.

    Shortage begins at everything required and is taken back where it costs most, as far as the rows allow. The greedy
    is optimal where R(S) − y(S) is supermodular, as it is for sums of queue requirements (J. Edmonds, Submodular
    functions, matroids, and certain polyhedra, 1970).
    """
    for row in active:
        for piece in range(pieces.shape[0]):
            if holds[row, pieces[piece, 0]]:
                slack[row] += pieces[piece, 1]
    cost = 0
    amount = 0
    for piece in range(pieces.shape[0]):
        queue = pieces[piece, 0]
        width = pieces[piece, 1]
        if width == 0:
            continue
        taken_back = width
        for row in active:
            if holds[row, queue] and slack[row] < taken_back:
                taken_back = slack[row]
        if taken_back > 0:
            for row in active:
                if holds[row, queue]:
                    slack[row] -= taken_back
        cost += (width - taken_back) * pieces[piece, 2]
        amount += width - taken_back
    return cost, amount


@njit(cache=True, nogil=True)
def cell_costs(price, offers, costs, begun):
    """Fill in what each cell (day, shift) costs at a price per slot on contacts, and where its breaks begin.

    Each break stands where its slots cost most, so that most is saved; windows do not overlap, so each is chosen alone.
    """
    total = np.zeros(price.shape[0] + 1, np.int64)
    for slot in range(price.shape[0]):
        total[slot + 1] = total[slot] + price[slot]
    for day in range(offers.starts.shape[0]):
        for shift in range(offers.starts.shape[1]):
            start = offers.starts[day, shift]
            if start < 0:
                costs[day, shift] = FORBIDDEN
                continue
            cost = total[start + offers.slots[shift]] - total[start]
            for number in range(offers.breaks.shape[1]):
                length, earliest, latest = offers.breaks[shift, number]
                if length == 0:
                    break
                best = -FORBIDDEN
                for at in range(start + earliest, start + latest + 1):
                    saved = total[at + length] - total[at]
                    if saved > best:
                        best = saved
                        begun[day, shift, number] = at
                cost -= best
            costs[day, shift] = cost


@njit(cache=True, nogil=True)
def choose_columns(costs, coverage, held, held_prices, cheapest, column_of):
    """Fill in, by day and shift, the least cost over working without a post and with each, and which it is.

    `coverage` [0 or 1, day, shift] is the cost of being on contacts; 1 where holders may leave them at no cost.
    """
    days, shifts, columns = costs.shape
    for day in range(days):
        for shift in range(shifts):
            cheapest[day, shift] = FORBIDDEN
            for column in range(columns):
                cost = costs[day, shift, column]
                if cost >= FORBIDDEN:
                    continue
                cost -= held_prices[day, shift, column]
                if held.on_contacts[column]:
                    cost += coverage[1 if held.hands_over[column] else 0, day, shift]
                if cost < cheapest[day, shift]:
                    cheapest[day, shift] = cost
                    column_of[day, shift] = column


@njit(cache=True, nogil=True)
def best_week(costs, off_costs, following, next_state, first_state, end_costs, chosen):
    """Return the least cost of a week and fill in the shift of each day (-1: off).

    A shortest path over (day, counted state, last shift); arguments are one agent's part of `week.Weeks`.
    """
    days, shifts = costs.shape
    states = next_state.shape[0]
    value = np.full((states, shifts + 1), FORBIDDEN, np.int64)
    value[first_state, 0] = 0
    from_state = np.full((days, states, shifts + 1), -1, np.int32)
    from_last = np.full((days, states, shifts + 1), -1, np.int32)
    for day in range(days):
        later = np.full((states, shifts + 1), FORBIDDEN, np.int64)
        for state in range(states):
            for last in range(shifts + 1):
                so_far = value[state, last]
                if so_far >= FORBIDDEN:
                    continue
                for shift in range(shifts + 1):
                    target = next_state[state, shift]
                    if target < 0:
                        continue
                    if shift == 0:
                        cost = so_far + off_costs[day]
                    else:
                        cost = so_far + costs[day, shift - 1]
                        if last > 0:
                            cost += following[day, last - 1, shift - 1]
                    if cost < later[target, shift]:
                        later[target, shift] = cost
                        from_state[day, target, shift] = state
                        from_last[day, target, shift] = last
        value = later
    best = FORBIDDEN
    at_state = 0
    at_last = 0
    for state in range(states):
        for last in range(shifts + 1):
            cost = value[state, last] + end_costs[state]
            if cost < best:
                best = cost
                at_state = state
                at_last = last
    for day in range(days - 1, -1, -1):
        if best >= FORBIDDEN:
            chosen[day] = -1
            continue
        chosen[day] = at_last - 1
        before = from_state[day, at_state, at_last]
        at_last = from_last[day, at_state, at_last]
        at_state = before
    return best


@njit(cache=True, nogil=True)
def add_presence(counts, start, slots, breaks, begun, amount):
    """Add an amount to the slots of a shift outside its breaks."""
    for slot in range(start, start + slots):
        counts[slot] += amount
    for number in range(breaks.shape[0]):
        for slot in range(begun[number], begun[number] + breaks[number, 0]):
            counts[slot] -= amount


@njit(cache=True, nogil=True)
def respond(prices, held_prices, centre, weeks):
    """Return the sum of all agents' best weeks at the prices, and who is then where.

    Parameters
    ----------
    prices
        What a person on contacts is worth, [crew, slot].
    held_prices
        What holding a post is worth, [day, shift, column].

    Returns
    -------
    The sum; people on contacts [crew, slot]; holders [day, shift, column].
    """
    offers, held = centre.offers, centre.held
    agents, days, shifts, columns = weeks.costs.shape
    coverage = np.zeros((prices.shape[0], 2, days, shifts), np.int64)
    begun = np.zeros((prices.shape[0], 2, days, shifts, offers.breaks.shape[1]), np.int64)
    for crew in range(prices.shape[0]):
        cell_costs(-prices[crew], offers, coverage[crew, 0], begun[crew, 0])
        cell_costs(-np.maximum(prices[crew], 0), offers, coverage[crew, 1], begun[crew, 1])
    present = np.zeros(prices.shape, np.int64)
    holders = np.zeros((days, shifts, columns), np.int64)
    chosen = np.zeros(days, np.int64)
    cheapest = np.zeros((days, shifts), np.int64)
    column_of = np.zeros((days, shifts), np.int64)
    total = 0
    for agent in range(agents):
        crew = centre.crew[agent]
        choose_columns(weeks.costs[agent], coverage[crew], held, held_prices, cheapest, column_of)
        total += best_week(
            cheapest,
            weeks.off_costs[agent],
            weeks.following[agent],
            weeks.next_state,
            weeks.first_state[agent],
            weeks.end_costs[agent],
            chosen,
        )
        for day in range(days):
            shift = chosen[day]
            if shift < 0:
                continue
            column = column_of[day, shift]
            holders[day, shift, column] += 1
            if held.on_contacts[column]:
                at = begun[crew, 1 if held.hands_over[column] else 0, day, shift]
                start = offers.starts[day, shift]
                add_presence(present[crew], start, offers.slots[shift], offers.breaks[shift], at, 1)
    return total, present, holders


@njit(cache=True, nogil=True)
def put(plan, agent, amount, first_day, end_day, centre):
    """Add the agent's shifts of some days to what is present and held (amount 1), or take them away (-1)."""
    offers, rows, held = centre.offers, centre.rows, centre.held
    crew = centre.crew[agent]
    counts = np.zeros(offers.end, np.int64)
    for day in range(first_day, end_day):
        shift = plan.shift[agent, day]
        if shift < 0:
            continue
        column = plan.column[agent, day]
        if held.on_contacts[column]:
            start = offers.starts[day, shift]
            add_presence(counts, start, offers.slots[shift], offers.breaks[shift], plan.begun[agent, day], amount)
        if column > 0:
            for stretch in range(held.column.shape[0]):
                if held.column[stretch] == column and held.covers[stretch, day, shift]:
                    plan.holders[stretch] += amount
    for slot in range(plan.slot_cost.shape[0]):
        if counts[slot] != 0:
            for row in range(rows.serves.shape[0]):
                if rows.serves[row, crew]:
                    plan.present[row, slot] += PERSON * counts[slot]
            plan.slot_cost[slot] = slot_cost(rows, plan.present, slot, -1)


@njit(cache=True, nogil=True)
def replan(plan, agent, noise, first_day, end_day, centre, weeks):
    """Give an agent, taken out of some days, what costs least there beside the others, and put it in.

    The other days stay as they are. `noise` [slot] multiplies what a slot is worth, in 1/1024; 1024 everywhere makes
    the choice exact.
    """
    offers, held = centre.offers, centre.held
    days, shifts = offers.starts.shape
    price = np.zeros(offers.end, np.int64)
    for slot in range(*reach(offers, first_day, end_day, plan.slot_cost.shape[0])):
        change = slot_cost(centre.rows, plan.present, slot, centre.crew[agent]) - plan.slot_cost[slot]
        price[slot] = change * noise[slot] // 1024
    coverage = np.zeros((2, days, shifts), np.int64)
    begun = np.zeros((days, shifts, offers.breaks.shape[1]), np.int64)
    cell_costs(price, offers, coverage[0], begun)
    coverage[1] = coverage[0]
    held_prices = np.zeros((days, shifts, held.on_contacts.shape[0]), np.int64)
    for stretch in range(held.column.shape[0]):
        if held.need[stretch] > plan.holders[stretch]:
            for day in range(first_day, end_day):
                for shift in range(shifts):
                    if held.covers[stretch, day, shift]:
                        held_prices[day, shift, held.column[stretch]] += held.cost[stretch]
    cheapest = np.zeros((days, shifts), np.int64)
    column_of = np.zeros((days, shifts), np.int64)
    choose_columns(weeks.costs[agent], coverage, held, held_prices, cheapest, column_of)
    off_costs = weeks.off_costs[agent].copy()
    for day in range(days):
        if day < first_day or day >= end_day:
            keep_day(plan.shift[agent, day], cheapest[day], off_costs, day)
    chosen = np.zeros(days, np.int64)
    value = best_week(
        cheapest,
        off_costs,
        weeks.following[agent],
        weeks.next_state,
        weeks.first_state[agent],
        weeks.end_costs[agent],
        chosen,
    )
    if value < FORBIDDEN:
        for day in range(first_day, end_day):
            shift = chosen[day]
            plan.shift[agent, day] = shift
            if shift >= 0:
                plan.column[agent, day] = column_of[day, shift]
                plan.begun[agent, day] = begun[day, shift]
    plan.own_cost[agent] = week_cost(plan, agent, weeks)
    put(plan, agent, 1, first_day, end_day, centre)


@njit(cache=True, nogil=True)
def reach(offers, first_day, end_day, slots):
    """Return the first slot that shifts of these days may take, and the slot after the last."""
    first = slots
    end = 0
    for day in range(first_day, end_day):
        for shift in range(offers.starts.shape[1]):
            start = offers.starts[day, shift]
            if start >= 0:
                first = min(first, start)
                end = max(end, min(slots, start + offers.slots[shift]))
    return first, end


@njit(cache=True, nogil=True)
def keep_day(shift, costs, off_costs, day):
    """Forbid everything on a day but the shift worked (-1: the day off)."""
    if shift < 0:
        costs[:] = FORBIDDEN
    else:
        costs[:] = FORBIDDEN
        costs[shift] = 0
        off_costs[day] = FORBIDDEN


@njit(cache=True, nogil=True)
def week_cost(plan, agent, weeks):
    """Return the wages and soft rules of an agent's week."""
    state = weeks.first_state[agent]
    cost = 0
    last = -1
    for day in range(plan.shift.shape[1]):
        shift = plan.shift[agent, day]
        state = weeks.next_state[state, shift + 1]
        if state < 0:
            return FORBIDDEN
        if shift < 0:
            cost += weeks.off_costs[agent, day]
        else:
            cost += weeks.costs[agent, day, shift, plan.column[agent, day]]
            if last >= 0:
                cost += weeks.following[agent, day, last, shift]
        last = shift
    return cost + weeks.end_costs[agent, state]


@njit(cache=True, nogil=True)
def plan_cost(plan, held):
    """Return the cost of the roster in the making, missing holders of posts included."""
    missing = np.maximum(0, held.need - plan.holders)
    return plan.own_cost.sum() + plan.slot_cost.sum() + (missing * held.cost).sum()
