"""Real input: contact records of a bank through the whole run, and another bank's counts without a plan."""

import json
from pathlib import Path

import pandas as pd
import pytest

from planner.cli import main
from planner.files import read_table
from planner.tables import COVERAGE, FORECAST, REQUIREMENT, ROSTER
from tests.data import real_data

QUEUES = ("IN", "NE", "NW", "PE", "PS", "TT")

MAPPING = """\
kind = "records"

[columns]
raised = "arrival"
queue = "type"
handle_s = "ser_time"
agent = "server"

[[leave_out]]
column = "outcome"
equals = "PHANTOM"
"""


def bank_plan() -> str:
    queues = "".join(
        f"""
[queues.{queue}]
channel = "voice"
model = "live"
group = "bank"
aht_s = 180
patience_s = 345
target = {{ service_level = 0.8, within_s = 60 }}
"""
        for queue in QUEUES
    )
    opening = "".join(
        f'{queue} = {{ sun-thu = "07:00-24:00", fri = "07:00-14:00", sat = "20:00-24:00" }}\n' for queue in QUEUES
    )
    return f"""\
name = "Bank"
timezone = "Asia/Jerusalem"
{queues}
[opening]
{opening}
[shifts.day]
starts = ["07:00", "09:00", "15:00"]
length_min = 540
breaks = [{{ min = 60, window = ["+3:00", "+6:00"] }}]

[shifts.short]
starts = ["07:00", "10:00", "20:00"]
length_min = 240

[rules.contract_hours]
tolerance_h = 8

[roster]
effort = "quick"
"""


def bank_agents(count: int = 30) -> str:
    rows = ["agent,skills,contract_h"]
    for number in range(count):
        own = [queue for at, queue in enumerate(QUEUES) if (number + at) % 3 or queue == "PS"]
        rows.append(f"{number:03d},{';'.join(own)},{40 if number % 5 else 20}")
    return "\n".join(rows) + "\n"


def test_contact_records_of_a_bank_become_a_rostered_week(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls = real_data("anonymous_bank_1999/calls_feb1999_call_level.csv")
    (tmp_path / "plan.toml").write_text(bank_plan(), encoding="utf-8")
    (tmp_path / "agents.csv").write_text(bank_agents(), encoding="utf-8")
    (tmp_path / "mapping.toml").write_text(MAPPING, encoding="utf-8")

    assert main(["import", str(calls), "-C", str(tmp_path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["data"]
    raw = pd.read_csv(calls)
    phantom = int((raw["outcome"] == "PHANTOM").sum())
    assert told["rows_read"] == len(raw)
    assert told["rows_left_out"] == phantom
    assert told["rows_imported"] == len(raw) - phantom
    assert tuple(told["queues"]) == QUEUES

    assert main(["run", "-C", str(tmp_path), "--lang", "en"]) == 0
    folder = tmp_path / "runs" / "1999-W09"
    roster = read_table(folder / "roster.csv", ROSTER, timezone="Asia/Jerusalem")
    coverage = read_table(folder / "coverage.csv", COVERAGE, timezone="Asia/Jerusalem")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert roster["agent"].nunique() == 30
    assert set(coverage["queue"]) == set(QUEUES)
    assert manifest["stages"]["roster"]["figures"]["violations"] == 0
    assert (folder / "report.en.html").exists()
    assert (folder / "report.zh.html").exists()


def test_half_hourly_counts_are_forecast_and_staffed_without_a_plan(tmp_path: Path) -> None:
    counts = pd.read_csv(real_data("bank_calls_2003/bank_calls_30min.csv"))
    counts = counts[~counts["ts"].str.contains(" 21:")]
    history, forecast, requirement = (tmp_path / f"{name}.csv" for name in ("history", "forecast", "requirement"))
    pd.DataFrame({"queue": "all", "interval_start": counts["ts"], "offered": counts["calls"]}).to_csv(
        history, index=False
    )

    assert main(["forecast", str(history), "--start", "2003-09-01", "--days", "28", "--out", str(forecast)]) == 0
    ahead = read_table(forecast, FORECAST, timezone=None)
    assert ahead["interval_start"].min() == pd.Timestamp("2003-09-01")
    assert ahead["interval_start"].max() == pd.Timestamp("2003-09-28 23:30")
    actual = counts[counts["ts"].between("2003-09-02", "2003-09-29")].set_index("ts")["calls"]
    assert ahead["offered"].sum() == pytest.approx(actual.sum(), rel=0.15)

    arguments = ["--target", "80/20", "--aht", "180", "--out", str(requirement)]
    assert main(["staff", str(forecast), *arguments]) == 0
    needed = read_table(requirement, REQUIREMENT, timezone=None)
    busy = needed[needed["offered"] > 0]
    assert len(needed) == len(ahead)
    assert (busy["agents_required"] > busy["offered_load_erl"]).all()
    assert busy["service_level"].min() >= 0.8 - 1e-9
