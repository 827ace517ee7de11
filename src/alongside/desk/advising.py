"""Advising: what I recommended to a client and what became of it; and what the client wants to reach."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from alongside.core.readings.advice import DECLINED, OPEN, TAKEN, advice_in, advised
from alongside.desk.documents import moment
from alongside.store.shelf import talks
from alongside.store.shelf.connection import Connection

TWO_YEARS = 2 * 365 * 86_400
MOST = 3_000  # mails of mine looked through


def advice_of(connection: Connection, document: Mapping[str, Any], as_of: int) -> dict[str, Any]:
    """My advice of the last two years, newest first, and how often it was taken, declined, or left open."""
    row = document["row"]
    mine = talks.my_words(connection, row, as_of - TWO_YEARS, MOST)
    threads = {thread for thread, body in mine if advised(body)}
    said = groupby(talks.said_in(connection, row, threads), key=lambda pair: pair[0])
    found = [one for _, turns in said for one in advice_in([turn for _, turn in turns])]
    entries = [
        one._asdict() | {"at": moment(one.at), "quote": " ".join(one.quote.split())}
        for one in sorted(found, key=lambda one: (-one.at, -one.message))
    ]
    counts = {outcome: sum(one.outcome == outcome for one in found) for outcome in (TAKEN, DECLINED, OPEN)}
    return {**counts, "entries": entries}


def goal_of(connection: Connection, document: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a client said it wants to reach, in its words: what it answered when asked goes before what it said unasked,
    the newest before older; None where nothing of the kind was heard.
    """
    found = talks.goal(connection, document["row"])
    if found is None:
        return None
    quote, at, message, asked = found
    return {"quote": " ".join(quote.split()), "at": moment(at), "message": message, "asked": asked}
