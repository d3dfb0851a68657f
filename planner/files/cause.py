"""Why a file cannot be opened or written, in a planner's words."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from planner.errors import Message


class NoSuchFile(Message):
    """Nothing has that name."""

    template = "there is no such file or folder"


class NoPermission(Message):
    """The machine forbids it; Excel locks the files that it shows."""

    template = "no permission, or the file is open in another program"


class IsFolder(Message):
    """A folder where a file is meant."""

    template = "it is a folder"


class NoFolder(Message):
    """A file where a folder is meant."""

    template = "part of the path is a file, not a folder"


class DiskFull(Message):
    """No room to write."""

    template = "the disk is full"


class NotUtf8(Message):
    """A text file in another encoding."""

    template = "it is not UTF-8 text; save it as UTF-8"


CAUSES: Mapping[int, type[Message]] = {
    errno.ENOENT: NoSuchFile,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.EISDIR: IsFolder,
    errno.ENOTDIR: NoFolder,
    errno.EEXIST: NoFolder,
    errno.ENOSPC: DiskFull,
}


def cause(error: OSError | UnicodeDecodeError) -> Message | str:
    """Return why a file cannot be opened or written; the machine's own words where there are none of ours."""
    if isinstance(error, UnicodeDecodeError):
        return NotUtf8()
    known = CAUSES.get(error.errno or 0)
    return known() if known else error.strerror or type(error).__name__
