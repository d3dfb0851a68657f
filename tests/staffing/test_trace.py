"""Every step of a trace, computed again by hand: a live, a chat and a deferred interval of the small centre."""

from datetime import datetime
from math import exp, factorial, inf
from pathlib import Path

import numpy as np
import pytest

from planner.centre import Centre
from planner.pipeline import STAGES, Run, run_stages
from planner.staffing import chat, erlang
from planner.staffing.live_demand import LiveDemand
from planner.staffing.trace import NoSuchInterval, NoSuchQueue, Trace, trace
from planner.staffing.transient import predict
from planner.tables import FORECAST, POOLED, REQUIREMENT
from tests.builders import AGENTS, PLAN, WEEK, history, write_centre

CHAT = """\
[queues.chat]
channel = "chat"
model = "chat"
aht_s = [400, 500]
bot_share = 0.2
bot_escalation = 0.25
bot_aht_factor = 1.2
floor = 1
target = { service_level = 0.8, within_s = 60, max_occupancy = 0.9 }

[opening]
chat = { mon-sun = "08:00-20:00" }
"""
AT = datetime(2026, 3, 4, 10, 10)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The small centre with a chat queue as busy as voice, of which a bot takes a part."""
    voice = [line for line in history().splitlines() if line.startswith("voice")]
    folder = write_centre(
        tmp_path_factory.mktemp("centre"),
        plan=PLAN.replace("[opening]\n", CHAT),
        agents=AGENTS.replace("005,Eve,two,voice:1", "005,Eve,two,chat:1"),
        history=history() + "\n".join(line.replace("voice", "chat") for line in voice) + "\n",
    )
    run = Run(Centre.open(folder / "plan.toml"), WEEK, folder / "runs" / WEEK)
    list(run_stages(run, [stage for stage in STAGES if stage.name in ("forecast", "staff")]))
    return run


def traced(run: Run, queue: str, at: datetime = AT) -> Trace:
    tables = (run.read(FORECAST, "forecast"), run.read(REQUIREMENT, "staff"), run.read(POOLED, "staff"))
    return trace(queue, at, run.centre.plan, *tables)


def forecast_of(run: Run, queue: str) -> np.ndarray:
    rows = run.read(FORECAST, "forecast")
    return rows.loc[rows["queue"] == queue, "offered"].to_numpy()


def erlang_c_level(load: float, agents: int, tau: float) -> float:
    """Σ by hand: 1 − C e^{−(n − A) t}."""
    terms = [1.0]
    for k in range(1, agents + 1):
        terms.append(terms[-1] * load / k)
    last = terms[-1] * agents / (agents - load)
    return 1 - last / (sum(terms[:-1]) + last) * exp(-(agents - load) * tau)


def test_a_live_interval(run: Run) -> None:
    steps = traced(run, "voice")
    index = 2 * 48 + 20
    offered = forecast_of(run, "voice")
    assert (steps.queue, steps.interval_start.isoformat()) == ("voice", "2026-03-04T10:00:00+08:00")
    assert steps.contacts == steps.contacts_planned == steps.offered == pytest.approx(offered[index])
    assert (steps.people_share, steps.model, steps.agents_floor) == (1, "live", 0)
    assert steps.aht_s == pytest.approx(240, abs=0.5)
    assert steps.offered_load_erl == pytest.approx(steps.offered * steps.aht_s / 1800, abs=1e-5)
    assert (steps.target_service_level, steps.target_within_s) == (0.8, 20)
    assert erlang_c_level(steps.offered_load_erl, 30, 20 / 240) == pytest.approx(
        erlang.service_level(steps.offered_load_erl, 30, 240, 20)
    )
    meets = [n for n in range(1, 20) if erlang.service_level(steps.offered_load_erl, n, steps.aht_s, 20, 180) >= 0.8]
    assert steps.agents_steady == meets[0]
    week = LiveDemand.checked(1800, offered, 240, 180)
    required = run.read(REQUIREMENT, "staff").query("queue == 'voice'")["agents_required"].to_numpy()
    day = predict(week, required, 20)
    assert steps.service_level == pytest.approx(day.service_level[index], abs=2e-3)
    assert steps.occupancy == pytest.approx(day.occupancy[index], abs=2e-3)
    fewer = required - 0.02 * (np.arange(len(required)) == index)
    assert predict(week, fewer, 20).service_level[index] < 0.8 <= steps.service_level + 1e-9
    assert steps.binding == "service_level"
    assert (steps.shrinkage, steps.scheduled_required) == (0.05, pytest.approx(steps.agents_required / 0.95, abs=1e-5))


def test_a_chat_interval(run: Run) -> None:
    steps = traced(run, "chat")
    assert steps.people_share == pytest.approx(1 - 0.2 + 0.2 * 0.25)
    assert steps.offered == pytest.approx(steps.contacts * 0.85, abs=1e-5)
    factor = (0.8 + 0.05 * 1.2) / 0.85
    assert steps.aht_s == pytest.approx(factor * 500 / 2, abs=1e-3)
    assert steps.offered_load_erl == pytest.approx(steps.offered * factor * 250 / 1800, abs=1e-5)
    levels = [400 * factor, 500 * factor]
    met = [n for n in range(1, 20) if meets_both(2 * steps.offered, n, levels)]
    assert steps.agents_steady == met[0]
    assert meets_both(2 * steps.offered, steps.agents_required, levels)
    assert not meets_both(2 * steps.offered, steps.agents_required - 0.01, levels)
    assert steps.occupancy == pytest.approx(chat.occupancy(2 * steps.offered, steps.agents_required, levels), abs=1e-5)
    assert (steps.agents_floor, steps.target_max_occupancy) == (1, 0.9)
    assert steps.scheduled_required == pytest.approx(steps.agents_required / 0.95, abs=1e-5)


@pytest.fixture(scope="module")
def promised(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The small centre with redials on the phone, and a chat queue that promises first responses."""
    conversation = "conversation = { work_s = 35, think_s = 60, turns = 6, max_chats = 4 }"
    chats = CHAT.replace("aht_s = [400, 500]", conversation).replace(
        "= 60, max", '= 120, answer = "first_response", max'
    )
    plan = PLAN.replace("[opening]\n", chats).replace("patience_s = 180", "patience_s = 180\nredial_share = 0.5")
    voice = [line for line in history().splitlines() if line.startswith("voice")]
    folder = write_centre(
        tmp_path_factory.mktemp("promised"),
        plan=plan,
        agents=AGENTS.replace("005,Eve,two,voice:1", "005,Eve,two,chat:1"),
        history=history() + "\n".join(line.replace("voice", "chat") for line in voice) + "\n",
    )
    run = Run(Centre.open(folder / "plan.toml"), WEEK, folder / "runs" / WEEK)
    list(run_stages(run, [stage for stage in STAGES if stage.name in ("forecast", "staff")]))
    return run


