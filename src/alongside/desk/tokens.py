"""The verb `token`: who else may use the API, made and revoked by the person, and asked for at every call."""

import time
from contextlib import closing, suppress

from alongside.core.trace import SorryError
from alongside.desk import look
from alongside.outside import keys
from alongside.store.door import open_desk
from alongside.store.shelf import tokens as shelf
from alongside.store.shelf.connection import StoreError, transaction
from alongside.store.shelf.tokens import Token

MINUTE = 60
LONGEST_NAME = 80
PATIENCE = 0.2  # seconds a call may wait to note that its token was used


class TokenError(SorryError):
    """A name that cannot be given, or that no token has."""


class UnknownTokenError(SorryError):
    """Who asks has no token, or one that was revoked."""


class ReadOnlyTokenError(SorryError):
    """A token that may only look was used to change something."""


def new_token(name: str, *, read_only: bool) -> str:
    """A token of that name, to be shown once: only its hash is kept. Raises TokenError."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise TokenError(f"A token needs a name of at most {LONGEST_NAME} letters, to revoke it by.")
    token = keys.new_token()
    with closing(open_desk()) as connection, transaction(connection):
        if not shelf.add_token(connection, name, keys.hash_of(token), int(time.time()), read_only=read_only):
            raise TokenError(f"There is a token called {name!r} already: revoke it first, or choose another name.")
    return token


def tokens() -> list[Token]:
    """Every token, by name; none where there is no database yet."""
    try:
        with look.shelf() as connection:
            return shelf.tokens(connection)
    except look.NothingYetError:
        return []


def revoke(name: str) -> None:
    """Take a token back: it opens nothing from now on. Raises TokenError."""
    with closing(open_desk()) as connection, transaction(connection):
        if not shelf.forget_token(connection, name.strip()):
            raise TokenError(f"No token is called {name!r}: alongside token list")


def admit(token: str, *, writes: bool) -> Token:
    """Whose token that is; raises UnknownTokenError, and ReadOnlyTokenError where it may not do what it asks."""
    found = None
    if token:
        with suppress(look.NothingYetError), look.shelf() as connection:
            found = shelf.token_of(connection, keys.hash_of(token))
    if found is None:
        raise UnknownTokenError("This needs a token that is good here: alongside token new NAME")
    if writes and found.read_only:
        raise ReadOnlyTokenError(f"The token {found.name!r} may only look: make one without --read-only.")
    _note_used(found)
    return found


def _note_used(found: Token) -> None:
    """At most once a minute, and never at the price of the call: who writes just now goes first."""
    now = int(time.time())
    if found.last_used is not None and now - found.last_used < MINUTE:
        return
    with suppress(StoreError), closing(open_desk(PATIENCE)) as connection, transaction(connection):
        shelf.note_used(connection, found.number, now)
