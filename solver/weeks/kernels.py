"""Compiled loops over the arrays: what a slot costs, what one more person changes, the best week of one agent.

They are called with the named tuples of `arrays` and `week`, and change only the arrays named in their promise. Loops
work on arrays taken out of the tuples before: each time an array is taken out, its references are counted.
"""

# mypy: disable-error-code="no-untyped-def"
import numpy as np
from numba import njit

from solver.problem import PERSON
from solver.weeks.arrays import FORBIDDEN


@njit(cache=True, nogil=True)
def slot_cost(rows, present, slot, crew):
    """Return the least cost of shortage and surplus at a slot, were one more of the crew there (crew < 0: as it is)."""
    groups, required, serves, surplus = rows.groups, rows.required, rows.serves, rows.surplus
    active, active_from = rows.active, rows.active_from
    cost = 0
    for group in range(groups.shape[0]):
        whole = groups[group, 2]
        over = present[whole, slot] - required[whole, slot]
        if crew >= 0 and serves[whole, crew]:
            over += PERSON
        for index in range(active_from[group, slot], active_from[group, slot + 1]):
            row = active[index]
            left = present[row, slot] - required[row, slot]
            if crew >= 0 and serves[row, crew]:
                left += PERSON
            if left < 0:
                shortage, amount = least_shortage(rows, present, group, slot, crew)
                cost += shortage
                over += amount
                break
        for step in range(surplus.shape[1]):
            if over <= 0:
                break
            part = min(over, surplus[group, step, 0])
            cost += part * surplus[group, step, 1]
            over -= part
    return cost


@njit(cache=True, nogil=True)
def least_shortage(rows, present, group, slot, crew):
    """Return the least cost of a group's shortage at a slot, and its amount.

    Shortage begins at everything required and is taken back where it costs most, as far as the rows allow. The greedy
    is optimal where R(S) − y(S) is supermodular, as it is for sums of queue requirements (J. Edmonds, Submodular
    functions, matroids, and certain polyhedra, 1970).
    """
    active, holds, serves = rows.active, rows.holds, rows.serves
    full, required, pieces = rows.full, rows.required, rows.pieces
    first, end = rows.active_from[group, slot], rows.active_from[group, slot + 1]
    slack = np.empty(end - first, np.int64)  # what is over in each row when all its queues are short of everything
    for index in range(first, end):
        row = active[index]
        left = full[row, slot] + present[row, slot] - required[row, slot]
        slack[index - first] = left + PERSON if crew >= 0 and serves[row, crew] else left
    cost = 0
    amount = 0
    for piece in range(pieces.shape[2]):
        queue = pieces[group, slot, piece, 0]
        width = pieces[group, slot, piece, 1]
        if width == 0:
            continue
        taken_back = width
        for index in range(first, end):
            if holds[active[index], queue] and slack[index - first] < taken_back:
                taken_back = slack[index - first]
        if taken_back > 0:
            for index in range(first, end):
                if holds[active[index], queue]:
                    slack[index - first] -= taken_back
        cost += (width - taken_back) * pieces[group, slot, piece, 2]
        amount += width - taken_back
    return cost, amount


@njit(cache=True, nogil=True)
def cell_costs(price, blocked, offers, costs, begun):
    """Fill in what each cell (day, shift) costs at a price per slot on contacts, and where its breaks begin.

    Each break stands where its slots cost most, so that most is saved, clear of `blocked` slots if it can; windows do
    not overlap, so each is chosen alone.
    """
    starts, lengths, breaks = offers.starts, offers.slots, offers.breaks
    total = np.zeros(price.shape[0] + 1, np.int64)
    barred = np.zeros(price.shape[0] + 1, np.int64)
    for slot in range(price.shape[0]):
        total[slot + 1] = total[slot] + price[slot]
        barred[slot + 1] = barred[slot] + blocked[slot]
    for day in range(starts.shape[0]):
        for shift in range(starts.shape[1]):
            start = starts[day, shift]
            if start < 0:
                costs[day, shift] = FORBIDDEN
                continue
            cost = total[start + lengths[shift]] - total[start]
            for number in range(breaks.shape[1]):
                length, earliest, latest = breaks[shift, number]
                if length == 0:
                    break
                best = -2 * FORBIDDEN
                for at in range(start + earliest, start + latest + 1):
                    saved = total[at + length] - total[at]
                    if barred[at + length] > barred[at]:
                        saved -= FORBIDDEN
                    if saved > best:
                        best = saved
                        begun[day, shift, number] = at
                cost -= total[begun[day, shift, number] + length] - total[begun[day, shift, number]]
            costs[day, shift] = cost


