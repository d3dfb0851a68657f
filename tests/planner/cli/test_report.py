"""`planner report`: the whole week, one team, one agent; parts that are missing, damaged or outdated."""

import json
import shutil
import webbrowser
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.cli import main
from planner.files.file_names import file_names
from planner.pipeline import Run, report
from planner.tables import COVERAGE, REQUIREMENT, SIMULATED_AGENTS, SIMULATION
from tests.builders import AGENTS, WEEK, write_centre

FOLDER = Path("runs") / WEEK
SIMULATED = '<section id="simulation">'


def told(folder: Path, *arguments: str, code: int = 0) -> None:
    assert main(["report", "-C", str(folder), "--lang", "en", *arguments]) == code


def page(folder: Path, name: str = "report.en.html") -> str:
    return (folder / FOLDER / name).read_text(encoding="utf-8")


def simulate(folder: Path) -> None:
    """Write a simulation that comes out as predicted."""
    run = Run(Centre.open(folder / "plan.toml"), WEEK, folder / FOLDER)
    coverage, requirement = run.read(COVERAGE, "roster"), run.read(REQUIREMENT, "staff")
    kept = requirement[["queue", "interval_start", "offered", "occupancy", "abandon_rate"]]
    rows = coverage.merge(kept, on=["queue", "interval_start"])
    rows["service_level_lo"] = rows["service_level_hi"] = rows["service_level"]
    rows["first_response_s"], rows["first_response_p90_s"], rows["leftover"] = 10.0, 20.0, 1.0
    run.write(rows[SIMULATION.names], SIMULATION)
    agents = run.centre.agents_frame[["agent"]].assign(on_contacts_h=30.0, occupancy=0.8, contacts=200.0)
    run.write(agents, SIMULATED_AGENTS)


def test_the_week_has_every_section(centre: Path) -> None:
    told(centre)
    html = page(centre)
    for anchor in ("overview", "history", "forecast", "requirement", "coverage", "gaps", "roster", "day", "handovers"):
        assert f'<section id="{anchor}">' in html
    assert "planner simulate" in html
    assert "How the greatest needs come about" in html
    assert SIMULATED not in html


def test_one_team_and_one_agent_have_pages_of_their_own(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(centre, "--team", "two", "--agent", "003", "--json")
    files = json.loads(capsys.readouterr().out)["data"]["files"]
    names = ["teams/two.en.html", "teams/two.zh.html", "agents/003.en.html", "agents/003.zh.html"]
    assert files == [str(centre / FOLDER / name) for name in names]
    assert "Gil" in page(centre, "teams/two.en.html")
    assert "<span>Ann</span>" not in page(centre, "teams/two.en.html")
    assert "Cid (003)" in page(centre, "agents/003.en.html")


@pytest.mark.parametrize(("option", "name"), [("--team", "twoo"), ("--agent", "03")])
def test_names_that_nobody_has_are_told(
    centre: Path, capsys: pytest.CaptureFixture[str], option: str, name: str
) -> None:
    told(centre, option, name, code=2)
    assert "did you mean" in capsys.readouterr().err


def test_open_shows_the_language_that_is_spoken(centre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", shown.append)
    told(centre, "--open")
    told(centre, "--agent", "003", "--open")
    assert shown == [(centre / FOLDER / name).as_uri() for name in ("report.en.html", "agents/003.en.html")]


@pytest.mark.parametrize("name", ["../x", "<script>", "=cmd()", "长" * 200, "a/b", "\u202eabc", "", "."])
def test_names_cannot_leave_their_folder(name: str) -> None:
    made = file_names([name])[name]
    assert len(made.encode()) < 200
    assert made.strip(".")
    assert not set(made) & set("/\\<>=()\u202e")


def test_names_that_look_alike_once_cleaned_stay_apart() -> None:
    assert len(set(file_names(["a/b", "a?b"]).values())) == 2


def test_a_team_with_a_hostile_name_has_a_page(rostered: Path, tmp_path: Path) -> None:
    name = "../<script>alert(1)</script>"
    centre = shutil.copytree(rostered, tmp_path / "centre")
    (centre / "agents.csv").write_text(AGENTS.replace(",two,", f",{name},"), encoding="utf-8")
    told(centre, "--team", name)
    [html] = (centre / FOLDER / "teams").glob("*.en.html")
    assert "<script>alert" not in html.read_text(encoding="utf-8")


def test_large_centres_get_a_file_for_each_team(centre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "SPLIT_FROM", 8)
    told(centre)
    assert '<a href="teams/one.en.html">one</a>' in page(centre)
    assert "Gil" not in page(centre)
    assert "Gil" in page(centre, "teams/two.en.html")
    (centre / FOLDER / "teams/two.zh.html").unlink()
    told(centre)
    assert (centre / FOLDER / "teams/two.zh.html").is_file()


def test_a_simulation_is_shown_while_it_is_of_this_roster(centre: Path) -> None:
    simulate(centre)
    told(centre)
    assert SIMULATED in page(centre)
    assert "planner simulate" not in page(centre)


def test_a_simulation_of_an_earlier_roster_is_not_shown(centre: Path) -> None:
    simulate(centre)
    path = centre / FOLDER / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    earlier = {f"{FOLDER.as_posix()}/roster.csv": "other"}
    manifest["stages"]["simulate"] = {**manifest["stages"]["roster"], "inputs": earlier}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    told(centre)
    assert SIMULATED not in page(centre)
    assert "the simulation is of an earlier roster" in page(centre)


def test_reasons_that_are_lost_are_told(centre: Path) -> None:
    (centre / FOLDER / "forecast.json").unlink()
    told(centre)
    assert "forecast.json is not there, so effects" in page(centre)


@pytest.mark.parametrize("name", ["coverage.csv", "pooled.csv", "simulation.csv", "forecast.json"])
def test_damage_is_told_and_the_old_report_stays(centre: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    told(centre)
    before = page(centre)
    (centre / FOLDER / name).write_text("queue,what\n1,2\n", encoding="utf-8")
    told(centre, code=1)
    assert name in capsys.readouterr().err
    assert page(centre) == before


def test_a_table_that_is_missing_names_its_command(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (centre / FOLDER / "handovers.csv").unlink()
    told(centre, code=1)
    assert "handovers.csv: is not there; run planner roster first" in capsys.readouterr().err


def test_without_a_roster_there_is_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_centre(tmp_path)
    told(folder, code=1)
    assert "roster.csv: is not there" in capsys.readouterr().err
    assert not (folder / FOLDER / "report.en.html").exists()


def test_the_week_after_a_published_one_says_what_changed(centre: Path) -> None:
    assert main(["roster", "publish", "-C", str(centre), "--week", WEEK, "--quiet"]) == 0
    for stage in ("forecast", "staff", "roster", "report"):
        assert main([stage, "-C", str(centre), "--week", "2026-W11", "--quiet"]) == 0
    html = (centre / "runs/2026-W11/report.en.html").read_text(encoding="utf-8")
    assert "Since last week" in html
    assert "agent-days are other than on the same weekday" in html
