"""Day kinds: work days, weekends, holidays, bridge days and make-up work days, by country and own table."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from planner.errors import Fault, InputError, Message, Place, UsageError
from planner.names import hint

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    import pandas as pd

KINDS = ("workday", "weekend", "holiday", "bridge", "eve", "half", "makeup")
COUNTRIES_WITH_MAKEUP_DAYS = ("CN",)
SATURDAY_AND_SUNDAY = (5, 6)
NAMES_IN = {"en": ("en_US", "en"), "zh": ("zh_CN",)}  # the library's names of languages, preferred first


class ProvisionalCalendar(Message):
    """A year for which no make-up work days are known yet."""

    template = (
        "the official make-up work days of {year} are not known yet: {country} has only its statutory holidays; "
        "add them to the plan's calendar.extra when they are published"
    )


class NotADayKind(Message):
    """A day of no known kind."""

    template = "{kind} is no kind of day; {hint}"


class UnknownCountry(UsageError):
    """A country without a calendar."""

    template = "no calendar for country {country}; an example is CN"


def day_kinds(
    country: str | None, first: date, last: date, extra: pd.DataFrame | None = None, language: str = "en"
) -> pd.DataFrame:
    """Return CALENDAR (date, kind, name) for every day from `first` to `last`; rows of `extra` win.

    A statutory day off is a `holiday`; a day off in exchange for a make-up day, or for a holiday on a weekend, is a
    `bridge`; a weekend day worked in exchange is `makeup`. Without a country there are only work days and weekends.
    """
    import pandas as pd

    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rows = _official(country, days, language) if country else {day: _ordinary(day, SATURDAY_AND_SUNDAY) for day in days}
    if extra is not None:
        own = zip(extra["date"], extra["kind"], extra.get("name", pd.Series("", extra.index)).fillna(""), strict=True)
        rows.update({day: (kind, name) for day, kind, name in own if day in rows})
    return pd.DataFrame(
        {"date": list(rows), "kind": [kind for kind, _ in rows.values()], "name": [name for _, name in rows.values()]}
    )


def refuse_unknown_kinds(frame: pd.DataFrame, file: str) -> None:
    """Refuse CALENDAR rows of a kind that is not known.

    Raises
    ------
    InputError
        With every such row.
    """
    faults = [
        Fault(Place(file=file, row=row, column="kind"), NotADayKind(kind=kind, hint=hint(kind, KINDS)))
        for row, kind in enumerate(frame["kind"], start=2)
        if kind not in KINDS
    ]
    if faults:
        raise InputError(faults)


def provisional_years(country: str | None, first: date, last: date) -> Sequence[ProvisionalCalendar]:
    """Return a warning for each year whose make-up days the country has not published, as far as is known here."""
    if country not in COUNTRIES_WITH_MAKEUP_DAYS:
        return []
    years = range(first.year, last.year + 1)
    return [
        ProvisionalCalendar(year=year, country=country)
        for year in years
        if not any(day.year == year for day in _country(country, [year], "en").weekend_workdays)
    ]


def _official(country: str, days: Sequence[date], language: str) -> dict[date, tuple[str, str]]:
    """Return kind and name of each day in a country."""
    years = range(days[0].year, days[-1].year + 1)
    official, statutory = _country(country, years, language), _country(country, years, language, observed=False)
    rows = {day: _ordinary(day, official.weekend) for day in days}
    for day in days:
        if day in official.weekend_workdays:
            rows[day] = ("makeup", "")
        elif day in official:
            name = official[day]
            rows[day] = ("bridge" if day not in statutory or _in_exchange(name) else "holiday", name)
    return rows


def _ordinary(day: date, weekend: Container[int]) -> tuple[str, str]:
    return ("weekend" if day.weekday() in weekend else "workday", "")


def _in_exchange(name: str) -> bool:
    """Tell whether a day off is made up for on another day: its name carries that day's date."""
    return re.search(r"\d{4}", name) is not None


def _country(country: str, years: Sequence[int], language: str, observed: bool = True):  # type: ignore[no-untyped-def] # the library carries no types
    import holidays

    try:
        spoken = holidays.country_holidays(country).supported_languages
        return holidays.country_holidays(
            country,
            years=years,
            observed=observed,
            language=next((n for n in NAMES_IN[language] if n in spoken), None),
        )
    except NotImplementedError as error:
        raise UnknownCountry(country=country) from error
