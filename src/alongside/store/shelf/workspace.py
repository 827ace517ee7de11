"""The workspace row: how far the conclusions have come, and with which engine."""

import secrets

from alongside.store.shelf.connection import WORKSPACE, Connection


def counted(connection: Connection) -> int:
    """The newest message whose people are counted."""
    return _field(connection, "counted")


def save_counted(connection: Connection) -> None:
    """Everything on the shelf is counted now."""
    connection.execute(
        "UPDATE workspace SET counted = (SELECT COALESCE(MAX(id), 0) FROM message) WHERE id = ?", (WORKSPACE,)
    )


def engine(connection: Connection) -> int:
    """The engine that drew the conclusions on the shelf; 0 where they are to be drawn, below it the number of the
    drawing that is under way (or was killed).
    """
    return _field(connection, "engine")


def new_drawing() -> int:
    """A number no other drawing has: who finds another one in the end knows that somebody came between."""
    return -1 - secrets.randbelow((1 << 31) - 1)


def save_engine(connection: Connection, version: int) -> None:
    """Say what `engine` tells from now on."""
    connection.execute("UPDATE workspace SET engine = ? WHERE id = ?", (version, WORKSPACE))


def draw_all_anew(connection: Connection) -> None:
    """Have everything that rests on mail counted and drawn again; what was heard stays heard."""
    connection.execute("UPDATE workspace SET counted = 0, engine = 0 WHERE id = ?", (WORKSPACE,))
    connection.execute("UPDATE address SET answered = 0 WHERE workspace_id = ?", (WORKSPACE,))


def horizon(connection: Connection) -> int:
    """The moment of the newest message, in seconds since 1970 UTC; what is known ends there. 0 without mail."""
    row = connection.execute("SELECT COALESCE(MAX(last), 0) FROM address WHERE workspace_id = ?", (WORKSPACE,))
    return int(row.fetchone()[0])


# Everything of a workspace but the jobs, what others refer to last.
_TABLES = (
    "exchange tally reading wait signal text recipient seen_file trouble message node decision address client source"
).split()


def clear(connection: Connection) -> None:
    """Forget all evidence, decisions and conclusions; belongs in a transaction."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE workspace_id = ?", (WORKSPACE,))
    connection.execute("UPDATE workspace SET counted = 0, engine = 0 WHERE id = ?", (WORKSPACE,))


def _field(connection: Connection, name: str) -> int:
    return int(connection.execute(f"SELECT {name} FROM workspace WHERE id = ?", (WORKSPACE,)).fetchone()[0])
