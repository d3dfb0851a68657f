import datetime as dt

import pytest

from reports import Joined, Moment, Number, Percent, Words, text

NAN = float("nan")


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (Number(1234567.891), "1,234,568", "1,234,568"),
        (Number(1234.5, 2), "1,234.50", "1,234.50"),
        (Number(-0.04, 1), "0.0", "0.0"),
        (Number(-1.25, 2), "-1.25", "-1.25"),
        (Number(NAN, 1), "–", "–"),
        (Percent(0.8, 0), "80%", "80%"),
        (Percent(0.82345), "82.3%", "82.3%"),
        (Percent(NAN), "–", "–"),
        (Moment(dt.date(2026, 12, 7), "day"), "Mon 7 Dec", "周一 12-07"),
        (Moment(dt.date(2026, 12, 7), "date"), "7 Dec 2026", "2026-12-07"),
        (Moment(dt.datetime(2026, 12, 13, 9, 30)), "Sun 13 Dec 09:30", "周日 12-13 09:30"),
        (text("People short"), "People short", "缺人"),
        (Joined([text("People short"), Number(2), "x"], by=", "), "People short, 2, x", "缺人, 2, x"),
    ],
)
def test_words_in_both_languages(words: Words, english: str, chinese: str) -> None:
    assert not isinstance(words, str)
    assert [words.in_language("en"), words.in_language("zh")] == [english, chinese]


def test_a_moment_is_written_in_its_own_wall_time() -> None:
    at = dt.datetime(2026, 12, 7, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    assert Moment(at).in_language("en") == "Mon 7 Dec 23:30"
