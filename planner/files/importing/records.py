"""Contact records to RECORDS: only its columns are read, contact details are dropped at the door.

No cell of a contact record is ever quoted in a message: where columns have slipped, it may hold anything.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from planner.errors import Fault, Message
from planner.files.clock import comes_twice, localise
from planner.files.importing.cells import Stamp, duration_s, number, stamp
from planner.files.importing.intervals import ONE_QUEUE
from planner.files.importing.layout import Layout, Row, T, sift
from planner.files.importing.mapping import RecordMapping
from planner.files.importing.report import FirstOfTwo, LabelsDropped, RecordIdsMade, RecordIdsRepeat
from planner.files.refusal import Refusal
from planner.schema import KIND_NAMES, KindName, MissingValue
from planner.tables import RECORDS

LATER_TIMES = ("accepted", "first_response", "started", "resolved", "closed")
LABELS = ("type", "result", "satisfaction")
MANY_REPEATED = 0.01
_LONGEST_LABEL = 30
_CONTACT_DETAIL = re.compile(r"@|(\d[\s-]?){7,}")


class UnreadableCell(Message):
    """A cell of a contact record that is not of the kind expected; what it holds is not shown."""

    template = "is not {kind}"


class ADuration(KindName):
    """A handle time."""

    template = "a duration"


class DuplicateRecord(Message):
    """Two records have one id."""

    template = "the same record stands in row {first} already"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact: the row it stands in, labels and ids, times in UTC, and numbers; what is not known is absent."""

    number: int
    texts: dict[str, str]
    times: dict[str, datetime]
    numbers: dict[str, float]


@dataclass(frozen=True, slots=True)
class Contacts:
    """The contacts of one file: `frame` has the columns of RECORDS and `handle_s`, in the order of the file."""

    frame: pd.DataFrame
    refused: list[Fault]
    notices: list[Message]


def read_contacts(layout: Layout, rows: Sequence[Row], mapping: RecordMapping, timezone: str) -> Contacts:
    """Return the contacts of `rows`, times in `timezone`; of two rows with one id the second is refused."""
    reader = _Reader(layout, mapping, timezone)
    read = sift(layout, rows, reader.read)
    unique = sift(layout, read.taken, _without_twins())
    contacts = unique.taken if "record" in layout.places else _with_ids(unique.taken, ZoneInfo(timezone))
    frame = _frame(contacts, timezone)
    notices = reader.notices()
    if len(unique.refused) > MANY_REPEATED * len(read.taken):
        column = layout.headers[layout.places["record"]]
        notices.append(RecordIdsRepeat(count=len(unique.refused), column=column))
    return Contacts(frame, [*read.refused, *unique.refused], notices)


class _Reader:
    """Reads rows, and counts what is to be told of them."""

    def __init__(self, layout: Layout, mapping: RecordMapping, timezone: str) -> None:
        self.layout, self.mapping, self.zone = layout, mapping, ZoneInfo(timezone)
        self.handle_unit = layout.unit("handle_s", mapping.unit) if "handle_s" in layout.places else "s"
        self.twice = 0
        self.dropped: Counter[str] = Counter()

    def read(self, row: Row) -> Contact:
        """Return the contact of a row."""
        texts: dict[str, str] = {m: row.read(m, str) for m in ("record", "queue") if m in row.cells}
        queue = texts.get("queue", ONE_QUEUE)
        texts |= {m: self._label(m, text) for m in LABELS if (text := row.cells.get(m))}
        texts |= {"queue": self.mapping.queues.get(queue, queue), "agent": row.cells.get("agent", "")}
        raised_at = self._stamp(row, "raised")
        day = self._stamp(row, "date").day if "date" in row.cells and raised_at.day is None else None
        times = {"raised": self._moment(raised_at.on(day))}
        for meaning in LATER_TIMES:
            if row.cells.get(meaning):
                times[meaning] = self._after(times["raised"], self._stamp(row, meaning))
        numbers = {}
        if row.cells.get("transfers"):
            numbers["transfers"] = _read(row, "transfers", KIND_NAMES["number"], number)
        if row.cells.get("handle_s"):
            seconds = _read(row, "handle_s", ADuration(), lambda text: duration_s(text, self.handle_unit))
            numbers["handle_s"] = seconds
        return Contact(row.number, texts, times, numbers)

    def notices(self) -> list[Message]:
        """Return what was noticed while reading."""
        notices: list[Message] = [
            LabelsDropped(count=count, column=self.layout.headers[self.layout.places[meaning]])
            for meaning, count in self.dropped.items()
        ]
        if self.twice:
            notices.append(FirstOfTwo(count=self.twice, timezone=self.zone.key))
        if "record" not in self.layout.places:
            notices.append(RecordIdsMade())
        return notices

    def _label(self, meaning: str, text: str) -> str:
        if len(text) <= _LONGEST_LABEL and not _CONTACT_DETAIL.search(text):
            return text
        self.dropped[meaning] += 1
        return ""

    def _stamp(self, row: Row, meaning: str) -> Stamp:
        return _read(row, meaning, KIND_NAMES["time"], lambda text: stamp(text, self.mapping.date_order))

    def _moment(self, time: datetime) -> datetime:
        if time.tzinfo:
            return time.astimezone(UTC)
        self.twice += comes_twice(time, self.zone)
        return localise(time, self.zone)

    def _after(self, raised: datetime, time: Stamp) -> datetime:
        """Return a later time of a contact; where it has no day, the first such time of day after it was raised."""
        day = raised.astimezone(self.zone).date()
        moment = self._moment(time.on(day))
        if time.day is None and moment < raised.replace(second=0):  # some times are kept to the minute
            moment = self._moment(time.on(day + timedelta(days=1)))
        return moment


def _read(row: Row, meaning: str, kind: KindName, parse: Callable[[str], T]) -> T:
    try:
        return row.read(meaning, parse)
    except Refusal as refusal:
        if isinstance(refusal.message, MissingValue):
            raise
        raise Refusal(UnreadableCell(kind=kind), meaning) from None


def _without_twins() -> Callable[[Contact], Contact]:
    seen: dict[str, int] = {}

    def take(contact: Contact) -> Contact:
        if "record" in contact.texts:
            first = seen.setdefault(contact.texts["record"], contact.number)
            if first != contact.number:
                raise Refusal(DuplicateRecord(first=first), "record")
        return contact

    return take


def _with_ids(contacts: Sequence[Contact], zone: ZoneInfo) -> list[Contact]:
    """Return the contacts with ids made of what they are: importing a file again replaces, and never adds."""
    serial: Counter[str] = Counter()
    named = []
    for contact in contacts:
        stem = f"{contact.times['raised'].astimezone(zone):%Y%m%dT%H%M%S}-{contact.texts['queue']}"
        serial[stem] += 1
        named.append(replace(contact, texts={**contact.texts, "record": f"{stem}-{serial[stem]}"}))
    return named


def _frame(contacts: Sequence[Contact], timezone: str) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {}
    for column in RECORDS.columns:
        name = column.name
        if column.kind == "text":
            columns[name] = pd.Series([c.texts.get(name, "") for c in contacts], dtype="str")
        elif column.kind == "time":
            moments = pd.Series([c.times.get(name) for c in contacts], dtype="datetime64[us, UTC]")
            columns[name] = moments.dt.tz_convert(timezone)
        else:
            columns[name] = pd.Series([c.numbers.get(name) for c in contacts], dtype="float64")
    columns["handle_s"] = pd.Series([c.numbers.get("handle_s") for c in contacts], dtype="float64")
    return pd.DataFrame(columns)
