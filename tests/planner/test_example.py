"""The example centre: files as they are read back, held against the plan, the calendar and the rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from planner.calendar import day_kinds
from planner.example import write_example
from planner.example.demand import PROMOTIONS
from planner.example.folder import CannotWrite, FolderInUse
from planner.example.texts import read_texts
from planner.files import read_table
from planner.plan import Plan, read_plan
from planner.plan.base import after_min, clock_min, hours_min
from planner.schema import Table
from planner.tables import ACTIVITIES, AGENTS, HISTORY, REQUESTS, ROSTER

MONDAY = date(2026, 12, 7)  # of the week to plan
LAST_MONDAY = MONDAY - timedelta(days=7)
CHAT_LIKE = ["chat-general", "chat-urgent", "app", "social"]
CJK = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("example")
    for language in ("en", "zh"):
        write_example(root / language, language)
    return root


@pytest.fixture(scope="module")
def plan(folders: Path) -> Plan:
    return read_plan(folders / "zh" / "plan.toml")


def table(folders: Path, file: str, schema: Table, language: str = "zh") -> pd.DataFrame:
    return read_table(folders / language / file, schema, timezone="Asia/Shanghai")


@pytest.fixture(scope="module")
def history(folders: Path) -> pd.DataFrame:
    return table(folders, "history.csv", HISTORY)


@pytest.fixture(scope="module")
def agents(folders: Path) -> pd.DataFrame:
    return table(folders, "agents.csv", AGENTS)


@pytest.fixture(scope="module")
def requests_(folders: Path) -> pd.DataFrame:
    return table(folders, "requests.csv", REQUESTS)


@pytest.fixture(scope="module")
def roster(folders: Path) -> pd.DataFrame:
    return table(folders, "published/2026-W49/roster.csv", ROSTER)


@pytest.fixture(scope="module")
def activities(folders: Path) -> pd.DataFrame:
    return table(folders, "published/2026-W49/activities.csv", ACTIVITIES)


def skills_of(agents: pd.DataFrame) -> dict[str, dict[str, int]]:
    return {
        row.agent: {name: int(level) for name, level in (part.split(":") for part in row.skills.split(";"))}
        for row in agents.itertuples()
    }


def local(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="Asia/Shanghai")


# ---- files


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_file_is_there_and_nothing_else(folders: Path) -> None:
    assert sorted(files_of(folders / "zh")) == [
        ".planner/plan.schema.json",
        "agents.csv",
        "history.csv",
        "plan.toml",
        "published/2026-W49/activities.csv",
        "published/2026-W49/roster.csv",
        "requests.csv",
    ]


def test_same_seed_same_bytes_and_another_seed_another_history(folders: Path, tmp_path: Path) -> None:
    write_example(tmp_path / "again")
    write_example(tmp_path / "other", seed=1)
    first, again, other = (files_of(folder) for folder in (folders / "zh", tmp_path / "again", tmp_path / "other"))
    assert first == again
    assert {name for name in first if first[name] != other[name]} == {"agents.csv", "history.csv"}


def test_a_folder_with_a_plan_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("mine")
    with pytest.raises(FolderInUse, match=r"holds plan\.toml already"):
        write_example(tmp_path)
    assert files_of(tmp_path) == {"plan.toml": b"mine"}


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CannotWrite, match="file: part of the path is a file"):
        write_example(tmp_path / "file")


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    write_example(tmp_path, "en")
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert not list(tmp_path.glob(".init-*"))


# ---- words


def test_languages_differ_in_words_only(folders: Path) -> None:
    zh, en = files_of(folders / "zh"), files_of(folders / "en")
    assert {name for name in zh if zh[name] != en[name]} == {"plan.toml", "agents.csv"}
    words = ["name", "team"]
    numbers = [table(folders, "agents.csv", AGENTS, language).drop(columns=words) for language in ("zh", "en")]
    pd.testing.assert_frame_equal(*numbers)


def without_names(node: object) -> object:
    if isinstance(node, dict):
        return {key: without_names(value) for key, value in node.items() if key not in ("name", "language")}
    return node


def test_plans_differ_in_names_and_language_only(folders: Path) -> None:
    zh, en = (read_plan(folders / language / "plan.toml").model_dump() for language in ("zh", "en"))
    assert zh != en
    assert without_names(zh) == without_names(en)


def test_english_has_no_chinese_and_chinese_no_english(folders: Path) -> None:
    for name in ("plan.toml", "agents.csv"):
        assert not CJK.search((folders / "en" / name).read_text(encoding="utf-8-sig"))
    plan_text = (folders / "zh" / "plan.toml").read_text(encoding="utf-8")
    spoken = re.findall(r'(?:^|\s)# (.+)$|^name = "(.+)"$', plan_text, flags=re.MULTILINE)
    assert all(CJK.search(comment or name) for comment, name in spoken)
    people = table(folders, "agents.csv", AGENTS)
    assert all(CJK.search(text) for text in [*people["name"], *people["team"]])


def test_both_languages_have_the_same_texts() -> None:
    en, zh = read_texts("en"), read_texts("zh")
    assert (en.plan.keys(), en.teams.keys()) == (zh.plan.keys(), zh.teams.keys())
    assert (len(set(en.surnames)), len(set(en.given))) == (len(set(zh.surnames)), len(set(zh.given))) == (20, 30)
    assert not [key for key in en.plan if key != "language" and en.plan[key] == zh.plan[key]]


# ---- plan


def test_the_plan_points_to_its_schema(folders: Path) -> None:
    text = (folders / "zh" / "plan.toml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "#:schema ./.planner/plan.schema.json"
    assert json.loads((folders / "zh" / ".planner/plan.schema.json").read_bytes()) == Plan.model_json_schema()


def test_the_promotion_to_plan_is_typed_and_the_past_ones_are_to_be_learnt(plan: Plan) -> None:
    assert plan.events["double12"].volume == 2.5
    assert MONDAY <= plan.events["double12"].start.date() < MONDAY + timedelta(days=7)
    for name, points in PROMOTIONS.items():
        event = plan.events[name]
        assert event.volume is None
        assert (event.start, event.end) == tuple(datetime.fromisoformat(points[at][0]) for at in (0, -1))


# ---- demand


def by_day(history: pd.DataFrame, queue: str) -> pd.Series:
    rows = history[history["queue"] == queue]
    return rows.groupby(rows["interval_start"].dt.date)["offered"].sum()


def test_history_holds_every_open_interval_of_forty_weeks_once(plan: Plan, history: pd.DataFrame) -> None:
    starts = history["interval_start"]
    assert (starts.min(), starts.max()) == (local("2026-03-02T00:00"), local("2026-12-06T23:30"))
    for queue, rows in history.groupby("queue"):
        start, end = hours_min(next(iter(plan.opening[str(queue)].values())))
        assert len(rows) == 280 * (end - start) // 30
        minute = rows["interval_start"].dt.hour * 60 + rows["interval_start"].dt.minute
        assert minute.between(start, end - 30).all()


def test_channel_mix(history: pd.DataFrame) -> None:
    share = history.groupby("queue")["offered"].sum() / history["offered"].sum()
    assert share[CHAT_LIKE].sum() == pytest.approx(0.70, abs=0.02)
    assert share["email"] == pytest.approx(0.18, abs=0.015)
    assert share["voice"] == pytest.approx(0.12, abs=0.015)


def test_volume_grows_mildly(history: pd.DataFrame) -> None:
    week = history["interval_start"].dt.isocalendar().week
    total = history["offered"].groupby(week).sum()
    assert 1.03 < total.loc[45:49].median() / total.loc[10:14].median() < 1.15


def test_holidays_are_quiet_and_make_up_sundays_busy(history: pd.DataFrame) -> None:
    email = by_day(history, "email")
    kinds = day_kinds("CN", email.index[0], email.index[-1]).set_index("date")["kind"]
    weekday = pd.Series([day.weekday() for day in email.index], email.index)
    normal = email[kinds.isin(["workday", "weekend"])].groupby(weekday).median()
    relative = email / weekday.map(normal)
    assert relative[kinds == "holiday"].median() < 0.8
    assert relative[kinds == "bridge"].median() < 0.9
    assert relative[kinds == "makeup"].mean() > 1.15


@pytest.mark.parametrize(("name", "least"), [("festival618", 1.9), ("double11", 2.6)])
def test_promotions_heat_up_peak_and_decay(plan: Plan, history: pd.DataFrame, name: str, least: float) -> None:
    event = plan.events[name]
    chat = history[history["queue"] == "chat-general"].set_index("interval_start")["offered"]
    promoted = chat[local(str(event.start)) : local(str(event.end)) - timedelta(minutes=1)]
    weeks_before = [chat.reindex(promoted.index - timedelta(weeks=n)).to_numpy() for n in (1, 2, 3)]
    usual = pd.Series(np.mean(weeks_before, axis=0), promoted.index)
    assert promoted.sum() / usual.sum() > least

    def times_usual(hours: slice) -> float:
        return float(promoted[hours].sum() / usual[hours].sum())

    peak_day = promoted.index[-1].normalize()
    peak = times_usual(slice(peak_day + timedelta(hours=9), peak_day + timedelta(hours=21)))
    assert times_usual(slice(None, peak_day - timedelta(minutes=1))) < peak
    assert times_usual(slice(peak_day + timedelta(hours=22), None)) < peak


def test_counts_vary_more_than_poisson_and_days_vary_together(history: pd.DataFrame) -> None:
    plain = history[
        (history["interval_start"] >= local("2026-07-01")) & (history["interval_start"] < local("2026-09-20"))
    ]
    hour_of_week = plain["interval_start"].dt.day_of_week * 48 + plain["interval_start"].dt.hour
    mean = plain.groupby(["queue", hour_of_week])["offered"].transform("mean")
    chat = plain["queue"] == "chat-general"
    assert ((plain["offered"] - mean)[chat] ** 2).mean() / mean[chat].mean() > 1.3

    date_ = plain["interval_start"].dt.date
    daily = plain["offered"].groupby([plain["queue"], date_]).sum() / mean.groupby([plain["queue"], date_]).sum()
    together = daily.unstack("queue")[["chat-general", "app"]].corr().iloc[0, 1]
    assert together > 0.2


def test_handle_times_are_those_of_the_plan_at_full_concurrency(plan: Plan, history: pd.DataFrame) -> None:
    assert history["aht_s"].isna().equals(history["offered"] == 0)
    for queue, rows in history.groupby("queue"):
        weighted = (rows["aht_s"] * rows["offered"]).sum() / rows["offered"].sum()
        assert weighted == pytest.approx(plan.queues[str(queue)].aht_by_concurrency_s[-1], rel=0.02)


def test_a_normal_week_needs_about_the_people_there_are(
    plan: Plan, history: pd.DataFrame, roster: pd.DataFrame, activities: pd.DataFrame
) -> None:
    """Workload at the occupancy that queues of this size allow, against last week's hours on contacts."""
    week = history[history["interval_start"] >= local(str(LAST_MONDAY))].groupby("queue")["offered"].sum()
    workload_h = 0.0
    for name, queue in plan.queues.items():
        by_people = 1 - queue.bot_share * (1 - queue.bot_escalation)
        aht_s = queue.aht_by_concurrency_s
        workload_h += week[name] * by_people * aht_s[-1] / len(aht_s) / 3600
    on_duty_h = (roster["shift_end"] - roster["shift_start"]).sum() / timedelta(hours=1)
    off_contacts_h = (activities["end"] - activities["start"]).sum() / timedelta(hours=1)
    present_h = (on_duty_h - off_contacts_h) * (1 - plan.unplaced_shrinkage_at(0))
    assert 0.30 < workload_h / present_h < 0.50


