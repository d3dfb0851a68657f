"""A bound by columns: whole tours priced against coverage until no better tour is left.

Dantzig-Wolfe decomposition (G. Dantzig, P. Wolfe, Operations Research 8, 1960): the master chooses a mix of known tours
for each agent, its dual prices ask every agent for a better one. Prices are smoothed (P. Wentges, International
Transactions in Operational Research 4, 1997).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from solver.exact.tour_master import TourMaster
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tours import Flags, Ints

SMOOTHING = 0.7  # share of the best prices so far in those asked next
CLOSE = 1e-6  # part of the master's cost by which the bound may stay below it


@dataclass(frozen=True, slots=True)
class ColumnBound:
    """A proven bound in 1/`FINE` of a cost, and the prices that prove it."""

    value: int
    prices: Ints


def no_prices(pricing: TourPricing) -> Ints:
    """Return prices at which nothing is worth anything, to begin with where none are known."""
    return np.zeros(len(pricing.rows), np.int64)


def bound_by_columns(
    pricing: TourPricing, master: TourMaster, prices: Ints, is_over: Callable[[int], bool]
) -> ColumnBound:
    """Return the best bound that whole tours prove from these prices and the tours in the master on.

    `is_over` is told each bound, rounded up, and may end it early.
    """
    best, answer = prices, pricing.answer(prices)
    bound, new = answer.bound, master.add(answer.choices)
    cost = master.solve()
    while not is_over(-(-bound // FINE)) and new and bound < cost * FINE * (1 - CLOSE):
        dual = master.prices
        for share in (SMOOTHING, 0.0):
            asked = np.rint(share * best + (1 - share) * dual).astype(np.int64)
            answer = pricing.answer(asked)
            if answer.bound > bound:
                bound, best = answer.bound, asked
            new = master.add(answer.choices)
            if new:
                break
        cost = master.solve()
    return ColumnBound(bound, best)


def price_again(pricing: TourPricing, master: TourMaster, allowed: Mapping[int, Flags], rounds: int) -> float:
    """Return the cost of the best mix after so many rounds of better tours, of allowed choices, for these agents."""
    cost = master.solve()
    for _ in range(rounds):
        if not master.add(pricing.best_tours(master.prices, allowed)):
            break
        cost = master.solve()
    return cost
