"""`planner export`: the files of a finished week, whole or not at all."""

import csv
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import icalendar
import pytest
from python_calamine import CalamineWorkbook

from planner.cli import main
from planner.files.digests import file_digest
from tests.builders import AGENTS, PLAN, WEEK, write_centre

RUN = Path("runs") / WEEK
ALL = {"roster.xlsx", "ics", "payroll.csv", "week.json"}


def export(folder: Path, *options: str, code: int = 0) -> Path:
    assert main(["export", "-C", str(folder), "--week", WEEK, "--lang", "en", "--quiet", *options]) == code
    return folder / RUN / "export"


def complaints(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    export(folder, "--json", code=1)
    return [error["message"] for error in json.loads(capsys.readouterr().out)["errors"]]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_an_option_everything_is_written(centre: Path) -> None:
    folder = export(centre)
    assert {path.name for path in folder.iterdir()} == ALL
    assert {path.name for path in (folder / "ics" / "agents").iterdir()} == {f"00{at}.ics" for at in range(1, 9)}
    assert [path.name for path in (folder / "ics" / "posts").iterdir()] == ["lead.ics"]


@pytest.mark.parametrize(
    ("option", "file"),
    [("--xlsx", "roster.xlsx"), ("--ics", "ics"), ("--csv", "payroll.csv"), ("--json-file", "week.json")],
)
def test_an_option_writes_its_file_only(centre: Path, option: str, file: str) -> None:
    assert [path.name for path in export(centre, option).iterdir()] == [file]


def test_the_answer_names_the_files(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    export(centre, "--csv", "--json")
    data = json.loads(capsys.readouterr().out)["data"]
    assert (data["week"], data["files"]) == (WEEK, ["payroll.csv"])


def test_the_same_week_is_the_same_bytes(centre: Path) -> None:
    assert contents(export(centre)) == contents(export(centre))


def test_payroll_adds_up_to_the_roster(centre: Path) -> None:
    paid_min = sum(float(row["paid_min"]) for row in table(centre / RUN / "roster.csv"))
    hours = table(export(centre, "--csv") / "payroll.csv")
    assert sum(float(row["paid_h"]) for row in hours) * 60 == pytest.approx(paid_min)
    for row in hours:
        parts = [float(row[name]) for name in ("normal_h", "overtime_h", "rest_day_h", "holiday_h")]
        assert sum(parts) == pytest.approx(float(row["paid_h"]))


def test_the_workbook_is_known_by_the_roster_it_comes_from(centre: Path) -> None:
    book = CalamineWorkbook.from_path(str(export(centre, "--xlsx") / "roster.xlsx"))
    meta = dict(book.get_sheet_by_name("_meta").to_python())
    assert meta["roster_digest"] == file_digest(centre / RUN / "roster.csv")
    roster = book.get_sheet_by_index(0).to_python()
    worked = [
        (row[0], str(day), cell) for row in roster[1:] for day, cell in zip(roster[0][3:10], row[3:10], strict=True)
    ]
    told = {(agent, day, *cell.split(" @")[0].split(" ")) for agent, day, cell in worked if cell and cell[0] != "["}
    assert told == {
        (row["agent"], row["shift_start"][:10], row["shift"], row["shift_start"][11:16])
        for row in table(centre / RUN / "roster.csv")
    }


def test_calendars_hold_the_roster(centre: Path) -> None:
    folder = export(centre, "--ics") / "ics" / "agents"
    rows = [row for row in table(centre / RUN / "roster.csv") if row["agent"] == "001"]
    shifts = [
        (one.start, one.end)
        for one in icalendar.Calendar.from_ical((folder / "001.ics").read_bytes()).events
        if isinstance(one.start, dt.datetime)
    ]
    told = [tuple(dt.datetime.fromisoformat(row[name]) for name in ("shift_start", "shift_end")) for row in rows]
    assert shifts == told


def test_a_roster_written_later_is_a_later_revision(centre: Path) -> None:
    def sequence() -> int:
        calendar = (export(centre, "--ics") / "ics" / "agents" / "001.ics").read_bytes()
        return int(icalendar.Calendar.from_ical(calendar).events[0]["sequence"])

    before = sequence()
    later = (centre / RUN / "roster.csv").stat().st_mtime + 120
    os.utime(centre / RUN / "roster.csv", (later, later))
    assert sequence() == before + 2


def test_an_export_replaces_the_one_before(centre: Path) -> None:
    folder = export(centre, "--ics") / "ics"
    (folder / "agents" / "gone.ics").write_text("of somebody who has left", encoding="utf-8")
    export(centre, "--ics")
    assert "gone.ics" not in {path.name for path in (folder / "agents").iterdir()}


def test_the_json_has_every_table_and_the_manifest(centre: Path) -> None:
    whole: dict[str, Any] = json.loads((export(centre) / "week.json").read_text(encoding="utf-8"))
    assert whole["manifest"] == json.loads((centre / RUN / "manifest.json").read_text(encoding="utf-8"))
    assert set(whole["tables"]) == {path.stem for path in (centre / RUN).glob("*.csv")}
    for name, rows in whole["tables"].items():
        assert len(rows) == len(table(centre / RUN / f"{name}.csv"))
    first, told = whole["tables"]["roster"][0], table(centre / RUN / "roster.csv")[0]
    assert first["shift_start"] == told["shift_start"]
    assert (first["locked"], first["paid_min"]) == (told["locked"] == "true", float(told["paid_min"]))


def test_hostile_names_and_ids_stay_in_the_folder(tmp_path: Path) -> None:
    agents = AGENTS.replace("002,Bob", "../x,=cmd()").replace("003,Cid", "con,<script>").replace("004,Dee", "a/b,👩‍💻")
    folder = write_centre(tmp_path / "centre", agents=agents)
    for stage in ("forecast", "staff", "roster"):
        assert main([stage, "-C", str(folder), "--quiet"]) == 0
    calendars = export(folder) / "ics" / "agents"
    assert len(list(calendars.iterdir())) == 8
    assert {path.parent for path in folder.rglob("*.ics")} == {calendars, calendars.parent / "posts"}
    assert {"'=cmd()", "<script>", "👩‍💻"} <= {row["name"] for row in table(folder / RUN / "export" / "payroll.csv")}


@pytest.mark.parametrize(
    ("file", "stage"),
    [("forecast", "forecast"), ("requirement", "staff"), ("roster", "roster"), ("coverage", "roster")],
)
def test_a_table_that_is_missing_is_named(
    centre: Path, file: str, stage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = centre / RUN / f"{file}.csv"
    path.unlink()
    assert complaints(centre, capsys) == [f"{path}: is not there; run planner {stage} first"]
    assert not (centre / RUN / "export").exists()


def test_a_week_without_a_run_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_centre(tmp_path)
    assert complaints(folder, capsys) == [f"{folder / RUN / 'roster.csv'}: is not there; run planner roster first"]


def test_a_damaged_table_is_told_and_an_older_export_stays(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(export(centre))
    path = centre / RUN / "activities.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("2026", "20x6", 1), encoding="utf-8")
    assert any("activities.csv, row 2, start" in message for message in complaints(centre, capsys))
    assert contents(centre / RUN / "export") == before


def test_a_damaged_manifest_is_told(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (centre / RUN / "manifest.json").write_text("{", encoding="utf-8")
    assert any("manifest.json: is damaged" in message for message in complaints(centre, capsys))


def test_a_roster_of_people_who_have_left_is_refused(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = centre / RUN / "roster.csv"
    path.write_text(path.read_text(encoding="utf-8-sig").replace("008,", "088,"), encoding="utf-8")
    said = complaints(centre, capsys)
    assert said
    assert all('no agent 088 in agents.csv; did you mean "008"?' in message for message in said)


def test_files_changed_since_are_warned_of(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (centre / "agents.csv").write_text(AGENTS.replace("Ann", "Anna"), encoding="utf-8")
    capsys.readouterr()
    export(centre, "--ics", "--json")
    [warning] = json.loads(capsys.readouterr().out)["warnings"]
    assert warning["code"] == "changed_since_rostered"
    assert warning["message"].startswith("agents.csv: changed since")


def test_hours_without_a_law_are_warned_of(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    export(centre, "--csv", "--json")
    assert [warning["code"] for warning in json.loads(capsys.readouterr().out)["warnings"]] == ["no_pay_classes"]


def test_the_workbook_speaks_the_language_of_the_plan(tmp_path: Path, centre: Path) -> None:
    plan = centre / "plan.toml"
    plan.write_text(PLAN.replace('language = "en"', 'language = "zh"'), encoding="utf-8")
    assert main(["export", "-C", str(centre), "--week", WEEK, "--xlsx", "--quiet"]) == 0
    book = CalamineWorkbook.from_path(str(centre / RUN / "export" / "roster.xlsx"))
    assert book.sheet_names[:2] == ["班表", "日视图"]
