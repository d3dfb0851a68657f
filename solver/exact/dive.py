"""A roster out of a mix of tours: settle the choices of most weight, price again beside them, and so on.

Diving by columns: R. Sadykov, F. Vanderbeck, A. Pessoa, I. Tahiri, E. Uchoa, INFORMS Journal on Computing 31, 2019.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from solver.exact.columns import price_again
from solver.exact.tour_master import Share, TourMaster
from solver.exact.tour_pricing import TourPricing
from solver.exact.tour_rules import NEVER
from solver.exact.tours import Flags, Ints

SURE = 0.99  # weight in the mix from which a choice is settled at once
ROUNDS = 4  # of pricing after choices were settled
PART = 0.08  # of the open choices that are settled at a time


def dive(pricing: TourPricing, master: TourMaster, most: float, is_late: Callable[[], bool]) -> list[Ints] | None:
    """Return a tour of each agent, None where they would cost more than `most`; when late, the heaviest ones."""
    settled = _Settled(pricing, master)
    while True:
        if price_again(pricing, master, settled.allowed, 0 if is_late() else ROUNDS) > most:
            return None
        mixes = [master.mix(number) for number in range(len(pricing.tours))]
        if is_late() or all(len(mix) == 1 or mix[0].share > SURE for mix in mixes):
            return [mix[0].choices for mix in mixes]
        settled.settle(mixes)


class _Weight(NamedTuple):
    """What a choice of an agent's day weighs in the mix."""

    weight: float
    number: int
    day: int
    choice: int


class _Settled:
    """Which choices are left to each agent."""

    def __init__(self, pricing: TourPricing, master: TourMaster) -> None:
        self._master = master
        self.allowed: dict[int, Flags] = {number: own.costs < NEVER for number, own in enumerate(pricing.tours)}

    def settle(self, mixes: list[list[Share]]) -> None:
        """Settle the sure choices of days still open, or else those of most weight; each agent keeps a tour she has."""
        weights = sorted(
            (weight for number, mix in enumerate(mixes) for weight in self._open(number, mix)), reverse=True
        )
        at_once = max(sum(weight.weight >= SURE for weight in weights), round(PART * len(weights)), 1)
        changed = set()
        for _, number, day, choice in weights[:at_once]:
            left = [own for own in mixes[number] if own.choices[day] == choice]
            if left:
                mixes[number] = left
                self.allowed[number][day] = False
                self.allowed[number][day, choice] = True
                changed.add(number)
        for number in changed:
            self._master.keep(number, self.allowed[number])

    def _open(self, number: int, mix: list[Share]) -> Iterator[_Weight]:
        """Yield the heaviest choice of every day on which the agent has several."""
        for day in np.flatnonzero(self.allowed[number].sum(axis=1) > 1).tolist():
            weights: dict[int, float] = {}
            for own in mix:
                choice = int(own.choices[day])
                weights[choice] = weights.get(choice, 0.0) + own.share
            choice = max(weights, key=lambda choice: weights[choice])
            yield _Weight(weights[choice], number, day, choice)