@njit(cache=True, nogil=True)
def choose_columns(costs, coverage, held, held_worth, cheapest, column_of):
    """Fill in, by day and shift, the least cost over working without a post and with each, and which it is.

    `coverage` [day, shift] is the cost of being on contacts, `held_worth` [day, shift, column] what holding saves.
    """
    days, shifts, columns = costs.shape
    on_contacts = held.on_contacts
    for day in range(days):
        for shift in range(shifts):
            cheapest[day, shift] = FORBIDDEN
            for column in range(columns):
                cost = costs[day, shift, column]
                if cost >= FORBIDDEN:
                    continue
                cost -= held_worth[day, shift, column]
                if on_contacts[column]:
                    cost += coverage[day, shift]
                if cost < cheapest[day, shift]:
                    cheapest[day, shift] = cost
                    column_of[day, shift] = column


@njit(cache=True, nogil=True)
def best_week(costs, off_costs, weeks, agent, chosen):
    """Return the least cost of an agent's week and fill in the shift of each day (-1: off).

    A shortest path over (day, counted state, trace of the last shift); `costs` are [day, shift].
    """
    days = costs.shape[0]
    states = weeks.steps_from.shape[1] - 1
    following = weeks.following[weeks.following_of[agent]]
    arrival = weeks.arrival[weeks.arrival_of[agent]]
    steps, steps_from, trace_of = weeks.steps, weeks.steps_from, weeks.trace_of
    traces, classes = following.shape[1:]
    cheapest, cheapest_of = cheapest_of_classes(costs, off_costs, weeks.class_of, classes)
    value = np.full((states, traces), FORBIDDEN, np.int64)
    value[weeks.first_state[agent], 0] = 0
    came_from = np.empty((days, states, traces), np.int32)  # step into the state
    state_before = np.empty((days, states, traces), np.int32)
    trace_before = np.empty((days, states, traces), np.int32)
    for day in range(days):
        later = np.full((states, traces), FORBIDDEN, np.int64)
        for state in range(states):
            if steps_from[day, state] == steps_from[day, state + 1]:
                continue  # not reached on this day
            for last in range(traces):
                so_far = value[state, last]
                if so_far >= FORBIDDEN:
                    continue
                for step in range(steps_from[day, state], steps_from[day, state + 1]):
                    number, target = steps[step, 0], steps[step, 1]
                    worked, after = cheapest[day, number], following[day, last, number]
                    if max(worked, after, arrival[day, target]) >= FORBIDDEN:
                        continue
                    cost = so_far + worked + after + arrival[day, target]
                    trace = trace_of[number]
                    if cost < later[target, trace]:
                        later[target, trace] = cost
                        came_from[day, target, trace] = step
                        state_before[day, target, trace] = state
                        trace_before[day, target, trace] = last
        value = later
    best = FORBIDDEN
    at_state = 0
    at_trace = 0
    for state in range(states):
        for last in range(traces):
            if value[state, last] < best:
                best = value[state, last]
                at_state = state
                at_trace = last
    for day in range(days - 1, -1, -1):
        if best >= FORBIDDEN:
            chosen[day] = -1
            continue
        chosen[day] = cheapest_of[day, steps[came_from[day, at_state, at_trace], 0]]
        before = state_before[day, at_state, at_trace]
        at_trace = trace_before[day, at_state, at_trace]
        at_state = before
    return best


