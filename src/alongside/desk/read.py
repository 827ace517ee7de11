"""The verb `read`: from paths to a reading of every client. And `rebuild`: everything concluded, drawn anew."""

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from alongside.core.engine import ENGINE
from alongside.core.trace import SorryError, Trouble
from alongside.desk.confirming import confirm_me
from alongside.desk.gathering import Gathering, Step
from alongside.desk.telling import Telling
from alongside.outside.files.nouns import Shape, Source
from alongside.outside.files.places import find_sources
from alongside.store.door import open_desk
from alongside.store.shelf import conclusions
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.workspace import counted, draw_all_anew, engine, new_drawing, save_engine


class Outcome(NamedTuple):
    """What a read came to: messages in the sources, how many were new, and of those how many keep their words."""

    messages: int
    new: int
    kept: int
    troubles: tuple[Trouble, ...]
    seconds: float


class Watcher(NamedTuple):
    """Who is told how far a read is; each takes what `Step` and (done, total) hold."""

    gathered: Callable[[Step], None]
    heard: Callable[[int, int], None]


SILENT = Watcher(lambda _step: None, lambda _done, _total: None)
NOTHING_TOLD = Telling()


def read(
    paths: Iterable[Path], me: Collection[str] = (), watcher: Watcher = SILENT, telling: Telling = NOTHING_TOLD
) -> Outcome:
    """Read all mail and chats at these paths that were not read yet, and bring every reading up to date.

    `me` are my addresses, and my names in chats; `telling` is what chats do not say. Raises FilesError (a path is
    neither), ChatError (a chat needs more said), SchemaError and StoreError (the database), each a plain sentence.
    """
    began = time.perf_counter()
    sources, troubles = _sources(paths)
    addresses = {one for one in me if "@" in one}
    sources, mine = _agreed(sources, me, telling)
    with closing(open_desk()) as connection:
        news = _confirm_chats(connection, sources, telling)
        gathering = Gathering(connection, sources)
        gathering.begin()
        if gathering.total:
            from alongside.desk import drawing  # noqa: F401, PLC0415 - it takes a while, in which the workers parse
        news |= confirm_me(connection, addresses | mine)
        before = _newest(connection)
        gathering.run(_mine(connection), watcher.gathered)
        # A read that was stopped may have stored messages that nobody was counted for yet, and a second copy may bring
        # words back that were dropped.
        stale = counted(connection) < before or _unheard(connection)
        _conclude(connection, watcher, changed=gathering.new > 0 or news or stale)
        kept = _kept(connection, before)
    noted = [_trouble(*one) for one in gathering.troubles]
    return Outcome(gathering.messages, gathering.new, kept, (*troubles, *noted), time.perf_counter() - began)


def rebuild(watcher: Watcher = SILENT) -> int:
    """Draw every conclusion anew from evidence and decisions; how many messages were heard.

    What was concluded before is shown until it is replaced.
    """
    with closing(open_desk()) as connection:
        with transaction(connection):
            conclusions.forget_strays(connection)
            conclusions.forget_heard(connection, None)
            draw_all_anew(connection)
        _conclude(connection, watcher, changed=True)
        return int(connection.execute("SELECT COUNT(*) FROM text").fetchone()[0])


@contextmanager
def deciding(connection: Connection, keys: Collection[str]) -> Iterator[None]:
    """Keep what is decided within, in one transaction; then draw what rests on it, the clients of these keys anew.

    Until that is done nothing counts as drawn: killed between the two, or where it cannot be done now (the database is
    in use, its disk is full), the next read draws all, and the pages say so meanwhile.
    """
    drawing = new_drawing()
    with transaction(connection):
        everything = engine(connection) != ENGINE
        save_engine(connection, drawing)
        yield
    with suppress(SorryError):
        _draw(connection, SILENT, keys, drawing, everything=everything)


def bring_up_to_date(connection: Connection) -> None:
    """Draw everything: who is who, what is heard, what it amounts to."""
    _draw(connection, SILENT, everything=True)


def _conclude(connection: Connection, watcher: Watcher, *, changed: bool) -> None:
    if changed or engine(connection) != ENGINE:
        _draw(connection, watcher)


def _draw(
    connection: Connection, watcher: Watcher, keys: Collection[str] = (), drawing: int = 0, *, everything: bool = False
) -> None:
    from alongside.desk.drawing import draw  # noqa: PLC0415 - numpy and the model cost more than the look at no news

    draw(connection, watcher.heard, keys, drawing, everything=everything)


def _agreed(sources: list[Source], me: Collection[str], telling: Telling) -> tuple[list[Source], frozenset[str]]:
    """The sources, chats with what they are read with; and my addresses in them. Raises ChatError."""
    chats = any(source.shape == Shape.CHAT for source in sources)
    if not chats and telling == NOTHING_TOLD and all("@" in one for one in me):
        return sources, frozenset()
    from alongside.desk.surveying import agree  # noqa: PLC0415 - it knows zones, and so needs numpy

    return agree(sources, me, telling)


def _confirm_chats(connection: Connection, sources: list[Source], telling: Telling) -> bool:
    """Keep what the person said of chats with this read; whether it is news."""
    if not any(source.terms for source in sources):
        return False
    from alongside.desk.surveying import confirm_client, refuse_second_zone  # noqa: PLC0415 - the same

    refuse_second_zone(connection, sources)
    return confirm_client(connection, sources, telling.client)


def _sources(paths: Iterable[Path]) -> tuple[list[Source], list[Trouble]]:
    """Every source under the paths, once each, in the order given."""
    sources: dict[str, Source] = {}
    troubles: list[Trouble] = []
    for path in paths:
        found, refused = find_sources(path)
        sources |= {os.path.realpath(source.path): source for source in found}
        troubles += refused
    return list(sources.values()), troubles


def _mine(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT id FROM address WHERE kind = 'me'")]


def _newest(connection: Connection) -> int:
    return int(connection.execute("SELECT COALESCE(MAX(id), 0) FROM message").fetchone()[0])


def _unheard(connection: Connection) -> bool:
    """Whether words wait to be heard: a second copy may bring back what was dropped."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM text WHERE heard = 0)").fetchone()[0])


def _kept(connection: Connection, before: int) -> int:
    return int(connection.execute("SELECT COUNT(*) FROM text WHERE message_id > ?", (before,)).fetchone()[0])


def _trouble(path: str, place: str, reason: str) -> Trouble:
    """A place that is a number is an offset; otherwise it names a file under the path."""
    return Trouble(path, int(place), reason) if place.isdigit() else Trouble(f"{path}/{place}", 0, reason)
