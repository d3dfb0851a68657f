"""What a page says before its language is known: words, numbers, dates and times of day."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reports.i18n import LOCALES, in_words, translate

DATE_PATTERNS: Mapping[str, Mapping[str, str]] = {
    "en": {"day": "EEE d MMM", "date": "d MMM y", "moment": "EEE d MMM HH:mm", "short": "d MMM", "weekday": "EEE"},
    "zh": {"day": "EEE MM-dd", "date": "y-MM-dd", "moment": "EEE MM-dd HH:mm", "short": "MM-dd", "weekday": "EEE"},
}


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be translated: an English template with `{named}` places, and what fills them."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_language(self, language: str) -> str:
        """Return the words in the language."""
        return translate(self.template, language, **self.values)


def text(template: str, /, **values: object) -> Text:
    """Return words to be translated when the page is rendered; imported as `_`, so that extraction finds them."""
    return Text(template, values)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with a fixed count of decimals; a dash where there is none (NaN)."""

    value: float
    decimals: int = 0

    def in_language(self, language: str) -> str:
        """Return the number with the language's separators."""
        if math.isnan(self.value):
            return "–"
        return _decimal(round(self.value, self.decimals) + 0.0, self.decimals, language)  # no -0


@lru_cache(maxsize=10_000)
def _decimal(value: float, decimals: int, language: str) -> str:
    """Return a number in a language; the numbers of a page repeat themselves."""
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, pattern, LOCALES[language]))


@dataclass(frozen=True, slots=True)
class Percent:
    """A share written in percent; a dash where there is none (NaN)."""

    share: float
    decimals: int = 1

    def in_language(self, language: str) -> str:
        """Return the share in percent with the language's separators."""
        return "–" if math.isnan(self.share) else Number(self.share * 100, self.decimals).in_language(language) + "%"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a moment in one of the forms of `DATE_PATTERNS`: day, date, moment, short or weekday."""

    at: dt.date
    form: str = "moment"

    def in_language(self, language: str) -> str:
        """Return the date as the language writes it."""
        from babel.dates import format_datetime

        at = self.at if isinstance(self.at, dt.datetime) else dt.datetime.combine(self.at, dt.time())
        naive = at.replace(tzinfo=None)  # wall time as given: never moved to another zone
        return str(format_datetime(naive, DATE_PATTERNS[language][self.form], locale=LOCALES[language]))


@dataclass(frozen=True, slots=True)
class Joined:
    """Several words one after the other."""

    parts: "Sequence[Words]"
    by: str = " · "

    def in_language(self, language: str) -> str:
        """Return the parts in the language, joined."""
        return self.by.join(str(in_words(part, language)) for part in self.parts)


Words = str | Text | Number | Percent | Moment | Joined
"""Anything a page can show: data as plain strings, everything else in the reader's language."""
