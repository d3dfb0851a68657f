"""`planner simulate` and `run --verify`: the roster played, what the tables say of it, the requirement corrected."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from planner.cli import main
from planner.files import read_table
from planner.tables import CORRECTIONS, COVERAGE, ROSTER, SHORTFALL, SIMULATED_AGENTS, SIMULATED_HOURS, SIMULATION
from tests.builders import WEEK

RUN = Path("runs") / WEEK


def simulate(folder: Path, *options: str, code: int = 0) -> None:
    assert main(["simulate", "-C", str(folder), "--week", WEEK, "--lang", "en", "--quiet", *options]) == code


def table(folder: Path, wanted: Any) -> pd.DataFrame:
    return read_table(folder / RUN / f"{wanted.name}.csv", wanted, timezone="Asia/Shanghai")


def manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / RUN / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def played(rostered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(rostered, tmp_path_factory.mktemp("played") / "centre")
    simulate(folder, "--replications", "40")
    return folder


def test_what_comes_is_what_the_forecast_expects(played: Path) -> None:
    offered = table(played, SIMULATION).groupby("queue")["offered"].sum()
    forecast = pd.read_csv(played / RUN / "forecast.csv", encoding="utf-8-sig").groupby("queue")["offered"].sum()
    assert (np.abs(offered - forecast) <= 4 * np.sqrt(forecast / 40)).all()


def test_bands_hold_their_level_and_coverage_has_it_beside_the_predicted(played: Path) -> None:
    found = table(played, SIMULATION).dropna(subset=["service_level"])
    assert (found["service_level_lo"] <= found["service_level"]).all()
    assert (found["service_level"] <= found["service_level_hi"]).all()
    both = table(played, COVERAGE).merge(found, on=["queue", "interval_start"], suffixes=("_predicted", "_played"))
    assert both["service_level_simulated"].tolist() == both["service_level_played"].tolist()
    assert both["service_level_predicted"].notna().any()


def test_nobody_is_busier_than_there_or_there_longer_than_rostered(played: Path) -> None:
    agents, roster = table(played, SIMULATED_AGENTS).set_index("agent"), table(played, ROSTER)
    hours = (roster["shift_end"] - roster["shift_start"]).dt.total_seconds().groupby(roster["agent"]).sum() / 3600
    assert (agents["occupancy"].dropna() <= 1).all()
    assert (agents["on_contacts_h"] <= hours.reindex(agents.index, fill_value=0.0) + 1.0).all()  # a last contact ends


def test_hours_are_those_of_live_queues_with_contacts(played: Path) -> None:
    hours = table(played, SIMULATED_HOURS)
    assert "email" not in set(hours["queue"])
    assert (hours["offered"] > 0).all()
    assert hours["goal"].between(0, 1).all()


def test_a_simulation_leaves_the_roster_up_to_date_and_is_not_done_twice(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "again")
    before = (folder / RUN / "coverage.csv").read_bytes()
    assert main(["run", "-C", str(folder), "--week", WEEK, "--quiet"]) == 0
    assert (folder / RUN / "coverage.csv").read_bytes() == before
    stamp = (folder / RUN / "simulation.csv").stat().st_mtime_ns
    simulate(folder, "--replications", "40")
    assert (folder / RUN / "simulation.csv").stat().st_mtime_ns == stamp


def test_any_number_of_workers_gives_the_same_bytes(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "many")
    (folder / RUN / "simulation.csv").unlink()
    simulate(folder, "--replications", "40", "--workers", "3")
    for name in ("simulation.csv", "simulated_agents.csv", "simulated_hours.csv", "coverage.csv"):
        assert (folder / RUN / name).read_bytes() == (played / RUN / name).read_bytes(), name


def test_another_seed_draws_other_weeks(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "seed")
    simulate(folder, "--replications", "40", "--seed", "9")
    assert (folder / RUN / "simulation.csv").read_bytes() != (played / RUN / "simulation.csv").read_bytes()


def test_more_absence_and_more_demand_answer_fewer_in_time(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "strained")
    planned = manifest(folder)["stages"]["simulate"]["figures"]["week"]["voice"]["service_level"]
    simulate(folder, "--replications", "40", "--absence", "0.4")
    assert manifest(folder)["stages"]["simulate"]["figures"]["week"]["voice"]["service_level"] < planned - 0.05
    simulate(folder, "--replications", "40", "--demand", "p80")
    more = table(folder, SIMULATION)["offered"].sum()
    assert more > 1.02 * table(played, SIMULATION)["offered"].sum()


def test_paths_spread_the_weeks_more_than_chance_alone(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "paths")
    simulate(folder, "--replications", "40", "--demand", "paths")
    week = manifest(folder)["stages"]["simulate"]["figures"]["week"]["voice"]
    expected = manifest(played)["stages"]["simulate"]["figures"]["week"]["voice"]
    assert week["hi"] - week["lo"] > expected["hi"] - expected["lo"]


def test_it_goes_on_until_the_band_is_narrow_enough(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "narrow")
    simulate(folder, "--until-ci", "0.06")
    figures = manifest(folder)["stages"]["simulate"]["figures"]
    assert figures["widest"] <= 0.06
    assert figures["replications"] % 50 == 0


def test_everybody_absent_answers_nobody(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "nobody")
    simulate(folder, "--replications", "10", "--absence", "1")
    found = table(folder, SIMULATION)
    assert found["service_level"].dropna().eq(0).all()
    assert found["occupancy"].isna().all()


def test_a_roster_of_nobody_and_a_forecast_of_nothing_are_played(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "empty")
    path = folder / RUN / "roster.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8-sig")
    simulate(folder, "--replications", "10")
    assert table(folder, SIMULATION)["service_level"].dropna().eq(0).all()
    forecast = pd.read_csv(folder / RUN / "forecast.csv", encoding="utf-8-sig", dtype=str)
    forecast[["offered", "offered_lo", "offered_hi"]] = "0"
    forecast.to_csv(folder / RUN / "forecast.csv", index=False, encoding="utf-8-sig")
    simulate(folder, "--replications", "10")
    assert table(folder, SIMULATION)["service_level"].isna().all()


def test_a_shift_without_end_is_refused(played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(played, tmp_path / "endless")
    roster = pd.read_csv(folder / RUN / "roster.csv", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    roster.loc[0, "shift_end"] = roster.loc[0, "shift_start"]
    roster.to_csv(folder / RUN / "roster.csv", index=False, encoding="utf-8-sig")
    simulate(folder, "--replications", "10", code=1)
    assert "has no end after its start" in capsys.readouterr().err


def test_a_scenario_is_played_with_its_own_plan(played: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(played, tmp_path / "whatif")
    short = ["-S", "queues.voice.target.within_s=600"]
    assert main(["whatif", "run", "patient", *short, "-C", str(folder), "--week", WEEK, "--quiet"]) == 0
    simulate(folder, "--replications", "40", "--scenario", "patient")
    theirs = json.loads((folder / RUN / "whatif/patient/manifest.json").read_text(encoding="utf-8"))
    assert theirs["overrides"] == ["queues.voice.target.within_s=600"]
    assert theirs["stages"]["simulate"]["figures"]["replications"] == 40


def test_what_is_no_demand_is_refused(played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    simulate(played, "--demand", "p95", code=2)
    assert "paths" in capsys.readouterr().err


def test_without_a_roster_it_says_what_to_run(tmp_path: Path, played: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(played, tmp_path / "bare")
    (folder / RUN / "roster.csv").unlink()
    simulate(folder, code=1)
    assert "planner roster" in capsys.readouterr().err


@pytest.fixture(scope="module")
def held(rostered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = shutil.copytree(rostered, tmp_path_factory.mktemp("held") / "centre")
    assert main(["run", "--verify", "-C", str(folder), "--week", WEEK, "--quiet"]) == 0
    return folder


def test_verify_keeps_the_best_of_its_rounds(held: Path) -> None:
    figures = manifest(held)["stages"]["verify"]["figures"]
    late = [made["late"] for made in figures["rounds"]]
    assert late[figures["kept"]] == min(late)
    assert [made["number"] for made in figures["rounds"]] == list(range(len(late)))


def test_verify_lists_what_is_still_missed_with_its_price(held: Path) -> None:
    missed, kept = table(held, SHORTFALL), manifest(held)["stages"]["verify"]["figures"]
    assert len(missed) == kept["rounds"][kept["kept"]]["missed"]
    assert (missed["service_level"] < missed["goal"]).all()
    assert (missed["price"].dropna() > 0).all()


def test_verify_leaves_the_requirement_as_staffing_wrote_it(held: Path, rostered: Path) -> None:
    for name in ("requirement.csv", "pooled.csv"):
        assert (held / RUN / name).read_bytes() == (rostered / RUN / name).read_bytes()


def test_a_verified_run_is_not_done_twice_and_its_roster_recomputes(held: Path) -> None:
    before = {path.name: path.read_bytes() for path in (held / RUN).iterdir() if path.suffix == ".csv"}
    assert main(["run", "--verify", "-C", str(held), "--week", WEEK, "--quiet"]) == 0
    assert {path.name: path.read_bytes() for path in (held / RUN).iterdir() if path.suffix == ".csv"} == before
    assert main(["roster", "verify", "-C", str(held), "--week", WEEK, "--quiet"]) == 0


def test_another_requirement_forgets_the_corrections(held: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(held, tmp_path / "other")
    corrections = table(folder, CORRECTIONS) if (folder / RUN / "corrections.csv").is_file() else None
    plan = folder / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("service_level = 0.80", "service_level = 0.81"), "utf-8")
    assert main(["staff", "-C", str(folder), "--week", WEEK, "--quiet"]) == 0
    assert corrections is None or len(corrections) > 0
    assert not (folder / RUN / "corrections.csv").exists()
