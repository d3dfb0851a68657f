"""The example's words: everything a person reads, in one data file for each language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from string import Template


@dataclass(frozen=True, slots=True)
class Texts:
    """Words of one language: parts of people's names, names of teams, the texts of the plan, notes at its columns."""

    surnames: tuple[str, ...]
    given: tuple[str, ...]
    name_form: str
    teams: Mapping[str, str]
    plan: Mapping[str, str]
    notes: Mapping[str, str]

    def name(self, number: int) -> str:
        """Return one of the `surnames × given` different names."""
        surname, given = divmod(number, len(self.given))
        return self.name_form.format(surname=self.surnames[surname], given=self.given[given])


def read_texts(language: str) -> Texts:
    """Return the words of a language."""
    data = tomllib.loads(_package_text(f"texts.{language}.toml"))
    names = data["names"]
    return Texts(
        surnames=tuple(names["surnames"]),
        given=tuple(names["given"]),
        name_form=names["form"],
        teams=data["teams"],
        plan=data["plan"],
        notes=data["notes"],
    )


def plan_toml(texts: Texts) -> str:
    """Return the example's `plan.toml`: the same numbers in every language, names and comments in its own."""
    return Template(_package_text("plan.template.toml")).substitute(texts.plan)


def _package_text(name: str) -> str:
    return resources.files("planner.example").joinpath(name).read_text(encoding="utf-8")
