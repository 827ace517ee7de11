"""Writing a file of the person's: beside its place and then renamed, so that a broken-off write is never seen."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from alongside.outside.files.nouns import FilesError


@contextmanager
def beside(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when all is written, readable by its owner only; raises FilesError."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise FilesError(
            f"{path} cannot be written ({error.strerror or error}): free some space there, or choose another place."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def write(path: Path, pieces: Iterable[bytes]) -> int:
    """Write these pieces to a file, one after the other; how many bytes they are."""
    with beside(path) as file:
        return sum(file.write(piece) for piece in pieces)
