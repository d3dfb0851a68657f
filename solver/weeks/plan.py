"""A roster in the making, as arrays that compiled loops change in place."""

# mypy: disable-error-code="no-untyped-def"
from typing import NamedTuple

import numpy as np
from numba import njit

from solver.problem import PERSON
from solver.weeks.arrays import FORBIDDEN, Flags, Ints, Rows
from solver.weeks.extras import add_to_sums, change_of_sums, extra_cost, sums_cost
from solver.weeks.kernels import add_presence, best_week, cell_costs, charge_handovers, choose_columns, slot_cost
from solver.weeks.tasks import NOWHERE, block_common, missing_cost, place_tasks, reward_common
from solver.weeks.turns import turns_cost

PLACES = 1 << 16
SPREAD = 0x1E3779B97F4A7C15  # odd: neighbouring numbers fall far apart


class Known(NamedTuple):
    """What slots have cost with the people they had: costs are asked for again and again.

    A place keeps the last that fell on it. `person` are numbers by chance: the sum over the people present stands for
    them (A. L. Zobrist, A new hashing method with application for game playing, 1970).
    """

    person: Ints  # [crew]
    carried: Ints  # [slot]: the sum for shifts that began before slot 0
    costs: Ints  # [place, (people, cost)]


def nothing_known(rows: Rows) -> Known:
    """Return an empty memory."""
    count, crews = rows.serves.shape
    numbers = np.random.default_rng(0).integers(np.iinfo(np.int64).min, np.iinfo(np.int64).max, crews + count)
    return Known(numbers[:crews], numbers[crews:] @ rows.carried, np.full((PLACES, 2), -1, np.int64))


class Plan(NamedTuple):
    """A roster in the making, changed in place."""

    shift: Ints  # [agent, day], -1: off
    column: Ints  # [agent, day]: without a post, or 1 + post
    begun: Ints  # [agent, day, number of the break]: its first slot
    own_cost: Ints  # [agent]: wages, soft rules
    placed: Ints  # [agent, task]: first slot of an activity, -1 nowhere
    placed_day: Ints  # [agent, task]: day of the shift it lies in
    busy: Flags  # [agent, slot]: off contacts whatever is chosen; breaks and activities keep clear
    present: Ints  # [row, slot]: people on contacts who serve the row, in 1/100 person
    holders: Ints  # [stretch of a post]
    slot_cost: Ints  # [slot]: shortage and surplus
    sums: Ints  # [sum across agents]: its total
    common: Ints  # [task]: first slot of an activity that all do together, -1 if it has none
    people: Ints  # [slot]: a number that stands for how many of each crew are present
    known: Known

    def by_agent(self) -> tuple[Ints, ...]:
        """Return the arrays with a row for each agent."""
        return self.shift, self.column, self.begun, self.own_cost, self.placed, self.placed_day

    def totals(self) -> tuple[Ints, ...]:
        """Return the arrays that all agents add up to."""
        return self.present, self.holders, self.slot_cost, self.sums, self.people


@njit(cache=True, nogil=True)
def put(plan, agent, amount, first_day, end_day, centre, book):
    """Add the agent's shifts of some days to what is present, held and paid (amount 1), or take them away (-1)."""
    counts = count(plan, agent, amount, first_day, end_day, centre, book)
    costs = plan.slot_cost
    rows, present, people, known = centre.rows, plan.present, plan.people, plan.known.costs
    for slot in range(costs.shape[0]):
        if counts[slot] != 0:
            costs[slot] = known_cost(rows, present, slot, -1, people[slot], known)


@njit(cache=True, nogil=True, inline="always")
def known_cost(rows, present, slot, crew, people, known):
    """Return what a slot costs, were one more of the crew there (crew < 0: as it is), worked out where not known.

    `people` stand for those of the slot, with the one more; `known` is the memory.
    """
    key = people + slot * SPREAD
    mixed = key * SPREAD
    place = (mixed ^ (mixed >> 32)) & (PLACES - 1)
    if known[place, 0] != key:
        known[place, 0] = key
        known[place, 1] = slot_cost(rows, present, slot, crew)
    return known[place, 1]


