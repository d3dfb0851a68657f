"""Workbooks at the command line: a plan in one, and an exported roster that comes back from Excel as locks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from planner.cli import main
from planner.files import read_table
from planner.tables import LOCKS
from tests.builders import WEEK
from tests.planner.workbooks import Cells, cells_of, edit, small_workbook, through_libreoffice, write_cells

MONDAY = date(2026, 3, 2)
DAYS = [(MONDAY + timedelta(days=n)).isoformat() for n in range(7)]
ROSTER = f"runs/{WEEK}/roster.csv"


def exported(centre: Path, **meta: str) -> Path:
    """Write the current roster as it is exported: one row an agent, one column a day."""
    lines = [line.split(",") for line in (centre / ROSTER).read_text(encoding="utf-8-sig").splitlines()[1:]]
    cells = {
        (agent, start[:10]): f"{shift} {start[11:16]}" + (f" @{post}" if post else "")
        for agent, start, _, shift, post, *_ in lines
    }
    agents = [f"00{n}" for n in range(1, 9)]
    sheet: Cells = [["Agent", "Name", "Team", *DAYS, "Hours", "Nights"]]
    sheet += [[agent, "-", "-", *(cells.get((agent, day), "") for day in DAYS), 40.0, 0.0] for agent in agents]
    sheet[5][3] = sheet[5][3] or "[leave]"
    digest = hashlib.sha256((centre / ROSTER).read_bytes()).hexdigest()
    said = {"kind": "roster", "week": WEEK, "language": "en", "schema": "1", "roster_digest": digest, **meta}
    pairs = [list(pair) for pair in said.items()]
    return write_cells(centre / "edited.xlsx", {"Roster": sheet, "Other": [["x"]], "_meta": pairs})


def adjust(centre: Path, capsys: pytest.CaptureFixture[str], *more: str, code: int = 0) -> dict[str, object]:
    capsys.readouterr()
    assert main(["roster", "adjust", "--from", str(centre / "edited.xlsx"), "-C", str(centre), "--json", *more]) == code
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def changes(answer: Mapping[str, object]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = answer["data"]["changes"]  # type: ignore[index]
    return found


def complaints(centre: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    errors: list[dict[str, str]] = adjust(centre, capsys, code=1)["errors"]  # type: ignore[assignment]
    assert not (centre / "locks.csv").exists()
    return [error["message"] for error in errors]


def locks(centre: Path) -> list[tuple[str, str, str, str]]:
    frame = read_table(centre / "locks.csv", LOCKS, timezone="Asia/Shanghai")
    return [(agent, day.isoformat(), shift, post) for agent, day, shift, post in frame.itertuples(index=False)]


def test_an_export_that_nobody_edited_differs_in_nothing(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported(centre)
    assert changes(adjust(centre, capsys)) == []
    assert not (centre / "locks.csv").exists()


def test_edits_made_in_libreoffice_come_back_as_exactly_those_locks(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(centre)
    before = cells_of(path)["Roster"]
    through_libreoffice(path, {"early 08:00": " late  11:00"})
    after = cells_of(path)["Roster"]
    edited = [
        (str(before[row][0]), DAYS[column - 3])
        for row in range(1, 9)
        for column in range(3, 10)
        if before[row][column] != after[row][column]
    ]
    assert edited
    assert [(one["agent"], one["date"], one["after"]) for one in changes(adjust(centre, capsys))] == sorted(
        ((agent, day, "late@11:00") for agent, day in edited), key=lambda one: (one[1], one[0])
    )
    assert sorted(locks(centre)) == sorted((agent, day, "late@11:00", "") for agent, day in edited)


def test_a_post_a_day_off_and_a_request_are_understood_whatever_their_spaces(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(centre)
    rows = cells_of(path)["Roster"]
    held = ((row, column) for row in range(1, 9) for column in range(3, 10) if "@lead" in str(rows[row][column]))
    row, column = next(held)
    was = str(rows[row][column]).replace(" @", "|").replace(" ", "@").replace("|", " ")
    cell, place = f"Roster!{chr(ord('A') + column)}{row + 1}", {"agent": rows[row][0], "date": DAYS[column - 3]}
    for text, after in (
        ("", "off"),
        ("OFF", "off"),
        ("[leave]", "off"),
        ("\u3000late   11:00＠lead ", "late@11:00 lead"),
        (" early 8:00 ", "early@08:00"),
    ):
        edit(path, {cell: text})
        expected = [{**place, "before": was, "after": after}] if after != was else []
        assert changes(adjust(centre, capsys, "--dry-run")) == expected


def test_dates_that_excel_made_of_the_headings_are_days_too(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(centre)
    edit(path, {"Roster!D1": datetime(2026, 3, 2), "Roster!E1": "2026/3/3 "})
    assert changes(adjust(centre, capsys)) == []
    sheets = cells_of(path)
    sheets["Roster"] = [["Week 10"], [], *sheets["Roster"], [], ["strong = locked"]]
    write_cells(path, sheets)
    assert changes(adjust(centre, capsys)) == []


def test_agents_and_days_that_are_not_in_the_sheet_stay_as_they_are(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = exported(centre)
    sheets = cells_of(path)
    sheets["Roster"] = [row[:3] + row[5:] for row in sheets["Roster"][:4]]
    write_cells(path, sheets)
    assert changes(adjust(centre, capsys)) == []


def test_edits_that_cannot_be_are_told_at_their_cells(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        exported(centre),
        {
            "Roster!D2": "erly 08:00",
            "Roster!E3": "late 12:00",
            "Roster!F4": "late",
            "Roster!G6": "early 08:00 @lead",
            "Roster!H7": "early 08:00 @leed",
            "Roster!A8": "907",
            "Roster!A9": "006",
            "Roster!I1": "2026-03-09",
            "Roster!J1": "2026-03-06",
        },
    )
    assert complaints(centre, capsys) == [
        "edited.xlsx Roster!I1: 2026-03-09 is not in 2026-W10",
        "edited.xlsx Roster!J1: 2026-03-06 stands in Roster!H1 already; keep one of the two",
        'edited.xlsx Roster!D2: no shift erly in the plan; did you mean "early"?',
        "edited.xlsx Roster!E3: shift late does not start at 12:00; it starts at 11:00",
        "edited.xlsx Roster!F4: 'late' is no shift; write its kind and start such as early 08:00, with @ and the post "
        "behind it where one is held; a day off is empty",
        "edited.xlsx Roster!G6: 005 cannot hold lead: it asks for lead at level 1",
        'edited.xlsx Roster!H7: no post leed in the plan; did you mean "lead"?',
        'edited.xlsx Roster!A8: no agent 907 in agents.csv; did you mean "007"?',
        "edited.xlsx Roster!A9: 006 stands in Roster!A7 already; keep one of the two",
    ]


def test_a_shift_on_leave_is_refused(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(exported(centre), {"Roster!D6": "late 11:00"})
    assert complaints(centre, capsys) == [
        "005 is locked to work on 2026-03-02 but has leave in requests.csv, row 2; take one of the two out"
    ]


def test_a_workbook_of_another_roster_is_shown_but_not_taken(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(exported(centre, roster_digest="of another roster"), {"Roster!B2": "her name, which is not read"})
    [complaint] = complaints(centre, capsys)
    assert complaint.startswith("the roster of 2026-W10 has changed since edited.xlsx was exported")
    shown = adjust(centre, capsys, "--dry-run")
    assert changes(shown) == []
    assert [warning["code"] for warning in shown["warnings"]] == ["roster_changed"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ({"week": "2026-W11"}, "edited.xlsx: is the roster of 2026-W11, not of 2026-W10; name its week with --week"),
        ({"kind": "plan"}, "edited.xlsx, shift_start: column shift_start is missing"),
    ],
)
def test_workbooks_that_are_not_of_the_week(
    meta: dict[str, str], expected: str, centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(centre, **meta)
    assert any(complaint.startswith(expected) for complaint in complaints(centre, capsys))


def test_a_first_sheet_without_days(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(centre)
    write_cells(path, {"Notes": [["no days"]], **cells_of(path)})
    assert complaints(centre, capsys) == [
        "edited.xlsx: the first sheet has no row of headings with a date over each day, such as 2026-12-07"
    ]


def test_a_plan_in_a_workbook_at_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_workbook(tmp_path, "计划.xlsx", language="zh")
    assert main(["check", "-C", str(tmp_path)]) == 0
    assert "队列 2 个，坐席 8 名" in capsys.readouterr().err  # the language of the plan
    assert main(["check", "-C", str(tmp_path / "files"), "--plan", str(path), "--lang", "en"]) == 0
    edit(path, {"队列!F2": 80})
    capsys.readouterr()
    assert main(["check", "-C", str(tmp_path), "--json", "--lang", "en"]) == 1
    [error] = json.loads(capsys.readouterr().out)["errors"]
    assert error == {
        "code": "not_percent",
        "file": "计划.xlsx",
        "cell": "队列!F2",
        "row": 2,
        "path": "queues.voice.target.service_level = 80",
        "message": "计划.xlsx 队列!F2: queues.voice.target.service_level = 80: must be < 1; write 80% as 0.8",
    }


def test_no_import_writes_into_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = small_workbook(tmp_path)
    export = str(tmp_path / "files" / "history.csv")
    assert main(["import", export, "-C", str(tmp_path)]) == 2
    assert "the history stands in plan.xlsx History, and no command writes into a workbook" in capsys.readouterr().err
    assert not (tmp_path / "history.csv").exists()
    sheets = cells_of(path)
    write_cells(path, {name: rows for name, rows in sheets.items() if name != "History"})
    assert main(["import", export, "-C", str(tmp_path)]) == 0
    assert main(["check", "-C", str(tmp_path)]) == 0
