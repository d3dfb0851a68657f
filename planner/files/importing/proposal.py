"""The mapping that an export's headers suggest; where they leave it open, a proposal to settle by hand."""

import json
from dataclasses import dataclass
from pathlib import Path

from planner.errors import Fault, InputError, Message, Place
from planner.files.importing.cells import DayOrMonthFirst, stamp
from planner.files.importing.headers import ExportKind, dictionary
from planner.files.importing.layout import header_rows, no_header_row
from planner.files.importing.mapping import (
    DateOrder,
    IntervalColumns,
    IntervalMapping,
    Mapping,
    RecordColumns,
    RecordMapping,
)
from planner.files.refusal import Refusal, shortened
from planner.files.sheet import Sheet

_REQUIRED: dict[ExportKind, tuple[str, ...]] = {"intervals": ("interval_start", "offered"), "records": ("raised",)}
_TIMES: dict[ExportKind, tuple[str, ...]] = {"intervals": ("date", "interval_start"), "records": ("date", "raised")}
# Where the first is known, the others say nothing more and are not asked about.
_SETTLED_BY = {
    "answered_in_target": ("service_level_of_offered", "service_level_of_answered"),
    "aht_s": ("handle_total_s", "talk_s", "talk_total_s", "hold_s", "hold_total_s", "acw_s", "acw_total_s"),
    "handle_total_s": ("talk_s", "talk_total_s", "hold_s", "hold_total_s", "acw_s", "acw_total_s"),
}
_MOST_HEADERS_SHOWN = 40


class SeveralHeaders(Message):
    """Two headers of the file mean the same."""

    template = "{headers} may all be {meaning}"


class SeveralMeanings(Message):
    """A header of the file may mean several things."""

    template = "{header} may be {meanings}"


class NoHeaderFor(Message):
    """No header of the file is known for something that is needed."""

    template = "no header is known for {meaning}"


class DayOrMonthUnknown(Message):
    """Every date of the file could begin with the day as well as with the month."""

    template = "the dates may begin with the day or the month"


class ProposalWritten(Message):
    """The proposal to settle by hand."""

    template = "a proposal is written here; settle its open lines and import again"


@dataclass(frozen=True, slots=True)
class Question:
    """Something open: what to tell, and the lines of TOML of which one is to be chosen."""

    message: Message
    choices: tuple[str, ...]
    header: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the headers at row `top` say: the columns that are clear, and what is open."""

    kind: ExportKind
    top: int
    columns: dict[str, str]
    questions: tuple[Question, ...]


def propose(sheet: Sheet, path: Path) -> Mapping:
    """Return the mapping that the headers of `sheet` suggest.

    Raises
    ------
    InputError
        When something is open; the proposal then stands at `path`.
    """
    reading = _read_headers(sheet)
    order = _date_order(sheet, reading)
    questions = reading.questions
    if order is None:
        choices = ('date_order = "dmy"', 'date_order = "mdy"')
        questions = (Question(DayOrMonthUnknown(), choices), *questions)
    if questions:
        path.write_text(_proposal(sheet, reading, order, questions), encoding="utf-8")
        raise InputError(
            [Fault(Place(sheet.file, row=reading.top + 1, column=q.header), q.message) for q in questions]
            + [Fault(Place(path.name), ProposalWritten())]
        )
    if reading.kind == "records":
        return RecordMapping(date_order=order or "ymd", columns=RecordColumns(**reading.columns))
    return IntervalMapping(date_order=order or "ymd", columns=IntervalColumns(**reading.columns))


def _read_headers(sheet: Sheet) -> Reading:
    """Return the reading of the row that the dictionary knows best; of equals the first, and intervals."""
    readings = [_read_row(sheet, at, kind) for at in header_rows(sheet) for kind in ("intervals", "records")]
    if not readings:
        raise no_header_row(sheet)
    return max(readings, key=lambda r: (all(m in r.columns for m in _REQUIRED[r.kind]), _known(sheet, r), -r.top))


def _known(sheet: Sheet, reading: Reading) -> int:
    return sum(bool(dictionary().meanings(header, reading.kind)) for header in sheet.rows[reading.top] if header)


def _read_row(sheet: Sheet, top: int, kind: ExportKind) -> Reading:
    headers = [header for header in dict.fromkeys(sheet.rows[top]) if header]
    meanings = _without_settled({header: dictionary().meanings(header, kind) for header in headers})
    columns, questions = _clear_and_several(meanings)
    for header, several in meanings.items():
        if len(several) > 1:
            message = SeveralMeanings(header=shortened(header), meanings=" / ".join(several))
            questions.append(Question(message, tuple(_column_line(meaning, header) for meaning in several), header))
    if "interval_start" not in columns and "date" in columns and kind == "intervals":
        columns["interval_start"] = columns.pop("date")
    asked = {choice.partition(" ")[0] for question in questions for choice in question.choices}
    for meaning in _REQUIRED[kind]:
        if meaning not in columns and meaning not in asked:
            free = [header for header in headers if not meanings[header]][:_MOST_HEADERS_SHOWN]
            choices = tuple(_column_line(meaning, header) for header in free)
            questions.append(Question(NoHeaderFor(meaning=meaning), choices))
    return Reading(kind, top, columns, tuple(questions))


def _without_settled(meanings: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the meanings without those that a clear header makes needless, and headers that add nothing to it."""
    clear = {known[0] for known in meanings.values() if len(known) == 1}
    settled = {other for known in clear for other in _SETTLED_BY.get(known, ())}
    return {
        header: () if settled.intersection(known) or (len(known) > 1 and clear.intersection(known)) else known
        for header, known in meanings.items()
    }


