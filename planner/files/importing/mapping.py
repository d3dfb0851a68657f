"""`mapping.toml`: what the columns of an export mean, where the headers alone do not say it."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from planner.errors import Fault, InputError, Message, Place
from planner.files.cause import cause
from planner.files.importing.headers import Unit
from planner.plan.base import Strict
from planner.plan.faults import NotOneOf, NotToml, ReadingError, faults_of
from planner.plan.lines import KeyLines

DateOrder = Literal["ymd", "dmy", "mdy"]


class NoKind(Message):
    """The mapping does not say what kind of export it is for."""

    template = 'is missing; write kind = "intervals" or kind = "records"'


class LeaveOut(Strict):
    """Rows to leave out, and count: those whose cell under the header `column` is `equals`."""

    column: str
    equals: str


class IntervalColumns(Strict):
    """Headers of an interval export by meaning; `_total_s` are sums over the interval, the others in `_s` means."""

    interval_start: str
    offered: str
    date: str | None = None
    queue: str | None = None
    answered: str | None = None
    abandoned: str | None = None
    answered_in_target: str | None = None
    service_level_of_offered: str | None = None
    service_level_of_answered: str | None = None
    aht_s: str | None = None
    handle_total_s: str | None = None
    talk_s: str | None = None
    talk_total_s: str | None = None
    hold_s: str | None = None
    hold_total_s: str | None = None
    acw_s: str | None = None
    acw_total_s: str | None = None
    asa_s: str | None = None


class RecordColumns(Strict):
    """Headers of an export of contact records by meaning; one header may serve two, such as `type` and `queue`."""

    raised: str
    date: str | None = None
    record: str | None = None
    queue: str | None = None
    type: str | None = None
    agent: str | None = None
    accepted: str | None = None
    first_response: str | None = None
    started: str | None = None
    resolved: str | None = None
    closed: str | None = None
    result: str | None = None
    satisfaction: str | None = None
    transfers: str | None = None
    handle_s: str | None = None


class _Common(Strict):
    """What both kinds of mapping hold."""

    date_order: DateOrder = "ymd"
    unit: Unit = "s"  # of durations whose header names none
    queues: dict[str, str] = Field(default_factory=dict)  # name in the export → queue id
    leave_out: tuple[LeaveOut, ...] = ()


class IntervalMapping(_Common):
    """The mapping of an interval export: one row for each queue and interval."""

    kind: Literal["intervals"] = "intervals"
    columns: IntervalColumns
    interval_min: int | None = Field(default=None, ge=1, le=60)


class RecordMapping(_Common):
    """The mapping of contact records: one row for each contact."""

    kind: Literal["records"] = "records"
    columns: RecordColumns


Mapping = IntervalMapping | RecordMapping
_MODELS: dict[str, type[IntervalMapping] | type[RecordMapping]] = {
    "intervals": IntervalMapping,
    "records": RecordMapping,
}


def headers_of(mapping: Mapping) -> dict[str, str]:
    """Return the headers that `mapping` names, by meaning."""
    named: dict[str, str] = mapping.columns.model_dump(exclude_none=True)
    return named


def read_mapping(path: Path) -> Mapping:
    """Return the mapping of a TOML file.

    Raises
    ------
    InputError
        With every fault: unknown or missing keys, values that are not allowed, with their lines.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([Fault(Place(path.name), NotToml(reason=str(error)))]) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError([Fault(Place(path.name), ReadingError(reason=cause(error)))]) from None
    lines = KeyLines(text)
    if "kind" not in data:
        raise InputError([Fault(Place(path.name, path="kind"), NoKind())])
    model = _MODELS.get(str(data["kind"]))
    if model is None:
        place = Place(path.name, line=lines.line(["kind"]), path=f"kind = {data['kind']!r}")
        raise InputError([Fault(place, NotOneOf(allowed=", ".join(_MODELS)))])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError(faults_of(error, data, model, path.name, lines)) from None
