"""Concluding: what the signals and the times of a client's mail amount to, as one document a client."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, NamedTuple

from alongside.core.days import Zone
from alongside.core.engine import ENGINE
from alongside.core.readings import moves
from alongside.core.readings.drift import judge_drift
from alongside.core.readings.nouns import Mark
from alongside.core.readings.with_for import judge_with_for, measure_pressure, portfolio_mean
from alongside.core.signals.nouns import KIND, Side
from alongside.core.trace import Ref
from alongside.core.who.nouns import Client
from alongside.desk.documents import drift_of, moment, moves_of, pair_of, reading_of, window_of
from alongside.desk.schedules import Calendar, calendar, learnt_zone, my_calendar
from alongside.desk.waiting import rhythms, time_waits
from alongside.store.shelf import conclusions, waits, who
from alongside.store.shelf.connection import transaction
from alongside.store.shelf.workspace import horizon, save_engine

TRAITS = ("clarity", "patience", "disrespect")
MEAN_STEP = 0.05  # the portfolio's mean moves in such steps, so that one message does not redraw every client
ZONE_GROWTH = 1.2  # a zone is learnt anew when so much more mail is there than when it was


# A document keeps no references: what is behind it is asked of the shelf (desk/look.py, evidence) when it is opened.
IN_THE_SHELF = Ref("", "")


class Setting(NamedTuple):
    """What all clients' conclusions share: until when mail is known, my hours, the portfolio's mean, my decisions."""

    as_of: int
    mine: Calendar
    mean: float
    decisions: list[tuple[str, dict[str, Any]]]


class Words(NamedTuple):
    """What a client's words amount to before they are weighed: one mark per kind, thread and local day."""

    marks: list[Mark]
    counts: Counter[str]
    kinds: dict[int, frozenset[str]]  # by message
    pushed: set[int]  # threads with a push in them


def conclude(connection: sqlite3.Connection, changed: Collection[int], *, everything: bool) -> None:
    """Draw the readings of these clients anew, and refresh whatever else the new mail moved.

    Not everything: only touched threads are timed again, and clients without new mail keep their reading but for the
    age of what is still open.
    """
    as_of, decisions = horizon(connection), who.decisions(connection)
    before = {one["key"]: one for one in conclusions.readings(connection)}
    setting = Setting(as_of, my_calendar(connection, decisions), _mean(before.values()), decisions)
    known = {row: client for row, client in who.clients(connection).values() if not client.ignored}
    with transaction(connection):
        threads = {} if everything else waits.touched_threads(connection)
        for row, client in known.items():
            old = None if everything else before.get(client.key)
            document = _refreshed(
                connection, row, client, setting, old, threads.get(row, []), heard=row in changed or row in threads
            )
            conclusions.save_reading(connection, row, ENGINE, as_of, document)
            before[client.key] = document
        _follow_the_mean(connection, known, before, setting)
        save_engine(connection, ENGINE)


def _mean(documents: Collection[Mapping[str, Any]]) -> float:
    """The portfolio's mean; the one in use stays until it is off by a step."""
    mean = portfolio_mean([tuple(one["effective"]) for one in documents])
    used = next((float(one["mean"]) for one in documents), 0.5)
    return used if abs(mean - used) < MEAN_STEP else round(mean, 2)


def _follow_the_mean(
    connection: sqlite3.Connection,
    known: Mapping[int, Client],
    documents: Mapping[str, dict[str, Any]],
    setting: Setting,
) -> None:
    """The prior of every reading is the portfolio's mean: where that moved, all are weighed again."""
    shown = [documents[client.key] for client in known.values()]
    setting = setting._replace(mean=_mean(shown))
    for row, client in known.items():
        if documents[client.key]["mean"] != setting.mean:
            heard = [at for at, _ in conclusions.heard_of(connection, row)]
            document = documents[client.key] | _weighed(connection, row, client, setting, heard)
            conclusions.save_reading(connection, row, ENGINE, setting.as_of, document)


# ---------------------------------------------------------------- one client


def _refreshed(  # noqa: PLR0913 - what changed, and how much
    connection: sqlite3.Connection,
    row: int,
    client: Client,
    setting: Setting,
    old: Mapping[str, Any] | None,
    threads: Sequence[int],
    *,
    heard: bool,
) -> dict[str, Any]:
    """A client's document: drawn anew where its mail changed, otherwise only as much older as the mail now is."""
    spoken = [] if old and not heard else conclusions.heard_of(connection, row)
    known = old is not None and (not heard or len(spoken) < ZONE_GROWTH * old["messages_in"])
    zone = Zone(*old["zone"]) if old and known else _zone(client, spoken, setting)
    theirs = calendar(client.key, setting.decisions, zone, client.domains)
    hours = f"{setting.mine.schedule} {theirs.schedule}"
    same_hours = old is not None and old["hours"] == hours
    if threads or not same_hours:
        time_waits(connection, row, threads if same_hours else None, setting.mine, theirs)
    times = rhythms(connection, row, setting.mine, theirs, setting.as_of) | {"zone": list(zone), "hours": hours}
    if old and not heard:
        return dict(old) | _who(client) | times
    extent = _extent(connection, row, len(spoken))
    moments = [at for at, _ in spoken]
    return {"row": row} | _who(client) | extent | _weighed(connection, row, client, setting, moments) | times


