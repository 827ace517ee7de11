"""Waiting: how long each side lets the other wait, thread by thread, in business time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from alongside.core.days import Zone, business_minutes_many
from alongside.core.readings.nouns import Rhythm, Wait
from alongside.core.readings.rhythm import Party, Turn, measure_minutes, pair_blocks
from alongside.desk.documents import moment, rhythm_of
from alongside.desk.look import shelf
from alongside.desk.schedules import Calendar, calendar, my_calendar
from alongside.store.shelf import conclusions, who
from alongside.store.shelf import waits as shelf_waits
from alongside.store.shelf.conclusions import FOREVER
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.workspace import horizon

DAY = 86_400


def time_waits(
    connection: Connection, client: int, threads: Iterable[int] | None, mine: Calendar, theirs: Calendar
) -> None:
    """Work out the waits of these threads of a client (None: of all) anew; belongs in a transaction."""
    shelf_waits.forget_waits(connection, client, threads)
    found = list(_found(shelf_waits.turns_of(connection, client, threads)))
    for is_mine, whose in ((True, mine), (False, theirs)):
        side = [(thread, message, wait) for thread, message, owes_me, wait in found if owes_me is is_mine]
        done = [number for number, (_, _, wait) in enumerate(side) if wait.answered]
        spans = np.array([(side[number][2].start, side[number][2].end) for number in done], np.int64).reshape(-1, 2)
        minutes = dict(zip(done, business_minutes_many(whose.schedule, *spans.T).tolist(), strict=True))
        rows = (
            (client, thread, is_mine, message, wait.start, wait.end, minutes.get(number))
            for number, (thread, message, wait) in enumerate(side)
        )
        shelf_waits.save_waits(connection, rows)


def _found(rows: Iterable[tuple[int, int, int, int, int]]) -> Iterator[tuple[int, int, bool, Wait]]:
    """(thread, message that began it, mine, wait) of every wait in messages by thread and time."""
    for thread, messages in groupby(rows, key=lambda row: row[0]):
        turns: list[Turn] = []
        first: dict[int, int] = {}
        for _, at, from_me, asks, message in messages:
            side: Party = "me" if from_me else "them"
            turns.append((at, side, bool(asks)))
            first.setdefault(at, message)
        waits = pair_blocks(turns, as_of=turns[-1][0])
        for is_mine, found in ((True, waits.mine), (False, waits.theirs)):
            yield from ((thread, first[wait.start], is_mine, wait) for wait in found)


def rhythms(connection: Connection, client: int, mine: Calendar, theirs: Calendar, as_of: int) -> dict[str, Any]:
    """How fast I answer a client and it answers me; open waits are as old as `as_of` makes them."""
    them, settled = _rhythm(connection, client, theirs, as_of, is_mine=False)
    me, also = _rhythm(connection, client, mine, as_of, is_mine=True)
    return {
        "reply_hours_client": rhythm_of(them, theirs),
        "reply_hours_me": rhythm_of(me, mine),
        "waits_settled": settled and also,
    }


def _rhythm(
    connection: Connection, client: int, calendar: Calendar, as_of: int, *, is_mine: bool
) -> tuple[Rhythm, bool]:
    """How one side answers; and whether time alone changes nothing of that: every open wait is longer than what is told
    of the curve.
    """
    ended = np.array(shelf_waits.ended_waits(connection, client, mine=is_mine), float)
    began = np.array(shelf_waits.open_since(connection, client, mine=is_mine), np.int64)
    waiting = business_minutes_many(calendar.schedule, began, np.full(len(began), as_of, np.int64))
    rhythm = measure_minutes(ended, waiting)
    told = max(rhythm.promise, rhythm.p90 if rhythm.p90 is not None else ended.max(initial=0))
    return rhythm, bool((waiting > told).all())


def owed(days: int = 0) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Open questions, oldest first: those I owe an answer to, and those clients owe me, with their age.

    Ages are in business hours of who owes the answer, until the newest mail read. With `days`, only what was asked
    in so many days before that.
    """
    with shelf() as connection:
        as_of, decisions = horizon(connection), who.decisions(connection)
        mine = my_calendar(connection, decisions)
        clients = {one["row"]: one for one in conclusions.readings(connection)}
        waits = shelf_waits.open_waits(connection, as_of - days * DAY if days else -FOREVER)
    found = [
        _Owed(clients[client], bool(is_mine), began, message, subject)
        for client, is_mine, began, message, subject in waits
    ]
    hours = _ages(found, as_of, mine, decisions)
    lines = [(one.mine, one.line(age)) for one, age in zip(found, hours, strict=True)]
    by_age = sorted(lines, key=lambda pair: -pair[1]["business_hours"])
    return [line for is_mine, line in by_age if is_mine], [line for is_mine, line in by_age if not is_mine]


class _Owed(NamedTuple):
    """An open wait: with which client, whose turn it is, since when, and the message that began it."""

    client: dict[str, Any]
    mine: bool
    began: int
    message: int
    subject: str

    def line(self, hours: float) -> dict[str, Any]:
        return {
            "client": self.client["name"],
            "client_row": self.client["row"],
            "subject": self.subject,
            "since": moment(self.began),
            "business_hours": round(hours, 1),
            "message": self.message,
        }


def _ages(
    found: Sequence[_Owed], as_of: int, mine: Calendar, decisions: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[float]:
    """How many business hours each has waited, on the calendar of who owes the answer; calendar by calendar at once."""
    ages = np.zeros(len(found))
    whose: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(found):
        whose[0 if one.mine else one.client["row"]].append(number)
    for row, numbers in whose.items():
        client = found[numbers[0]].client
        theirs = mine if not row else calendar(client["key"], decisions, Zone(*client["zone"]), client["domains"])
        began = np.array([found[number].began for number in numbers], np.int64)
        until = np.full(len(began), as_of, np.int64)
        ages[numbers] = business_minutes_many(theirs.schedule, began, until) / 60
    return ages.tolist()