# ---- people


def test_the_staff(agents: pd.DataFrame) -> None:
    assert len(agents) == agents["name"].nunique() == 40
    assert agents["team"].nunique() == 3
    assert agents["contract_h"].value_counts().to_dict() == {40: 34, 20: 6}
    assert agents["skills"].nunique() <= 8
    assert (agents["tags"] != "").sum() == 2


def test_every_skill_is_asked_for_and_every_grade_has_a_wage(plan: Plan, agents: pd.DataFrame) -> None:
    asked = {plan.skill_of(queue) for queue in plan.queues} | {post.skill for post in plan.posts.values()}
    assert {skill for skills in skills_of(agents).values() for skill in skills} == asked
    assert set(agents["grade"]) == set(plan.costs.grades)


def test_every_queue_and_post_has_people_enough(plan: Plan, agents: pd.DataFrame) -> None:
    levels = list(skills_of(agents).values())

    def able(skill: str, level: int) -> int:
        return sum(skills.get(skill, 0) >= level for skills in levels)

    assert min(able(plan.skill_of(name), queue.min_level) for name, queue in plan.queues.items()) >= 20
    assert {name: able(post.skill, post.min_level) for name, post in plan.posts.items()} == {
        "lead": 7,
        "night": 8,
        "expert": 8,
    }


