"""Words stand in the language asked for, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from planner.example.texts import read_texts
from planner.plan import read_plan
from planner.tables import AGENTS
from tests.planner.example.reading import CJK, files_of, table


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
