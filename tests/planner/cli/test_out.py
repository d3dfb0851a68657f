"""What is printed: rows of a table that is not on a terminal stay whole, however long."""

import pytest

from planner.cli.out import Out


def test_a_row_of_sentences_stays_one_whole_line(capsys: pytest.CaptureFixture[str]) -> None:
    reasons = "; ".join(f"Days off (A11 Kevin Carter, 2026-12-{day})" for day in range(10, 31))
    Out().table(
        ["shift", "more wage-hours", "rules"], [["day off", "+0.0", ""], ["Short shift 09:00", "-1.4", reasons]]
    )
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading.split() == ["shift", "more", "wage-hours", "rules"]
    assert [line.split() for line in lines] == [
        ["day", "off", "+0.0"],
        ["Short", "shift", "09:00", "-1.4", *reasons.split()],
    ]
