"""Floors, teams, fairness and wishes of a plan become parts of the roster problem."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.rostering import Week, roster_problem
from planner.rostering.fairness import fair_accounts
from planner.staffing.groups import queue_groups
from planner.tables import POOLED, REQUIREMENT
from solver import problem as sp
from solver import rules as sr
from tests.builders import AGENTS, PLAN, WEEK, write_centre

HOUR = sp.COST_PER_WAGE_HOUR


def week_of(folder: Path, plan: str = PLAN, agents: str = AGENTS) -> Week:
    import pandas as pd

    centre = Centre.open(write_centre(folder, plan=plan, agents=agents) / "plan.toml")
    return Week(
        plan=centre.plan,
        grid=centre.grid(WEEK, centre.plan.slot_min),
        agents=centre.agents,
        requests=centre.requests,
        requirement=pd.DataFrame(columns=pd.Index(REQUIREMENT.names)),
        pooled=pd.DataFrame(columns=pd.Index(POOLED.names)),
        groups=queue_groups(centre.plan, centre.agents),
        published=centre.published_before(WEEK),
        holidays=frozenset({date(2026, 3, 4)}),
    )


def rule_of(problem: sp.RosterProblem, name: str) -> sr.Rule:
    [rule] = [rule for rule in problem.rules if rule.name == name]
    return rule


def test_without_settings_old_plans_mean_the_same(tmp_path: Path) -> None:
    problem = roster_problem(week_of(tmp_path))
    new = {"spread_of_stops", "fairness", "break_spacing", "team_breaks"}
    assert new.isdisjoint(rule.name for rule in problem.rules)
    assert (problem.duty_floors, problem.fair_accounts) == ((), ())


def test_a_floor_has_its_people_and_its_hours(tmp_path: Path) -> None:
    floors = """
[[rules.min_on_duty.floors]]
skill = "voice"
min_level = 2
hours = "08:00-10:00"
days = "tue"
[[rules.min_on_duty.floors]]
tag = "senior"
hours = "22:00-06:00"
days = "sun,mon"
people = 2
"""
    agents = AGENTS.replace("contract_h\n", "contract_h,tags\n").replace(",40\n", ",40,new;senior\n", 3)
    problem = roster_problem(week_of(tmp_path, PLAN + floors, agents))
    day = problem.days[0].span.end
    hour = day // 24
    skilled, tagged = problem.duty_floors
    assert skilled == sp.DutyFloor("voice", frozenset({0}), (sp.Span(day + 8 * hour, day + 10 * hour),), 1)
    assert (tagged.id, tagged.agents, tagged.people) == ("senior", frozenset({0, 1, 2}), 2)
    # of Sunday before, Monday, and Sunday until the end of the week
    whole = [sp.Span(0, 6 * hour), sp.Span(22 * hour, day + 6 * hour), sp.Span(6 * day + 22 * hour, 7 * day)]
    assert list(tagged.hours) == whole
    assert rule_of(problem, "min_on_duty").weight == 8 * HOUR * problem.slot_min // 60


def test_a_floor_that_too_few_can_meet_is_refused(tmp_path: Path) -> None:
    floor = '\n[[rules.min_on_duty.floors]]\ntag = "senoir"\nhours = "08:00-10:00"\npeople = 2\n'
    with pytest.raises(InputError) as raised:
        week_of(tmp_path, PLAN + floor)
    told = "asks for 2 people with senoir on duty; only 0 in agents.csv have it"
    assert str(raised.value) == f"plan.toml: rules.min_on_duty.floors.0: {told}"


def test_a_floor_may_ask_for_a_skill_of_its_own(tmp_path: Path) -> None:
    floor = '\n[[rules.min_on_duty.floors]]\nskill = "firstaid"\nhours = "08:00-10:00"\n'
    agents = AGENTS.replace("voice:2;", "voice:2;firstaid:1;")
    assert week_of(tmp_path, PLAN + floor, agents).agents[0].skills["firstaid"] == 1


def test_teams_are_the_people_of_a_group_under_one_name(tmp_path: Path) -> None:
    problem = roster_problem(week_of(tmp_path))
    hour = problem.days[0].span.end // 24
    assert [(team.id, sorted(team.agents)) for team in problem.teams] == [
        ("(voice+email)/one", [0, 1, 2, 3]),
        ("(voice+email)/two", [4, 5, 6, 7]),
    ]
    assert problem.teams[0].open_hours[0] == sp.Span(8 * hour, 20 * hour)


def test_shares_and_minutes_become_percents_and_slots(tmp_path: Path) -> None:
    settings = """
