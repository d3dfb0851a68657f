"""The example as one workbook: what `plan.toml` and its tables say, sheet by sheet, with their comments as notes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planner.calendar import KINDS as DAY_KINDS
from planner.example.notes import Notes, leaves
from planner.example.texts import Texts
from planner.files.headings import flag_words, headings
from planner.plan import Plan
from planner.plan.outline import Outline
from planner.plan.workbook import EACH, FORM, KIND
from planner.requests import KINDS as REQUEST_KINDS
from planner.schema import rows_of
from planner.tables import AGENTS, CALENDAR, HISTORY, LOCKS, REQUESTS
from reports import input_workbook as form

if TYPE_CHECKING:
    import pandas as pd

    from planner.schema import Table

SECTIONS = ("queues", "shifts", "posts", "activities", "events")
TABLES = (AGENTS, REQUESTS, LOCKS, CALENDAR, HISTORY)
TABLE_KINDS: Mapping[str, form.Kind] = {"text": "text", "time": "time", "date": "date"}
LISTED_IN = {  # the sheet whose ids a column offers
    "events.queue": "queues",
    "requests.agent": "agents",
    "locks.agent": "agents",
    "locks.post": "posts",
    "history.queue": "queues",
}
LISTED = {"requests.kind": REQUEST_KINDS, "calendar.kind": DAY_KINDS}
SETTINGS_WIDTHS = {"key": 44.0, "value": 26.0, "meaning": 90.0}
WIDTHS = {"name": 26.0, "team": 22.0, "skills": 60.0, "starts": 28.0}


def write_plan_workbook(path: Path, text: str, frames: Mapping[str, pd.DataFrame], texts: Texts) -> None:
    """Write a plan in TOML and the frames of its tables, by name, as a workbook in the language of the texts."""
    made = _Maker(text, texts)
    sheets = [
        made.settings(),
        *(made.section(name) for name in SECTIONS),
        *(made.table(table, frames.get(table.name)) for table in TABLES),
    ]
    form.write_input_workbook(path, sheets, {"kind": KIND, "schema": FORM, "language": made.language})


class _Maker:
    """Makes sheets of a plan in TOML in the plan's language."""

    def __init__(self, text: str, texts: Texts) -> None:
        self._data = tomllib.loads(text)
        self._notes = Notes(text)
        self._column_notes = texts.notes
        self._outline = Outline(Plan)
        self.language = str(self._data["language"])

    def settings(self) -> form.InputSheet:
        """Return every key that has no sheet of its own, with the comments around it."""
        heading = headings()["settings"]
        rows: list[tuple[form.Cell, ...]] = []
        choices: dict[int, form.Choices] = {}
        for path, value in leaves(self._data):
            if path[0] in (*SECTIONS, "data"):
                continue
            rows += [("", "", note) for note in self._notes.above(path)]
            if offered := self._offered(path):
                choices[len(rows)] = offered
            key = ".".join(path)
            rows.append((key, self._cell(value), self._notes.behind(path) or self._column_notes.get(f"settings.{key}")))
        columns = [
            form.Column(heading.column(key, self.language), kind="any" if key == "value" else "text", width=width)
            for key, width in SETTINGS_WIDTHS.items()
        ]
        return form.InputSheet(heading.sheet(self.language), tuple(columns), rows, choices=choices, choices_in=1)

    def section(self, section: str) -> form.InputSheet:
        """Return the entries of a part of the plan: a row for each, and one more for each further part of a list."""
        heading = headings()[section]
        rows = [
            tuple(self._cell(id if key == "id" else _part(entry, key, at)) for key in heading.columns)
            for id, entry in self._data.get(section, {}).items()
            for at in range(_rows_of(entry, heading.columns))
        ]
        columns = tuple(self._section_column(section, key) for key in heading.columns)
        return form.InputSheet(heading.sheet(self.language), columns, rows, frozen=2)

    def table(self, table: Table, frame: pd.DataFrame | None) -> form.InputSheet:
        """Return a table of data; without a frame, its headers only."""
        heading = headings()[table.name]
        names = table.names if frame is None else [str(name) for name in frame.columns]
        columns = tuple(
            self._column(
                table.name, name, TABLE_KINDS.get(table[name].kind, "any"), self._listed(f"{table.name}.{name}")
            )
            for name in names
        )
        rows = [tuple(map(_value, row.values())) for row in rows_of(frame)] if frame is not None else []
        return form.InputSheet(heading.sheet(self.language), columns, rows)

    def _section_column(self, section: str, key: str) -> form.Column:
        path = (section, EACH, *key.replace(EACH, "0").split("."))
        types = self._outline.types(path)
        kind: form.Kind = (
            "time" if "date-time" in types else "text" if types & {"string", "array"} or key == "id" else "any"
        )
        return self._column(section, key, kind, self._offered(path) or self._listed(f"{section}.{key}"))

    def _column(self, sheet: str, key: str, kind: form.Kind, choices: form.Choices | None) -> form.Column:
        header, note = headings()[sheet].column(key, self.language), self._note(sheet, key)
        width = WIDTHS.get(key, 18.0 if kind == "time" else 13.0)
        return form.Column(header, note, kind, choices, width)

    def _note(self, sheet: str, key: str) -> str:
        """Return the note written for a column, else the comment on the first entry that has it."""
        paths = ((sheet, id, *key.replace(EACH, "0").split(".")) for id in self._data.get(sheet, ()))
        comments = (self._notes.behind(path) for path in paths if _at(self._data, path) is not None)
        return self._column_notes.get(f"{sheet}.{key}") or next(filter(None, comments), "")

    def _offered(self, path: Sequence[str]) -> form.Choices | None:
        words = [str(word) for word in self._outline.choices(path)]
        if "boolean" in self._outline.types(path):
            words += flag_words(self.language)
        return form.Choices(tuple(words)) if words else None

    def _listed(self, column: str) -> form.Choices | None:
        if column in LISTED_IN:
            return form.Choices(sheet=headings()[LISTED_IN[column]].sheet(self.language))
        words = {
            **LISTED,
            "requests.shift": tuple(self._data.get("shifts", ())),
        }  # a shift has several rows in its sheet
        return form.Choices(tuple(words[column])) if column in words else None

    def _cell(self, value: Any) -> form.Cell:
        if isinstance(value, bool):
            return flag_words(self.language)[0 if value else 1]
        return ", ".join(map(str, value)) if isinstance(value, list) else value


def _rows_of(entry: Mapping[str, Any], keys: Mapping[str, object]) -> int:
    """Return how many rows an entry takes: as many as the longest of its lists of tables has parts, at least one."""
    lists = {key.partition(f".{EACH}")[0] for key in keys if EACH in key}
    return max([1, *(len(entry.get(name, ())) for name in lists)])


def _part(entry: Mapping[str, Any], key: str, row: int) -> Any:
    """Return what an entry has under a column's key in one of its rows; what is no list stands in the first."""
    if row and EACH not in key:
        return None
    return _at(entry, key.replace(EACH, str(row)).split("."))


def _at(node: Any, path: Sequence[str]) -> Any:
    for key in path:
        if isinstance(node, list):
            node = node[int(key)] if int(key) < len(node) else None
        else:
            node = node.get(key) if isinstance(node, dict) else None
    return node


def _value(value: Any) -> form.Cell:
    """Return a value of a frame as a cell: times by the centre's own clock, nothing for what is missing."""
    import pandas as pd

    if value is None or pd.isna(value):
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value if isinstance(value, str | date) else float(value)