def test_requests(plan: Plan, agents: pd.DataFrame, requests_: pd.DataFrame) -> None:
    assert requests_["kind"].value_counts().to_dict() == {"off": 6, "shift": 4, "leave": 3, "lock": 2}
    assert set(requests_["agent"]) <= set(agents["agent"])
    wishes = requests_[requests_["kind"].isin(["off", "shift"])]
    assert (wishes["weight"] > 0).all()
    assert set(requests_["shift"]) <= {"", *plan.shifts}
    days = requests_[requests_["kind"] != "lock"]
    assert all(at == at.normalize() for at in [*days["start"], *days["end"]])
    assert requests_["start"].between(local(str(MONDAY)), local("2026-12-13T23:59")).all()


def test_locks_can_be_kept(plan: Plan, requests_: pd.DataFrame, roster: pd.DataFrame) -> None:
    for lock in requests_[requests_["kind"] == "lock"].itertuples():
        assert lock.start.strftime("%H:%M") in plan.shifts[lock.shift].starts
        own = requests_[(requests_["agent"] == lock.agent) & (requests_["kind"] != "lock")]
        assert own.empty
        before = roster.loc[roster["agent"] == lock.agent, "shift_end"].max()
        assert lock.start - before >= timedelta(hours=11)


# ---- last week