def _clear_and_several(meanings: dict[str, tuple[str, ...]]) -> tuple[dict[str, str], list[Question]]:
    """Return the columns that one header means alone, and a question for each meaning that several headers have."""
    candidates: dict[str, list[str]] = {}
    for header, all_ in meanings.items():
        if len(all_) == 1:
            candidates.setdefault(all_[0], []).append(header)
    columns = {meaning: headers[0] for meaning, headers in candidates.items() if len(headers) == 1}
    questions = [
        Question(
            SeveralHeaders(headers=" / ".join(map(shortened, headers)), meaning=meaning),
            tuple(_column_line(meaning, header) for header in headers),
        )
        for meaning, headers in candidates.items()
        if len(headers) > 1
    ]
    return columns, questions


def _date_order(sheet: Sheet, reading: Reading) -> DateOrder | None:
    """Return the order of the dates under the headers; None when the cells do not tell."""
    headers = sheet.rows[reading.top]
    places = [headers.index(reading.columns[m]) for m in _TIMES[reading.kind] if m in reading.columns]
    cells = {row[at] for row in sheet.rows[reading.top + 1 :] for at in places if at < len(row)}
    open_cells = {cell for cell in cells if _order_is_open(cell)}
    if not open_cells:
        return "ymd"
    orders: tuple[DateOrder, ...] = ("dmy", "mdy")
    fitting = {order: sum(_reads(cell, order) for cell in open_cells) for order in orders}
    if fitting["dmy"] == fitting["mdy"]:
        return None
    return max(orders, key=lambda order: fitting[order])


def _order_is_open(cell: str) -> bool:
    try:
        stamp(cell, "ymd")
    except Refusal as refusal:
        return isinstance(refusal.message, DayOrMonthFirst)
    return False


def _reads(cell: str, order: DateOrder) -> bool:
    try:
        stamp(cell, order)
    except Refusal:
        return False
    return True


def _column_line(meaning: str, header: str) -> str:
    return f"{meaning} = {json.dumps(header, ensure_ascii=False)}"


def _proposal(sheet: Sheet, reading: Reading, order: DateOrder | None, questions: tuple[Question, ...]) -> str:
    """Return the proposal as TOML: what is clear, and the choices of each question as comments."""
    lines = [f"# {sheet.file}: take away the # of one line of every question.", f'kind = "{reading.kind}"']
    top = [question for question in questions if isinstance(question.message, DayOrMonthUnknown)]
    if order in ("dmy", "mdy"):
        lines.append(f'date_order = "{order}"')
    for question in top:
        lines += ["", f"# ? {question.message}", *(f"# {choice}" for choice in question.choices)]
    lines += ["", "[columns]", *(_column_line(meaning, header) for meaning, header in reading.columns.items())]
    for question in questions:
        if question not in top:
            lines += ["", f"# ? {question.message}", *(f"# {choice}" for choice in question.choices)]
    return "\n".join(lines) + "\n"
