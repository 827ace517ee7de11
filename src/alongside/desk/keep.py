"""The verb `keep`: everything into one file, and back from it."""

import json
import shutil
import sqlite3
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, NamedTuple

from alongside import config
from alongside.core.engine import ENGINE
from alongside.core.trace import SorryError, size_words
from alongside.desk import look
from alongside.desk.inbox import ROOM_LEFT
from alongside.desk.jobs import refuse_while_working
from alongside.desk.read import bring_up_to_date
from alongside.outside.files.beside import beside
from alongside.store import schema
from alongside.store.door import open_desk
from alongside.store.held import held
from alongside.store.shelf import backups
from alongside.store.shelf.connection import Connection, StoreError
from alongside.store.shelf.workspace import engine

FORMAT = 1  # of the backup file itself; raised only if an older program could not read it
DATABASE, MANIFEST = "alongside.sqlite3", "manifest.json"
_LONGEST_MANIFEST = 64 << 10
_BLOCK = 1 << 20
_BROKEN = (  # what zipfile and json raise for bytes that nobody wrote so
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, KeyError, TypeError),
    *(OverflowError, RecursionError),
)


class KeepError(SorryError):
    """A backup cannot be written or restored; the message says why and what to do."""


class Manifest(NamedTuple):
    """What a backup says of itself: what wrote it and when, and the size, digest and schema of its database."""

    format: int
    program: str
    written: str
    schema: int
    counts: dict[str, int]
    bytes: int
    sha256: str


# ---------------------------------------------------------------- back up


def back_up(path: Path) -> tuple[Path, Manifest]:
    """Write everything into one file at `path` (in a folder: named by the day), while the program goes on running."""
    path = path.expanduser().absolute()
    target = path / f"alongside-{datetime.now(UTC):%Y-%m-%d}.zip" if path.is_dir() else path
    if target.exists() and not _is_backup(target):
        raise KeepError(f"{target} is there already and is no backup: choose another name.")
    with beside(target) as file:
        manifest = back_up_into(file)
    return target, manifest


def back_up_into(file: IO[bytes]) -> Manifest:
    """Write everything into an open file; raises KeepError where there is no room for it."""
    try:
        with look.shelf() as connection, _scratch() as folder:
            copy = folder / DATABASE
            backups.copy_into(_in_a_file(connection), copy)
            manifest = _manifest(copy)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.write(copy, DATABASE)
                archive.writestr(MANIFEST, json.dumps(manifest._asdict(), indent=1))
    except (OSError, sqlite3.OperationalError) as error:
        raise KeepError(
            f"The backup cannot be written ({getattr(error, 'strerror', '') or error}): free some space there and on"
            f" the disk of {config.home()}, or choose another place."
        ) from error
    return manifest


def _manifest(copy: Path) -> Manifest:
    with closing(sqlite3.connect(copy)) as connection:
        found, counts = backups.schema_of(connection), backups.counts(connection)
    with copy.open("rb") as file:
        digest = sha256()
        for block in iter(lambda: file.read(_BLOCK), b""):
            digest.update(block)
    written = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(FORMAT, version("alongside"), written, found, counts, copy.stat().st_size, digest.hexdigest())


