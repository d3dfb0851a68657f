"""How the tests read the example centre."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from planner.files import read_table
from planner.schema import Table

MONDAY = date(2026, 12, 7)  # of the week to plan
LAST_MONDAY = MONDAY - timedelta(days=7)
CHAT_LIKE = ["chat-general", "chat-urgent", "app", "social"]
CJK = re.compile(r"[\u4e00-\u9fff]")


def table(folders: Path, file: str, schema: Table, language: str = "zh") -> pd.DataFrame:
    return read_table(folders / language / file, schema, timezone="Asia/Shanghai")


def skills_of(agents: pd.DataFrame) -> dict[str, dict[str, int]]:
    return {
        row.agent: {name: int(level) for name, level in (part.split(":") for part in row.skills.split(";"))}
        for row in agents.itertuples()
    }


def local(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="Asia/Shanghai")


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
