"""Sources on the shelf: what was read, how far, and what could not be."""

from collections.abc import Iterable
from typing import NamedTuple

from alongside.core.trace import Trouble
from alongside.store.shelf.connection import WORKSPACE, Connection, looked_up


class Progress(NamedTuple):
    """How far a source has been read: see the fields of models.Source."""

    id: int
    stamp: str = ""
    position: int = 0
    resume: int = 0
    tail: str = ""
    messages: int = 0
    finished: bool = False


_PROGRESS = "id, stamp, position, resume, tail, messages, finished"


def progress_of(connection: Connection, kind: str, path: str) -> Progress:
    """How far this source was read before; a new one gets its row."""
    connection.execute(
        "INSERT INTO source (workspace_id, kind, path, stamp, position, resume, tail, messages, finished)"
        " VALUES (?, ?, ?, '', 0, 0, '', 0, ?) ON CONFLICT DO NOTHING",
        (WORKSPACE, kind, path, False),
    )
    row = connection.execute(
        f"SELECT {_PROGRESS} FROM source WHERE workspace_id = ? AND path = ?",
        (WORKSPACE, path),
    ).fetchone()
    return Progress(*row)


def is_known(connection: Connection, row: int, path: str) -> bool:
    """Whether that row is still this source's."""
    query = "SELECT EXISTS (SELECT 1 FROM source WHERE id = ? AND path = ? AND workspace_id = ?)"
    return bool(connection.execute(query, (row, path, WORKSPACE)).fetchone()[0])


def noted_by_hand(connection: Connection) -> int:
    """The source of what the person noted by hand."""
    return progress_of(connection, "noted", "noted by hand").id


def stamp_of(connection: Connection, path: str) -> str:
    """The stamp of a source as it was last read; '' where it never was."""
    row = connection.execute(
        "SELECT stamp FROM source WHERE workspace_id = ? AND path = ?", (WORKSPACE, path)
    ).fetchone()
    return str(row[0]) if row else ""


def save_progress(connection: Connection, progress: Progress) -> None:
    """Write how far a source has been read; belongs in the transaction of what was read."""
    connection.execute(
        "UPDATE source SET stamp = ?, position = ?, resume = ?, tail = ?, messages = ?, finished = ? WHERE id = ?",
        (*progress[1:], progress.id),
    )


def unseen(connection: Connection, source: int, keys: Iterable[int]) -> set[int]:
    """Those of `keys` (hashes of file names) that were not read before."""
    wanted = set(keys)
    query = "SELECT key FROM seen_file WHERE source_id = ? AND key IN ({keys})"
    return wanted - {row[0] for row in looked_up(connection, query, wanted, source)}


def save_seen(connection: Connection, source: int, keys: Iterable[int]) -> None:
    """Remember files as read."""
    connection.executemany(
        f"INSERT INTO seen_file (workspace_id, source_id, key) VALUES ({WORKSPACE}, ?, ?) ON CONFLICT DO NOTHING",
        ((source, key) for key in keys),
    )


def save_troubles(connection: Connection, source: int, troubles: Iterable[tuple[str, str]]) -> None:
    """Keep (place, reason) of what could not be read; a place read again replaces its old reason."""
    connection.executemany(
        f"INSERT INTO trouble (workspace_id, source_id, place, reason) VALUES ({WORKSPACE}, ?, ?, ?)"
        " ON CONFLICT (source_id, place) DO UPDATE SET reason = excluded.reason",
        ((source, place, reason) for place, reason in troubles),
    )


def forget_troubles(connection: Connection, source: int, beginnings: Iterable[str]) -> None:
    """Drop the troubles of a source whose reasons begin so: they are over."""
    for one in beginnings:
        connection.execute(
            "DELETE FROM trouble WHERE source_id = ? AND SUBSTR(reason, 1, LENGTH(?)) = ?", (source, one, one)
        )


def note(connection: Connection, messages: Iterable[int], reason: str) -> None:
    """Keep a trouble with messages that were read all the same."""
    places = list(looked_up(connection, "SELECT source_id, place FROM message WHERE id IN ({keys})", messages))
    for source, place in places:
        save_troubles(connection, source, [(str(place), reason)])


def troubles(connection: Connection) -> list[Trouble]:
    """Everything that could not be read, by source and place."""
    rows = connection.execute(
        "SELECT path, place, reason FROM trouble JOIN source ON source.id = source_id WHERE trouble.workspace_id = ?",
        (WORKSPACE,),
    )
    return [_to_noun(*row) for row in sorted(rows, key=_place)]


def _place(row: tuple[str, str, str]) -> tuple[str, int, str]:
    """By source, then by offset or file name."""
    path, place, _ = row
    return path, int(place) if place.isdigit() else 0, place


def _to_noun(path: str, place: str, reason: str) -> Trouble:
    """A place that is a number is an offset; otherwise it is the name of a file under the path."""
    if place.isdigit():
        return Trouble(path, int(place), reason)
    return Trouble(f"{path}/{place}", 0, reason)


def listed(connection: Connection) -> list[dict[str, object]]:
    """Every source: path, kind, messages, and whether it was read to its end."""
    rows = connection.execute("SELECT path, kind, messages, finished FROM source WHERE workspace_id = ?", (WORKSPACE,))
    return [
        dict(zip(("path", "kind", "messages", "finished"), row, strict=True)) | {"finished": bool(row[3])}
        for row in sorted(rows)
    ]