def _is_backup(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            read_manifest(file)
    except (KeepError, OSError):
        return False
    return True


# ---------------------------------------------------------------- restore


def restore(path: Path) -> Manifest:
    """Put a backup in the place of everything that is here, which stays beside until the next restore.

    The file is checked, unpacked beside and brought up to date first; then one transaction takes it over, so that a
    kill at any moment leaves the former database or the new one.
    """
    try:
        with path.expanduser().open("rb") as file:
            manifest = read_manifest(file)
            config.home().mkdir(parents=True, exist_ok=True, mode=0o700)
            with _scratch() as folder:
                staged = folder / DATABASE
                _unpack(file, manifest, staged)
                _check(staged, manifest)
                schema.prepare(staged.resolve(strict=True))  # where it is gone, an empty one would be laid
                _take_over(staged, folder)
    except OSError as error:
        raise KeepError(f"{path} cannot be restored ({error.strerror or error}). Nothing was changed.") from error
    with closing(open_desk()) as connection:
        if engine(connection) != ENGINE:
            bring_up_to_date(connection)
    return manifest


def former() -> Path:
    """Where the database lies that the last restore replaced."""
    return config.database().with_name(f"{DATABASE}.before-restore")


def read_manifest(file: IO[bytes]) -> Manifest:
    """What a backup says of itself; raises KeepError where the file is none, or one that only a newer program reads."""
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_strange(archive)
            told = json.loads(archive.open(MANIFEST).read(_LONGEST_MANIFEST))
        manifest = Manifest(*(_typed(told, name, kind) for name, kind in Manifest.__annotations__.items()))
    except _BROKEN as error:
        raise KeepError("This is no backup that Alongside wrote, or not all of it. Nothing was changed.") from error
    if manifest.format > FORMAT or manifest.schema > schema.VERSION:
        raise KeepError(
            f"This backup was written by a newer Alongside ({manifest.program}, schema {manifest.schema}; this one"
            f" knows {schema.VERSION}): upgrade the program. Nothing was changed."
        )
    return manifest


def _typed(told: dict[str, Any], name: str, kind: Any) -> Any:  # noqa: ANN401 - a field of Manifest
    value = told[name]
    if not isinstance(value, getattr(kind, "__origin__", kind)) or isinstance(value, bool):
        raise TypeError(name)
    return value


def _refuse_strange(archive: zipfile.ZipFile) -> None:
    """Two plain members of these very names: whatever else stands in an archive was not written by us."""
    if sorted(one.filename for one in archive.infolist()) != [DATABASE, MANIFEST]:
        raise KeyError(DATABASE)
    for one in archive.infolist():
        plain = one.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
        if not plain or stat.S_ISLNK(one.external_attr >> 16) or one.flag_bits & 1:
            raise ValueError(one.filename)


def _unpack(file: IO[bytes], manifest: Manifest, staged: Path) -> None:
    """The database, as long as the manifest says and not a byte more, if there is room for it."""
    free = shutil.disk_usage(staged.parent).free
    if not 0 < manifest.bytes <= free - ROOM_LEFT:
        raise KeepError(
            f"The backup needs {size_words(manifest.bytes)} and the disk of {config.home()} has {size_words(free)}"
            " free: free some space. Nothing was changed."
        )
    digest, left = sha256(), manifest.bytes
    try:
        with zipfile.ZipFile(file) as archive, archive.open(DATABASE) as packed, staged.open("wb") as out:
            while left >= 0 and (block := packed.read(min(_BLOCK, left + 1))):
                left -= len(block)
                digest.update(block)
                out.write(block)
    except _BROKEN as error:
        raise KeepError("The backup is damaged: it cannot be unpacked. Nothing was changed.") from error
    if left or digest.hexdigest() != manifest.sha256:
        raise KeepError("The backup is damaged: its database is not the one that was written. Nothing was changed.")


def _check(staged: Path, manifest: Manifest) -> None:
    try:
        with closing(sqlite3.connect(staged)) as connection:
            wrong = backups.what_is_wrong(connection, manifest.schema)
    except sqlite3.DatabaseError as error:
        wrong = str(error)
    if wrong:
        raise KeepError(f"What is in this backup is no sound database of Alongside ({wrong}). Nothing was changed.")


def _take_over(staged: Path, folder: Path) -> None:
    """Under a lock that keeps everybody else out: the former database aside, the staged one in its place."""
    with closing(sqlite3.connect(staged)) as source, closing(open_desk()) as opened:
        present = _in_a_file(opened)
        backups.end_jobs(source)
        try:
            backups.keep_others_out(present)
            refuse_while_working(present)
            if backups.holds_anything(present):
                backups.copy_into(present, folder / "former")
                (folder / "former").chmod(0o600)
                (folder / "former").replace(former())
            backups.replace_by(present, source)
        except sqlite3.OperationalError as error:
            raise StoreError(
                f"The backup could not take its place ({error}): stop other Alongside commands, see that the disk has"
                " room, and try again. Nothing was changed."
            ) from error


def _in_a_file(connection: Connection) -> sqlite3.Connection:
    """The connection, where the database is a file; a server has a way of its own to be backed up."""
    if isinstance(connection, sqlite3.Connection):
        return connection
    raise KeepError(
        f"{config.database_name()} is on a PostgreSQL server: its own `pg_dump` backs it up, and `pg_restore` puts it"
        " back."
    )


# ---------------------------------------------------------------- scratch


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder beside the database, for this moment."""
    with tempfile.TemporaryDirectory(prefix=".keeping-", dir=config.home()) as name, held(Path(name), wait=False):
        yield Path(name)


def sweep_leftovers(home: Path) -> None:
    """Remove what a kill left of former restores and backups, and nothing of those under way."""
    for folder in home.glob(".keeping-*"):
        with suppress(OSError), held(folder, wait=False) as ours:
            if ours:
                shutil.rmtree(folder, ignore_errors=True)
