"""`mapping.toml`: strict, every fault with its line; proposals that become mappings when they are settled."""

from pathlib import Path

import pytest

from planner.errors import InputError
from planner.files import ImportReport, import_files
from planner.files.importing.mapping import read_mapping
from tests.planner.files.builders import csv_file, told


def run(path: Path) -> ImportReport:
    folder = path.parent
    return import_files(
        [path],
        history=folder / "history.csv",
        records=folder / "records.csv",
        mapping=folder / "mapping.toml",
        timezone="Asia/Shanghai",
        interval_min=30,
    )


def asked(path: Path) -> list[str]:
    with pytest.raises(InputError) as error:
        run(path)
    assert told(error)[-1] == "mapping.toml: a proposal is written here; settle its open lines and import again"
    assert not (path.parent / "history.csv").exists()
    return told(error)[:-1]


def settle(folder: Path, line: str) -> None:
    mapping = folder / "mapping.toml"
    text = mapping.read_text(encoding="utf-8")
    assert f"# {line}\n" in text
    mapping.write_text(text.replace(f"# {line}\n", f"{line}\n"), encoding="utf-8")


def test_two_headers_of_one_meaning(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "时段,呼入量,请求服务数\n2026-12-06 09:00,3,4\n", "e.csv")
    assert asked(path) == ["e.csv, row 1: '呼入量' / '请求服务数' may all be offered"]
    settle(tmp_path, 'offered = "请求服务数"')
    run(path)
    assert "09:00:00+08:00,4" in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")


def test_an_unsettled_proposal_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "时段,呼入量,请求服务数\n2026-12-06 09:00,3,4\n", "e.csv")
    asked(path)
    with pytest.raises(InputError, match=r"columns\.offered: is missing"):
        run(path)


def test_unknown_headers_for_what_is_needed(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "ts,calls made,n\n2003-03-03 07:00:00,560,6\n", "e.csv")
    assert asked(path) == [
        "e.csv, row 1: no header is known for interval_start",
        "e.csv, row 1: no header is known for offered",
    ]
    settle(tmp_path, 'interval_start = "ts"')
    settle(tmp_path, 'offered = "calls made"')
    assert run(path).rows_imported == 1


def test_the_meaning_of_talk_time(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "Interval,Offered,Talk Time\n2026-12-06 09:00,3,240\n", "e.csv")
    assert asked(path) == ["e.csv, row 1, Talk Time: 'Talk Time' may be talk_s / talk_total_s"]
    settle(tmp_path, 'talk_total_s = "Talk Time"')
    run(path)
    assert ",3,80" in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")


def test_the_order_of_dates_is_read_off_or_asked(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "Interval,Offered\n12/06/2026 09:00,3\n12/25/2026 09:00,3\n12/25/2026 09:30,3\n", "e.csv")
    run(path)
    assert "2026-12-06T09:00" in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "history.csv").unlink()
    path = csv_file(tmp_path, "Interval,Offered\n12/06/2026 09:00,3\n12/07/2026 09:00,3\n12/07/2026 09:30,3\n", "e.csv")
    assert asked(path) == ["e.csv, row 1: the dates may begin with the day or the month"]
    settle(tmp_path, 'date_order = "dmy"')
    run(path)
    assert "2026-07-12T09:30" in (tmp_path / "history.csv").read_text(encoding="utf-8-sig")


def test_an_existing_mapping_is_never_overwritten(tmp_path: Path) -> None:
    mapping = 'kind = "intervals"\n[columns]\ninterval_start = "Time"\noffered = "Volume"\n'
    path = csv_file(tmp_path, mapping, "mapping.toml")
    with pytest.raises(InputError) as error:
        run(csv_file(tmp_path, "时段,呼入量,请求服务数\n2026-12-06 09:00,3,4\n", "e.csv"))
    assert told(error) == [
        "e.csv: the header 'Time', which the mapping names for interval_start, is not in this file",
        "e.csv: the header 'Volume', which the mapping names for offered, is not in this file",
    ]
    assert path.read_text() == mapping


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", 'mapping.toml: kind: is missing; write kind = "intervals" or kind = "records"'),
        ('kind = "calls"', "mapping.toml:1: kind = 'calls': must be one of intervals, records"),
        ('kind = "records"\n[columns]\nraised = "a"\nphone = "b"', 'mapping.toml:4: columns.phone = "b": unknown key'),
        (
            'kind = "records"\nunits = "s"\n[columns]\nraised = "a"',
            'mapping.toml:2: units = "s": unknown key; did you mean "unit"?',
        ),
        ('kind = "intervals"\n[columns]\noffered = "a"', "mapping.toml:2: columns.interval_start: is missing"),
        (
            'kind = "intervals"\ninterval_min = 0\n[columns]\noffered = "a"\ninterval_start = "b"',
            "mapping.toml:2: interval_min = 0: must be",
        ),
        ("kind = ", "mapping.toml:1: cannot be read as TOML here"),
    ],
)
def test_faults_of_a_mapping(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(InputError) as error:
        read_mapping(csv_file(tmp_path, text, "mapping.toml"))
    assert told(error)[0].startswith(fault)


def test_headers_with_quotes_and_backslashes_survive_the_proposal(tmp_path: Path) -> None:
    path = csv_file(tmp_path, '"T ""x\\",Number\n2026-12-06 09:00,3\n', "e.csv")
    asked(path)
    settle(tmp_path, 'interval_start = "T \\"x\\\\"')
    settle(tmp_path, 'offered = "Number"')
    assert run(path).rows_imported == 1
