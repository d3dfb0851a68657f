"""A labour pack: the law of a country in one TOML file of this package."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from planner.errors import Message

FOLDER = files(__name__.rpartition(".")[0])
SUFFIX = ".toml"


class YearNotCovered(Message):
    """A year whose holidays and normal hours a pack does not know."""

    template = "labour pack {pack} {version} knows the law of {years}, not of {year}; check it for a newer one"


@dataclass(frozen=True, slots=True)
class Law:
    """Where a rule comes from, in words of two languages."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en

    def in_language(self, language: str) -> str:
        """Return the words in a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Pay:
    """A pay class: percent of the wage, and where it comes from."""

    percent: int
    law: tuple[Law, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """What a rule of the roster is at least set to, where hours are counted in a system; None or empty: everywhere."""

    rule: str
    settings: Mapping[str, Any]
    law: tuple[Law, ...]
    system: str | None = None
    period: str | None = None
    overtime: tuple[str, ...] = ()

    def holds(self, system: str, period: str | None, overtime: str) -> bool:
        """Tell whether it holds there."""
        return (
            self.system in (None, system)
            and self.period in (None, period)
            and (not self.overtime or overtime in self.overtime)
        )


@dataclass(frozen=True, slots=True)
class Pack:
    """Limits on rules, pay classes, the normal hours of a day and of each period, and the tags of protected people."""

    name: str
    version: str
    country: str
    years: tuple[int, ...]
    normal_h: Mapping[str, float]
    pay: Mapping[str, Pay]
    tags: Mapping[str, Law]
    limits: tuple[Limit, ...]

    def not_covered(self, years: range) -> Iterator[YearNotCovered]:
        """Yield a warning for each year that the pack does not know."""
        for year in years:
            if year not in self.years:
                known = ", ".join(map(str, self.years))
                yield YearNotCovered(pack=self.name, version=self.version, years=known, year=year)


def pack_names() -> list[str]:
    """Return the names of the packs there are."""
    return sorted(item.name.removesuffix(SUFFIX) for item in FOLDER.iterdir() if item.name.endswith(SUFFIX))


def read_pack(name: str) -> Pack:
    """Return a pack by its name."""
    data = tomllib.loads((FOLDER / f"{name}{SUFFIX}").read_text(encoding="utf-8"))
    laws = {key: Law(**words) for key, words in data["laws"].items()}
    return Pack(
        name=name,
        version=data["version"],
        country=data["country"],
        years=tuple(data["years"]),
        normal_h=data["normal_h"],
        pay={kind: Pay(pay["percent"], _of(pay["law"], laws)) for kind, pay in data["pay"].items()},
        tags={tag: Law(**words) for tag, words in data["tags"].items()},
        limits=tuple(_limit(limit, laws) for limit in data["limits"]),
    )


def _limit(data: Mapping[str, Any], laws: Mapping[str, Law]) -> Limit:
    return Limit(
        rule=data["rule"],
        settings=data["set"],
        law=_of(data["law"], laws),
        system=data.get("system"),
        period=data.get("period"),
        overtime=tuple(data.get("overtime", ())),
    )


def _of(keys: Iterable[str], laws: Mapping[str, Law]) -> tuple[Law, ...]:
    return tuple(laws[key] for key in keys)
