"""All clients at a glance: each document with what is owed on both sides and which way it moves."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from alongside import config
from alongside.core.readings.concentration import Concentration, measure_concentration
from alongside.core.readings.trend import Trend, compared, trends_of
from alongside.desk.look import NothingYetError, shelf
from alongside.desk.schedules import my_calendar
from alongside.desk.waiting import DAY, owed
from alongside.desk.weighing import standings
from alongside.store.shelf import conclusions, who
from alongside.store.shelf.workspace import horizon

DAYS = 90  # how far back an open question still counts as owed
TOO_LITTLE = "too little to say"


class Row(NamedTuple):
    """One client's document, how many answers each side owes, and the trend of its reading."""

    document: dict[str, Any]
    i_owe: int
    they_owe: int
    trend: Trend

    @property
    def told(self) -> bool:
        """Whether there is enough to say where it stands."""
        return bool(self.document["reading"]["label"] != TOO_LITTLE)


class LeftOut(NamedTuple):
    """A client that is left out because the person said it is none, and the number of that decision."""

    name: str
    decision: int


def overview() -> list[Row]:
    """Every client that is not ignored, the one with most mail first; raises NothingYetError where no mail was read."""
    if is_empty():
        raise NothingYetError
    mine, theirs = (Counter(line["client_row"] for line in side) for side in owed(DAYS))
    with shelf() as connection:
        as_of = horizon(connection)
        documents = conclusions.readings(connection)
        pairs = [compared(standings(connection, one, as_of)) if _told(one) else None for one in documents]
    rows = zip(documents, trends_of(pairs), strict=True)
    return [Row(one, mine[one["row"]], theirs[one["row"]], trend) for one, trend in rows]


def owed_since() -> int:
    """From when on an open question counts as owed; raises NothingYetError."""
    with shelf() as connection:
        return horizon(connection) - DAYS * DAY


class Spread(NamedTuple):
    """How the mail with clients, both ways, spreads over them, and the document of the one with most of it."""

    concentration: Concentration
    largest: dict[str, Any]


def spread(rows: Sequence[Row]) -> Spread | None:
    """How mail spreads over these clients; None with too little to say."""
    documents = {str(row.document["row"]): row.document for row in rows}
    found = measure_concentration({row: one["messages_in"] + one["messages_out"] for row, one in documents.items()})
    return Spread(found, documents[found.largest]) if found else None


def _told(one: dict[str, Any]) -> bool:
    return bool(one["reading"]["label"] != TOO_LITTLE)


def ignored() -> list[LeftOut]:
    """The clients the person said are none, so that it can be taken back."""
    with shelf() as connection:
        names = {key: one.name for key, (_, one) in who.clients(connection).items() if one.ignored}
        made = {one.what["key"]: one.number for one in who.decided(connection) if one.kind == "ignore"}
    return [LeftOut(name, made[key]) for key, name in names.items() if key in made]


def by_row(row: int) -> dict[str, Any]:
    """The document of the client in that row; raises NothingYetError or KeyError."""
    with shelf() as connection:
        return {one["row"]: one for one in conclusions.readings(connection)}[row]


def is_empty() -> bool:
    """Whether nothing was read yet."""
    try:
        with shelf() as connection:
            return not horizon(connection)
    except NothingYetError:
        return True


def my_zone() -> str:
    """The zone of my hours; raises NothingYetError. Kept for as long as mail and decisions are the same."""
    with shelf() as connection:
        return _my_zone(config.database_name(), horizon(connection), who.newest_decision(connection))


@lru_cache(maxsize=8)
def _my_zone(_database: str, _as_of: int, _decisions: int) -> str:
    with shelf() as connection:
        return my_calendar(connection, who.decisions(connection)).zone
