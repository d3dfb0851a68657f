"""The calculator against published values."""

import json

import pytest

from planner.cli import main

ARGUMENTS = ["erlang", "--offered", "100", "--interval", "30", "--aht", "180", "--target", "80/20"]


def test_the_textbook_case_needs_14_agents(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ARGUMENTS, "--lang", "en"]) == 0
    printed = capsys.readouterr().out
    assert "14" in printed
    assert "0.8884" in printed
    assert "7.836" in printed


def test_json_has_full_precision(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ARGUMENTS, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is True
    assert answer["data"]["agents"] == 14
    assert answer["data"]["service_level"] == pytest.approx(0.8883500191794669, abs=1e-12)
    assert answer["data"]["asa_s"] == pytest.approx(7.83593701177724, abs=1e-9)


def test_patience_makes_it_erlang_a(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ARGUMENTS, "--patience", "300", "--agents", "14", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    assert data["abandon_rate"] == pytest.approx(0.013984, abs=1e-6)
    assert data["service_level"] == pytest.approx(0.916792, abs=1e-6)


@pytest.mark.parametrize("target", ["80", "120/20", "eighty/20", "80/-5"])
def test_a_target_that_is_none_is_wrong_usage(target: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ARGUMENTS[:-1], target]) == 2
    assert target in capsys.readouterr().err


def test_json_has_null_where_the_wait_never_ends(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erlang", "--offered", "100", "--aht", "180", "--agents", "3", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert answer["data"]["asa_s"] is None


def test_the_table_begins_with_its_first_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["erlang", "--offered", "100", "--aht", "180", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("agents on contacts")
