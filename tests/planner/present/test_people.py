"""Pages of teams and agents, day plans and fairness, on the example week."""

from dataclasses import replace

import pandas as pd
import pytest

from planner.present import agent_page, report_page, team_page
from planner.present.duties import MOST_SHIFTS
from planner.present.facts import FairnessFacts, RunFacts
from planner.present.fairness import fairness_sections
from reports import LANGUAGES, pages, render
from tests.example_run import Centre, example_run
from tests.planner.present.builders import said, table_rows

RUN = example_run(Centre(agents=12, queues=1))


def section(page: pages.Page, anchor: str) -> pages.Section:
    [found] = [one for one in page.sections if one.anchor == anchor]
    return found


def accounts(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["agent", "account", "period", "value"])


def fair(before: pd.DataFrame, after: pd.DataFrame) -> RunFacts:
    agents = RUN.agents.iloc[:3].assign(team="one")
    return replace(RUN, agents=agents, fairness=FairnessFacts(before, after))


def test_accounts_say_what_the_week_adds() -> None:
    before = accounts(("A000", "nights", "2026-W49", 2), ("A001", "turns_lead", "2026-W48", 1))
    after = pd.concat([before, accounts(("A000", "nights", "2026-W50", 3), ("A002", "hours_month", "2026-M12", 40))])
    run = fair(before, after)
    teams, folded = fairness_sections(run, run.agents)[0].blocks
    assert isinstance(teams, pages.Table)
    assert table_rows(teams) == [["one", "0 – 1.7 – 5", "0 – 0.3 – 1"]]
    assert isinstance(folded, pages.Folded)
    assert [row[2:] for row in table_rows(folded.tables[0])] == [["5 (+3)", ""], ["", "1"], ["", ""]]
    assert [said(column.heading) for column in folded.tables[0].columns[2:]] == ["Nights", "Turns: 值班组长"]


def test_weeks_that_have_passed_do_not_count() -> None:
    old = accounts(("A000", "nights", "2026-W30", 9))
    [block] = fairness_sections(fair(old, old), RUN.agents)[0].blocks
    assert isinstance(block, pages.Prose)


def test_a_team_has_its_own_people_only() -> None:
    page = team_page(RUN, "在线二组")
    [table] = section(page, "roster").blocks
    assert isinstance(table, pages.RosterTable)
    assert [row.agent for row in table.teams[0].rows] == ["A004", "A005", "A006", "A007"]
    assert [one.anchor for one in page.sections] == ["roster", "day", "handovers", "fairness"]
    days = section(page, "day").blocks
    assert len(days) == 7
    assert all(isinstance(day, pages.DayPlan) for day in days)


def test_a_day_stands_in_the_order_of_its_shifts() -> None:
    for day in section(report_page(RUN), "day").blocks:
        assert isinstance(day, pages.DayPlan)
        starts = [row.duty.start_h for row in day.rows]
        assert starts == sorted(starts)


def test_of_many_shifts_only_the_fullest_day_is_shown() -> None:
    run = example_run(Centre(agents=80, queues=1))
    assert len(run.roster) > MOST_SHIFTS
    [day] = section(report_page(run), "day").blocks
    assert isinstance(day, pages.DayPlan)
    assert said(day.title) == "Sat 12 Dec"  # the promotion


def test_an_agents_week_is_told_day_by_day() -> None:
    table, entries = section(agent_page(RUN, "A003"), "week").blocks
    assert isinstance(table, pages.Table)
    rows = table_rows(table)
    assert len(rows) == 7
    assert rows[2][:2] == ["Wed 9 Dec", "Leave"]
    worked = next(row for row in rows if row[2])
    assert "Break " in worked[4]
    assert "–" in worked[4].split("Break ")[1]
    assert isinstance(entries, pages.Entries)
    assert said(entries.entries[1].name) == "Paid hours"


@pytest.mark.parametrize("language", LANGUAGES)
def test_these_pages_render(language: str) -> None:
    assert "A005" in render(team_page(RUN, "在线二组"), language)
    assert "A003" in render(agent_page(RUN, "A003"), language)


def test_a_large_centre_leads_to_its_teams() -> None:
    files = {"在线一组": "teams/one", "在线二组": "teams/two", "热线组": "teams/three"}
    html = render(report_page(RUN, files), "zh")
    assert '<a href="teams/two.zh.html">在线二组</a>' in html
    assert 'class="roster' not in html
    assert 'class="gantt' not in html
