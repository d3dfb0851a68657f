"""Deferred work after the roster: placed where people are, the roster solved again, and what a run says of it."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from planner.centre import Centre
from planner.files import read_table
from planner.pipeline import STAGES, Run, run_stages, solving
from planner.pipeline.made import made_roster
from planner.tables import COVERAGE, DEFERRED, FORECAST, POOLED, REQUIREMENT
from solver import check
from solver.errors import NoRosterInTime
from solver.problem import COST_PER_WAGE_HOUR
from tests.builders import AGENTS, PLAN, WEEK, history, write_centre

ONLY_VOICE = (PLAN[: PLAN.index("[queues.email]")] + PLAN[PLAN.index("[opening]") :]).replace(
    'email = { mon-sun = "08:00-20:00" }\n', ""
)


def run_of(folder: Path) -> Run:
    return Run(Centre.open(folder / "plan.toml"), WEEK, folder / "runs" / WEEK)


def figures(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / "runs" / WEEK / "manifest.json").read_text(encoding="utf-8"))
    figures: dict[str, Any] = manifest["stages"]["roster"]["figures"]
    return figures


def table(folder: Path, wanted: Any) -> pd.DataFrame:
    return read_table(folder / "runs" / WEEK / f"{wanted.name}.csv", wanted, timezone="Asia/Shanghai")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody is there from 11 to 17 o'clock, whether anybody calls or not: shifts begin at 8 and at 11."""
    folder = write_centre(tmp_path_factory.mktemp("centre"))
    list(run_stages(run_of(folder), STAGES[:3]))
    return folder


def test_people_whom_two_shifts_bring_at_noon_take_the_mail(finished: Path) -> None:
    before, after = table(finished, REQUIREMENT), table(finished, DEFERRED)
    before = before[before["queue"] == "email"].reset_index(drop=True)
    assert set(after["queue"]) == {"email"}
    noon = before["interval_start"].dt.hour.between(11, 16)
    moved = after["agents_required"] - before["agents_required"]
    assert moved[noon].sum() > 0.03 * before["agents_required"][~noon].sum()
    assert moved.sum() == pytest.approx(0.0, abs=1e-3)
    assert (after["service_level"][before["offered"] > 0] > 1 - 1e-6).all()


def test_the_roster_solved_again_is_cheaper_and_the_manifest_says_by_how_much(finished: Path) -> None:
    said = figures(finished)
    assert 0 < said["bound"] <= said["cost"] <= said["start_cost"] < said["first_cost"]
    assert said["effort"] == Centre.open(finished / "plan.toml").plan.roster.effort


def test_coverage_asks_for_the_rows_that_the_roster_was_solved_with(finished: Path) -> None:
    run = run_of(finished)
    week = made_roster(run).week
    required = table(finished, COVERAGE).groupby("interval_start")["scheduled_required"].sum()
    together = week.pooled.set_index("interval_start")["scheduled_required"]
    assert required.to_numpy() == pytest.approx(together.reindex(required.index).to_numpy(), abs=1e-5)
    changed = (together - table(finished, POOLED).set_index("interval_start")["scheduled_required"]).abs()
    assert changed.max() > 0.1


def test_the_same_problem_is_read_back_with_the_same_cost(finished: Path) -> None:
    made = made_roster(run_of(finished))
    assert check(made.problem, made.roster).cost == round(figures(finished)["cost"] * COST_PER_WAGE_HOUR)


def test_without_work_that_can_wait_there_is_one_solve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    solves = []
    solve = solving.solve_roster
    monkeypatch.setattr(solving, "solve_roster", lambda *args, **more: solves.append(more) or solve(*args, **more))
    calls = "\n".join(line for line in history().splitlines() if not line.startswith("email")) + "\n"
    agents = AGENTS.replace(";email:1", "").replace("email:1", "voice:1")
    write_centre(tmp_path, plan=ONLY_VOICE, agents=agents, history=calls)
    list(run_stages(run_of(tmp_path), STAGES[:3]))
    assert len(solves) == 1
    assert table(tmp_path, DEFERRED).empty
    assert figures(tmp_path)["first_cost"] is None


def test_a_second_solve_without_a_legal_roster_leaves_the_first(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    solve = solving.solve_roster

    def once(problem: Any, **more: Any) -> Any:
        if more["start"] is not None:
            raise NoRosterInTime(work=1.0)
        return solve(problem, **more)

    monkeypatch.setattr(solving, "solve_roster", once)
    write_centre(tmp_path)
    list(run_stages(run_of(tmp_path), STAGES[:3]))
    assert figures(tmp_path)["cost"] == figures(finished)["first_cost"]
    assert table(tmp_path, DEFERRED).empty


def test_ctrl_c_in_the_second_solve_keeps_the_first_roster(finished: Path, tmp_path: Path) -> None:
    write_centre(tmp_path)
    starts = 0

    def interrupt(stage: str, message: Any) -> None:
        nonlocal starts
        starts += stage == "roster" and message.values["phase"] == "start" and message.values["cost"] == "-"
        if starts == 2:
            raise KeyboardInterrupt

    run = Run(Centre.open(tmp_path / "plan.toml"), WEEK, tmp_path / "runs" / WEEK, on_progress=interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(run_stages(run, STAGES[:3]))
    assert figures(tmp_path)["status"] == "stopped"
    assert figures(tmp_path)["cost"] == figures(finished)["first_cost"]
    assert table(tmp_path, DEFERRED).empty
    assert len(table(tmp_path, FORECAST)) > 0
