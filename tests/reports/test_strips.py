"""A shift from 8 to 17 on a strip from 7, four quarters an hour."""

from reports.pages import Duty, Stretch
from reports.strips import Drawn, strip


def test_a_shift_lies_under_its_breaks() -> None:
    stretches = [Stretch(10, 10.25, "break"), Stretch(12, 13, "break"), Stretch(16.5, 17, "handover")]
    assert list(strip(Duty(8, 17, "08:00–17:00", 7, stretches), from_h=7)) == [
        Drawn("k1", "M4 0h36"),
        Drawn("b", "M12 0h1M20 0h4"),
        Drawn("h", "M38 0h2"),
    ]
