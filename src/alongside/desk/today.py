"""Today: what waits for an answer on both sides, and the one thing to do."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from alongside.core.counsel.nouns import Step
from alongside.core.counsel.today import BREACH_DAYS, Cooled, OpenPush, OpenQuestion, choose_one
from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk import look
from alongside.desk.intrusions import late_since
from alongside.desk.look import Evidence
from alongside.desk.schedules import Calendar, my_calendar
from alongside.desk.waiting import owed
from alongside.store.shelf import conclusions, exchanges, sources, who
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.workspace import horizon

PUSHES = frozenset(kind.slug for kind in KINDS if kind.side is Side.PUSH)
DAYS = 90  # how far back a question or a push is still looked for
NEWEST = 200  # pushes that wait, at most


class Today(NamedTuple):
    """The day's page: the one thing to do with the line it rests on, what waits, what is owed, how fresh all is."""

    step: Step | None
    push: Evidence | None
    question: dict[str, Any] | None
    client: dict[str, Any] | None
    waiting: list[Evidence]
    i_owe: list[dict[str, Any]]
    they_owe: list[dict[str, Any]]
    as_of: datetime | None
    troubles: int
    unfinished: list[str]


def today() -> Today:
    """What there is to do, as of the newest mail; raises NothingYetError."""
    with look.shelf() as connection:
        as_of = horizon(connection)
        documents = conclusions.readings(connection)
        listed = sources.listed(connection)
        troubles = len(sources.troubles(connection))
    waiting = waiting_pushes(as_of)
    i_owe, they_owe = owed(DAYS)
    step = _step(waiting, i_owe, _cooled(documents, as_of), as_of)
    return Today(
        step,
        waiting[step.number] if step and step.because == "push" else None,
        i_owe[step.number] if step and step.because == "owed" else None,
        next((one for one in documents if step and one["name"] == step.client), None),
        waiting,
        i_owe,
        they_owe,
        datetime.fromtimestamp(as_of, UTC) if as_of else None,
        troubles,
        [str(one["path"]) for one in listed if not one["finished"]],
    )


def waiting_pushes(as_of: int) -> list[Evidence]:
    """Pushes that nobody answered yet, newest first, of the last three months of mail."""
    return look.evidence(kinds=PUSHES, most=NEWEST, waiting=True, since=as_of - DAYS * 86_400)


def _step(waiting: list[Evidence], i_owe: list[dict[str, Any]], cooled: Iterator[Cooled], as_of: int) -> Step | None:
    pushes = [
        OpenPush(one.client, one.message, KIND[one.kind].weight * one.confidence, _hours(one, as_of)) for one in waiting
    ]
    questions = [OpenQuestion(one["client"], one["message"], one["business_hours"]) for one in i_owe]
    return choose_one(pushes, questions, cooled)


def _cooled(documents: list[dict[str, Any]], as_of: int) -> Iterator[Cooled]:
    """The clients who cooled after signing, looked into only once somebody asks."""
    drifted = [one for one in documents if one["drift"] and one["drift"]["verdict"] == "cooled"]
    if drifted:
        with look.shelf() as connection:
            hours = my_calendar(connection, who.decisions(connection))
            yield from [Cooled(one["name"], _breach(connection, one["row"], hours, as_of)) for one in drifted]


def _breach(connection: Connection, row: int, hours: Calendar, as_of: int) -> int:
    """My newest mail of the last days to the client in that row in which I gave in, or wrote outside my hours; or 0."""
    since = as_of - BREACH_DAYS * 86_400
    gave_in = [
        (one.answered_at, one.answer_message)
        for one in exchanges.exchanges_of(connection, row)
        if one.answer == "yields" and one.answered_at and one.answer_message and one.answered_at >= since
    ]
    return max((*gave_in, *late_since(connection, row, hours, since)), default=(0, 0))[1]


def _hours(one: Evidence, as_of: int) -> float:
    return (as_of - one.at.timestamp()) / 3600
