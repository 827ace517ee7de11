"""What PostgreSQL says differently: the shelf's queries, given in the words of SQLite, in its words."""

import re
from functools import lru_cache
from typing import Any, Final, NamedTuple

WRITING = 0x414C4F4E4700  # the server's lock for whoever writes

# One writer at a time, as SQLite has it: ids are handed out as the highest plus one, and threads are joined by what
# the reader before them stored. READ COMMITTED, so that what was stored while this one waited is seen.
BEGIN = (
    f"BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = '20s'; SELECT pg_advisory_xact_lock({WRITING})"
).encode()
LOOK = b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

_MARK = re.compile(r"\?(\d*)")
_WORDS: Final = {"GROUP_CONCAT(": "STRING_AGG(", "INSTR(": "STRPOS(", "MAX(0, ": "GREATEST(0, ", "IN ()": "IN (NULL)"}
_INSERT = re.compile(r"INSERT INTO (\w+)( \([^)]*\))? VALUES \(([^)]*)\)")
HOLE: Final = object()  # where the value of a row goes


class Copy(NamedTuple):
    """An INSERT of many rows as PostgreSQL takes them quickest: the COPY, and each row's values, HOLE where given."""

    statement: bytes
    values: tuple[Any, ...]


@lru_cache(maxsize=512)
def to_postgres(query: str) -> bytes:
    """The query in PostgreSQL's words, with its numbered placeholders."""
    if query == "BEGIN IMMEDIATE":
        return BEGIN
    for ours, theirs in _WORDS.items():
        query = query.replace(ours, theirs)
    parts = _MARK.split(query)
    numbers = (f"${number or place}" for place, number in enumerate(parts[1::2], start=1))
    return "".join(text + number for text, number in zip(parts[::2], (*numbers, ""), strict=True)).encode()


@lru_cache(maxsize=64)
def to_copy(query: str) -> Copy | None:
    """The COPY that does what this INSERT does for many rows; None where it does more than insert."""
    found = _INSERT.fullmatch(query)
    if not found or any(mark.isdigit() for mark in _MARK.findall(query)):
        return None
    table, columns, values = found.groups()
    constants = tuple(_constant(one.strip()) for one in values.split(","))
    return Copy(f"COPY {table}{columns or ''} FROM STDIN".encode(), constants)


def _constant(word: str) -> Any:  # noqa: ANN401 - a value of any column
    if word == "?":
        return HOLE
    if word == "NULL":
        return None
    return int(word) if word.isdigit() else word.strip("'")
