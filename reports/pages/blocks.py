"""Words, figures and tables of a page; each block names in `part` the template that draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from reports.words import Words

Tone = Literal["plain", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Card:
    """One key figure with its label and a line of explanation."""

    label: Words
    value: Words
    note: Words = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Cards:
    """Key figures side by side."""

    cards: Sequence[Card]
    part: ClassVar[str] = "cards"


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning in one sentence, and what to do about it: `step` in words, `command` to type."""

    words: Words
    step: Words = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    """Warnings, each with its next step where there is one."""

    notices: Sequence[Notice]
    part: ClassVar[str] = "notices"


@dataclass(frozen=True, slots=True)
class Listing:
    """A titled list; a folded one shows its title and count until it is opened, and all of it in print."""

    title: Words
    items: Sequence[Words]
    folded: bool = False
    part: ClassVar[str] = "listing"


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of running text."""

    paragraphs: Sequence[Words]
    part: ClassVar[str] = "prose"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name with its value."""

    name: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Entries:
    """Names with their values."""

    entries: Sequence[Entry]
    part: ClassVar[str] = "entries"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand to the right."""

    heading: Words
    number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell that has more to say than its words.

    It may be good or bad news, `key` is text to copy as it stands, `note` stands small beneath, and `link` is the
    address of another file of the report.
    """

    words: Words
    tone: Tone = "plain"
    key: str = ""
    note: Words = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A plain table; the first cell of each row is its heading."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Words | Cell]]
    caption: Words = ""
    title: Words = ""
    part: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class Folded:
    """Tables behind a title, shown when it is opened, and printed; `hint` says what to type for more."""

    title: Words
    tables: Sequence[Table]
    hint: Words = ""
    command: str = ""
    part: ClassVar[str] = "folded"
