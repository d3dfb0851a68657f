"""Bad input: one clear message with file, row and column, exit 1, nothing half-written, never a traceback."""

import errno
from pathlib import Path

import pytest

from planner.cli import main
from tests.builders import AGENTS, PLAN, REQUESTS, history, write_centre

HISTORY = history(weeks=2)
ROWS = HISTORY.splitlines(keepends=True)

CASES = {
    "missing column": ({"history": HISTORY.replace("offered", "contacts", 1)}, ["history.csv", "offered"]),
    "unknown key": ({"plan": PLAN.replace("patience_s", "patiense_s")}, ["plan.toml:10", "patiense_s", "patience_s"]),
    "text in a number": (
        {"history": HISTORY.replace(",11,240", ",eleven,240", 1)},
        ["history.csv", "offered", "eleven"],
    ),
    "duplicate interval": ({"history": HISTORY + ROWS[1]}, ["history.csv", "interval_start", f"row {len(ROWS) + 1}"]),
    "unknown skill": (
        {"agents": AGENTS.replace("voice:2", "voise:2")},
        ["agents.csv", "row 2", "skills", "voise", "voice"],
    ),
    "no possible shift": (
        {"agents": AGENTS.replace("voice:1,40\n006", "voice:1,2\n006")},
        ["agents.csv", "row 6", "contract_h"],
    ),
    "empty history": ({"history": ROWS[0]}, ["history.csv"]),
    "a day missing": (
        {"history": "".join(row for row in ROWS if "2026-02-20" not in row)},
        ["history.csv", "interval_start", "2026-02-20", "voice"],
    ),
    "share above one": ({"plan": PLAN.replace("0.8,", "80,")}, ["plan.toml:11", "service_level = 80", "0.8"]),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_with_its_place(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files, expected = CASES[name]
    write_centre(tmp_path, **files)
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert all(part in said for part in expected), said
    assert "Traceback" not in said
    assert not (tmp_path / "runs").exists()


def test_negative_volume_names_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = HISTORY.splitlines()
    fields = lines[4].split(",")
    lines[4] = ",".join([*fields[:2], "-5", *fields[3:]])
    write_centre(tmp_path, history="\n".join(lines) + "\n")
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "history.csv, row 5, offered: -5" in capsys.readouterr().err


def test_a_wrong_encoding_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path)
    (tmp_path / "agents.csv").write_bytes(b"agent,name\n001,\xff\xfe\x81\x20\xff\n")
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "agents.csv" in capsys.readouterr().err


def test_gb18030_is_no_fault(tmp_path: Path) -> None:
    write_centre(tmp_path)
    (tmp_path / "agents.csv").write_bytes(AGENTS.replace("Ann", "王伟").encode("gb18030"))
    assert main(["check", "-C", str(tmp_path)]) == 0


def test_a_broken_workbook_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path, plan=PLAN.replace("[queues.voice]", '[data]\nagents = "agents.xlsx"\n\n[queues.voice]', 1))
    (tmp_path / "agents.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "agents.xlsx" in capsys.readouterr().err


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path, agents=AGENTS.replace("voice:2", "voise:2"), history=HISTORY + ROWS[1])
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "agents.csv" in said
    assert "history.csv" in said


