"""The workspace row: how far the conclusions have come, and with which engine."""

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
    """The engine that drew the conclusions on the shelf."""
    return _field(connection, "engine")


def save_engine(connection: Connection, version: int) -> None:
    """The conclusions on the shelf are this engine's."""
    connection.execute("UPDATE workspace SET engine = ? WHERE id = ?", (version, WORKSPACE))


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
