"""The pay classes of an agent's day."""

from dataclasses import dataclass


@dataclass(slots=True)
class Classes:
    """Paid minutes of an agent's day, each in one pay class; those at night are told beside."""

    normal: float = 0.0
    overtime: float = 0.0
    rest_day: float = 0.0
    holiday: float = 0.0
    night: float = 0.0

    def hours(self) -> list[float]:
        """Return the hours paid, normal, overtime, on a rest day, on a holiday and at night."""
        classes = [self.normal, self.overtime, self.rest_day, self.holiday]
        return [minutes / 60 for minutes in (sum(classes), *classes, self.night)]
