"""What typer says of wrong usage, in the language in use."""

from __future__ import annotations

import re

from planner.errors import Message


class NoSuchOption(Message):
    """An option that the command does not have."""

    template = "no such option: {name}"


class NoSuchCommand(Message):
    """A command that does not exist."""

    template = "no such command: {name}"


class MissingOption(Message):
    """An option that must be given."""

    template = "option {name} is missing"


class MissingArgument(Message):
    """An argument that must be given."""

    template = "argument {name} is missing"


class NeedsValue(Message):
    """An option at the end of the line, without its value."""

    template = "option {name} needs a value"


class NotANumber(Message):
    """Text where a number is meant."""

    template = "{name} must be a number"


class TooSmall(Message):
    """A number below its least."""

    template = "{name} must be ≥ {limit}"


class TooLarge(Message):
    """A number above its greatest."""

    template = "{name} must be ≤ {limit}"


class NotADate(Message):
    """Text where a date is meant."""

    template = "{name} must be a date such as 2026-12-07"


class NoFile(Message):
    """A file that must be there and is not."""

    template = "{name}: there is no file {path}"


class NotReadable(Message):
    """A file or folder that may not be read."""

    template = "{name}: no permission to read {path}"


class TakesNoValue(Message):
    """A value given to an option that is only on or off."""

    template = "option {name} takes no value"


class BadValue(Message):
    """A value that an option does not take."""

    template = "{name} does not take this value: {reason}"


class TooMany(Message):
    """More arguments than the command takes."""

    template = "these words are too many: {name}"


FORMS: tuple[tuple[str, type[Message]], ...] = (
    (r"No such option: (?P<name>\S+)", NoSuchOption),
    (r"No such command '(?P<name>.*?)'", NoSuchCommand),
    (r"Missing option '(?P<name>.*?)'", MissingOption),
    (r"Missing argument '(?P<name>.*?)'", MissingArgument),
    (r"Option '(?P<name>.*?)' requires an argument", NeedsValue),
    (r"Invalid value for '(?P<name>.*?)': .*unable to parse string as an? (number|integer)", NotANumber),
    (r"Invalid value for '(?P<name>.*?)': .*greater than or equal to (?P<limit>\S+)", TooSmall),
    (r"Invalid value for '(?P<name>.*?)': .*less than or equal to (?P<limit>\S+)", TooLarge),
    (r"Invalid value for '(?P<name>.*?)': .*does not match the formats", NotADate),
    (r"Invalid value for '(?P<name>.*?)': path '(?P<path>.*)' does not exist", NoFile),
    (r"Invalid value for '(?P<name>.*?)': path '(?P<path>.*)' is not readable", NotReadable),
    (r"Invalid value for '(?P<name>.*?)': (?P<reason>.*)", BadValue),
    (r"Option '(?P<name>.*?)' does not take a value", TakesNoValue),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", TooMany),
)


def usage_message(text: str) -> Message | None:
    """Return typer's complaint as a message of ours; None for a form that is not known here."""
    for form, message in FORMS:
        if match := re.match(form, text, re.DOTALL):
            return message(**match.groupdict())
    return None
