"""A folder held against every other program that would do the same in it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def held(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Hold a folder; whether it is ours. With `wait`, as soon as whoever has it lets go, by itself or by being killed.

    Where a file system has no such locks, nobody can tell, and it is not ours. Raises OSError where there is no such
    folder.
    """
    if sys.platform == "win32":
        yield True  # there, a file that somebody uses can be neither moved nor removed
        return
    import fcntl  # noqa: PLC0415 - not there on Windows

    handle = os.open(folder, os.O_RDONLY)
    ours = True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        ours = False
    try:
        yield ours
    finally:
        os.close(handle)
