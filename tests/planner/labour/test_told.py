"""The pack and its version are named where a planner looks: by check, and in the manifest of a roster."""

import json
from pathlib import Path

import pytest

from planner.centre import Centre
from planner.cli import main
from planner.pipeline import STAGES, Run, run_stages
from tests.builders import PLAN, WEEK, write_centre

UNDER_LAW = PLAN.replace("[roster]", '[calendar]\ncountry = "CN"\n\n[labour]\npack = "cn"\n\n[roster]')


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(list(arguments)) == 0
    return capsys.readouterr().err


def test_check_names_the_pack_its_version_and_the_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_centre(tmp_path, plan=UNDER_LAW)
    words = said(capsys, "check", "-C", str(folder))
    assert "labour pack cn 2025.1:" in words
    assert "max_hours_a_week: enforce, hours = 40  State Council Order No. 174 (1995), Art. 3" in words
    words = said(capsys, "check", "-C", str(folder), "--lang", "zh")
    assert "劳动法规包 cn 2025.1：" in words
    assert "国务院令第174号" in words


@pytest.mark.parametrize(("week", "year"), [("2026-W10", ""), ("2026-W53", "2027"), ("2024-W10", "2024")])
def test_check_warns_of_a_year_that_the_pack_does_not_know(
    week: str, year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = said(capsys, "check", "-C", str(write_centre(tmp_path, plan=UNDER_LAW)), "--week", week)
    assert (f"knows the law of 2025, 2026, not of {year};" in words) == bool(year)


def test_the_manifest_of_a_roster_names_the_pack(tmp_path: Path) -> None:
    folder = write_centre(tmp_path, plan=UNDER_LAW)
    run = Run(Centre.open(folder / "plan.toml"), WEEK, tmp_path / "runs" / WEEK)
    assert [finished.skipped for finished in run_stages(run, STAGES[:3])] == [False] * 3
    figures = json.loads((run.folder / "manifest.json").read_text(encoding="utf-8"))["stages"]["roster"]["figures"]
    named = {"pack": "cn", "version": "2025.1", "system": "standard", "period": None, "overtime": "none"}
    assert figures["labour"] == named
    assert figures["violations"] == 0
    assert {"overtime_pay", "max_hours_a_day", "max_hours_a_week"} <= figures["penalties"].keys()
