"""A workbook is a plan: it says what the same plan.toml and its tables say, and its faults are told at their cells."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.centre import Centre, find_plan
from planner.duties import AgentDay, Duty
from planner.errors import InputError
from planner.locking import take
from planner.locks import Lock
from planner.plan import read_plan
from tests.builders import PLAN
from tests.planner.workbooks import cells_of, edit, position, small_workbook, through_libreoffice, write_cells


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workbook(tmp_path_factory.mktemp("workbook"))


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(written.read_bytes())
    return path


def assert_same(book: Centre, files: Centre) -> None:
    """Compare two centres, but for where their data lie."""
    where = {"data": files.plan.data, "calendar": files.plan.calendar, "language": files.plan.language}
    assert book.plan.model_copy(update=where) == files.plan
    pd.testing.assert_frame_equal(book.history, files.history)
    pd.testing.assert_frame_equal(book.agents_frame, files.agents_frame)
    assert book.requests == files.requests


def told(path: Path) -> list[str]:
    with pytest.raises(InputError) as raised:
        Centre.open(path).check()
    return str(raised.value).splitlines()


def test_a_workbook_says_what_the_files_say(written: Path) -> None:
    assert_same(Centre.open(written), Centre.open(written.parent / "files" / "plan.toml"))


def test_a_chinese_workbook_says_the_same(tmp_path: Path) -> None:
    path = small_workbook(tmp_path, "计划.xlsx", language="zh")
    assert_same(Centre.open(find_plan(tmp_path)), Centre.open(path.parent / "files" / "plan.toml"))
    assert {"设置", "队列", "班次", "坐席", "锁定"} <= set(cells_of(path))


def test_a_workbook_saved_by_libreoffice_says_the_same(written: Path, book: Path) -> None:
    through_libreoffice(book)
    assert_same(Centre.open(book), Centre.open(written.parent / "files" / "plan.toml"))


def test_plan_toml_comes_first_and_a_folder_above_is_looked_into(book: Path) -> None:
    below = book.parent / "below"
    below.mkdir()
    assert find_plan(below).name == "plan.xlsx"
    (book.parent / "plan.toml").write_text(PLAN, encoding="utf-8")
    assert find_plan(below).name == "plan.toml"


def test_headers_in_either_language_and_keys_themselves(book: Path) -> None:
    headers = {"A1": "队列", "C1": "channel", "F1": "target.service_level", "J1": "平均处理时长(秒)"}
    edit(book, {f"Queues!{cell}": header for cell, header in headers.items()})
    assert read_plan(book).queues["voice"].aht_s == 240


def test_what_excel_makes_of_values_is_understood(book: Path) -> None:
    sheets = cells_of(book)
    sheets["Settings"] += [
        ["name", "", "an empty value is no key"],
        ['effects."day, before 1.5"', 1.25],
        ["rules.protected.tags.nursing.nights", "是"],
        ["rules.protected.severity", "enforce"],
        ["rules.rotations.patterns.x.start", datetime(2026, 3, 2)],
        ["rules.rotations.patterns.x.pattern", "early；late, off"],
        ["rules.rotations.patterns.x.agents.001", 2],
        ["rules.rotations.severity", "warn"],
        ["rules.min_on_duty.floors.0.tag", 7],
        ["rules.min_on_duty.floors.0.hours", "08:00-09:00"],
        ["rules.min_on_duty.severity", "off"],
    ]
    sheets["Shifts"][1][position("C1")[1]] = time(8, 0)
    write_cells(book, sheets)
    plan = read_plan(book)
    assert plan.shifts["early"].starts == ("08:00",)
    assert plan.effects == {"day, before 1.5": 1.25}
    assert plan.rules.protected.tags["nursing"].nights is True
    assert plan.rules.rotations.patterns["x"].pattern == ("early", "late", "off")
    assert plan.rules.rotations.patterns["x"].agents == {"001": 2}
    assert plan.rules.min_on_duty.floors[0].tag == "7"


def test_overrides_are_laid_over_a_workbook(book: Path) -> None:
    plan = read_plan(book, ["queues.voice.patience_s=90", "shifts.early.breaks.0.min=30"])
    assert plan.queues["voice"].patience_s == 90
    assert plan.shifts["early"].breaks[0].min == 30


def test_faults_of_the_plan_are_told_at_their_cells_all_at_once(book: Path) -> None:
    edit(book, {"Queues!F2": 80, "Queues!C3": "mail", "Queues!K2": "soon", "Posts!C2": "", "Shifts!F3": "an hour"})
    assert told(book) == [
        "plan.xlsx Posts!C2: posts.lead.hours: is missing",
        "plan.xlsx Queues!F2: queues.voice.target.service_level = 80: must be < 1; write 80% as 0.8",
        'plan.xlsx Queues!K2: queues.voice.patience_s = "soon": must be a number',
        'plan.xlsx Queues!C3: queues.email.channel = "mail": must be one of "chat", "voice", "app", "social", "email", '
        '"ticket"',
        'plan.xlsx Shifts!F3: shifts.early.breaks.1.min = "an hour": must be a whole number',
    ]


MISTAKES = {
    "two parts that do not fit": (
        {"Settings!A6": "opening.vioce.mon-sun", "Settings!B6": "08:00-20:00"},
        'plan.xlsx Settings!B6: opening.vioce: no queue vioce under [queues]; did you mean "voice"?',
    ),
    "a window short of its break": (
        {"Shifts!I3": "+3:45"},
        "plan.xlsx Shifts!F3: shifts.early.breaks.1: the break of 60 min is longer than its window of 15 min",
    ),
    "an unknown key": (
        {"Settings!A10": "rules.postz.severity", "Settings!B10": "warn"},
        'plan.xlsx Settings!B10: rules.postz: unknown key; did you mean "posts"?',
    ),
    "an unknown column": (
        {"Queues!C1": "Chanel"},
        "plan.xlsx Queues!C1: unknown column 'Chanel'; did you mean channel?",
    ),
    "a column twice": ({"Queues!D1": "渠道"}, "plan.xlsx Queues!D1: the column channel stands twice"),
    "no ids": (
        {"Posts!A1": "# notes"},
        "plan.xlsx Posts!A1: column id is missing; found: name, hours, days, holders, "
        "skill, min_level, overlap_min, on_contacts",
    ),
    "a row without an id": ({"Queues!A3": ""}, "plan.xlsx Queues!A3: empty; a value is expected"),
    "a value without a key": ({"Settings!B10": 5}, "plan.xlsx Settings!A10: empty; a value is expected"),
    "a key twice": (
        {"Settings!A10": "name", "Settings!B10": "x"},
        "plan.xlsx Settings!B10: name stands in Settings!B2 already; keep one of the two",
    ),
    "an id twice": (
        {"Queues!A3": "voice"},
        "plan.xlsx Queues!C3: queues.voice.channel stands in Queues!C2 already; keep one of the two",
    ),
    "a bad id": (
        {"Posts!A2": "team lead"},
        "plan.xlsx Posts!A2: posts.team lead: is no id: letters, digits, - and _, at most 40, beginning with a letter "
        "or digit",
    ),
    "another workbook": ({"_meta!B1": "roster"}, "plan.xlsx: is a workbook of kind roster; a plan is expected here"),
    "a later form": (
        {"_meta!B2": "2"},
        "plan.xlsx: has form 2 of a plan's workbook; this version reads form 1",
    ),
    "a cell of the history": (
        {"History!B7": "soon"},
        "plan.xlsx History!B7: 'soon' is not a time; expected is one such as 2026-12-07T09:30",
    ),
    "an unknown queue of the history": (
        {"History!A5": "vioce"},
        'plan.xlsx History!A5: no queue vioce in the plan; did you mean "voice"?',
    ),
    "an unknown skill": (
        {"Agents!D3": "vioce:2"},
        'plan.xlsx Agents!D3: no queue and no post asks for skill vioce; did you mean "voice"?',
    ),
    "too few people": (
        {
            "Settings!A10": "rules.min_on_duty.floors.0.skill",
            "Settings!B10": "lead",
            "Settings!A11": "rules.min_on_duty.floors.0.people",
            "Settings!B11": 9,
            "Settings!A12": "rules.min_on_duty.floors.0.hours",
            "Settings!B12": "08:00-20:00",
        },
        "plan.xlsx: rules.min_on_duty.floors.0: asks for 9 people with lead on duty; only 4 in plan.xlsx Agents have "
        "it",
    ),
    "a lock at an impossible time": (
        {"Locks!A2": "008", "Locks!B2": "2026-03-03", "Locks!C2": "late@12:00"},
        "plan.xlsx Locks!C2: shift late does not start at 12:00; it starts at 11:00",
    ),
    "a day locked in two sheets": (
        {"Locks!A2": "007", "Locks!B2": "2026-03-05", "Locks!C2": "off"},
        "plan.xlsx Locks, row 2: 007 is locked on 2026-03-05 in plan.xlsx Leave, row 4, already; take one of the two "
        "out",
    ),
}


@pytest.mark.parametrize(("edits", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_at_its_cell(edits: dict[str, object], expected: str, book: Path) -> None:
    edit(book, edits)
    assert told(book) == [expected]


def test_sheets_that_no_plan_has(book: Path) -> None:
    sheets = cells_of(book)
    write_cells(book, {**sheets, "#mine": [["a note"]], "empty": []})
    assert Centre.open(book).agents
    write_cells(book, {**sheets, "Agent": [["x"]]})
    assert told(book) == [
        "plan.xlsx Agent!A1: no sheet of a plan (one whose name begins with # is a note and not read); "
        'did you mean "Agents"?'
    ]
    write_cells(book, {**sheets, "坐席": sheets["Agents"]})
    assert told(book) == ["plan.xlsx 坐席!A1: data.agents stands in Agents!A1 already; keep one of the two"]


def test_data_without_a_sheet_stand_in_their_file(written: Path, book: Path) -> None:
    sheets = cells_of(book)
    write_cells(book, {name: rows for name, rows in sheets.items() if name != "Agents"})
    assert told(book) == [f"agents.csv: there is no such file in {book.parent}"]
    (book.parent / "agents.csv").write_bytes((written.parent / "files" / "agents.csv").read_bytes())
    assert [agent.id for agent in Centre.open(book).agents][-1] == "008"


def test_locks_of_the_sheet_hold_beside_those_that_commands_write(book: Path) -> None:
    edit(book, {"Locks!A2": "008", "Locks!B2": date(2026, 3, 3), "Locks!C2": "late@11:00"})
    take(Centre.open(book), [Lock(AgentDay(date(2026, 3, 4), "006"), Duty())])
    locks = [request for request in Centre.open(book).requests if request.kind == "lock"]
    assert [(lock.agent, lock.file) for lock in locks] == [
        ("007", "plan.xlsx Leave"),
        ("008", "plan.xlsx Locks"),
        ("006", "locks.csv"),
    ]
    with pytest.raises(InputError, match=r"008 is locked on 2026-03-03 in plan\.xlsx Locks, row 2"):
        take(Centre.open(book), [Lock(AgentDay(date(2026, 3, 3), "008"), Duty())])


SHEETS = ("Settings", "Queues", "Shifts", "Posts", "Activities", "Events", "Locks")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(
            st.sampled_from(SHEETS),
            st.integers(0, 12),
            st.integers(0, 12),
            st.one_of(
                st.sampled_from(
                    [
                        "",
                        "voice",
                        ".",
                        '"',
                        "a.b",
                        "queues",
                        "queues.voice",
                        "rules.0.x",
                        "shifts.early.breaks",
                        "1e999",
                        "-1",
                        "+1:00",
                        "on, off",
                        "#x",
                        "*",
                    ]
                ),
                st.text("abc.,;\"'0123456789:+-# ", max_size=12),
                st.floats(allow_nan=False, allow_infinity=False),
                st.booleans(),
                st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_stands_in_a_cell_is_a_plan_or_its_faults_are_told(
    edits: list[tuple[str, int, int, object]], written: Path, tmp_path: Path
) -> None:
    sheets = {name: cells for name, cells in cells_of(written).items() if name in SHEETS}
    for sheet, row, column, value in edits:
        rows = sheets[sheet]
        rows += [[] for _ in range(row + 1 - len(rows))]
        rows[row] += [""] * (column + 1 - len(rows[row]))
        rows[row][column] = value
    path = write_cells(tmp_path / "any.xlsx", sheets)
    with suppress(InputError):
        assert read_plan(path).queues
