"""Damaged and hostile files end in one clear sentence, never in a traceback."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.files import import_files, read_table
from planner.tables import HISTORY
from tests.planner.files.builders import csv_file, told, workbook

GOOD = "queue,interval_start,offered\n售后,2026-12-07T09:00,3\n"


def fault_of(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read_table(path, HISTORY, timezone="Asia/Shanghai")
    (fault,) = told(error)
    return fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-32"])
def test_encodings_of_chinese_systems(tmp_path: Path, encoding: str) -> None:
    frame = read_table(csv_file(tmp_path, GOOD, encoding=encoding), HISTORY, timezone="Asia/Shanghai")
    assert frame.queue.tolist() == ["售后"]


@pytest.mark.parametrize("separator", ["\t", ";"])
@pytest.mark.parametrize("newline", ["\r", "\n", "\r\n"])
def test_separators_and_line_ends(tmp_path: Path, separator: str, newline: str) -> None:
    text = GOOD.replace(",", separator).replace("\n", newline)
    assert len(read_table(csv_file(tmp_path, text), HISTORY, timezone="Asia/Shanghai")) == 1


def test_bytes_of_no_known_encoding(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_bytes(GOOD.encode() + b"\xff\xff,2026-12-07T09:30,3\n")
    assert fault_of(path) == (
        "h.csv: is not text in utf-8, gb18030; name its encoding with --encoding, or save it as CSV UTF-8"
    )


def test_nul_characters(tmp_path: Path) -> None:
    assert "holds NUL characters" in fault_of(csv_file(tmp_path, GOOD + "a\0b,2026-12-07T09:30,3\n"))
    assert "holds NUL characters" in fault_of(csv_file(tmp_path, GOOD, encoding="utf-16-le"))


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n", "\ufeff"])
def test_nothing_in_it(tmp_path: Path, text: str) -> None:
    assert fault_of(csv_file(tmp_path, text, "h.csv")) == "h.csv: is empty"


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert fault_of(workbook(tmp_path, [], "h.xlsx")) == "h.xlsx: is empty"


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    assert "cannot be read: it is a folder" in fault_of(tmp_path)
    assert fault_of(tmp_path / "none.csv") == "none.csv: cannot be read: there is no such file or folder"


def test_unbalanced_quotes_are_placed(tmp_path: Path) -> None:
    fault = fault_of(csv_file(tmp_path, GOOD + 'x,2026-12-07T09:30,3\n"y,2026-12-07T10:00,3\n', "h.csv"))
    assert fault.startswith("h.csv, row 4: is not well-formed CSV from here")


def test_a_cell_of_a_megabyte(tmp_path: Path) -> None:
    assert "row 3: is not well-formed CSV" in fault_of(csv_file(tmp_path, GOOD + "x" * 1_000_000 + ",1,1\n"))


def test_a_header_of_300_characters_is_told_shortened(tmp_path: Path) -> None:
    fault = fault_of(csv_file(tmp_path, f"queue,interval_start,offered,{'h' * 300}\nv,2026-12-07,1,2\n"))
    assert "unknown column 'hhh" in fault
    assert len(fault) < 350


@pytest.mark.parametrize("damage", ["cut", "noise", "text", "plain zip"])
def test_broken_workbooks(tmp_path: Path, damage: str) -> None:
    import zipfile

    path = workbook(tmp_path, [["queue", "interval_start", "offered"], ["v", "2026-12-07", 1]], "h.xlsx")
    data = path.read_bytes()
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        path.write_bytes(data[:4] + bytes(range(256)) * 20)
    elif damage == "text":
        path.write_text(GOOD, encoding="utf-8")
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "no workbook")
    assert fault_of(path) == (
        "h.xlsx: is not a readable Excel workbook; open it in Excel and save it as XLSX or CSV UTF-8"
    )


def test_an_old_xls_under_the_name_of_an_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    assert "is not a readable Excel workbook" in fault_of(path)


def test_a_workbook_under_the_name_of_a_csv_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["queue", "interval_start", "offered"], ["00123", "2026-12-07", 1]])
    path = path.rename(tmp_path / "h.csv")
    assert read_table(path, HISTORY, timezone=None).queue.tolist() == ["00123"]


def test_control_characters_in_a_header_stay_on_one_line(tmp_path: Path) -> None:
    fault = fault_of(csv_file(tmp_path, 'queue,interval_start,offered,"a\x1b[31m\nb"\nv,2026-12-07,1,2\n'))
    assert "\n" not in fault
    assert "\x1b" not in fault


EXPORT = "时段,技能组,呼入量,平均处理时长\n09:00-09:30,a,3,200\n2026-12-06 09:30,a,4,00:03:20\n"
RECORDS_EXPORT = "编号,提出时间,类型,处理结果\n1,2026-12-06 09:00,咨询,已解决\n2,2026-12-06 10:40,投诉,\n"
splices = st.tuples(st.integers(0, 200), st.integers(0, 20), st.binary(max_size=6))


@given(
    text=st.sampled_from([GOOD, EXPORT, RECORDS_EXPORT]),
    encoding=st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
    splice=st.none() | splices,
)
@settings(max_examples=200, deadline=None)
def test_damage_ends_in_a_result_or_a_sentence(text: str, encoding: str, splice: tuple[int, int, bytes] | None) -> None:
    data = text.encode(encoding)
    if splice:
        at, length, noise = splice
        data = data[:at] + noise + data[at + length :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        path.write_bytes(data)
        with contextlib.suppress(InputError):
            read_table(path, HISTORY, timezone="Asia/Shanghai")
        report = None
        with contextlib.suppress(InputError):
            report = import_files(
                [path],
                history=Path(folder) / "history.csv",
                records=Path(folder) / "records.csv",
                mapping=Path(folder) / "mapping.toml",
                timezone="Asia/Shanghai",
                interval_min=30,
            )
        if report is None:
            assert not (Path(folder) / "history.csv").exists()
        else:
            assert report.rows_read == report.rows_imported + report.rows_refused + report.rows_left_out
