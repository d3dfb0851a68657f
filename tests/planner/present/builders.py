"""Small runs of one queue, and what words say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from planner.present.facts import QueueFacts, RunFacts
from reports import pages
from tests.example_run import MONDAY, Centre, example_run

QUEUE = QueueFacts("voice", "热线", 0.80, 20.0, "offered")


def at(day: int, clock: str, timezone: str = "Asia/Shanghai") -> pd.Timestamp:
    return pd.Timestamp(f"{MONDAY + dt.timedelta(days=day)} {clock}", tz=timezone)


def coverage(rows: Sequence[tuple[pd.Timestamp, float, float, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["interval_start", "scheduled_required", "scheduled", "service_level"])
    return frame.assign(queue="voice", gap=frame["scheduled"] - frame["scheduled_required"])


def demand(rows: Sequence[tuple[pd.Timestamp, float]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["interval_start", "offered"])
    return frame.assign(queue="voice", offered_lo=0.0, offered_hi=frame["offered"], aht_s=180.0, method="profile")


def small_run(**changes: Any) -> RunFacts:
    return replace(example_run(Centre(agents=4)), queues=[QUEUE], **changes)


def block(section: pages.Section) -> Any:
    """The first block of a section."""
    return section.blocks[0]


def said(words: Any, language: str = "en") -> str:
    return words if isinstance(words, str) else words.in_language(language)


def table_rows(table: pages.Table, language: str = "en") -> list[list[str]]:
    """The cells of a table in words."""
    return [
        [said(cell.words if isinstance(cell, pages.Cell) else cell, language) for cell in row] for row in table.rows
    ]
