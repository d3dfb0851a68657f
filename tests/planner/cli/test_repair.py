"""`planner roster repair`: people fall out of the roster in force, or more are required than it was made for."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main
from tests.builders import WEEK

RUN = Path("runs") / WEEK
TUESDAY = "2026-03-03T10:00"


def repair(folder: Path, *arguments: str, lang: str = "en") -> int:
    return main(["roster", "repair", *arguments, "-C", str(folder), "--lang", lang])


def answer(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert repair(folder, *arguments, "--json") == 0
    return json.loads(capsys.readouterr().out)["data"]  # type: ignore[no-any-return]


def lines(folder: Path, table: str) -> list[list[str]]:
    text = (folder / RUN / f"{table}.csv").read_text(encoding="utf-8-sig")
    return [line.split(",") for line in text.splitlines()[1:]]


def figures(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / RUN / "manifest.json").read_text(encoding="utf-8"))
    return manifest["stages"]["roster"]["figures"]  # type: ignore[no-any-return]


def test_the_absent_are_out_from_then_on_and_nothing_before_changes(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {table: lines(centre, table) for table in ("roster", "activities", "handovers")}
    data = answer(centre, capsys, "--absent", "005, 008", "--from", TUESDAY)
    after = {table: lines(centre, table) for table in ("roster", "activities", "handovers")}
    assert not [row for row in after["roster"] if row[0] in ("005", "008") and row[1] > TUESDAY]
    for table, column in (("roster", 1), ("activities", 1), ("handovers", 1)):
        past = [row for row in before[table] if row[column] < TUESDAY]
        assert [row for row in after[table] if row[column] < TUESDAY] == past
    off = {(one["agent"], one["date"]) for one in data["changes"] if one["after"] == "off"}
    assert off == {(row[0], row[1][:10]) for row in before["roster"] if row[0] in ("005", "008") and row[1] > TUESDAY}
    assert figures(centre)["broken"] == []
    assert figures(centre)["engine"] == "repair"


def test_who_is_in_the_middle_of_a_shift_keeps_it_with_an_absence_in_it(centre: Path) -> None:
    at = f"{TUESDAY}:00+08:00"
    *_, shift = (row for row in lines(centre, "roster") if row[1] < at < row[2] and not row[4])
    agent, _, end, *_ = shift
    assert repair(centre, "--absent", agent, "--from", TUESDAY) == 0
    assert shift in lines(centre, "roster")
    [absence] = [row for row in lines(centre, "activities") if row[3] == "absence"]
    assert absence[:3] == [agent, at, end]
    assert main(["report", "-C", str(centre), "--quiet"]) == 0
    assert "缺勤" in (centre / RUN / "report.zh.html").read_text(encoding="utf-8")
    [written] = (centre / "absences.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert written.startswith(f"{agent},{end},2026-03-09T00:00:00+08:00,")


def test_a_later_repair_and_a_new_roster_know_who_is_absent(centre: Path) -> None:
    assert repair(centre, "--absent", "005", "--from", TUESDAY) == 0
    assert repair(centre, "--absent", "008", "--from", "2026-03-05", "--until", "2026-03-06") == 0
    assert main(["roster", "-C", str(centre), "--quiet"]) == 0
    worked = {(row[0], row[1][:10]) for row in lines(centre, "roster")}
    assert not {("005", f"2026-03-0{day}") for day in range(3, 9)} & worked
    assert ("008", "2026-03-05") not in worked


def test_a_repaired_week_can_be_published_and_reported(centre: Path) -> None:
    assert repair(centre, "--absent", "005", "--from", TUESDAY) == 0
    assert main(["roster", "publish", "-C", str(centre), "--week", WEEK]) == 0
    assert main(["report", "-C", str(centre), "--quiet"]) == 0


def test_the_same_repair_of_the_same_roster_gives_the_same_bytes(centre: Path, tmp_path: Path) -> None:
    other = shutil.copytree(centre, tmp_path / "other")
    for folder in (centre, other):
        assert repair(folder, "--absent", "005", "--from", TUESDAY, "--quiet") == 0
    for table in ("roster", "activities", "handovers", "coverage"):
        assert (centre / RUN / f"{table}.csv").read_bytes() == (other / RUN / f"{table}.csv").read_bytes()


def test_more_required_is_repaired_without_anybody_absent(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = centre / RUN / "requirement.csv"
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    column = rows[0].split(",").index("scheduled_required")
    for at, row in enumerate(rows[1:], start=1):
        cells = row.split(",")
        if cells[0] == "voice" and cells[1].startswith("2026-03-06"):
            cells[column] = str(float(cells[column]) + 3)
            rows[at] = ",".join(cells)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    answer(centre, capsys, "--from", TUESDAY)
    assert not (centre / "absences.csv").exists()
    assert {change["kind"] for change in figures(centre)["repair"]} <= {"called_in", "moved", "extended", "breaks"}
    assert figures(centre)["cost"] <= figures(centre)["start_cost"]


def test_no_more_changes_than_allowed(centre: Path) -> None:
    assert repair(centre, "--absent", "005", "--from", TUESDAY, "--max-changes", "1") == 0
    assert sum(change["kind"] != "absent" for change in figures(centre)["repair"]) <= 1


def test_a_lock_on_a_day_of_absence_is_taken_back(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = next(row[1][:10] for row in lines(centre, "roster") if row[0] == "005" and row[1] > TUESDAY)
    lock = ["roster", "lock", "005", day, "late@11:00", "-C", str(centre), "--week", WEEK]
    assert main(lock) == 0
    capsys.readouterr()
    assert repair(centre, "--absent", "005", "--from", TUESDAY) == 0
    assert f"lock taken back: 005 on {day}" in capsys.readouterr().err
    assert "005" not in (centre / "locks.csv").read_text(encoding="utf-8-sig")


def test_what_cannot_be_mended_is_written_said_and_told_by_the_exit_code(
    centre: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    everybody_who_leads = "001,002,003,004"
    assert repair(centre, "--absent", everybody_who_leads, "--from", TUESDAY) == 3
    said = capsys.readouterr()
    assert "● Posts not held (lead, 2026-03-04)" in said.err
    assert "002 Bob" in said.out
    assert not [row for row in lines(centre, "roster") if row[0] == "002" and row[1] > TUESDAY]
    assert (figures(centre)["bound"], figures(centre)["gap_labour"]) == (0, 1)  # nothing is proven of such a roster


def test_the_same_in_chinese(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert repair(centre, "--absent", "005", "--from", TUESDAY, lang="zh") == 0
    said = capsys.readouterr()
    assert "修补：缺勤" in said.err
    assert "变动前" in said.out or "休息" in said.out


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("--absent", "099", "--from", TUESDAY), 2, "no agent 099; "),
        (("--from", TUESDAY, "--week", "2026-W11"), 2, "2026-03-03 10:00+08:00 is not in 2026-W11; "),
        (("--from", "2026-04-03T10:00"), 1, "run planner roster first"),
        (("--from", TUESDAY, "--until", "2026-03-03T09:00"), 2, "--until 2026-03-03T09:00 is not after --from "),
        (("--from", TUESDAY, "--until", "2026-03-13T09:00"), 2, "2026-03-13 09:00+08:00 is not in 2026-W10; "),
        (("--from", "today"), 2, "--from"),
        (("--absent", "005"), 2, "--from"),
    ],
)
def test_bad_input_is_told_apart(
    centre: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, line: str
) -> None:
    before = lines(centre, "roster")
    capsys.readouterr()
    assert repair(centre, *arguments) == code
    assert line in capsys.readouterr().err
    assert lines(centre, "roster") == before
    assert not (centre / "absences.csv").exists()


def test_faults_of_the_file_of_absences_have_their_row(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (centre / "absences.csv").write_text(
        "agent,start,end,missed_min\n099,2026-03-04T08:00+08:00,2026-03-04T08:00+08:00,0\n", encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["check", "-C", str(centre), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "absences.csv, row 2, agent: no agent 099 in agents.csv" in said
    assert "absences.csv, row 2, end: 2026-03-04 08:00+08:00 is not after the start" in said
