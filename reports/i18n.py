"""Words in two languages: English stands in the source, Simplified Chinese in one catalogue read at run time.

Anything with a `template` and `values` can be said in a language, and values may themselves be such things: a warning
that names a rule is translated down to the rule's name. Names of people and queues are plain strings and stay.
"""

from collections.abc import Mapping
from functools import cache
from typing import Protocol, runtime_checkable

LANGUAGES = ("en", "zh")
LOCALES: Mapping[str, str] = {"en": "en", "zh": "zh_Hans_CN"}
"""The CLDR locale of each language, for numbers and dates."""


@runtime_checkable
class Told(Protocol):
    """A message: an English template with `{named}` places, and what fills them."""

    @property
    def template(self) -> str:
        """English text with `{named}` places."""

    @property
    def values(self) -> Mapping[str, object]:
        """What fills the places."""


@runtime_checkable
class Localised(Protocol):
    """A value that is written differently in each language, such as a number or a date."""

    def in_language(self, language: str) -> str:
        """Return the value as people write it in the language."""


def translate(template: str, language: str, /, **values: object) -> str:
    """Return the template in the language with its places filled; English where the catalogue has no entry.

    Values that are messages or localised values are said in the language, all others are formatted as they are.

    Raises
    ------
    KeyError
        When the template names a place that no value fills.
    """
    text = catalogue(language).get(template, template)
    return text.format_map({name: in_words(value, language) for name, value in values.items()})


def in_words(value: object, language: str) -> object:
    """Return a message or localised value as text in the language, and anything else unchanged."""
    if isinstance(value, str):
        return value  # most values are, and asking what a value can do is slow
    if isinstance(value, Localised):
        return value.in_language(language)
    if isinstance(value, Told):
        return translate(value.template, language, **value.values)
    return value


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return English → translated for every translated entry of a language; empty for English."""
    if language == "en":
        return {}
    from importlib import resources  # English output must not pay for these

    from babel.messages.pofile import read_po

    with resources.files("reports").joinpath(f"locale/{LOCALES[language]}/LC_MESSAGES/messages.po").open("rb") as po:
        return {str(entry.id): str(entry.string) for entry in read_po(po) if entry.id and entry.string}