@njit(cache=True, nogil=True)
def count(plan, agent, amount, first_day, end_day, centre, book):
    """Add the agent's shifts of some days to what is present and held, or take them away; return her slots.

    Both sides of a handover at the shift's end count as this agent's, as if all could serve the same queues.
    """
    offers, rows, held = centre.offers, centre.rows, centre.held
    crew = centre.crew[agent]
    counts = np.zeros(offers.end, np.int64)
    for day in range(first_day, end_day):
        shift = plan.shift[agent, day]
        if shift < 0:
            continue
        column = plan.column[agent, day]
        add_to_sums(plan.sums, book.sums, agent, day, shift, amount)
        if held.on_contacts[column]:
            start, end = offers.starts[day, shift], offers.starts[day, shift] + offers.slots[shift]
            add_presence(counts, start, offers.slots[shift], offers.breaks[shift], plan.begun[agent, day], amount)
            for slot in range(end - held.handover[column, day, shift], end):
                counts[slot] -= 2 * amount
            busy = plan.busy[agent]
            for slot in range(start, end):
                if busy[slot]:
                    counts[slot] -= amount
            for task in range(book.tasks.slots.shape[0]):
                if plan.placed[agent, task] >= 0 and plan.placed_day[agent, task] == day:
                    first = plan.placed[agent, task]
                    for slot in range(first, first + book.tasks.slots[task]):
                        counts[slot] -= amount
        if column > 0:
            columns, covers, holders = held.column, held.covers, plan.holders
            for stretch in range(columns.shape[0]):
                if columns[stretch] == column and covers[stretch, day, shift]:
                    holders[stretch] += amount
    serves, present, people, person = rows.serves, plan.present, plan.people, plan.known.person[crew]
    for slot in range(people.shape[0]):
        if counts[slot] != 0:
            for row in range(serves.shape[0]):
                if serves[row, crew]:
                    present[row, slot] += PERSON * counts[slot]
            people[slot] += counts[slot] * person
    return counts


@njit(cache=True, nogil=True)
def refresh(plan, centre, book):
    """Work out anew what slots and agents cost."""
    for slot in range(plan.slot_cost.shape[0]):
        plan.slot_cost[slot] = slot_cost(centre.rows, plan.present, slot, -1)
    for agent in range(plan.own_cost.shape[0]):
        plan.own_cost[agent] = own_cost(plan, agent, book)


@njit(cache=True, nogil=True)
def replan(plan, agent, noise, first_day, end_day, free, centre, book):
    """Give an agent, taken out of some days, what costs least there beside the others, and put it in.

    The other days stay as they are; unless `free`, these keep their shifts and posts, and only breaks and activities
    are chosen anew. `noise` [slot] multiplies what a slot is worth, in 1/1024; 1024 everywhere makes the choice exact.
    """
    price = np.zeros(centre.offers.end, np.int64)
    change = 0
    first, end = reach(centre.offers, first_day, end_day, plan.slot_cost.shape[0])
    crew, rows, like_before = centre.crew[agent], centre.rows, centre.rows.like_before
    present, costs, people, known = plan.present, plan.slot_cost, plan.people, plan.known.costs
    person = plan.known.person[crew]
    for slot in range(first, end):
        if slot == first or not (like_before[slot] and people[slot] == people[slot - 1]):
            change = known_cost(rows, present, slot, crew, people[slot] + person, known) - costs[slot]
        price[slot] = change * noise[slot] // 1024
    choose(plan, agent, price, first_day, end_day, free, centre, book)
    plan.own_cost[agent] = own_cost(plan, agent, book)
    put(plan, agent, 1, first_day, end_day, centre, book)


@njit(cache=True, nogil=True)
def renew(plan, agents, noise, first_day, end_day, free, centre, book):
    """Take agents out of some days and plan them anew one after the other; return what the plan costs then."""
    for agent in agents:
        put(plan, agent, -1, first_day, end_day, centre, book)
    for agent in agents:
        replan(plan, agent, noise, first_day, end_day, free, centre, book)
    return plan_cost(plan, centre, book)


@njit(cache=True, nogil=True)
def choose(plan, agent, price, first_day, end_day, free, centre, book):
    """Write down what costs an agent, taken out of some days, least there at a price per slot on contacts."""
    offers, held, weeks = centre.offers, centre.held, book.weeks
    days, shifts = offers.starts.shape
    for task in range(book.tasks.slots.shape[0]):
        if first_day <= plan.placed_day[agent, task] < end_day:
            plan.placed[agent, task] = NOWHERE
    blocked = plan.busy[agent, : price.shape[0]].copy()
    price[blocked] = 0
    block_common(book.tasks, plan.common, agent, plan.placed[agent], price, blocked)
    coverage = np.zeros((days, shifts), np.int64)
    begun = np.zeros((days, shifts, offers.breaks.shape[1]), np.int64)
    cell_costs(price, blocked, offers, coverage, begun)
    held_worth = worth_of_holding(plan, first_day, end_day, held, shifts)
    both = np.zeros((held_worth.shape[2], price.shape[0]), np.int64)
    both[:] = -price
    charge_handovers(-price, both, offers, held, held_worth)
    cheapest = np.zeros((days, shifts), np.int64)
    column_of = np.zeros((days, shifts), np.int64)
    costs = weeks.costs[agent]
    if not free:
        costs = costs.copy()
        keep_columns(plan.shift[agent], plan.column[agent], first_day, end_day, costs)
    choose_columns(costs, coverage, held, held_worth, cheapest, column_of)
    for day in range(first_day, end_day):
        for shift in range(shifts):
            if cheapest[day, shift] < FORBIDDEN:
                cheapest[day, shift] += change_of_sums(plan.sums, book.sums, agent, day, shift)
    reward_common(book.tasks, plan.common, agent, plan.placed, offers, first_day, end_day, cheapest)
    off_costs = weeks.off_costs[agent].copy()
    for day in range(days):
        if day < first_day or day >= end_day:
            keep_day(plan.shift[agent, day], 0, cheapest[day], off_costs, day)
        elif not free:
            kept = plan.shift[agent, day]
            keep_day(kept, cheapest[day, kept], cheapest[day], off_costs, day)
    chosen = np.zeros(days, np.int64)
    value = best_week(cheapest, off_costs, weeks, agent, chosen)
    if value < FORBIDDEN:
        for day in range(first_day, end_day):
            shift = chosen[day]
            plan.shift[agent, day] = shift
            if shift >= 0:
                plan.column[agent, day] = column_of[day, shift]
                plan.begun[agent, day] = begun[day, shift]
    place_tasks(book.tasks, plan.common, agent, plan, first_day, end_day, centre, price)


