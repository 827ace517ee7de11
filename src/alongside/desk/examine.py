"""The verb `examine`: the state of the shelf, for `doctor`."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from alongside import config
from alongside.core.engine import ENGINE
from alongside.desk.look import is_drawn, shelf
from alongside.store.door import size, wrong
from alongside.store.shelf import sources, who
from alongside.store.shelf.connection import WORKSPACE, Connection
from alongside.store.shelf.workspace import engine, horizon

UNDER_WAY = "A read is under way, or was stopped before its end: read again to go on."


class Examined(NamedTuple):
    """What there is, what could not be read, and what is wrong (each a sentence with the way out)."""

    database: str
    size: int
    messages: int
    kept: int
    clients: int
    last_mail: str | None
    me: list[tuple[str, str]]
    sources: list[dict[str, Any]]
    trouble: list[dict[str, Any]]
    wrong: list[str]


def examine(*, thorough: bool = True) -> Examined:
    """Look over everything on the shelf, `thorough` every page of its file; raises NothingYetError without any."""
    with shelf() as connection:
        last = horizon(connection)
        return Examined(
            database=config.database_name(),
            size=size(connection),
            messages=_count(connection, "message"),
            kept=_count(connection, "text"),
            clients=_count(connection, "reading"),
            last_mail=datetime.fromtimestamp(last, UTC).isoformat() if last else None,
            me=list(who.mine(connection)),
            sources=sources.listed(connection),
            trouble=[
                {"file": one.file, "offset": one.offset, "reason": one.reason} for one in sources.troubles(connection)
            ],
            wrong=_wrong(connection, thorough=thorough),
        )


def _count(connection: Connection, table: str) -> int:
    query = f"SELECT COUNT(*) FROM {table} WHERE workspace_id = ?"  # noqa: S608 - our own names
    return int(connection.execute(query, (WORKSPACE,)).fetchone()[0])


def _wrong(connection: Connection, *, thorough: bool) -> list[str]:
    found = wrong(connection, thorough=thorough)
    if not is_drawn():
        found.append(UNDER_WAY)
    elif horizon(connection) and engine(connection) != ENGINE:
        found.append("The conclusions are an older engine's: alongside rebuild.")
    return found
