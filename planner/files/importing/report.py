"""What an import did: every row accounted for, and what a planner should know."""

from dataclasses import dataclass
from datetime import datetime

from planner.errors import Fault, Message
from planner.files.importing.headers import ExportKind


class NothingToImport(Message):
    """A file of which no row is taken."""

    template = "has no row that can be imported"


class ColumnsNotTaken(Message):
    """Columns of the file that are not imported."""

    template = "columns not taken: {headers}"


class TalkOnly(Message):
    """Only the talk time is known."""

    template = "{header} is talk time alone; without hold and after-contact work too few people would be staffed"


class HandleTimeWithoutContacts(Message):
    """Intervals without an answered contact, but with a handle time."""

    template = "{count} rows have a handle time but no contact handled; it is taken as missing"


class CountsFromRates(Message):
    """Contacts answered in time are computed from a rate."""

    template = "answered_in_target is computed from the rate {header} and rounded"


class ShorterIntervals(Message):
    """The intervals of the file are shorter than those of the plan."""

    template = "intervals of {file_min} minutes are added up to {interval_min} minutes"


class PartialInterval(Message):
    """The first or last interval of contact records is not covered wholly, and dropped from the history."""

    template = "the interval {start} is not covered wholly by the records and not counted"


class ZeroFilled(Message):
    """Intervals without a contact record are zeros."""

    template = "{count} intervals without a record count 0, from {first} to {last}: the records hold every contact"


class NoFullInterval(Message):
    """The records cover no interval wholly."""

    template = "the records cover no interval wholly; no history is counted"


class NoHandleTime(Message):
    """The history has no handle time."""

    template = "no handle time is known for {queues}; the plan's value is used"


class RecordIdsMade(Message):
    """Records have no id of their own."""

    template = "the records have no id; ids are made of the time raised, the queue and a serial number"


class RecordIdsRepeat(Message):
    """Many records share an id, so that it is probably none."""

    template = (
        "{count} records repeat an id of {column} and are refused; if they are other contacts, take record out of the "
        "mapping: ids are then made"
    )


class LabelsDropped(Message):
    """Cells that must be short labels hold long text, an address or a telephone number."""

    template = "{count} cells of {column} are no short labels and not taken, as they may hold contact details"


class FirstOfTwo(Message):
    """Times in the hour that the clocks repeat."""

    template = "{count} times lie in an hour that comes twice in {timezone}; the first is taken"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows left out for one reason."""

    reason: Message
    rows: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Intervals of a queue that are missing in a row; `end` is where the last one ends."""

    queue: str
    start: datetime
    end: datetime
    intervals: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `rows_read` = `rows_imported` + refused + left out."""

    file: str
    kind: ExportKind
    rows_read: int
    rows_imported: int
    refused: tuple[Fault, ...]
    left_out: tuple[LeftOut, ...]
    queues: tuple[str, ...]
    gaps: tuple[Gap, ...]
    notices: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, file by file, and to the history and the records that were there."""

    files: tuple[FileReport, ...]
    intervals_written: int
    intervals_replaced: int
    records_written: int
    records_replaced: int

    @property
    def rows_read(self) -> int:
        """Filled rows under the headers of all files."""
        return sum(file.rows_read for file in self.files)

    @property
    def rows_imported(self) -> int:
        """Rows taken over."""
        return sum(file.rows_imported for file in self.files)

    @property
    def rows_refused(self) -> int:
        """Rows refused, each with its reason."""
        return sum(len(file.refused) for file in self.files)

    @property
    def rows_left_out(self) -> int:
        """Rows that are no data, or that the mapping leaves out."""
        return sum(left.rows for file in self.files for left in file.left_out)

    @property
    def queues(self) -> tuple[str, ...]:
        """Every queue found."""
        return tuple(sorted({queue for file in self.files for queue in file.queues}))
