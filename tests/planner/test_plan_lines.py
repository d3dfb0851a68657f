"""`KeyLines` finds every key of a valid TOML text at its line."""

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.lines import KeyLines

TEXT = """\
name = "a # b"   # not = a.key
[queues.voice]
aht_s = 300.5
target = { service_level = 0.8, "within s" = 20 }

[[queues.voice.targets_by_hours]]
hours = "08:00-10:00"

[[queues.voice.targets_by_hours]]
hours = "18:00-20:00"
[queues.voice.targets_by_hours.more]
x = 1

[shifts]
early.starts = ["08:00"]
early.breaks = [
  { min = 15 },
  # { min = 20 },
  [
    ["inner"]
  ],
]
note = '''
[queues.mail]
aht_s = 1 ''''
quoted = ~~~
text = "1" \\~~~ still ~~~"
after = 1979-05-27 07:32:00
""".replace("~~~", '"""')


def test_lines_of_a_text_with_every_form() -> None:
    tomllib.loads(TEXT)
    lines = KeyLines(TEXT)
    expected = {
        "name": 1,
        "queues": 2,
        "queues.voice": 2,
        "queues.voice.aht_s": 3,
        "queues.voice.target.within s": 4,
        "queues.voice.targets_by_hours": 6,
        "queues.voice.targets_by_hours.0.hours": 7,
        "queues.voice.targets_by_hours.1": 9,
        "queues.voice.targets_by_hours.1.hours": 10,
        "queues.voice.targets_by_hours.1.more.x": 12,
        "shifts.early.starts.0": 15,
        "shifts.early.breaks": 16,
        "shifts.early.breaks.0.min": 17,
        "shifts.early.breaks.1.0.0": 20,
        "shifts.note": 23,
        "shifts.quoted": 26,
        "shifts.after": 28,
    }
    assert {path: lines.line(path.split(".")) for path in expected} == expected


def test_what_stands_nowhere_is_found_at_the_part_around_it() -> None:
    lines = KeyLines(TEXT)
    assert lines.line(["queues", "voice", "model"]) == 2
    assert lines.line(["queues", "voice", "targets_by_hours", 1, "within_s"]) == 9
    assert lines.line(["timezone"]) is None


def test_a_text_inside_a_string_is_no_key() -> None:
    lines = KeyLines(TEXT)
    assert lines.line(["queues", "mail"]) == 2


KEYS = st.one_of(st.from_regex(r"[a-z0-9_-]{1,6}", fullmatch=True), st.text("ab .#=[]é\"'", min_size=1, max_size=4))
SCALARS = st.one_of(
    st.integers(-5, 5),
    st.floats(-9, 9, allow_nan=False),
    st.booleans(),
    st.text("ab #=[]{},\n\"'\\", max_size=6),
)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3), max_leaves=5)
TABLES = st.recursive(
    st.dictionaries(KEYS, VALUES, max_size=3),
    lambda inner: st.dictionaries(
        KEYS, st.one_of(VALUES, inner, st.lists(inner, min_size=1, max_size=3)), min_size=1, max_size=3
    ),
    max_leaves=8,
)


class Writer:
    """Writes tables as TOML in several styles and keeps the line of every key."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw
        self.text = ""
        self.lines: dict[tuple[str, ...], int] = {}

    def table(self, table: dict[str, Any], path: tuple[str, ...] = (), header: tuple[str, ...] = ()) -> None:
        later = []
        for key, value in table.items():
            if _is_table(value) or _is_array_of_tables(value):
                later.append((key, value))
            else:
                self._note((*path, key))
                self._write(f"{_quoted(key)} = ")
                self._value(value, (*path, key))
                self._write(self._draw(st.sampled_from(["\n", " # x = 1\n", "\n\n"])))
        for key, value in later:
            name = ".".join(map(_quoted, (*header, key)))
            if _is_table(value):
                self._note((*path, key))
                self._write(f"[{name}]\n")
                self.table(value, (*path, key), (*header, key))
            else:
                self._note((*path, key))
                for at, part in enumerate(value):
                    self._note((*path, key, str(at)))
                    self._write(f"[[{name}]] # [no.table]\n")
                    self.table(part, (*path, key, str(at)), (*header, key))

    def _value(self, value: Any, path: tuple[str, ...]) -> None:
        if isinstance(value, list):
            gap = self._draw(st.sampled_from(["", " ", "\n  ", " # ]\n"]))
            self._write("[" + gap)
            for at, part in enumerate(value):
                self._note((*path, str(at)))
                self._value(part, (*path, str(at)))
                self._write("," + gap)
            self._write("]")
        elif isinstance(value, str):
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            several = self._draw(st.booleans())
            self._write(f'"""\n{escaped}"""' if several else '"' + escaped.replace("\n", "\\n") + '"')
        else:
            self._write(str(value).lower())

    def _note(self, path: tuple[str, ...]) -> None:
        self.lines[path] = self.text.count("\n") + 1

    def _write(self, text: str) -> None:
        self.text += text


def _is_table(value: Any) -> bool:
    return isinstance(value, dict)


def _is_array_of_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))


def _quoted(key: str) -> str:
    if key.isascii() and key.replace("-", "").replace("_", "").isalnum():
        return key
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


@settings(max_examples=150, deadline=None)
@given(TABLES, st.data())
def test_every_key_of_a_random_text_is_found_at_its_line(table: dict[str, Any], data: st.DataObject) -> None:
    writer = Writer(data.draw)
    writer.table(table)
    assert tomllib.loads(writer.text) == table
    lines = KeyLines(writer.text)
    assert {path: lines.line(path) for path in writer.lines} == writer.lines
