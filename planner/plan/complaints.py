"""What can be wrong with one key of a plan, in words that say what to write instead."""

from __future__ import annotations

from planner.errors import Message


class UnknownKey(Message):
    """A key that no part of the plan knows."""

    template = "unknown key; {hint}"


class MissingKey(Message):
    """A key that must be there."""

    template = "is missing"


class NotPercent(Message):
    """A percentage where a share is meant."""

    template = "must be {limit}; write {percent}% as {share}"


class OutOfRange(Message):
    """A number outside its limits."""

    template = "must be {limit}"


class WrongType(Message):
    """A value of another type."""

    template = "must be {wanted}"


class NotOneOf(Message):
    """A value outside a list."""

    template = "must be one of {allowed}"


class NotAnId(Message):
    """An id with characters that ids cannot have."""

    template = "is no id: letters, digits, - and _, at most 40, beginning with a letter or digit"


class TooFew(Message):
    """A list or table with too few parts."""

    template = "has {actual} entries; needs at least {least}"


class TooMany(Message):
    """A list with too many parts."""

    template = "has {actual} entries; at most {most} are allowed"


class Invalid(Message):
    """A complaint for which there are no words of our own."""

    template = "{reason}"


class AWholeNumber(Message):
    """What an int must be; this and the following stand inside `WrongType`."""

    template = "a whole number, without quotes"


class ANumber(Message):
    """What a float must be."""

    template = "a number, without quotes"


class AText(Message):
    """What a str must be."""

    template = "text in quotes"


class ATruth(Message):
    """What a bool must be."""

    template = "true or false, without quotes"


class ATable(Message):
    """What a model must be."""

    template = "a table"


class AList(Message):
    """What a tuple must be."""

    template = "a list in [ ]"


class ATime(Message):
    """What a datetime must be."""

    template = "a date and time without quotes, such as 2026-12-11T18:00:00"


class ADate(Message):
    """What a date must be."""

    template = "a date without quotes, such as 2026-12-07"