def shifts_of(roster: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for _, rows in roster.groupby("agent"):
        yield rows.sort_values("shift_start")


def test_everybody_works_the_contract_on_five_days(plan: Plan, agents: pd.DataFrame, roster: pd.DataFrame) -> None:
    paid_h = roster.groupby("agent")["paid_min"].sum() / 60
    assert paid_h.to_dict() == agents.set_index("agent")["contract_h"].to_dict()
    for rows in shifts_of(roster):
        assert rows["shift_start"].dt.date.nunique() == len(rows) == 7 - plan.rules.min_days_off.days
    for row in roster.itertuples():
        shift = plan.shifts[row.shift]
        assert row.shift_start.strftime("%H:%M") in shift.starts
        assert row.shift_end - row.shift_start == timedelta(minutes=shift.length_min)
        assert row.paid_min == shift.paid_min


def test_everybody_rests(plan: Plan, roster: pd.DataFrame) -> None:
    rest = timedelta(hours=plan.rules.min_rest_between_shifts.hours)
    for rows in shifts_of(roster):
        assert all(
            start - end >= rest for end, start in zip(rows["shift_end"], rows["shift_start"].iloc[1:], strict=False)
        )


def test_runs_of_days_leave_freedom_for_the_week_to_plan(plan: Plan, roster: pd.DataFrame) -> None:
    runs = []
    for rows in shifts_of(roster):
        worked = set(rows["shift_start"].dt.date)
        days_back = range(1, 8)
        runs.append(next(n - 1 for n in days_back if MONDAY - timedelta(days=n) not in worked))
    assert max(runs) < plan.rules.max_days_in_a_row.days
    assert np.mean(runs) < 3


def test_breaks_lie_in_their_windows_and_activities_never_meet(
    plan: Plan, roster: pd.DataFrame, activities: pd.DataFrame
) -> None:
    of_shift = activities.groupby(["agent", "shift_start"])
    for row in roster.itertuples():
        own = of_shift.get_group((row.agent, row.shift_start)).sort_values("start")
        assert all(a.end <= b.start for a, b in pairwise(own.itertuples()))
        breaks = own[own["kind"].isin(["break", "meal"])]
        for pause, wanted in zip(breaks.itertuples(), plan.shifts[row.shift].breaks, strict=True):
            earliest, latest = (row.shift_start + timedelta(minutes=after_min(side)) for side in wanted.window)
            assert earliest <= pause.start
            assert pause.end <= latest
            assert pause.end - pause.start == timedelta(minutes=wanted.min)
            assert pause.kind == ("break" if wanted.paid else "meal")


@pytest.mark.parametrize("name", ["lead", "night", "expert"])
def test_posts_are_held_with_their_overlaps(
    plan: Plan, agents: pd.DataFrame, roster: pd.DataFrame, activities: pd.DataFrame, name: str
) -> None:
    """Holders' shifts, shortened at their end unless they close the post, cover every slot of every day's hours."""
    post, skills = plan.posts[name], skills_of(agents)
    opening, closing = hours_min(post.hours)
    held = roster[roster["post"] == name]
    assert all(skills[agent].get(post.skill, 0) >= post.min_level for agent in held["agent"])
    handovers = activities[activities["kind"] == "handover"].set_index(["agent", "shift_start"])
    for day in range(7):
        midnight = local(str(LAST_MONDAY + timedelta(days=day)))
        covered = np.zeros((closing - opening) // plan.slot_min, dtype=bool)
        for row in held[held["shift_start"].dt.date == midnight.date()].itertuples():
            start, end = ((at - midnight) // timedelta(minutes=1) for at in (row.shift_start, row.shift_end))
            shortened = end if end >= closing else end - post.overlap_min
            covered[max(0, start - opening) // plan.slot_min : max(0, shortened - opening) // plan.slot_min] = True
            handover = handovers.loc[(row.agent, row.shift_start)]
            assert handover["end"] - handover["start"] == timedelta(minutes=post.overlap_min)
        assert covered.all()


def test_the_sunday_night_shift_reaches_into_the_week_to_plan(roster: pd.DataFrame) -> None:
    sunday_night = roster[(roster["shift_start"] == local("2026-12-06T23:00")) & (roster["post"] == "night")]
    assert list(sunday_night["shift_end"]) == [local("2026-12-07T08:00")]


def test_every_interval_of_the_day_can_be_reached_by_a_shift(plan: Plan) -> None:
    spans = [
        (clock_min(start) + shift_day, clock_min(start) + shift_day + shift.length_min)
        for shift in plan.shifts.values()
        for start in shift.starts
        for shift_day in (-24 * 60, 0)
    ]
    assert all(any(a <= minute and minute + 15 <= b for a, b in spans) for minute in range(0, 24 * 60, 15))
