"""Recompute what a roster breaks and costs, without a solver."""

from solver.coverage import on_contacts, slot_cost
from solver.problem import RosterProblem
from solver.roster import CostItem, Roster, Verdict
from solver.rules.posts import surplus_of_holders


def check(problem: RosterProblem, roster: Roster) -> Verdict:
    """Return every breach of every rule and every part of the cost of the roster.

    cost = labour + shortage + surplus + penalties of the rules that only warn, in 1/120,000 of a wage-hour.
    """
    breaches = tuple(breach for rule in problem.rules for breach in rule.check(problem, roster))
    labour = sum(problem.labour_cost(worked.agent, worked.day, worked.shift) for worked in roster.assignments)
    present = on_contacts(problem, roster)
    shortage = surplus = 0
    for group in problem.groups:
        for slot in range(problem.slots):
            cost = slot_cost(problem, group, slot, present[slot])
            shortage += cost.shortage
            surplus += cost.surplus
    penalties = (
        CostItem(rule.name, sum(breach.cost for breach in breaches if breach.rule == rule.name))
        for rule in problem.rules
    )
    surplus += sum(surplus_of_holders(problem, number, roster) for number in range(len(problem.posts)))
    parts = CostItem("labour", labour), CostItem("shortage", shortage), CostItem("surplus", surplus)
    return Verdict(breaches, (*parts, *penalties))
