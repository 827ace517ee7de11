"""Concluding: what the signals and the times of a client's mail amount to, as one document a client."""

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from alongside.core.days import Zone
from alongside.core.engine import ENGINE
from alongside.core.readings.drift import FEWEST, usual_shift
from alongside.core.readings.with_for import portfolio_mean
from alongside.core.who.nouns import Client
from alongside.desk import weighing
from alongside.desk.documents import drift_of, moment
from alongside.desk.schedules import Calendar, calendar, learnt_zone, my_calendar
from alongside.desk.waiting import rhythms, time_waits
from alongside.desk.weighing import Extent
from alongside.store.shelf import conclusions, exchanges, tallies, who
from alongside.store.shelf.conclusions import FOREVER
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.workspace import engine, horizon, save_engine

MEAN_STEP = 0.05  # the portfolio's mean moves in such steps, so that one message does not redraw every client
ZONE_GROWTH = 1.2  # a zone is learnt anew when so much more mail is there than when it was

Document = dict[str, Any]


class News(NamedTuple):
    """What there is to draw anew: all of a client (`old` is None), or what mail touched of it (None: nothing)."""

    old: Mapping[str, Any] | None
    touched: who.Touched | None


class Ground(NamedTuple):
    """What conclusions stand on before anything is heard, as the database was then: until when mail is known, the
    documents by key, and by the rows of clients who they are, what is new of them, and how long each side waits.
    """

    as_of: int
    before: dict[str, Document]
    clients: dict[int, Client]
    news: dict[int, News]
    times: dict[int, Document]


class Setting(NamedTuple):
    """What all clients' conclusions share: until when mail is known, and what is usual for me, which is the portfolio's
    mean and how much it falls at signing.
    """

    as_of: int
    mean: float
    shift: float


def time_replies(connection: Connection, anew: Collection[int], *, everything: bool) -> Ground:
    """Bring the waits of both sides up to date; that needs no words, so it is done while they are heard.

    `anew` are clients that lost messages or that a decision is about: they are drawn from all their mail, as all are
    with `everything`. Of the others only what new mail touched is looked at again.
    """
    with transaction(connection):
        return _ground(connection, anew, everything=everything)


def _ground(connection: Connection, anew: Collection[int], *, everything: bool) -> Ground:
    as_of, decisions = horizon(connection), who.decisions(connection)
    before = {one["key"]: one for one in conclusions.readings(connection)}
    known = {row: client for row, client in who.clients(connection).values() if not client.ignored}
    touched = {} if everything else who.touched(connection)
    news = {
        row: News(None if everything or row in anew else before.get(client.key), touched.get(row))
        for row, client in known.items()
    }
    mine = my_calendar(connection, decisions)
    times = {row: _times(connection, row, client, mine, decisions, news[row], as_of) for row, client in known.items()}
    return Ground(as_of, before, known, news, times)


def conclude(connection: Connection, drawing: int, ground: Ground, anew: Collection[int], *, everything: bool) -> None:
    """Bring every reading up to date with what was heard: only the windows and threads that new mail touched are
    counted again.

    Where somebody decided or read something since this `drawing` began, the ground is laid anew, and it is for the
    other to say that all is drawn: killed before, the next read draws all.
    """
    with transaction(connection):
        alone = engine(connection) == drawing
        if not alone:
            ground = _ground(connection, anew, everything=everything)
        before = ground.before
        waiting = exchanges.with_open_outcomes(connection)
        setting = Setting(ground.as_of, *_usual(before.values()))
        for row, client in ground.clients.items():
            news = ground.news[row]
            document = _drawn(connection, row, client, setting, news, open_outcomes=row in waiting) | ground.times[row]
            if document != before.get(client.key) or everything:
                conclusions.save_reading(connection, row, ENGINE, ground.as_of, document)
            before[client.key] = document
        _follow_the_portfolio(connection, ground.clients, before, setting)
        if alone:
            save_engine(connection, ENGINE)


def _usual(documents: Collection[Mapping[str, Any]]) -> tuple[float, float]:
    """The portfolio's mean, to the nearest step; and how much A usually falls at signing."""
    mean = portfolio_mean([tuple(one["effective"]) for one in documents])
    drifts = [one["drift"] for one in documents if one["drift"]]
    falls = [
        (one["before"]["value"] - one["after"]["value"]) / 100
        for one in drifts
        if min(one["effective_before"], one["effective_after"]) >= FEWEST
    ]
    return round(round(mean / MEAN_STEP) * MEAN_STEP, 2), round(usual_shift(falls), 2)


