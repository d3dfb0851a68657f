"""What all costs of rosters are multiples of."""

from math import gcd

from solver.exact.coverage_rows import counting_unit
from solver.exact.tour_pricing import TourPricing
from solver.exact.tour_rules import NEVER


def cost_grain(pricing: TourPricing) -> int:
    """Return what all costs of rosters are multiples of."""
    problem = pricing.problem
    unit = counting_unit(problem)
    steps = {step.cost for queue in problem.queues for table in set(queue.shortage) for step in table}
    steps |= {step.cost for group in problem.groups for step in group.surplus}
    choices = {int(cost) for own in pricing.tours for cost in own.costs.ravel() if cost < NEVER}
    return gcd(*(cost * unit for cost in steps), *choices) or 1
