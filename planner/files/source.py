"""Where a table stands: a file, or a sheet of a workbook, which is written `plan.xlsx Agents`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHEET = re.compile(r"(?P<file>.+?\.xls[xm]?) (?P<sheet>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file beside the plan, and the sheet of it where one is named."""

    file: str
    sheet: str = ""

    def __str__(self) -> str:
        return f"{self.file} {self.sheet}".rstrip()


def source_of(name: str) -> Source:
    """Return the file, or the file and sheet, of a name."""
    match = _SHEET.fullmatch(name)
    return Source(match["file"], match["sheet"]) if match else Source(name)
