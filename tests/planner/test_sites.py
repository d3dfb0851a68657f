"""Several sites: read from AGENTS, rostered apart, joined and improved as one."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.cli import main
from planner.pipeline import STAGES, Run, run_stages
from planner.pipeline.roster import roster_week
from planner.pipeline.roster_notices import SitesAsOne, SitesJoined
from planner.pipeline.run import Effort
from planner.present.agents import people
from planner.rostering import roster_problem
from planner.sites import sites_of
from solver import RosterProblem
from solver.sites import split
from tests.builders import AGENTS, PLAN, WEEK, write_centre

LEADS_AT = {"001": "north", "002": "north", "003": "north", "004": "north"}
TEAM_RULES = """
[activities.meeting]
length_min = 30
per_week = 1
together = true
window = ["13:00", "17:00"]

[activities.talk]
length_min = 30
per_week = 1
who = "team"
together = true
window = ["13:00", "17:00"]

[groups.desk]
handover_overlap_min = 30

[rules.team_breaks]
severity = "warn"
share = 0.5

[rules.spread_of_stops]
severity = "warn"

[rules.fairness]
weight = 1
"""


def agents_at(sites: dict[str, str], rest: str = "south") -> str:
    """The agents of the small centre with a column of sites."""
    header, *rows = AGENTS.splitlines()
    return "\n".join([f"{header},site", *(f"{row},{sites.get(row[:3], rest)}" for row in rows)]) + "\n"


def centre(folder: Path, agents: str, plan: str = PLAN) -> Centre:
    return Centre.open(write_centre(folder, agents=agents, plan=plan) / "plan.toml")


def rostered(folder: Path, agents: str, workers: int | None = None) -> Run:
    run = Run(centre(folder, agents), WEEK, folder / "runs" / WEEK, effort=Effort(workers=workers))
    for _ in run_stages(run, STAGES[:3]):
        pass
    return run


def record(run: Run) -> dict[str, object]:
    return json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))["stages"]["roster"]  # type: ignore[no-any-return]


def test_an_agent_has_the_site_of_her_row(tmp_path: Path) -> None:
    agents = centre(tmp_path, agents_at(LEADS_AT)).agents
    assert {site: len(members) for site, members in sites_of(agents).items()} == {"north": 4, "south": 4}
    assert sites_of(agents)["north"] == {0, 1, 2, 3}
    assert [agents[0].team_at_site, replace(agents[0], team="").team_at_site] == ["north/one", "north"]


@pytest.mark.parametrize("agents", [AGENTS, agents_at({}, rest="")])
def test_without_sites_there_is_one(tmp_path: Path, agents: str) -> None:
    read = centre(tmp_path, agents).agents
    assert sites_of(read) == {"": frozenset(range(8))}
    assert read[0].team_at_site == "one"


PAIR = PLAN + '\n[rules.together]\npairs = [["001", "002"], ["001", "005"]]\n'
WRONG = {
    "some without": (
        agents_at({"003": ""}),
        PLAN,
        "agents.csv, row 4, site: empty, but other agents have a site; name the site of every agent, or of none",
        "agents.csv, 第 4 行, site: 为空，但其他坐席填写了职场（site）；请为所有坐席填写，或全部留空",
    ),
    "in two ways": (
        agents_at({"003": "Ｓouth "}),
        PLAN,
        "agents.csv, row 4, site: site Ｓouth is written south in row 2; write it in one way",
        "agents.csv, 第 4 行, site: 职场 Ｓouth 在第 2 行写作 south；请统一写法",
    ),
    "pair": (
        agents_at(LEADS_AT),
        PAIR,
        "rules.together.pairs.1: 001 is of site north, 005 of site south; sites plan apart, so pair people of one",
        "rules.together.pairs.1: 001 属于职场 north，005 属于职场 south；各职场分别排班，只能将同一职场的人配对",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_in_both_languages(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    agents, plan, *expected = WRONG[name]
    write_centre(tmp_path, agents=agents, plan=plan)
    for language, said in zip(("en", "zh"), expected, strict=True):
        assert main(["check", "-C", str(tmp_path), "--lang", language]) == 1
        told = capsys.readouterr().err
        assert said in told
        assert told.count("site") <= 4


def test_a_pair_across_sites_is_no_fault_where_the_rule_is_off(tmp_path: Path) -> None:
    assert centre(tmp_path, agents_at(LEADS_AT), PAIR + 'severity = "off"\n').agents


def problem_of(folder: Path, agents: str, plan: str) -> RosterProblem:
    made = Run(centre(folder, agents, plan), WEEK, folder / "runs" / WEEK)
    for _ in run_stages(made, STAGES[:2]):
        pass
    return roster_problem(roster_week(made))


def test_what_people_do_together_they_do_at_their_site(tmp_path: Path) -> None:
    names = {"001": "north", "002": "north", "005": "north", "006": "north"}
    plan = PLAN.replace("aht_s", 'group = "desk"\naht_s')
    problem = problem_of(tmp_path, agents_at(names), plan + TEAM_RULES)
    north, south = frozenset({0, 1, 4, 5}), frozenset({2, 3, 6, 7})
    for whole in (*problem.teams, *problem.handover_shares, *problem.activities):
        assert whole.agents <= north or whole.agents <= south
    assert all(account.shares.keys() <= north or account.shares.keys() <= south for account in problem.fair_accounts)
    assert {spec.id for spec in problem.activities} == {
        *("meeting/north/0", "meeting/south/0"),
        *("talk/north/one/0", "talk/north/two/0", "talk/south/one/0", "talk/south/two/0"),
    }
    assert len(split(problem, [north, south])) == 2


def test_people_stand_under_their_site_and_team() -> None:
    import pandas as pd

    table = pd.DataFrame({"agent": ["1", "2", "3"], "site": ["north", "north", None], "team": ["one", None, "two"]})
    assert people(table)["team"].tolist() == ["north/one", "north", "two"]


@pytest.fixture(scope="module")
def two_sites(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return rostered(tmp_path_factory.mktemp("two"), agents_at(LEADS_AT), workers=2)


def test_sites_are_rostered_apart_and_improved_as_one(two_sites: Run) -> None:
    told = record(two_sites)
    figures = told["figures"]
    assert figures["sites"] == ["north", "south"]
    assert figures["bound"] <= figures["cost"] <= figures["sites_cost"]
    assert figures["gap_labour"] >= 0
    assert figures["violations"] == 0
    [notice] = [notice for notice in told["notices"] if notice["template"] == SitesJoined.template]
    assert notice["values"]["sites"] == 2


def test_the_number_of_processes_changes_no_roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    for processes in (1, 2):
        monkeypatch.setattr("os.cpu_count", lambda processes=processes: processes)
        folder = tmp_path / str(processes)
        run = rostered(folder, agents_at(LEADS_AT))
        assert record(run)["figures"]["reproducible"]
        written.append([(run.folder / name).read_bytes() for name in ("roster.csv", "activities.csv")])
    assert written[0] == written[1]


def test_sites_that_cannot_keep_a_post_alone_are_rostered_as_one(tmp_path: Path) -> None:
    told = record(rostered(tmp_path, agents_at({"001": "north", "002": "north", "005": "north"})))
    assert told["figures"]["sites_cost"] is None
    assert told["figures"]["violations"] == 0
    assert SitesAsOne.template in [notice["template"] for notice in told["notices"]]
