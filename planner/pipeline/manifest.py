"""What a run folder knows of itself: for each stage what went in, what came out, and what was said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import planner
from planner.errors import Fault, InputError, Message, Place, Told, code_of
from planner.files.whole import write_whole

FILE = "manifest.json"
PROGRAM = "workforce-planner"
Part = TypeVar("Part")
LIBRARIES = ("ortools", "numpy", "pandas", "statsmodels", "holidays")


class DamagedManifest(Message):
    """A manifest that cannot be read."""

    template = "is damaged ({reason}); delete it and run again"


@dataclass(frozen=True, slots=True)
class Said:
    """A message read back from a manifest: its code, English template and values."""

    code: str
    template: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Record:
    """One stage done: the digest of all that went in, digests of files in and out, what was said, and its figures."""

    key: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    summary: Said
    notices: tuple[Said, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The records of a run folder's stages, with the run's week, seed and versions."""

    week: str
    seed: int
    reproducible: bool
    versions: Mapping[str, str]
    overrides: Sequence[str]  # of the plan, in a what-if run
    stages: Mapping[str, Record]

    def write(self, folder: Path) -> None:
        """Write `manifest.json`."""
        write_whole(folder / FILE, json.dumps(_plain(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n")


def read_records(folder: Path) -> dict[str, Record]:
    """Return the stages that a run folder has done; none where there is no manifest, or one of another version.

    Raises
    ------
    InputError
        If the manifest is damaged.
    """
    return _read(folder, lambda data: {name: _record(stage) for name, stage in data["stages"].items()}) or {}


def read_overrides(folder: Path) -> tuple[str, ...]:
    """Return the `key=value` overrides of the plan that a run folder was made with.

    Raises
    ------
    InputError
        If the manifest is damaged.
    """
    return _read(folder, lambda data: tuple(map(str, data["overrides"]))) or ()


def _read(folder: Path, part: Callable[[Any], Part]) -> Part | None:
    """Return a part of a manifest; none where there is none, or one of another version, which means other things."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return part(data) if data["versions"][PROGRAM] == planner.__version__ else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError([Fault(Place(file=str(path)), DamagedManifest(reason=repr(error)))]) from error


def _record(data: Mapping[str, Any]) -> Record:
    said = [Said(**item) for item in (data["summary"], *data["notices"])]
    for message in said:
        str(message)  # fails here rather than where it is told
    return Record(data["key"], data["inputs"], data["outputs"], said[0], tuple(said[1:]), data["figures"])


def digest_of(value: object) -> str:
    """Return a SHA-256 of anything that JSON can write."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the version of this program and of the libraries that a result depends on."""
    return {PROGRAM: planner.__version__, **{name: version(name) for name in LIBRARIES}}


def said(told: Told) -> Said:
    """Return a message in the form that a manifest keeps."""
    values = {name: _plain_value(value) for name, value in told.values.items()}
    return Said(code_of(told), told.template, values)


def _plain_value(value: object) -> object:
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return str(value)


def _plain(value: Any) -> Any:
    """Return dataclasses as dictionaries, all the way down."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
