"""The account of the cost."""

from dataclasses import replace

from planner.present.account import cost_section
from planner.present.facts import CostFacts
from reports import pages
from tests.planner.present.builders import said, small_run, table_rows


def test_rules_that_cost_nothing_are_named_below() -> None:
    run = small_run()
    costs = [CostFacts("labour", 100.0), CostFacts("wishes", 0.0), CostFacts("leave", 0.0), CostFacts("posts", 0.0, 2)]
    section = cost_section(replace(run, solve=replace(run.solve, costs=costs, cost_wage_h=100.0)))
    table, prose = section.blocks
    assert isinstance(table, pages.Table)
    assert [row[0] for row in table_rows(table)] == ["Paid work", "Posts not held", "Total"]
    assert isinstance(prose, pages.Prose)
    kept, left_out = map(said, prose.paragraphs)
    assert kept == "Kept throughout, at no cost: Leave · Wishes not granted."
    assert left_out.startswith("The bound leaves out: Shortest run of working days.")
