"""The shelf's SQL in PostgreSQL's words."""

import pytest

from alongside.store.shelf.dialect import BEGIN, HOLE, Copy, to_copy, to_postgres

SAID = {
    "SELECT 1": "SELECT 1",
    "SELECT a FROM t WHERE b = ? AND c = ?": "SELECT a FROM t WHERE b = $1 AND c = $2",
    "UPDATE t SET a = ?2 WHERE a = ?1 OR b = ?2": "UPDATE t SET a = $2 WHERE a = $1 OR b = $2",
    "SELECT GROUP_CONCAT(a, ' ') FROM t": "SELECT STRING_AGG(a, ' ') FROM t",
    "SELECT a FROM t WHERE INSTR(b, ?) > 0": "SELECT a FROM t WHERE STRPOS(b, $1) > 0",
    "SELECT a FROM t WHERE b IN ()": "SELECT a FROM t WHERE b IN (NULL)",
}


@pytest.mark.parametrize("query", SAID)
def test_only_what_must_be_is_translated(query: str) -> None:
    assert to_postgres(query).decode() == SAID[query]


def test_a_transaction_begins_with_the_lock_of_the_one_writer() -> None:
    assert to_postgres("BEGIN IMMEDIATE") == BEGIN
    assert b"pg_advisory_xact_lock" in BEGIN


def test_an_insert_of_many_rows_is_a_copy() -> None:
    found = to_copy('INSERT INTO t (a, "end", c, d) VALUES (?, 1, ?, NULL)')

    assert found == Copy(b'COPY t (a, "end", c, d) FROM STDIN', (HOLE, 1, HOLE, None))
    assert to_copy("INSERT INTO t VALUES (?)") == Copy(b"COPY t FROM STDIN", (HOLE,))
    assert to_copy("INSERT INTO t (a, b) VALUES (?, '')") == Copy(b"COPY t (a, b) FROM STDIN", (HOLE, ""))


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO t (a) VALUES (?) ON CONFLICT DO NOTHING",
        "INSERT INTO t (a, b) VALUES (?1, ?1)",
        "INSERT INTO t SELECT a FROM s WHERE b = ?",
        "UPDATE t SET a = ?",
    ],
)
def test_whatever_does_more_than_insert_is_no_copy(query: str) -> None:
    assert to_copy(query) is None
