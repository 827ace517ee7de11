"""What mail and chats lie in: sources, and the parts of them that are read at one go."""

from enum import StrEnum
from typing import NamedTuple

from alongside.core.evidence.chat.nouns import Terms
from alongside.core.evidence.nouns import Marks, Message
from alongside.core.trace import SorryError, Trouble


class FilesError(SorryError):
    """A path cannot be read as mail; the message names it, says why, and what would do."""


class Shape(StrEnum):
    """How mail lies in a source."""

    MBOX = "mbox"  # one file, messages behind each other
    MAILDIR = "maildir"  # a folder with cur and new
    FOLDER = "folder"  # a folder of .eml files, or one such file
    ARCHIVE = "archive"  # a .zip or .tgz holding any of these
    CHAT = "chat"  # a WhatsApp export: a text file, or a .zip holding one


class Source(NamedTuple):
    """One mbox, Maildir, folder, archive or chat; `marks` are what its name says (Sent, Trash) of all it holds.

    `terms` are what a chat is read with, once they are agreed on.
    """

    shape: Shape
    path: str
    marks: Marks = Marks.NONE
    terms: Terms | None = None


class Piece(NamedTuple):
    """One raw message: where it lies, how many bytes it takes there, and its bytes (cut if it is over the limit).

    `marks` are what the file it lies in says of it, where one source holds several files.
    """

    place: str
    length: int
    raw: bytes
    cut: bool = False
    marks: Marks = Marks.NONE


class Batch(NamedTuple):
    """A part of a source that one worker reads: a byte range of an mbox, or names of files, or pieces at hand.

    `end` is how far the source is read when this batch is stored; `pieces` is set only where the bytes come out of
    an archive, which can be read in one place only. `talk` is part of a chat, which makes sense in its order only.
    """

    source: Source
    start: int = 0
    end: int = 0
    names: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    talk: tuple[Message | Trouble, ...] = ()
