"""Tokens on the shelf: made, listed, looked up by hash, used, revoked."""

from typing import NamedTuple

from alongside.store.shelf.connection import WORKSPACE, Connection

_FIELDS = "id, name, read_only, made, last_used"


class Token(NamedTuple):
    """One token without its secret; moments are seconds since 1970 UTC."""

    number: int
    name: str
    read_only: bool
    made: int
    last_used: int | None


def add_token(connection: Connection, name: str, hashed: str, made: int, *, read_only: bool) -> bool:
    """Keep a new token; False where the name is taken."""
    added = connection.execute(
        "INSERT INTO token (workspace_id, name, hash, read_only, made) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING RETURNING id",
        (WORKSPACE, name, hashed, read_only, made),
    )
    return added.fetchone() is not None


def tokens(connection: Connection) -> list[Token]:
    """Every token by name."""
    rows = connection.execute(f"SELECT {_FIELDS} FROM token WHERE workspace_id = ? ORDER BY name", (WORKSPACE,))
    return [_to_noun(*row) for row in rows]


def token_of(connection: Connection, hashed: str) -> Token | None:
    """The token of that hash."""
    row = connection.execute(
        f"SELECT {_FIELDS} FROM token WHERE workspace_id = ? AND hash = ?", (WORKSPACE, hashed)
    ).fetchone()
    return None if row is None else _to_noun(*row)


def _to_noun(number: int, name: str, read_only: int, made: int, last_used: int | None) -> Token:
    return Token(number, name, bool(read_only), made, last_used)


def note_used(connection: Connection, number: int, at: int) -> None:
    """Note when a token was last used."""
    connection.execute("UPDATE token SET last_used = ? WHERE id = ?", (at, number))


def forget_token(connection: Connection, name: str) -> bool:
    """Remove a token; whether there was one of that name."""
    gone = connection.execute("DELETE FROM token WHERE workspace_id = ? AND name = ? RETURNING id", (WORKSPACE, name))
    return gone.fetchone() is not None
