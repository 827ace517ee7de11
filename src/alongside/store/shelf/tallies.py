"""Tallies on the shelf: what each window of a client holds, and how often each kind of signal."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from alongside.core.readings.nouns import Sums, Tally
from alongside.store.shelf.connection import WORKSPACE, Connection


class Held(NamedTuple):
    """One window: its tally, how many messages went to the client in it, its signals by kind, and how many messages of
    the client are in a language that is not heard, by language.
    """

    tally: Tally
    written: int
    kinds: Mapping[str, int]
    unheard: Mapping[str, int]


def save_tallies(connection: Connection, client: int, held: Iterable[Held]) -> None:
    """Keep windows; one that was kept before is replaced."""
    connection.executemany(
        f'INSERT INTO tally (workspace_id, client_id, "window", sums) VALUES ({WORKSPACE}, ?, ?, ?)'
        ' ON CONFLICT (client_id, "window") DO UPDATE SET sums = excluded.sums',
        ((client, one.tally.window, json.dumps(_to_row(one), separators=(",", ":"))) for one in held),
    )


def forget_tallies(connection: Connection, client: int) -> None:
    """Drop a client's windows."""
    connection.execute("DELETE FROM tally WHERE client_id = ?", (client,))


def tallies_of(connection: Connection, client: int) -> list[Held]:
    """A client's windows that hold anything, in time."""
    query = 'SELECT "window", CAST(sums AS TEXT) FROM tally WHERE client_id = ? ORDER BY "window"'
    rows = connection.execute(query, (client,)).fetchall()
    held = json.loads(f"[{','.join(sums for _, sums in rows)}]")  # one document is read faster than one a window
    return [_to_noun(window, row) for (window, _), row in zip(rows, held, strict=True)]


def _to_row(one: Held) -> list[Any]:
    tally = one.tally
    return [tally.words, tally.deeds, tally.marks, tally.heard, tally.marked, one.written, one.kinds, one.unheard]


def _to_noun(window: int, row: list[Any]) -> Held:
    words, deeds, marks, heard, marked, written, kinds, unheard = row
    return Held(Tally(window, Sums(*words), Sums(*deeds), marks, heard, marked), written, kinds, unheard)
