"""Where the header of an export stands and which column means what; its rows, sorted into those to read and others."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from planner.errors import Fault, InputError, Message, Place
from planner.files.importing.cells import number, stamp
from planner.files.importing.headers import Unit, dictionary, plain
from planner.files.importing.mapping import LeaveOut, Mapping, headers_of
from planner.files.importing.report import ColumnsNotTaken, LeftOut
from planner.files.reading import MoreCellsThanHeaders
from planner.files.refusal import Refusal, shortened
from planner.files.sheet import Sheet
from planner.schema import MissingValue

_SEARCHED_ROWS = 30
_LONG_DIGITS = 5


class NoHeaderRow(Message):
    """Nothing at the top of the file looks like headers."""

    template = "has no row of headers among its first {searched} filled rows"


class HeaderNotFound(Message):
    """A header that the mapping names is not in the file."""

    template = "the header {header}, which the mapping names for {meaning}, is not in this file"


class HeaderTwice(Message):
    """A header that is needed stands over two columns."""

    template = "the header {header}, for {meaning}, stands over {count} columns"


class TotalRow(Message):
    """A row that sums others."""

    template = "row of totals or means"


class RepeatedHeader(Message):
    """The headers stand again in the middle of the file."""

    template = "headers repeated"


class LeftOutByMapping(Message):
    """A row that the mapping leaves out."""

    template = "{column} is {value}"


class Numbered(Protocol):
    """Anything that stands in a row of a spreadsheet."""

    @property
    def number(self) -> int:
        """The row."""


S = TypeVar("S", bound=Numbered)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sifted(Generic[T]):
    """What was taken, and the faults of what was not."""

    taken: list[T]
    refused: list[Fault]


@dataclass(frozen=True, slots=True)
class Row:
    """One row to read: its number in the spreadsheet, and its cells by meaning (empty where there is none)."""

    number: int
    cells: dict[str, str]

    def read(self, meaning: str, parse: Callable[[str], T]) -> T:
        """Return the value of a cell that must be filled.

        Raises
        ------
        Refusal
            With the column, when the cell is empty or `parse` refuses it.
        """
        if not self.cells[meaning]:
            raise Refusal(MissingValue(), meaning)
        try:
            return parse(self.cells[meaning])
        except Refusal as refusal:
            raise Refusal(refusal.message, meaning) from None


@dataclass(frozen=True, slots=True)
class Layout:
    """The header row of a sheet (index `top`), and where each meaning and each condition stands."""

    sheet: Sheet
    top: int
    places: dict[str, int]
    conditions: tuple[tuple[int, LeaveOut], ...]

    @property
    def headers(self) -> tuple[str, ...]:
        """The header cells."""
        return self.sheet.rows[self.top]

    def unit(self, meaning: str, otherwise: Unit) -> Unit:
        """Return the unit that the header of `meaning` names, or `otherwise`."""
        return dictionary().unit(self.headers[self.places[meaning]]) or otherwise

    def notices(self) -> list[Message]:
        """Return the columns that are not taken, as something to tell."""
        used = {*self.places.values(), *(at for at, _ in self.conditions)}
        others = [shortened(header) for at, header in enumerate(self.headers) if header and at not in used]
        return [ColumnsNotTaken(headers=", ".join(others))] if others else []

    def place(self, row: int, meaning: str = "") -> Place:
        """Return where a cell stands, by its header."""
        header = self.headers[self.places[meaning]] if meaning in self.places else ""
        return Place(self.sheet.file, row=row, column=header)


@dataclass(slots=True)
class Rows:
    """The rows under the headers: how many are filled, those to read, and those that are not, with the reason."""

    read: int = 0
    kept: list[Row] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    left_out_because: list[Message] = field(default_factory=list)

    def left_out(self) -> tuple[LeftOut, ...]:
        """Return how many rows were left out for each reason."""
        counts = Counter(map(str, self.left_out_because))
        reasons = {str(reason): reason for reason in self.left_out_because}
        return tuple(LeftOut(reasons[text], count) for text, count in counts.items())


def lay_out(sheet: Sheet, mapping: Mapping) -> Layout:
    """Return where the headers that `mapping` names stand: the first row that holds most of them.

    Raises
    ------
    InputError
        With every header that is missing or stands twice.
    """
    named = headers_of(mapping)
    wanted = {plain(header) for header in [*named.values(), *(rule.column for rule in mapping.leave_out)]}
    found = [len(wanted & set(map(plain, row))) for row in sheet.rows[: sheet.first_filled() + _SEARCHED_ROWS]]
    top = found.index(max(found))
    headers = [plain(cell) for cell in sheet.rows[top]]
    meanings = [*named.items(), *(("leave_out", rule.column) for rule in mapping.leave_out)]
    faults: list[Fault] = []
    for meaning, header in meanings:
        count = headers.count(plain(header))
        if count == 0:
            faults.append(Fault(Place(sheet.file), HeaderNotFound(header=shortened(header), meaning=meaning)))
        elif count > 1:
            message = HeaderTwice(header=shortened(header), meaning=meaning, count=count)
            faults.append(Fault(Place(sheet.file, row=top + 1), message))
    if faults:
        raise InputError(faults)
    places = {meaning: headers.index(plain(header)) for meaning, header in named.items()}
    return Layout(sheet, top, places, tuple((headers.index(plain(r.column)), r) for r in mapping.leave_out))


def header_rows(sheet: Sheet) -> Iterator[int]:
    """Yield the rows at the top that may be headers: two texts or more, no number, no time.

    Headers are shown to people, and a customer's data must not be: a row below one with numbers or times passes only
    when the dictionary knows one of its headers.
    """
    data_above = False
    filled = [at for at, row in enumerate(sheet.rows) if any(row)]
    for at in filled[:_SEARCHED_ROWS]:
        cells = {cell for cell in sheet.rows[at] if cell}
        if len(cells) < 2:
            continue
        if any(_is_data(cell) for cell in cells):
            data_above = True
        elif not data_above or any(dictionary().knows(cell) for cell in cells):
            yield at


def no_header_row(sheet: Sheet) -> InputError:
    """Return the error of a sheet without headers."""
    return InputError([Fault(Place(sheet.file), NoHeaderRow(searched=_SEARCHED_ROWS))])


def _is_data(cell: str) -> bool:
    if sum(character.isdigit() for character in cell) >= _LONG_DIGITS:
        return True
    for reads in (number, lambda text: stamp(text, "dmy")):
        try:
            reads(cell)
        except Refusal:
            continue
        return True
    return False


def sift(layout: Layout, items: Iterable[S], read: Callable[[S], T]) -> Sifted[T]:
    """Return what `read` makes of the items, and a fault at its row for each that it refuses."""
    sifted: Sifted[T] = Sifted([], [])
    for item in items:
        try:
            sifted.taken.append(read(item))
        except Refusal as refusal:
            sifted.refused.append(Fault(layout.place(item.number, refusal.meaning), refusal.message))
    return sifted


def sort_rows(layout: Layout) -> Rows:
    """Return the filled rows under the headers: to read, left out, or refused because they reach past the headers."""
    rows = Rows()
    header = tuple(map(plain, layout.headers))
    for row_number, cells in enumerate(layout.sheet.rows[layout.top + 1 :], layout.top + 2):
        if not any(cells):
            continue
        rows.read += 1
        reason = _reason_to_leave_out(layout, header, cells)
        if reason is not None:
            rows.left_out_because.append(reason)
        elif any(cells[len(header) :]):
            message = MoreCellsThanHeaders(cells=len(cells), headers=len(header))
            rows.refused.append(Fault(Place(layout.sheet.file, row=row_number), message))
        else:
            rows.kept.append(Row(row_number, {m: _cell(cells, at) for m, at in layout.places.items()}))
    return rows


def _cell(cells: tuple[str, ...], at: int) -> str:
    cell = cells[at] if at < len(cells) else ""
    return "" if dictionary().is_empty(cell) else cell


def _reason_to_leave_out(layout: Layout, header: tuple[str, ...], cells: tuple[str, ...]) -> Message | None:
    words = dictionary()
    for at, rule in layout.conditions:
        if (cells[at] if at < len(cells) else "") == rule.equals:
            return LeftOutByMapping(column=rule.column, value=rule.equals)
    labels = (layout.places[m] for m in ("queue", "date", "interval_start", "raised", "record") if m in layout.places)
    if any(words.is_total(_cell(cells, at)) for at in {_first_filled(cells), *labels}):
        return TotalRow()
    if cells[0] in layout.headers and tuple(map(plain, cells)) == header:
        return RepeatedHeader()
    return None


def _first_filled(cells: tuple[str, ...]) -> int:
    return next(at for at, cell in enumerate(cells) if cell)