def test_a_first_response(promised: Run) -> None:
    steps = traced(promised, "chat")
    assert (steps.target_answer, steps.binding) == ("first_response", "workload")
    factor = (0.8 + 0.05 * 1.2) / 0.85
    at_agent = [1 / sum(factorial(j) / factorial(j - m) * (35 / 60) ** m for m in range(j + 1)) for j in range(1, 5)]
    levels = [factor * j * 6 * 35 / (1 - alone) for j, alone in enumerate(at_agent, start=1)]
    assert steps.aht_by_concurrency_s == pytest.approx(tuple(levels))
    assert steps.aht_s == pytest.approx(levels[-1] / 4, abs=1e-3)
    conversation = promised.centre.plan.queues["chat"].conversation
    args = (2 * steps.offered, steps.agents_required, levels, 120)
    assert steps.service_level == pytest.approx(chat.service_level(*args, conversation=conversation), abs=1e-5)
    assert 0.8 <= steps.service_level < chat.service_level(*args) - 0.05
    assert chat.mean_wait_s(2 * steps.offered, steps.agents_required - 0.01, levels) == inf


def test_redials(promised: Run, run: Run) -> None:
    steps = traced(promised, "voice")
    contacts = steps.offered + steps.redials
    assert steps.redials == pytest.approx(0.5 * steps.abandon_rate * contacts)
    assert steps.redials > 0 == traced(run, "voice").redials
    assert steps.agents_required > traced(run, "voice").agents_required
    alone = erlang.agents_required(steps.offered_load_erl, steps.aht_s, 0.8, 20, 180, redial_share=0.5)
    assert steps.agents_steady == alone


def test_the_command_names_first_responses_and_redials(promised: Run, capsys: pytest.CaptureFixture[str]) -> None:
    from planner.cli import main

    arguments = ["staff", "-C", str(promised.centre.folder), "2026-03-04T10:10", "--lang", "en"]
    assert main([*arguments[:3], "--why", "chat", *arguments[3:]]) == 0
    shown = capsys.readouterr().out
    assert "target, for the first response" in shown
    assert "handle time with 1, 2, … chats, s" in shown
    assert main([*arguments[:3], "--why", "voice", *arguments[3:]]) == 0
    assert "redials, on top of the contacts" in capsys.readouterr().out


def meets_both(per_h: float, agents: float, aht_s: list[float]) -> bool:
    return bool(
        chat.service_level(per_h, agents, aht_s, 60) >= 0.8 - 1e-6
        and chat.occupancy(per_h, agents, aht_s) <= 0.9 + 1e-6
    )


