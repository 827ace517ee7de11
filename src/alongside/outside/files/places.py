"""What lies at a path: the sources of mail (or the chat) under it, and what their names say."""

import os
from collections.abc import Iterator
from pathlib import Path

from alongside.core.evidence.mail.labels import mark_labels
from alongside.core.evidence.nouns import Marks
from alongside.core.trace import Trouble
from alongside.outside.files import mbox
from alongside.outside.files.nouns import FilesError, Shape, Source


def find_sources(path: Path) -> tuple[list[Source], list[Trouble]]:
    """Every source of mail at or under `path`; Troubles are folders and files that may not be looked into.

    Raises FilesError where there is nothing to read: no such path, or nothing in it is mail.
    """
    path = path.expanduser().absolute()
    if not path.exists():
        raise FilesError(f"{path}: there is no such file or folder.")
    if path.is_file():
        return [_file_source(path)], []
    troubles: list[Trouble] = []
    sources = sorted(_walk(path, troubles), key=lambda source: source.path)
    if not sources and troubles:
        raise FilesError(f"{path}: {troubles[0].reason}")
    if not sources:
        raise FilesError(f"{path}: no mail in it (looked for mbox files, Maildirs, .eml files and archives).")
    return sources, troubles


def marks_of_place(name: str) -> Marks:
    """What the name of a file or folder says of the mail in it: Sent, Trash, Spam, in the main languages."""
    stem = name.removesuffix("/mbox").rpartition("/")[2]
    stem = stem.removesuffix(".mbox").removesuffix(".sbd").lstrip(".").replace("INBOX.", "")
    return mark_labels((stem, stem.rpartition(".")[2])) & (Marks.SENT | Marks.SPAM)


def _file_source(path: Path) -> Source:
    """The source that one named file is; raises FilesError where it is no mail."""
    try:
        shape = _shape(path)
    except OSError as error:
        raise FilesError(f"{path}: cannot be opened ({error.strerror}). Check that you may read it.") from error
    if shape is None:
        raise FilesError(
            f"{path}: this is not a mailbox. It takes an mbox file, a Maildir, .eml files, a folder of them,"
            " a Google Takeout archive (.zip, .tgz), or a WhatsApp export (.txt, .zip)."
        )
    return Source(shape, str(path), marks_of_place(path.name))


def _shape(path: Path, *, asked: bool = True) -> Shape | None:
    """What a file is, by its first bytes; `asked` says that the person named this very file.

    A chat is read only where it is named: each needs to be told whose it is.
    """
    if path.suffix.lower() == ".eml":
        return Shape.FOLDER
    with path.open("rb") as handle:
        head = handle.read(4096)
    if mbox.is_mbox(head) or (not head and path.suffix.lower() == ".mbox"):
        return Shape.MBOX
    if asked and _is_chat(path):
        return Shape.CHAT
    if not head.strip(b"\0"):  # nothing, which tar takes for an archive of nothing
        return None
    if (asked or path.suffix.lower() in {".zip", ".tgz", ".gz", ".tar"}) and _is_archive(path):
        return Shape.ARCHIVE
    return None


def _is_archive(path: Path) -> bool:
    from alongside.outside.files.archive import is_archive  # noqa: PLC0415 - its packers, which mailboxes do not need

    return is_archive(str(path))


def _is_chat(path: Path) -> bool:
    from alongside.outside.files.chats import is_chat  # noqa: PLC0415 - its patterns, which mailboxes need not wait for

    return is_chat(str(path))


def _walk(root: Path, troubles: list[Trouble]) -> Iterator[Source]:
    def refused(error: OSError) -> None:
        troubles.append(Trouble(str(error.filename), 0, f"cannot be opened ({error.strerror})"))

    for folder, below, files in os.walk(root, onerror=refused):
        if "cur" in below and "new" in below:
            yield Source(Shape.MAILDIR, folder, marks_of_place(folder))
            below[:] = [name for name in below if name not in {"cur", "new", "tmp"}]
            continue
        below.sort()
        yield from _in_folder(Path(folder), files, troubles)


def _in_folder(folder: Path, files: list[str], troubles: list[Trouble]) -> Iterator[Source]:
    if any(name.lower().endswith(".eml") for name in files):
        yield Source(Shape.FOLDER, str(folder), marks_of_place(folder.name))
    for name in sorted(files):
        if name.lower().endswith(".eml"):
            continue
        try:
            shape = _shape(folder / name, asked=False)
        except OSError as error:
            troubles.append(Trouble(str(folder / name), 0, f"cannot be opened ({error.strerror})"))
            continue
        if shape is not None:
            yield Source(shape, str(folder / name), marks_of_place(str(folder / name)))
