"""The staff, their skills and what they asked for."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from planner.plan import Plan
from tests.planner.example.reading import MONDAY, local, skills_of


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