def _follow_the_portfolio(
    connection: Connection, known: Mapping[int, Client], documents: Mapping[str, Document], drawn: Setting
) -> None:
    """What is usual for me is the measure of every client: where it moved, all are weighed again."""
    mean, shift = _usual([documents[client.key] for client in known.values()])
    setting = drawn._replace(mean=mean, shift=shift)
    for row, client in known.items():
        document = documents[client.key]
        if document["mean"] != mean or (document["drift"] and shift != drawn.shift):
            held = tallies.tallies_of(connection, row)
            document |= weighing.weighed(held, as_of=setting.as_of, mean=mean)
            document |= _drift(connection, row, client, setting)
            conclusions.save_reading(connection, row, ENGINE, drawn.as_of, document)


# ---------------------------------------------------------------- one client


def _drawn(  # noqa: PLR0913 - what changed, and how much
    connection: Connection, row: int, client: Client, setting: Setting, news: News, *, open_outcomes: bool
) -> Document:
    """A client's document, up to date: drawn from what new mail touched, else only as much older as the mail now is."""
    if news.old is not None and news.touched is None:
        return _aged(connection, row, client, setting, news.old, open_outcomes=open_outcomes)
    moments = news.touched.moments if news.old and news.touched else None
    weighing.log_exchanges(connection, row, news.touched.threads if moments and news.touched else None)
    weighing.count_windows(connection, row, client, moments)
    weighing.settle_outcomes(connection, row, min(moments) if moments else -FOREVER, setting.as_of)
    held = tallies.tallies_of(connection, row)
    return (
        {"row": row}
        | _who(client)
        | _extent(connection, row, weighing.extent(held))
        | weighing.weighed(held, as_of=setting.as_of, mean=setting.mean)
        | weighing.counted(held)
        | {"moves": weighing.answers(connection, row)}
        | _drift(connection, row, client, setting)
    )


def _aged(  # noqa: PLR0913 - what changed, and how much
    connection: Connection, row: int, client: Client, setting: Setting, old: Mapping[str, Any], *, open_outcomes: bool
) -> Document:
    """The document of a client without new mail: open windows and outcomes are older than they were."""
    document = dict(old) | _who(client)
    if open_outcomes:
        weighing.settle_outcomes(connection, row, FOREVER, setting.as_of)
        document |= {"moves": weighing.answers(connection, row)}
    if not document["closed"] or document["mean"] != setting.mean:
        held = tallies.tallies_of(connection, row)
        document |= weighing.weighed(held, as_of=setting.as_of, mean=setting.mean)
    return document | _drift(connection, row, client, setting)


def _who(client: Client) -> Document:
    return {
        "name": client.name,
        "domains": list(client.domains),
        "people": [{"name": one.name, "addresses": list(one.addresses)} for one in client.people],
        "key": client.key,
        "why": client.why,
        "signed": client.signed.isoformat() if client.signed else None,
    }


def _extent(connection: Connection, row: int, size: Extent) -> Document:
    """How much mail there is, and between which days."""
    first, last = conclusions.extent_of(connection, row)
    return {
        "messages_in": size.received,
        "messages_out": size.written,
        "first": moment(first),
        "last": moment(last),
    }


def _drift(connection: Connection, row: int, client: Client, setting: Setting) -> Document:
    found = weighing.drift(connection, row, client, setting.as_of, setting.mean, setting.shift)
    return {"drift": drift_of(found) if found else None}


# ---------------------------------------------------------------- how long each side waits


def _times(  # noqa: PLR0913 - whose hours, what changed, and how much
    connection: Connection,
    row: int,
    client: Client,
    mine: Calendar,
    decisions: list[tuple[str, dict[str, Any]]],
    news: News,
    as_of: int,
) -> Document:
    """How long each side waits, on whose calendar: touched threads are timed anew, and all where the hours changed."""
    old = news.old
    zone, learnt_from = _zone(connection, row, client, mine, news)
    theirs = calendar(client.key, decisions, zone, client.domains)
    hours = f"{mine.schedule} {theirs.schedule}"
    if old is None or old["hours"] != hours:
        time_waits(connection, row, None, mine, theirs)
    elif news.touched is None and old["waits_settled"]:
        return {}
    elif news.touched:
        time_waits(connection, row, news.touched.threads, mine, theirs)
    found = rhythms(connection, row, mine, theirs, as_of)
    return found | {"zone": list(zone), "zone_from": learnt_from, "hours": hours}


def _zone(connection: Connection, row: int, client: Client, mine: Calendar, news: News) -> tuple[Zone, int]:
    """A client's zone, and from how much mail it was learnt: learnt anew where there is so much more mail now."""
    old, touched = news.old, news.touched
    if old is not None:
        enough = ZONE_GROWTH * old["zone_from"]
        at_most = old["messages_in"] + (len(touched.moments) if touched else 0)  # spares a count of most clients
        if at_most < enough or conclusions.count_written(connection, row, from_me=False) < enough:
            return Zone(*old["zone"]), old["zone_from"]
    zone = learnt_zone(conclusions.zones_of(connection, row), client.domains, mine.zone)
    return zone, conclusions.count_written(connection, row, from_me=False)
