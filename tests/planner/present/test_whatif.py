"""Scenarios side by side."""

from dataclasses import replace

import pytest

from planner.present import Scenario, comparison_page
from reports import LANGUAGES, pages, render
from tests.example_run import Centre, example_run
from tests.planner.present.builders import said, table_rows

BASE = example_run(Centre(agents=6, queues=2))
MORE = replace(BASE, solve=replace(BASE.solve, cost_wage_h=2000.0, costs=[*BASE.solve.costs[1:]]))


def page() -> pages.Page:
    return comparison_page([Scenario("base", BASE), Scenario("更多", MORE, ["events.double12.volume=3.5"])])


def test_what_a_scenario_assumes_stands_first() -> None:
    entries, table = page().sections[0].blocks
    assert isinstance(entries, pages.Entries)
    assert [said(entry.value) for entry in entries.entries] == ["the plan as it is", "events.double12.volume=3.5"]
    assert isinstance(table, pages.Table)
    cost = next(row for row in table.rows if said(row[0]) == "Cost, wage-hours")
    assert isinstance(cost[2], pages.Cell)
    assert (said(cost[2].words), said(cost[2].note), cost[2].tone) == ("2,000.0", "+156.8", "bad")


def test_parts_of_the_cost_are_compared_dearest_first() -> None:
    [table] = page().sections[-1].blocks
    assert isinstance(table, pages.Table)
    assert table_rows(table)[0] == ["Paid work", "1,610.0", "0.0"]
    assert [row[0] for row in table_rows(table)][1] == "People short"


def test_every_queue_has_its_table_and_every_scenario_its_charts() -> None:
    assert [len(section.blocks) for section in page().sections] == [2, 2, 2, 2, 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_renders(language: str) -> None:
    assert "更多" in render(page(), language)