@njit(cache=True, nogil=True)
def cheapest_of_classes(costs, off_costs, class_of, classes):
    """Return the least cost of each class of shifts by day, and the shift that has it (-1: off)."""
    days, shifts = costs.shape
    cheapest = np.full((days, classes), FORBIDDEN, np.int64)
    cheapest_of = np.full((days, classes), -1, np.int64)
    for day in range(days):
        cheapest[day, 0] = off_costs[day]
        for shift in range(shifts):
            number = class_of[1 + shift]
            if costs[day, shift] < cheapest[day, number]:
                cheapest[day, number] = costs[day, shift]
                cheapest_of[day, number] = shift
    return cheapest, cheapest_of


@njit(cache=True, nogil=True)
def add_presence(counts, start, slots, breaks, begun, amount):
    """Add an amount to the slots of a shift outside its breaks."""
    for slot in range(start, start + slots):
        counts[slot] += amount
    for number in range(breaks.shape[0]):
        for slot in range(begun[number], begun[number] + breaks[number, 0]):
            counts[slot] -= amount


@njit(cache=True, nogil=True)
def respond(prices, held_prices, taken_over, first, end, centre, weeks):
    """Return the sum of the best weeks of the agents from `first` to before `end` at the prices, and who is then where.

    Parameters
    ----------
    prices
        What a person on contacts is worth, [crew, slot].
    held_prices
        What holding a post is worth, [day, shift, column].
    taken_over
        What the one who takes a post over loses at each slot of the handover, at least, [column, slot].

    Returns
    -------
    The sum; people on contacts [crew, slot]; holders [day, shift, column].
    """
    offers, held = centre.offers, centre.held
    days, shifts, columns = weeks.costs.shape[1:]
    crews = prices.shape[0]
    coverage = np.zeros((crews, days, shifts), np.int64)
    begun = np.zeros((crews, days, shifts, offers.breaks.shape[1]), np.int64)
    held_worth = np.zeros((crews, days, shifts, columns), np.int64)
    blocked = np.zeros(prices.shape[1], np.bool_)
    for crew in range(crews):
        cell_costs(-prices[crew], blocked, offers, coverage[crew], begun[crew])
        lost = prices[crew] if held.sure else np.minimum(prices[crew], 0)
        held_worth[crew] = held_prices
        charge_handovers(lost, taken_over, offers, held, held_worth[crew])
    present = np.zeros(prices.shape, np.int64)
    holders = np.zeros((days, shifts, columns), np.int64)
    chosen = np.zeros(days, np.int64)
    cheapest = np.zeros((days, shifts), np.int64)
    column_of = np.zeros((days, shifts), np.int64)
    total = 0
    on_contacts, handover = held.on_contacts, held.handover
    starts, lengths, breaks = offers.starts, offers.slots, offers.breaks
    crew_of, costs, off_costs = centre.crew, weeks.costs, weeks.off_costs
    for agent in range(first, end):
        crew = crew_of[agent]
        choose_columns(costs[agent], coverage[crew], held, held_worth[crew], cheapest, column_of)
        total += best_week(cheapest, off_costs[agent], weeks, agent, chosen)
        for day in range(days):
            shift = chosen[day]
            if shift < 0:
                continue
            column = column_of[day, shift]
            holders[day, shift, column] += 1
            if on_contacts[column]:
                start, slots = starts[day, shift], lengths[shift]
                add_presence(present[crew], start, slots, breaks[shift], begun[crew, day, shift], 1)
                for slot in range(start + slots - handover[column, day, shift], start + slots):
                    present[crew, slot] -= 1
    return total, present, holders


@njit(cache=True, nogil=True)
def charge_handovers(lost, taken_over, offers, held, held_worth):
    """Take what both sides of the handover at a shift's end lose from what holding is worth, [day, shift, column]."""
    days, shifts, columns = held_worth.shape
    handover, starts, slots = held.handover, offers.starts, offers.slots
    for column in range(1, columns):
        for day in range(days):
            for shift in range(shifts):
                if handover[column, day, shift] > 0:
                    end = starts[day, shift] + slots[shift]
                    for slot in range(end - handover[column, day, shift], end):
                        held_worth[day, shift, column] -= lost[slot] + taken_over[column, slot]
