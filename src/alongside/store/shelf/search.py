"""Searching the kept words: SQLite's FTS5 over the text table itself, a cache that may be dropped at any time; on
PostgreSQL its own full text search, whose index the server keeps up to date.
"""

import re
import sqlite3
import unicodedata

from alongside.store.shelf.connection import WORKSPACE, Connection

_WORD = re.compile(r"\w+")
MOST_WORDS = 12  # of a query

_INDEX = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS word_index USING fts5(subject, body, content='text',"
    " content_rowid='message_id', tokenize='unicode61 remove_diacritics 2')"
)
# What the index was made of, so that dropped or changed words are noticed.
_INDEXED = "CREATE TABLE IF NOT EXISTS word_indexed (newest INTEGER, mails INTEGER, letters INTEGER)"
_HITS = "FROM word_index JOIN message m ON m.id = word_index.rowid WHERE word_index MATCH ? AND m.workspace_id = ?"

# PostgreSQL's own way to pass over accents is an extension that few servers have, and no index may rest on it.
_ACCENTED = {
    chr(code): base
    for code in range(0xC0, 0x180)
    if (base := unicodedata.normalize("NFD", chr(code))[0].lower()) != chr(code).lower()
}
_PLAIN = f"translate(lower(subject || ' ' || body), '{''.join(_ACCENTED)}', '{''.join(_ACCENTED.values())}')"
_VECTOR = f"to_tsvector('simple', {_PLAIN})"
_SERVER_INDEX = f"CREATE INDEX IF NOT EXISTS word_index ON text USING gin ({_VECTOR})"
_SERVER_HITS = (
    "FROM text JOIN message m ON m.id = text.message_id"
    f" WHERE {_VECTOR} @@ to_tsquery('simple', ?) AND m.workspace_id = ?"
)


def words_of(typed: str) -> list[str]:
    """The words a person looks for; whatever else was typed is no part of a query."""
    return _WORD.findall(typed)[:MOST_WORDS]


def is_behind(connection: Connection) -> bool:
    """Whether words were kept, dropped or changed since the index was made."""
    if not isinstance(connection, sqlite3.Connection):
        return connection.execute("SELECT to_regclass('word_index') IS NULL").fetchone()[0]  # type: ignore[no-any-return]
    return _indexed(connection) != _present(connection, -1)


def can_match(connection: Connection) -> bool:
    """Whether there is what `matches` looks into; a server finds words without an index, too."""
    if not isinstance(connection, sqlite3.Connection):
        return True
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'word_index'").fetchone() is not None


def update(connection: Connection) -> None:
    """Index new words; where older ones were dropped or changed, everything. Belongs in a transaction."""
    if not isinstance(connection, sqlite3.Connection):
        connection.execute(_SERVER_INDEX)
        return
    connection.execute(_INDEX)
    connection.execute(_INDEXED)
    newest, mails, size = _indexed(connection) or (0, 0, 0)
    if _present(connection, newest)[1:] == (mails, size):
        connection.execute(
            "INSERT INTO word_index (rowid, subject, body) SELECT message_id, subject, body FROM text"
            " WHERE message_id > ?",
            (newest,),
        )
    else:
        connection.execute("INSERT INTO word_index (word_index) VALUES ('rebuild')")
    connection.execute("DELETE FROM word_indexed")
    connection.execute("INSERT INTO word_indexed VALUES (?, ?, ?)", _present(connection, -1))


def matches(connection: Connection, words: list[str], most: int, skip: int) -> tuple[list[int], int]:
    """Messages that hold every one of these words, each from its beginning, newest first; and how many there are."""
    if isinstance(connection, sqlite3.Connection):
        hits, query = _HITS, " ".join(f'"{word}"*' for word in words)
    else:
        plain = str.maketrans(_ACCENTED)
        hits, query = _SERVER_HITS, " & ".join(f"{word.lower().translate(plain)}:*" for word in words)
    count = connection.execute(f"SELECT COUNT(*) {hits}", (query, WORKSPACE)).fetchone()[0]
    rows = connection.execute(
        f"SELECT m.id {hits} ORDER BY m.sent DESC, m.id DESC LIMIT ? OFFSET ?", (query, WORKSPACE, most, skip)
    )
    return [row[0] for row in rows], int(count)


def _indexed(connection: Connection) -> tuple[int, int, int] | None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'word_indexed'").fetchone():
        return None
    row: tuple[int, int, int] | None = connection.execute("SELECT newest, mails, letters FROM word_indexed").fetchone()
    return row


def _present(connection: Connection, newest: int) -> tuple[int, int, int]:
    """(newest message, how many, their length) of kept words up to a message (-1: all)."""
    row: tuple[int, int, int] = connection.execute(
        "SELECT COALESCE(MAX(message_id), 0), COUNT(*), COALESCE(SUM(LENGTH(body)), 0) FROM text"
        " WHERE ?1 < 0 OR message_id <= ?1",
        (newest,),
    ).fetchone()
    return row
