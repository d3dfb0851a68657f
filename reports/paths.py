"""SVG paths in relative steps: short to write, and rounding never adds up."""


class Pen:
    """Draws with coordinates rounded to tenths."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._x = self._y = 0

    def move(self, x: float, y: float) -> None:
        """Begin a new line."""
        self._x, self._y = _tenths(x), _tenths(y)
        self._parts.append(f"M{_pair(self._x, self._y)}")

    def line(self, x: float, y: float) -> None:
        """Draw a straight line."""
        to_x, to_y = _tenths(x), _tenths(y)
        self._parts.append(f"l{_pair(to_x - self._x, to_y - self._y)}")
        self._x, self._y = to_x, to_y

    def across(self, x: float) -> None:
        """Draw a level line."""
        self._straight("h", _tenths(x) - self._x)
        self._x = _tenths(x)

    def up(self, y: float) -> None:
        """Draw a line straight up or down."""
        self._straight("v", _tenths(y) - self._y)
        self._y = _tenths(y)

    def close(self) -> None:
        """Draw back to where the line began; a new one must follow with `move`."""
        self._parts.append("z")

    def path(self) -> str:
        """Return the path drawn."""
        return "".join(self._parts)

    def _straight(self, letter: str, by: int) -> None:
        if by:
            self._parts.append(f"{letter}{_number(by)}")


def _tenths(value: float) -> int:
    return round(value * 10)


def _pair(x: int, y: int) -> str:
    second = _number(y)
    return _number(x) + ("" if second.startswith("-") else " ") + second


def _number(tenths: int) -> str:
    """Write tenths as short as SVG allows: `-.3`, `12`, `1.5`."""
    sign, (whole, tenth) = "-" if tenths < 0 else "", divmod(abs(tenths), 10)
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"