def _zone(client: Client, spoken: Sequence[tuple[int, int | None]], setting: Setting) -> Zone:
    offsets = [(at, zone) for at, zone in spoken if zone is not None]
    return learnt_zone(offsets, client.domains, setting.mine.zone)


def _who(client: Client) -> dict[str, Any]:
    return {
        "name": client.name,
        "domains": list(client.domains),
        "people": [{"name": one.name, "addresses": list(one.addresses)} for one in client.people],
        "key": client.key,
        "why": client.why,
        "signed": client.signed.isoformat() if client.signed else None,
    }


def _extent(connection: sqlite3.Connection, row: int, heard: int) -> dict[str, Any]:
    """How much mail there is, and between which days."""
    written, first, last = conclusions.extent_of(connection, row)
    return {"messages_in": heard, "messages_out": written, "first": moment(first), "last": moment(last)}


def _weighed(
    connection: sqlite3.Connection, row: int, client: Client, setting: Setting, heard: Sequence[int]
) -> dict[str, Any]:
    """What the client's words amount to, and what I answered; `heard` are the moments of its messages."""
    words = _words(connection, row, client)
    reading = judge_with_for(words.marks, heard, as_of=setting.as_of, mean=setting.mean, recent=0)
    pushes = sum(count for kind, count in words.counts.items() if KIND[kind].side is Side.PUSH)
    pressure = measure_pressure(pushes, len(heard)).per_ten
    return {
        "reading": reading_of(reading),
        "pressure": round(pressure.value, 2),
        "pressure_interval": pair_of(pressure, 1),
        "signals": dict(sorted(words.counts.items())),
        "traits": {kind: words.counts[kind] for kind in TRAITS},
        "moves": moves_of(moves.exchanges(_threads(connection, row, words), as_of=setting.as_of)),
        "drift": _drift(client, words.marks, setting),
        "mean": setting.mean,
        "effective": [round(reading.n_with, 4), round(reading.n_eff, 4), len(heard)],
    }


def windows(connection: sqlite3.Connection, document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A client's reading window by window, for its chart; drawn when it is looked at."""
    row, client = who.clients(connection)[document["key"]]
    heard = [at for at, _ in conclusions.heard_of(connection, row)]
    marks = _words(connection, row, client).marks
    reading = judge_with_for(marks, heard, as_of=horizon(connection), mean=document["mean"])
    return [window_of(window) for window in reading.windows]


def _words(connection: sqlite3.Connection, row: int, client: Client) -> Words:
    marks: list[Mark] = []
    counts: Counter[str] = Counter()
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    pushed: set[int] = set()
    seen: set[tuple[int, int, str]] = set()
    for message, thread, at, zone, kind, p in conclusions.signals_of(connection, row):
        side = KIND[kind].side
        kinds[message].add(kind)
        if side is Side.PUSH:
            pushed.add(thread)
        if (thread, _day(at, zone), kind) in seen:
            continue
        seen.add((thread, _day(at, zone), kind))
        counts[kind] += 1
        if side is not Side.OWN:
            weight = _weight(kind, client, at)
            marks.append(Mark(at, side is Side.PARTNER, weight, p, deed=False, because=IN_THE_SHELF, kind=kind))
    return Words(marks, counts, {message: frozenset(found) for message, found in kinds.items()}, pushed)


def _day(at: int, zone: int | None) -> int:
    """The writer's local day, as a number."""
    return (at + 60 * (zone or 0)) // 86_400


def _weight(kind: str, client: Client, at: int) -> float:
    """The weight of a kind, before or after signing."""
    nature = KIND[kind]
    prospect = client.signed is not None and datetime.fromtimestamp(at, UTC).date() < client.signed
    return nature.weight_prospect if prospect and nature.weight_prospect else nature.weight


def _threads(connection: sqlite3.Connection, row: int, words: Words) -> list[list[moves.Said]]:
    """The threads in which the client pushed, as who said what."""
    rows = conclusions.said_in(connection, row, words.pushed)
    return [
        [
            moves.Said(at, bool(from_me), message, words.kinds.get(message, frozenset()))
            for _, at, from_me, message in said
        ]
        for _, said in groupby(rows, key=lambda one: one[0])
    ]


def _drift(client: Client, marks: Sequence[Mark], setting: Setting) -> dict[str, Any] | None:
    """Before and after signing, where the person said when that was."""
    if client.signed is None:
        return None
    signed = int(datetime.combine(client.signed, datetime.min.time(), UTC).timestamp())
    return drift_of(judge_drift(marks, signed=signed, as_of=setting.as_of, mean=setting.mean))
