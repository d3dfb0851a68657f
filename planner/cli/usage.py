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
    (r"Invalid value for '(?P<name>.*?)': (?P<reason>.*)", BadValue),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", TooMany),
)


def usage_message(text: str) -> Message | None:
    """Return typer's complaint as a message of ours; None for a form that is not known here."""
    for form, message in FORMS:
        if match := re.match(form, text, re.DOTALL):
            return message(**match.groupdict())
    return None