@njit(cache=True, nogil=True)
def worth_of_holding(plan, first_day, end_day, held, shifts):
    """Return what holding a post saves where holders are missing, less what too many cost, [day, shift, column]."""
    worth = np.zeros((plan.shift.shape[1], shifts, held.on_contacts.shape[0]), np.int64)
    columns, covers, need, holders = held.column, held.covers, held.need, plan.holders
    for stretch in range(columns.shape[0]):
        column = columns[stretch]
        saved = held.cost[stretch] if need[stretch] > holders[stretch] else -held.surplus[stretch]
        for day in range(first_day, end_day):
            for shift in range(shifts):
                if covers[stretch, day, shift]:
                    worth[day, shift, column] += saved
    return worth


@njit(cache=True, nogil=True)
def reach(offers, first_day, end_day, slots):
    """Return the first slot that shifts of these days may take, and the slot after the last."""
    first = slots
    end = 0
    starts, lengths = offers.starts, offers.slots
    for day in range(first_day, end_day):
        for shift in range(starts.shape[1]):
            start = starts[day, shift]
            if start >= 0:
                first = min(first, start)
                end = max(end, min(slots, start + lengths[shift]))
    return first, end


@njit(cache=True, nogil=True)
def keep_columns(shifts, columns, first_day, end_day, costs):
    """Forbid every column but those in which the shifts of some days are worked, costs by [day, shift, column]."""
    for day in range(first_day, end_day):
        if shifts[day] >= 0:
            for column in range(costs.shape[2]):
                if column != columns[day]:
                    costs[day, shifts[day], column] = FORBIDDEN


@njit(cache=True, nogil=True)
def keep_day(shift, cost, costs, off_costs, day):
    """Forbid everything on a day but the shift worked, which costs so much (-1: the day off)."""
    costs[:] = FORBIDDEN
    if shift >= 0:
        costs[shift] = cost
        off_costs[day] = FORBIDDEN


@njit(cache=True, nogil=True)
def own_cost(plan, agent, book):
    """Return the wages and soft rules of an agent's week."""
    known = week_cost(plan, agent, book.weeks)
    return known + extra_cost(book.extras, plan.shift[agent], plan.column[agent], agent)


@njit(cache=True, nogil=True)
def week_cost(plan, agent, weeks):
    """Return what an agent's week costs by what the week program knows."""
    days, shifts = plan.shift.shape[1], weeks.costs.shape[2]
    costs = np.full((days, shifts), FORBIDDEN, np.int64)
    off_costs = weeks.off_costs[agent].copy()
    for day in range(days):
        shift = plan.shift[agent, day]
        if shift >= 0:
            costs[day, shift] = weeks.costs[agent, day, shift, plan.column[agent, day]]
            off_costs[day] = FORBIDDEN
    return best_week(costs, off_costs, weeks, agent, np.zeros(days, np.int64))


@njit(cache=True, nogil=True)
def plan_cost(plan, centre, book):
    """Return the cost of the roster in the making, holders missing and too many included."""
    held = centre.held
    held_cost = 0
    for stretch in range(held.need.shape[0]):
        missing = held.need[stretch] - plan.holders[stretch]
        held_cost += missing * held.cost[stretch] if missing > 0 else -missing * held.surplus[stretch]
    together = sums_cost(plan.sums, book.sums) + turns_cost(book.turns, plan.shift, centre.offers)
    return plan.own_cost.sum() + plan.slot_cost.sum() + held_cost + together + missing_cost(book.tasks, plan.placed)
