"""Two real banks' calls as HISTORY with calendar and opening hours, from the folder named by PLANNER_TEST_DATA."""

import os
from dataclasses import dataclass
from pathlib import Path

import holidays
import pandas as pd

ORIGINS_2003 = (
    "2003-05-26",
    "2003-06-09",
    "2003-06-30",
    "2003-07-14",
    "2003-08-04",
    "2003-08-18",
    "2003-09-08",
    "2003-09-22",
)
ORIGINS_1999 = (
    "1999-03-26",
    "1999-04-30",
    "1999-06-04",
    "1999-07-09",
    "1999-08-20",
    "1999-09-24",
    "1999-10-29",
    "1999-12-03",
)


@dataclass(frozen=True, slots=True)
class Bank:
    """One series with what is known beside it, and the eight origins it is judged on."""

    name: str
    history: pd.DataFrame
    calendar: pd.DataFrame
    opening: pd.DataFrame
    origins: tuple[str, ...]

    def weekly_origins(self, first_weeks: int = 10) -> list[pd.Timestamp]:
        """Every week from `first_weeks` weeks in to four weeks before the end."""
        start, end = (
            day.normalize() for day in (self.history["interval_start"].iloc[0], self.history["interval_start"].iloc[-1])
        )
        return list(pd.date_range(start + pd.Timedelta(weeks=first_weeks), end - pd.Timedelta(days=27), freq="7D"))


def data_folder() -> Path | None:
    """The folder of real data, if there is one."""
    folder = os.environ.get("PLANNER_TEST_DATA")
    return Path(folder) if folder and Path(folder).is_dir() else None


def bank_2003(folder: Path, minutes: int = 60) -> Bank:
    """Calls of a US bank: weekdays 07:00-21:00; closed holidays are absent rows. Columbus Day was open."""
    calls = pd.read_csv(folder / "bank_calls_2003" / f"bank_calls_{minutes}min.csv", parse_dates=["ts"])
    calls = calls[calls["ts"].dt.hour < 21]
    closed = [(day, "holiday", name) for day, name in holidays.US(years=2003).items() if str(day) != "2003-10-13"]
    opening = [("", weekday, "07:00", "21:00") for weekday in range(5)]
    return _bank(f"bank 2003, {minutes} min", calls, closed, opening, ORIGINS_2003)


def bank_1999(folder: Path, minutes: int = 60) -> Bank:
    """Calls of an Israeli bank: Sunday to Thursday 07-24, Friday to 14, Saturday from 20."""
    calls = pd.read_csv(folder / "anonymous_bank_1999" / f"calls_{minutes}min_1999.csv", parse_dates=["ts"])
    opening = [("", weekday, "07:00", "24:00") for weekday in (6, 0, 1, 2, 3)]
    opening += [("", 4, "07:00", "14:00"), ("", 5, "20:00", "24:00")]
    return _bank(f"bank 1999, {minutes} min", calls, _israel_1999(), opening, ORIGINS_1999)


def _israel_1999() -> list[tuple[object, str, str]]:
    named = dict(holidays.country_holidays("IL", years=[1999], language="en_US").items())
    days: dict[object, tuple[str, str]] = {day: ("holiday", name) for day, name in named.items()}
    for day in named:
        days.setdefault(day - pd.Timedelta(days=1).to_pytimedelta(), ("eve", ""))
    between = ["1999-04-04", "1999-04-05", "1999-04-06", *(f"1999-09-{day}" for day in (27, 28, 29, 30)), "1999-10-01"]
    for text in between:
        days.setdefault(pd.Timestamp(text).date(), ("bridge", ""))
    for text, kind in (("1999-03-01", "eve"), ("1999-03-02", "half"), ("1999-04-20", "half"), ("1999-07-22", "half")):
        days[pd.Timestamp(text).date()] = (kind, "")
    return [(day, kind, name) for day, (kind, name) in days.items()]


def _bank(
    name: str,
    calls: pd.DataFrame,
    special: list[tuple[object, str, str]],
    opening: list[tuple[str, int, str, str]],
    origins: tuple[str, ...],
) -> Bank:
    history = pd.DataFrame({"queue": "all", "interval_start": calls["ts"], "offered": calls["calls"].astype(float)})
    return Bank(
        name,
        history.reset_index(drop=True),
        pd.DataFrame(special, columns=["date", "kind", "name"]),
        pd.DataFrame(opening, columns=["queue", "weekday", "start", "end"]),
        origins,
    )
