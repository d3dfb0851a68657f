"""Text files of published rostering instances: sections of rows."""

from pathlib import Path


def read_sections(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of each section, split at commas."""
    sections: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in map(str.strip, path.read_text(encoding="ascii").splitlines()):
        if line.startswith("SECTION_"):
            rows = sections.setdefault(line.removeprefix("SECTION_"), [])
        elif line and not line.startswith("#"):
            rows.append(line.split(","))
    return sections
