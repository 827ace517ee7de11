"""The file's connections: one that writes, and what is done when all is written."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from alongside.store import schema
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection, open_store, tidy, transaction


@pytest.fixture
def file(tmp_path: Path) -> Path:
    schema.prepare(tmp_path / "alongside.sqlite3")
    return tmp_path / "alongside.sqlite3"


def free_some(connection: Connection) -> None:
    """Write a long decision and drop it again."""
    with transaction(connection):
        who.save_decision(connection, 0, "clue", {"text": "x" * 99_999})
    with transaction(connection):
        connection.execute("DELETE FROM decision")


def free_pages(connection: Connection) -> int:
    return int(connection.execute("PRAGMA freelist_count").fetchone()[0])


def test_room_that_is_free_goes_back_to_the_disk(file: Path) -> None:
    with closing(open_store(file)) as connection:
        free_some(connection)
        assert free_pages(connection) > 10
        tidy(connection)
        assert free_pages(connection) == 0


def test_while_somebody_else_writes_tidying_is_left(file: Path) -> None:
    with closing(open_store(file, patience=0.01)) as connection, closing(sqlite3.connect(file)) as other:
        free_some(connection)
        other.execute("BEGIN IMMEDIATE")
        tidy(connection)
        assert free_pages(connection) > 10