[rules.spread_of_stops]
severity = "enforce"
share = 0.4
few = 2
[rules.break_spacing]
severity = "warn"
least_min = 50
most_min = 250
[rules.team_breaks]
severity = "warn"
share = 0.29
weight = 2
"""
    problem = roster_problem(week_of(tmp_path, PLAN + settings))
    stops, spacing, breaks = (rule_of(problem, name) for name in ("spread_of_stops", "break_spacing", "team_breaks"))
    assert (stops.share_percent, stops.few, stops.weight) == (40, 2, HOUR // 100)
    assert (spacing.least, spacing.most, spacing.weight) == (4, 16, HOUR // 4)  # 15 min a slot
    assert (breaks.share_percent, breaks.weight) == (29, HOUR // 2)


FAIR = """
[rules.fairness]
severity = "warn"
weight = 3
late = { weight = 0 }
nights = { weight = 2, exempt = ["minor"] }
turns = { lead = {} }
"""


def test_every_team_has_an_account_of_each_kind_and_a_post_has_one_of_its_own(tmp_path: Path) -> None:
    agents = AGENTS.replace("contract_h\n", "contract_h,tags\n").replace("lead:1,40\n", "lead:1,20,minor\n", 1)
    problem = roster_problem(week_of(tmp_path, PLAN + FAIR, agents))
    found = [(account.name, sorted(account.shares), account.cost, account.post) for account in problem.fair_accounts]
    one, two = [0, 1, 2, 3], [4, 5, 6, 7]
    assert found == [
        ("nights", one[1:], 2 * HOUR, None),
        ("weekends", one, 3 * HOUR, None),
        ("holidays", one, 3 * HOUR, None),
        ("nights", two, 2 * HOUR, None),
        ("weekends", two, 3 * HOUR, None),
        ("holidays", two, 3 * HOUR, None),
        ("turns_lead", one, 3 * HOUR, 0),
    ]
    assert problem.fair_accounts[1].shares == {0: 1200, 1: 2400, 2: 2400, 3: 2400}
    assert [day.holiday for day in problem.days] == [False, False, True, False, False, False, False]
    assert problem.first_weekday == 0


def test_who_is_away_all_week_takes_no_turn(tmp_path: Path) -> None:
    week = week_of(tmp_path, PLAN + FAIR)
    problem = roster_problem(week)
    away = (replace(problem.agents[0], contract_min=0), *problem.agents[1:])
    assert 0 not in next(fair_accounts(week, replace(problem, agents=away))).shares


def test_turns_expected_of_a_post_are_those_its_hours_take(tmp_path: Path) -> None:
    """Twelve hours by shifts of nine, half an hour of each a handover: two a day."""
    expected = {
        account.name: account.expected for account in roster_problem(week_of(tmp_path, PLAN + FAIR)).fair_accounts
    }
    assert expected == {"nights": 0, "weekends": 0, "holidays": 0, "turns_lead": 1400}


def test_a_wish_weighs_by_grade_and_tag(tmp_path: Path) -> None:
    settings = "\n[rules.wishes]\nrefused_share = 0.5\npriority = { senior = 1.5, parent = 3.0 }\n"
    agents = AGENTS.replace("contract_h\n", "contract_h,grade,tags\n").replace(",40\n", ",40,senior,parent;new\n")
    problem = roster_problem(week_of(tmp_path, PLAN + settings, agents))
    assert [wish.cost for wish in problem.wishes] == [2 * 3 * HOUR]
    assert rule_of(problem, "wishes").raised_percent == 50


@pytest.mark.parametrize(("share", "least"), [(0.3, 2), (0.5, 2), (0.55, 3), (1.0, 4)])
def test_no_fewer_than_the_share_of_a_team_are_at_its_meeting(share: float, least: int, tmp_path: Path) -> None:
    meeting = f"""
[activities.meeting]
length_min = 30
window = ["12:00", "16:00"]
who = "team"
together = true
least_share = {share}
"""
    problem = roster_problem(week_of(tmp_path, PLAN + meeting))
    assert [(len(spec.agents), spec.together) for spec in problem.activities] == [(4, least)] * 2
