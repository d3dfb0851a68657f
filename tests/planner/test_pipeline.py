"""The stages of a week: files in, files out, done again only where something they read has changed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planner.centre import Centre
from planner.errors import InputError
from planner.files import read_table
from planner.grid import monday_of
from planner.pipeline import STAGES, Run, run_stages
from planner.pipeline.manifest import read_records
from planner.tables import (
    ACTIVITIES,
    COVERAGE,
    DEFERRED,
    FORECAST,
    HANDOVERS,
    POOLED,
    REQUIREMENT,
    ROSTER,
    SIMULATION,
)
from tests.builders import AGENTS, PLAN, WEEK, history, write_centre

ZONE = "Asia/Shanghai"
TABLES = (FORECAST, REQUIREMENT, POOLED, ROSTER, ACTIVITIES, HANDOVERS, COVERAGE, DEFERRED, SIMULATION)


def run_week(folder: Path) -> dict[str, bool]:
    """Run every stage and tell which were skipped."""
    run = Run(Centre.open(folder / "plan.toml"), WEEK, folder / "runs" / WEEK)
    return {finished.stage: finished.skipped for finished in run_stages(run, STAGES)}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_centre(tmp_path_factory.mktemp("centre"))
    assert run_week(folder) == dict.fromkeys(("forecast", "staff", "roster", "simulate", "report"), False)
    return folder


def table(folder: Path, wanted: object) -> pd.DataFrame:
    return read_table(folder / "runs" / WEEK / f"{wanted.name}.csv", wanted, timezone=ZONE)  # type: ignore[attr-defined]


def test_every_file_of_a_run_exists_and_fits_its_table(finished: Path) -> None:
    names = {path.name for path in (finished / "runs" / WEEK).iterdir()}
    expected = {f"{wanted.name}.csv" for wanted in TABLES}
    assert names >= expected | {"manifest.json", "forecast.json", "report.en.html", "report.zh.html"}
    for wanted in TABLES:
        table(finished, wanted)


def test_mail_of_the_night_is_forecast_and_worked_off_while_open(tmp_path: Path) -> None:
    email = [line for line in history().splitlines() if line.startswith("email")]
    nights = [
        line.replace(f"T{hour:02d}:", f"T{hour - 8:02d}:")
        for line in email
        for hour in (8, 9)
        if f"T{hour:02d}:" in line
    ]
    only_mail = PLAN[: PLAN.index("[queues.voice]")] + PLAN[PLAN.index("[queues.email]") :]
    only_mail = only_mail.replace('voice = { mon-sun = "08:00-20:00" }\n', "")
    header = history().splitlines()[0]
    write_centre(
        tmp_path,
        plan=only_mail,
        agents=AGENTS.replace("voice:1", "email:1").replace("voice:2;", "").replace("email:1;email:1", "email:1"),
        history="\n".join([header, *email, *nights]) + "\n",
    )
    run = Run(Centre.open(tmp_path / "plan.toml"), WEEK, tmp_path / "runs" / WEEK)
    done = list(run_stages(run, STAGES[:2]))
    rows = table(tmp_path, REQUIREMENT)
    night = rows["interval_start"].dt.hour < 8
    assert rows.loc[night, "offered"].sum() == pytest.approx(rows.loc[~night, "offered"].sum() * 4 / 24, rel=0.3)
    assert rows.loc[night, "agents_required"].sum() == 0
    assert rows["agents_required"].sum() == pytest.approx(1.05 * rows["offered_load_erl"].sum(), rel=1e-4)
    assert not [notice for notice in done[0].record.notices if "opening hours" in notice.template]


def test_nothing_is_done_twice(finished: Path) -> None:
    before = {path: path.read_bytes() for path in (finished / "runs" / WEEK).iterdir()}
    assert all(run_week(finished).values())
    assert before == {path: path.read_bytes() for path in (finished / "runs" / WEEK).iterdir()}


def test_same_inputs_and_seed_give_the_same_bytes(finished: Path, tmp_path: Path) -> None:
    run_week(write_centre(tmp_path))
    for wanted in TABLES:
        name = Path("runs") / WEEK / f"{wanted.name}.csv"
        assert (finished / name).read_bytes() == (tmp_path / name).read_bytes()


def test_a_stage_is_done_again_when_what_it_reads_changes(tmp_path: Path) -> None:
    run_week(write_centre(tmp_path))
    (tmp_path / "plan.toml").write_text(PLAN + "\n[costs]\nshortage = 3.0\n", encoding="utf-8")
    assert run_week(tmp_path) == {"forecast": True, "staff": True, "roster": False, "simulate": False, "report": False}
    (tmp_path / "plan.toml").write_text(PLAN.replace("within_s = 20 ", "within_s = 30 "), encoding="utf-8")
    assert run_week(tmp_path) == {"forecast": True, "staff": False, "roster": False, "simulate": False, "report": False}


def test_a_lost_output_is_made_again(tmp_path: Path) -> None:
    run_week(write_centre(tmp_path))
    (tmp_path / "runs" / WEEK / "handovers.csv").unlink()
    skipped = run_week(tmp_path)
    assert skipped["staff"]
    assert not skipped["roster"]


def test_the_manifest_says_what_made_the_roster(finished: Path) -> None:
    manifest = json.loads((finished / "runs" / WEEK / "manifest.json").read_text(encoding="utf-8"))
    figures = manifest["stages"]["roster"]["figures"]
    assert manifest["week"] == WEEK
    assert manifest["reproducible"] is True
    assert set(manifest["versions"]) >= {"workforce-planner", "ortools", "numpy", "pandas"}
    assert manifest["stages"]["forecast"]["inputs"]["history.csv"]
    assert figures["violations"] == 0
    assert 0 <= figures["bound"] <= figures["cost"]
    assert figures["gap_labour"] == pytest.approx((figures["cost"] - figures["bound"]) / figures["cost"])
    assert sum(figures["penalties"].values()) == pytest.approx(figures["cost"])


def test_leave_locks_and_contracts_hold(finished: Path) -> None:
    roster = table(finished, ROSTER)
    days = roster.assign(day=roster["shift_start"].dt.date.astype(str)).set_index(["agent", "day"])
    assert ("005", "2026-03-02") not in days.index
    assert days.loc[("007", "2026-03-05"), "shift"] == "late"
    assert bool(days.loc[("007", "2026-03-05"), "locked"])
    hours = roster.groupby("agent")["paid_min"].sum() / 60
    owed = pd.Series({agent: 32.0 if agent == "005" else 40.0 for agent in hours.index})
    assert len(hours) == 8
    assert (hours - owed).abs().max() <= 4.0


def test_the_post_is_held_at_every_slot_with_its_overlap(finished: Path) -> None:
    roster = table(finished, ROSTER)
    holding = roster[roster["post"] == "lead"]
    for day in range(7):
        opening = pd.Timestamp(monday_of(WEEK), tz=ZONE) + pd.Timedelta(days=day, hours=8)
        closing = opening + pd.Timedelta(hours=12)
        for slot in pd.date_range(opening, closing, freq="15min", inclusive="left"):
            shortened = holding["shift_end"].where(
                holding["shift_end"] >= closing, holding["shift_end"] - pd.Timedelta(minutes=30)
            )
            held = (holding["shift_start"] <= slot) & (slot + pd.Timedelta(minutes=15) <= shortened)
            assert held.any(), slot


def test_handovers_pair_people_who_overlap(finished: Path) -> None:
    handovers, roster = table(finished, HANDOVERS), table(finished, ROSTER)
    assert len(handovers) == 7
    assert (handovers["overlap_min"] >= 30).all()
    shifts = roster.set_index("agent")
    for row in handovers.itertuples():
        incoming = shifts.loc[[row.incoming]]
        assert ((incoming["shift_start"] <= row.at - pd.Timedelta(minutes=30)) & (incoming["shift_end"] > row.at)).any()


def test_coverage_adds_up_to_the_people_on_contacts(finished: Path) -> None:
    roster, activities, coverage = table(finished, ROSTER), table(finished, ACTIVITIES), table(finished, COVERAGE)
    scheduled = coverage.groupby("interval_start")["scheduled"].sum()
    for start in pd.date_range("2026-03-04T08:00+08:00", periods=24, freq="30min").tz_convert(ZONE):
        people = 0.0
        for slot in (start, start + pd.Timedelta(minutes=15)):
            on_duty = roster[
                (roster["shift_start"] <= slot) & (slot < roster["shift_end"]) & (roster["post"] != "lead")
            ]
            away = activities[(activities["start"] <= slot) & (slot < activities["end"])]["agent"]
            people += (~on_duty["agent"].isin(away)).sum() / 2
        assert scheduled[start] == pytest.approx(people, abs=1e-5), start


def test_a_stage_without_its_inputs_says_what_to_run_first(tmp_path: Path) -> None:
    write_centre(tmp_path)
    run = Run(Centre.open(tmp_path / "plan.toml"), WEEK, tmp_path / "runs" / WEEK)
    with pytest.raises(InputError, match=r"forecast\.csv.*run planner forecast first"):
        list(run_stages(run, [stage for stage in STAGES if stage.name == "staff"]))


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    write_centre(tmp_path)
    folder = tmp_path / "runs" / WEEK
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"stages": {"forecast": 7}}', encoding="utf-8")
    with pytest.raises(InputError, match="damaged"):
        run_week(tmp_path)


def test_ctrl_c_keeps_the_best_roster_and_does_it_again_next_time(tmp_path: Path) -> None:
    write_centre(tmp_path)
    calls = 0

    def interrupt(stage: str, message: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt

    run = Run(Centre.open(tmp_path / "plan.toml"), WEEK, tmp_path / "runs" / WEEK, on_progress=interrupt)
    seen: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        seen.extend(finished.stage for finished in run_stages(run, STAGES))
    assert seen == ["forecast", "staff", "roster"]
    assert len(table(tmp_path, ROSTER)) > 30
    assert run_week(tmp_path) == {"forecast": True, "staff": True, "roster": False, "simulate": False, "report": False}


def _rewritten(finished: Path, folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Copy a run folder and change its manifest."""
    shutil.copytree(finished / "runs" / WEEK, folder)
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    change(data)
    (folder / "manifest.json").write_text(json.dumps(data), encoding="utf-8")
    return folder


def test_what_another_version_recorded_is_not_read(finished: Path, tmp_path: Path) -> None:
    folder = _rewritten(
        finished, tmp_path / "run", lambda data: data["versions"].update({"workforce-planner": "0.0.0"})
    )
    assert read_records(folder) == {}


def test_a_manifest_whose_words_cannot_be_filled_in_is_damaged(finished: Path, tmp_path: Path) -> None:
    def change(data: dict[str, Any]) -> None:
        data["stages"]["staff"]["summary"]["values"] = {}

    with pytest.raises(InputError, match="damaged"):
        read_records(_rewritten(finished, tmp_path / "run", change))


def test_a_factor_for_an_effect_that_is_not_there_is_told(tmp_path: Path) -> None:
    plan = PLAN + '\n[effects]\n"month day 99" = 2.0\n"month day 2" = 1.5\n'
    write_centre(tmp_path, plan=plan)
    run = Run(Centre.open(tmp_path / "plan.toml"), WEEK, tmp_path / "runs" / WEEK)
    [done] = run_stages(run, STAGES[:1])
    told = [notice for notice in done.record.notices if notice.code == "effect_not_used"]
    assert [notice.values["name"] for notice in told] == ["month day 99"]
