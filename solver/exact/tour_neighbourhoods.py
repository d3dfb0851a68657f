"""Plan a few agents anew beside the others: prices, then a dive; large neighbourhood search with columns."""

import random
from collections.abc import Callable, Sequence

from solver.exact.columns import bound_by_columns
from solver.exact.dive import dive
from solver.exact.tour_master import TourMaster
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tours import Ints


class TourNeighbourhoods:
    """Plans agents anew, from prices that are near the best ones for all."""

    def __init__(self, pricing: TourPricing, prices: Ints, grain: int, seed: int) -> None:
        self._pricing = pricing
        self._prices = prices
        self._grain = grain
        self._random = random.Random(seed)
        self._known: list[list[Ints]] = [[] for _ in pricing.tours]

    def pick(self, size: int) -> list[int]:
        """Return so many agents by chance."""
        return sorted(self._random.sample(range(len(self._pricing.tours)), size))

    def replan(
        self, choices: Sequence[Ints], cost: int, freed: Sequence[int], is_late: Callable[[], bool]
    ) -> list[Ints] | None:
        """Return choices cheaper than so much, those of agents not freed as before; None where none were found."""
        part = self._pricing.beside(choices, freed)
        others = set(range(len(choices))) - set(freed)
        most = cost - self._grain - sum(self._pricing.own_cost(other, choices[other]) for other in others)
        master = TourMaster(part)
        for number, agent in enumerate(freed):
            for known in (choices[agent], *self._known[agent]):
                master.add({number: known})
        bound = bound_by_columns(part, master, self._prices, lambda bound: bound > most or is_late())
        if bound.value > most * FINE:
            return None
        for number, agent in enumerate(freed):
            self._known[agent] = [share.choices for share in master.mix(number)]
        found = dive(part, master, most, is_late)
        if found is None:
            return None
        better = list(choices)
        for agent, own in zip(freed, found, strict=True):
            better[agent] = own
        return better