def test_json_carries_file_row_and_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    write_centre(tmp_path, agents=AGENTS.replace("voice:2", "voise:2"))
    assert main(["check", "-C", str(tmp_path), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    [error] = answer["errors"]
    assert (error["code"], error["file"], error["row"], error["column"]) == ("unknown_skill", "agents.csv", 2, "skills")


def test_chinese_messages_name_the_same_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path, agents=AGENTS.replace("voice:2", "voise:2"))
    assert main(["check", "-C", str(tmp_path), "--lang", "zh"]) == 1
    said = capsys.readouterr().err
    assert "agents.csv" in said
    assert "第 2 行" in said


def test_a_folder_without_a_plan_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 2
    assert "plan.toml" in capsys.readouterr().err


def test_a_post_nobody_can_hold_exits_3_with_the_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(
        tmp_path,
        agents=AGENTS.replace(";lead:1", ";lead:1", 1),
        plan=PLAN.replace('skill = "lead"', 'skill = "lead"\nmin_level = 5'),
    )
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "lead" in said
    assert not (tmp_path / "runs" / "2026-W10" / "roster.csv").exists()


def test_clashing_rules_are_named_with_people_and_dates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """007 is locked to an early shift 12 hours after a locked late one, which cannot hold with 13 hours of rest."""
    lock = "007,2026-03-06T08:00:00+08:00,,lock,early,\n"
    rest = "\n[rules.min_rest_between_shifts]\nhours = 13\n"
    write_centre(tmp_path, requests=REQUESTS + lock, plan=PLAN + rest)
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "Locks (007 Gil, 2026-03-05)" in said
    assert "Locks (007 Gil, 2026-03-06)" in said
    assert "Rest between shifts (007 Gil, 2026-03-06)" in said


def test_a_post_without_overlapping_shifts_says_where_the_chain_breaks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = REQUESTS.partition("\n")[0] + "\n"
    write_centre(tmp_path, plan=PLAN.replace('starts = ["11:00"]', 'starts = ["17:00"]'), requests=header)
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "post lead" in said
    assert "30 min" in said
    assert "2026-03-02" in said


def test_a_lock_against_leave_and_a_second_lock_are_told_at_their_rows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    leave = "007,2026-03-05T15:00:00+08:00,2026-03-06T00:00:00+08:00,leave,,\n"
    write_centre(tmp_path, requests=REQUESTS + leave)
    (tmp_path / "locks.csv").write_text("agent,date,shift,post\n006,2026-03-06,late@11:00,\n007,2026-03-05,off,\n")
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "requests.csv, row 4: 007 is locked to work on 2026-03-05 but has leave in requests.csv, row 5; "
        "take one of the two out",
        "locks.csv, row 3: 007 is locked on 2026-03-05 in requests.csv, row 4, already; take one of the two out",
    ]
    assert not (tmp_path / "runs").exists()


def test_a_run_folder_that_is_a_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path)
    (tmp_path / "runs").write_text("in the way")
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "cannot be written: part of the path is a file, not a folder" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "agents.csv", "history.csv", "plan.toml", "requests.csv", "runs",
    ]  # fmt: skip


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_damaged_roster_of_last_week_is_told_before_the_work(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_centre(tmp_path)
    (tmp_path / "published" / "2026-W09").mkdir(parents=True)
    (tmp_path / "published" / "2026-W09" / "roster.csv").write_text("agent,shift\n001,early\n")
    assert main([command, "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "roster.csv, shift_start" in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()


def test_a_week_beyond_all_history_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_centre(tmp_path)
    assert main(["forecast", "-C", str(tmp_path), "--week", "2999-W01", "--lang", "en"]) == 2
    assert "ten years" in capsys.readouterr().err


def _forecast_alone(folder: Path, *more: str) -> int:
    out = folder / "new" / "f.csv"
    given = ["--start", "2026-03-02", "--days", "2", "--out", str(out), "--lang", "en"]
    code = main(["forecast", str(write_centre(folder) / "history.csv"), *given, *more])
    assert out.exists() == (code == 0)
    return code


def test_a_forecast_alone_makes_the_folder_of_its_file(tmp_path: Path) -> None:
    assert _forecast_alone(tmp_path) == 0


def test_a_forecast_alone_beyond_all_history_is_wrong_usage(tmp_path: Path) -> None:
    assert _forecast_alone(tmp_path, "--start", "9999-12-30", "--country", "CN") == 2


TABLES_ALONE = {
    "events": (
        "name,kind,start,end,queue,volume\npromo,promotion,2026-03-02,2026-03-03,voise,3\n",
        "queue: no queue voise",
    ),
    "opening": ("queue,weekday,start,end\nvoise,0,09:00,17:00\n", "queue: no queue voise"),
    "calendar": ("date,kind,name\n2026-03-02,hollyday,x\n", "kind: hollyday is no kind of day"),
}


@pytest.mark.parametrize("name", TABLES_ALONE)
def test_a_table_beside_a_history_is_checked_against_it(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, expected = TABLES_ALONE[name]
    (tmp_path / f"{name}.csv").write_text(text)
    assert _forecast_alone(tmp_path, f"--{name}", str(tmp_path / f"{name}.csv"), "--country", "CN") == 1
    assert f"{name}.csv, row 2, {expected}" in capsys.readouterr().err


def test_what_the_machine_forbids_is_no_fault_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(self: Path) -> bool:
        raise PermissionError(errno.EACCES, "denied", str(self))

    monkeypatch.setattr(Path, "is_dir", locked)
    assert main(["check", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert f"{tmp_path}: no permission" in capsys.readouterr().err


def test_a_plan_without_shifts_is_refused_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start, end = PLAN.index("[shifts.early]"), PLAN.index("[posts.lead]")
    header = REQUESTS.partition("\n")[0] + "\n"
    contract = '\n[rules.contract_hours]\nseverity = "off"\n'
    write_centre(tmp_path, plan=PLAN[:start] + PLAN[end:] + contract, requests=header)
    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "[shifts]" in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()