def test_a_deferred_interval(run: Run) -> None:
    steps = traced(run, "email")
    assert steps.contacts == steps.offered == pytest.approx(forecast_of(run, "email")[2 * 48 + 20])
    assert steps.aht_s == pytest.approx(300, abs=0.5)
    assert steps.agents_steady == steps.offered_load_erl == pytest.approx(steps.offered * steps.aht_s / 1800, abs=1e-5)
    assert (steps.model, steps.binding, steps.service_level) == ("deferred", "workload", 1)
    rows = run.read(REQUIREMENT, "staff").query("queue == 'email'")
    assert rows["agents_required"].sum() == pytest.approx(1.05 * rows["offered_load_erl"].sum())
    assert steps.occupancy == pytest.approx(min(1.0, steps.occupancy))
    assert steps.scheduled_required == pytest.approx(steps.agents_required / 0.95, abs=1e-5)


def test_the_pools_that_a_queue_is_in(run: Run) -> None:
    steps, other = traced(run, "email"), traced(run, "chat")
    [pool] = steps.pools
    assert pool.queues == "voice+email"
    assert other.pools == ()
    assert pool.agents_additive == pytest.approx(steps.agents_required + traced(run, "voice").agents_required, abs=1e-5)
    assert pool.agents_required == pytest.approx(pool.agents_additive)  # one live queue: nothing to pool
    assert pool.scheduled_required == pytest.approx(pool.agents_required / 0.95, abs=1e-5)


def test_a_closed_interval_needs_nobody(run: Run) -> None:
    steps = traced(run, "voice", replace_hour(AT, 3))
    assert (steps.offered, steps.aht_s, steps.agents_required, steps.binding) == (0, 0, 0, "none")


def replace_hour(at: datetime, hour: int) -> datetime:
    return at.replace(hour=hour)


def test_unknown_queues_and_other_weeks_are_refused(run: Run) -> None:
    with pytest.raises(NoSuchQueue, match='did you mean "voice"'):
        traced(run, "voic")
    with pytest.raises(NoSuchInterval, match="2026-03-02 00:00 to 2026-03-09 00:00"):
        traced(run, "voice", datetime(2026, 3, 9))


def test_the_command_prints_it_and_gives_it_as_json(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    from planner.cli import main

    arguments = ["staff", "-C", str(run.centre.folder), "--why", "voice", "2026-03-04T10:10"]
    assert main([*arguments, "--lang", "en"]) == 0
    assert "agents on contacts" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    why = json.loads(capsys.readouterr().out)["data"]["why"]
    assert why["agents_required"] == traced(run, "voice").agents_required
    assert main(["staff", "-C", str(run.centre.folder), "--prices", "--json"]) == 0
    prices = json.loads(capsys.readouterr().out)["data"]["prices"]
    assert [price["demand"] for price in prices] == ["p50", "p80", "p90", "expected"]
    assert prices[0]["extra_h"] == 0 < prices[1]["extra_h"] < prices[2]["extra_h"]
    assert 0 < prices[3]["extra_h"] < prices[2]["extra_h"]


def test_an_average_over_the_band_is_called_one(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from planner.cli import main

    for file in run.centre.folder.glob("*.*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "plan.toml").open("a") as plan:
        plan.write('[staffing]\ndemand = "expected"\n')
    assert main(["forecast", "-C", str(tmp_path), "--week", str(WEEK)]) == 0
    averaged = Run(Centre.open(tmp_path / "plan.toml"), WEEK, tmp_path / "runs" / WEEK)
    list(run_stages(averaged, [stage for stage in STAGES if stage.name == "staff"]))
    steps, plain = traced(averaged, "chat"), traced(run, "chat")
    assert plain.paths == traced(averaged, "email").paths == ()
    assert steps.contacts_planned == plain.contacts_planned
    assert sum(steps.paths) / len(steps.paths) == pytest.approx(steps.offered)
    levels = [400 * 0.86 / 0.85, 500 * 0.86 / 0.85]
    met = sum(one * chat.service_level(2 * one, steps.agents_required, levels, 60) for one in steps.paths)
    assert steps.service_level == pytest.approx(met / sum(steps.paths), abs=1e-5)
    arguments = ["staff", "-C", str(tmp_path), "--week", str(WEEK), "--lang", "en", "--why"]
    assert main([*arguments, "chat", "2026-03-04T10:10"]) == 0
    assert "service level, averaged over the band's contacts" in capsys.readouterr().out
    assert main([*arguments, "email", "2026-03-04T10:10"]) == 0
    assert "service level reached" in capsys.readouterr().out


def test_impossible_deadlines_exit_1_and_name_queue_and_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from planner.cli import main

    write_centre(tmp_path, plan=PLAN.replace("within_s = 14400", "within_s = 240"))
    assert main(["staff", "-C", str(tmp_path), "--lang", "en"]) == 1
    assert "queues.email.target.within_s: 240 s is less than the 300 s" in capsys.readouterr().err
