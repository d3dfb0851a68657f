"""Agents are read from their table; every mistake is told at its row and column."""

from datetime import date
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.people import Agent
from tests.builders import PLAN, write_centre

HEADER = "agent,name,team,grade,skills,contract_h,available_from,available_to,tags\n"


def agents(tmp_path: Path, row: str, plan: str = PLAN) -> tuple[Agent, ...]:
    folder = write_centre(tmp_path, agents=HEADER + row + "\n", plan=plan)
    return Centre.open(folder / "plan.toml").agents


def told(tmp_path: Path, row: str, plan: str = PLAN) -> list[str]:
    with pytest.raises(InputError) as raised:
        agents(tmp_path, row, plan)
    return str(raised.value).splitlines()


def test_a_row_is_an_agent(tmp_path: Path) -> None:
    [agent] = agents(tmp_path, "007, Ann ,one,senior,voice : 2; email;lead:1,40,2026-01-01,2026-12-31,early; new")
    assert agent == Agent(
        id="007",
        name="Ann",
        team="one",
        grade="senior",
        skills={"voice": 2, "email": 1, "lead": 1},
        contract_h=40.0,
        available_from=date(2026, 1, 1),
        available_to=date(2026, 12, 31),
        tags=frozenset({"early", "new"}),
    )


def test_what_is_not_said_is_empty_and_the_id_stands_for_the_name(tmp_path: Path) -> None:
    [agent] = agents(tmp_path, "A1,,,,voice:1,40,,,")
    assert (agent.name, agent.team, agent.available_from, agent.tags) == ("A1", "", None, frozenset())


def test_levels_decide_which_queues_an_agent_serves(tmp_path: Path) -> None:
    plan = PLAN.replace('model = "live"', 'model = "live"\nmin_level = 2').replace(
        'model = "deferred"', 'model = "deferred"\nskill = "writing"'
    )
    first, second = agents(tmp_path, "A,,,,voice:2;writing:1,40,,,\nB,,,,voice:1;writing:3,40,,,", plan)
    centre = Centre.open(tmp_path / "plan.toml")
    assert first.queues(centre.plan) == {"voice", "email"}
    assert second.queues(centre.plan) == {"email"}


MISTAKES = {
    "unknown skill, near": (
        "A,,,,voise:2,40,,,",
        'agents.csv, row 2, skills: no queue and no post asks for skill voise; did you mean "voice"?',
    ),
    "unknown skill, far": (
        "A,,,,xyz:2,40,,,",
        "agents.csv, row 2, skills: no queue and no post asks for skill xyz; known: email, lead, voice",
    ),
    "level in words": (
        "A,,,,voice:1;email:two,40,,,",
        "agents.csv, row 2, skills: email:two: expected skill:level with levels 1 to 9, such as voice:2;email:1",
    ),
    "level 0": (
        "A,,,,email:1;voice:0,40,,,",
        "agents.csv, row 2, skills: voice:0: expected skill:level with levels 1 to 9, such as voice:2;email:1",
    ),
    "level in superscript": (
        "A,,,,voice:²;email:1,40,,,",
        "agents.csv, row 2, skills: voice:²: expected skill:level with levels 1 to 9, such as voice:2;email:1",
    ),
    "skill twice": ("A,,,,voice:1;voice:2,40,,,", "agents.csv, row 2, skills: skill voice stands twice"),
    "no skill": ("A,,,,,40,,,", "agents.csv, row 2, skills: empty; a value is expected"),
    "separators only": (
        "A,,,,;,40,,,",
        "agents.csv, row 2, skills: serves no queue and holds no post; give a skill at the min_level that one asks",
    ),
    "contract out of reach": (
        "A,,,,voice:1,90,,,",
        "agents.csv, row 2, contract_h: 90 is more than 84",
    ),
    "contract between shifts": (
        "A,,,,voice:1,3.5,,,",
        "agents.csv, row 2, contract_h: no possible shifts: up to 6 shifts of 8 h make no week of 3.5 h ± 4 h",
    ),
    "text in a number": ("A,,,,voice:1,full,,,", "agents.csv, row 2, contract_h: 'full' is not a number"),
    "leaves before the start": (
        "A,,,,voice:1,40,2026-05-01,2026-04-30,",
        "agents.csv, row 2, available_to: 2026-04-30 is before available_from, 2026-05-01",
    ),
    "twice the same agent": (
        "A,,,,voice:1,40,,,\nA,,,,voice:1,40,,,",
        "agents.csv, row 3, agent: the same agent stands in row 2 already: A",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_at_its_row_and_column(name: str, tmp_path: Path) -> None:
    row, expected = MISTAKES[name]
    assert told(tmp_path, row) == [expected]


def test_an_agent_below_every_level_is_told(tmp_path: Path) -> None:
    plan = PLAN.replace('model = "live"', 'model = "live"\nmin_level = 3')
    assert told(tmp_path, "A,,,,voice:2,40,,,", plan) == [
        "agents.csv, row 2, skills: serves no queue and holds no post; give a skill at the min_level that one asks"
    ]


def test_an_agent_of_two_groups_would_be_counted_twice(tmp_path: Path) -> None:
    plan = PLAN.replace('model = "live"', 'model = "live"\ngroup = "calls"').replace(
        'model = "deferred"', 'model = "deferred"\ngroup = "letters"'
    )
    assert told(tmp_path, "A,,,,voice:1;email:1,40,,,", plan) == [
        "agents.csv, row 2, skills: serves queues of two groups, calls and letters, and would be counted twice; "
        "give them one group"
    ]


@pytest.mark.parametrize(("hours", "possible"), [(40, True), (44, True), (44.5, False), (48, False)])
def test_days_off_bound_the_contract(hours: float, possible: bool, tmp_path: Path) -> None:
    plan = PLAN + "\n[rules.min_days_off]\ndays = 2\n"
    row = f"A,,,,voice:1,{hours},,,"
    if possible:
        assert agents(tmp_path, row, plan)[0].contract_h == hours
    else:
        assert "up to 5 shifts of 8 h" in told(tmp_path, row, plan)[0]


def test_contract_hours_are_free_where_the_rule_is_not_enforced(tmp_path: Path) -> None:
    plan = PLAN + '\n[rules.contract_hours]\nseverity = "warn"\n'
    assert agents(tmp_path, "A,,,,voice:1,3.5,,,", plan)[0].contract_h == 3.5


def test_all_mistakes_of_all_rows_are_told_at_once(tmp_path: Path) -> None:
    rows = "A,,,,voise:2,40,,,\nB,,,,voice:1,3.5,,,\nC,,,,voice:x,40,,,"
    assert [line.split(":")[0] for line in told(tmp_path, rows)][:3] == [
        "agents.csv, row 2, skills",
        "agents.csv, row 3, contract_h",
        "agents.csv, row 4, skills",
    ]


def test_contract_hours_are_reached_within_the_limit_of_a_week(tmp_path: Path) -> None:
    limit = "\n[rules.max_hours_a_week]\nhours = {}\n"
    assert agents(tmp_path, "007,Ann,one,,voice:1,38,,,", PLAN + limit.format(40))
    [line] = told(tmp_path, "007,Ann,one,,voice:1,38,,,", PLAN + limit.format(39))
    assert "contract_h: no possible shifts: up to 6 shifts of 8 h make no week of 38 h ± 4 h" in line
