"""Bytes of a text file to text: its mark, then UTF-8, then GB18030, else an error that says what to do."""

import codecs

from planner.errors import Fault, InputError, Message, Place

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnknownEncoding(Message):
    """The encoding named on the command line does not exist."""

    template = "{encoding} is not an encoding; use one such as utf-8, gb18030 or big5"


class WrongEncoding(Message):
    """The bytes are no text in the encodings tried."""

    template = "is not text in {tried}; name its encoding with --encoding, or save it as CSV UTF-8"


class BinaryText(Message):
    """The text holds NUL characters."""

    template = "holds NUL characters: damaged, or UTF-16 without its mark; save it as CSV UTF-8"


def decode(data: bytes, file: str, encoding: str | None = None) -> str:
    """Return the text of `data`; `encoding` overrides the search (mark, UTF-8, GB18030).

    GB18030 contains GBK and GB2312. Big5 is never guessed: most of its texts are valid GB18030 with another meaning.

    Raises
    ------
    InputError
        When the bytes are not text in the encodings tried, or hold NUL characters.
    """
    tried = [encoding] if encoding else _candidates(data)
    for candidate in tried:
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise InputError([Fault(Place(file=file), UnknownEncoding(encoding=candidate))]) from None
        if "\0" in text:
            raise InputError([Fault(Place(file=file), BinaryText())])
        return text.removeprefix("\ufeff")
    raise InputError([Fault(Place(file=file), WrongEncoding(tried=", ".join(tried)))])


def _candidates(data: bytes) -> list[str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return [name]
    return ["utf-8", "gb18030"]
