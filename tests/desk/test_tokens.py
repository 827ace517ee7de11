"""Tokens: shown once, kept as a hash, good until revoked."""

import sqlite3
import time
from pathlib import Path

import pytest

from alongside import config
from alongside.desk import tokens
from alongside.desk.tokens import ReadOnlyTokenError, TokenError, UnknownTokenError, admit, new_token, revoke
from alongside.store.shelf.connection import open_store
from tests.conftest import home as home  # noqa: PLC0414 - the file: what is kept is looked for in its bytes


def test_a_token_opens_until_it_is_revoked(home: Path) -> None:
    token = new_token("ledger", read_only=False)
    assert admit(token, writes=True).name == "ledger"

    revoke("ledger")
    with pytest.raises(UnknownTokenError, match="alongside token new"):
        admit(token, writes=False)


def test_a_token_that_may_only_look_changes_nothing(home: Path) -> None:
    token = new_token("status bar", read_only=True)
    assert admit(token, writes=False).read_only
    with pytest.raises(ReadOnlyTokenError, match="may only look"):
        admit(token, writes=True)


def test_only_a_hash_is_kept(home: Path) -> None:
    token = new_token("ledger", read_only=False)
    bytes_kept = b"".join(path.read_bytes() for path in home.iterdir())
    assert token.encode() not in bytes_kept
    assert token.removeprefix("alongside_").encode() not in bytes_kept


@pytest.mark.parametrize("token", ["", "x", "alongside_", "a\ud800", "\0"])
def test_what_is_no_token_opens_nothing(token: str, home: Path) -> None:
    new_token("ledger", read_only=False)
    with pytest.raises(UnknownTokenError):
        admit(token, writes=False)


def test_nothing_opens_where_no_token_was_ever_made(home: Path) -> None:
    with pytest.raises(UnknownTokenError):
        admit("alongside_guess", writes=False)
    assert tokens.tokens() == []
    assert not config.database().exists()


def test_two_tokens_never_share_a_name(home: Path) -> None:
    new_token("ledger", read_only=True)
    with pytest.raises(TokenError, match="already"):
        new_token(" ledger ", read_only=False)
    assert [one.read_only for one in tokens.tokens()] == [True]


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81])
def test_a_name_that_cannot_be_read_aloud_is_refused(name: str, home: Path) -> None:
    with pytest.raises(TokenError, match="needs a name"):
        new_token(name, read_only=True)


def test_revoking_what_is_not_there_says_so(home: Path) -> None:
    with pytest.raises(TokenError, match="alongside token list"):
        revoke("ledger")


def test_the_last_use_is_noted_once_a_minute(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = new_token("ledger", read_only=False)
    assert [used_at(token, second, monkeypatch) for second in (1_000, 1_030, 1_060)] == [1_000, 1_000, 1_060]


def used_at(token: str, second: int, monkeypatch: pytest.MonkeyPatch) -> int | None:
    monkeypatch.setattr(time, "time", lambda: float(second))
    admit(token, writes=False)
    return tokens.tokens()[0].last_used


def test_a_call_does_not_wait_for_a_read_to_note_its_use(home: Path) -> None:
    token = new_token("ledger", read_only=False)
    reading = open_store(config.database())
    reading.execute("BEGIN IMMEDIATE")
    assert admit(token, writes=False).name == "ledger"
    reading.execute("ROLLBACK")
    reading.close()
    assert tokens.tokens()[0].last_used is None


def test_a_token_table_without_tokens_is_no_way_in(home: Path) -> None:
    new_token("ledger", read_only=False)
    with sqlite3.connect(config.database()) as connection:
        connection.execute("DELETE FROM token")
    with pytest.raises(UnknownTokenError):
        admit("", writes=False)
