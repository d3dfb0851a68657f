"""Plan a few agents anew beside the others: prices, then a dive; large neighbourhood search with columns."""

from collections.abc import Callable, Mapping, Sequence

from solver.exact.columns import bound_by_columns
from solver.exact.dive import dive
from solver.exact.tour_master import TourMaster
from solver.exact.tour_pricing import FINE, TourPricing
from solver.exact.tour_rules import NEVER
from solver.exact.tours import Ints, Tours


class TourNeighbourhoods:
    """Plans agents anew, from prices that are near the best ones for all."""

    def __init__(self, pricing: TourPricing, prices: Ints, grain: int) -> None:
        self._pricing = pricing
        self._prices = prices
        self._grain = grain
        self._known: list[Sequence[Ints]] = [()] * len(pricing.tours)

    def replan(
        self, choices: Sequence[Ints], cost: int, tours: Mapping[int, Tours], is_late: Callable[[], bool]
    ) -> list[Ints] | None:
        """Return choices cheaper than these, which cost so much; None where none were found.

        Only agents to whom `tours` are given change.
        """
        part = self._pricing.beside(choices, tours)
        most = cost - self._grain
        most -= sum(self._pricing.own_cost(other, choices[other]) for other in set(range(len(choices))) - set(tours))
        master = TourMaster(part)
        for number, agent in enumerate(tours):
            for known in (choices[agent], *self._known[agent]):
                if part.own_cost(number, known) < NEVER:
                    master.add({number: known})
        bound = bound_by_columns(part, master, self._prices, lambda bound: bound > most or is_late())
        if bound.value > most * FINE:
            return None
        for number, agent in enumerate(tours):
            self._known[agent] = [share.choices for share in master.mix(number)]
        found = dive(part, master, most, is_late)
        return found and _changed(choices, dict(zip(tours, found, strict=True)))


def _changed(choices: Sequence[Ints], new: Mapping[int, Ints]) -> list[Ints]:
    """Return the choices with the new ones in the places of those before."""
    return [new.get(agent, own) for agent, own in enumerate(choices)]
