"""Weighing: what a client's words amount to, kept per window and per thread so that new mail touches only its own."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, NamedTuple

from alongside.core.readings import moves
from alongside.core.readings.drift import WEEK, count_weeks, judge_drift, watch_pushes
from alongside.core.readings.nouns import Drift, Mark, Tally
from alongside.core.readings.tallies import span_of, tally, window_at
from alongside.core.readings.trend import Standing
from alongside.core.readings.with_for import Filter, judge_standings, judge_tallies, measure_pressure
from alongside.core.signals.nouns import KIND, Side
from alongside.core.trace import Ref
from alongside.core.who.nouns import NOT_YET, Client
from alongside.core.words.language import is_heard
from alongside.desk.documents import moment, moves_of, pair_of, reading_of, window_of
from alongside.store.shelf import conclusions
from alongside.store.shelf import exchanges as shelf_exchanges
from alongside.store.shelf import tallies as shelf_tallies
from alongside.store.shelf.conclusions import FOREVER
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.tallies import Held

TRAITS = ("clarity", "patience", "disrespect")
DAY = 86_400
SAME_DAY = 2 * DAY  # messages of one local day, wherever they were written, lie within so much
NEAR_SIGNING = 13 * WEEK  # what drift looks at lies within so much of the signing
WATCHED = 26 * WEEK  # what the watch on pushes looks at
FEWEST_BEFORE = 30  # messages before that, from which on there is a rate to compare with

# A document keeps no references: what is behind it is asked of the shelf (desk/look.py, evidence) when it is opened.
IN_THE_SHELF = Ref("", "")


class Extent(NamedTuple):
    """How much mail there is with a client: from it, and to it."""

    received: int
    written: int


# ---------------------------------------------------------------- what is kept


def count_windows(connection: Connection, row: int, client: Client, moments: Iterable[int] | None) -> None:
    """Count the windows of these moments anew (None: all); belongs in a transaction.

    A signal counts once per kind, thread and local day, so mail also moves the window of the day after it.
    """
    if moments is None:
        shelf_tallies.forget_tallies(connection, row)
        shelf_tallies.save_tallies(connection, row, _counted(connection, row, client, -FOREVER, FOREVER))
        return
    for window in {window_at(at + later) for at in moments for later in (0, SAME_DAY)}:
        shelf_tallies.save_tallies(connection, row, _counted(connection, row, client, *span_of(window)))


def _counted(connection: Connection, row: int, client: Client, since: int, until: int) -> list[Held]:
    """The windows between two moments, each of which begins one."""
    marks = [mark for mark in _marks(connection, row, client, since - SAME_DAY, until) if mark.at >= since]
    said = conclusions.messages_of(connection, row, since, until)
    weighed = [mark for mark in marks if KIND[mark.kind].side is not Side.OWN]
    theirs = [(at, language) for at, from_me, language in said if not from_me]
    found = {one.window: one for one in tally(weighed, [at for at, language in theirs if is_heard(language)])}
    written = Counter(window_at(at) for at, from_me, _ in said if from_me)
    kinds, unheard = (defaultdict[int, Counter[str]](Counter) for _ in range(2))
    for mark in marks:
        kinds[window_at(mark.at)][mark.kind] += 1
    for at, language in theirs:
        if not is_heard(language):
            unheard[window_at(at)][language] += 1
    windows = sorted({*found, *written, *kinds, *unheard})
    return [Held(found.get(one, Tally(one)), written[one], kinds[one], unheard[one]) for one in windows]


def _marks(connection: Connection, row: int, client: Client, since: int, until: int) -> list[Mark]:
    """Every signal between two moments as a mark: one per kind, thread and local day. My own moves weigh nothing."""
    marks: list[Mark] = []
    seen: set[tuple[int, int, str]] = set()
    for thread, at, zone, kind, p in conclusions.signals_of(connection, row, since, until):
        key = (thread, (at + 60 * (zone or 0)) // DAY, kind)
        if key not in seen:
            seen.add(key)
            with_, weight = KIND[kind].side is Side.PARTNER, _weight(kind, client, at)
            marks.append(Mark(at, with_, weight, p, deed=False, because=IN_THE_SHELF, kind=kind))
    return marks


def _weight(kind: str, client: Client, at: int) -> float:
    """The weight of a kind, before or after signing."""
    nature = KIND[kind]
    prospect = client.signed is not None and datetime.fromtimestamp(at, UTC).date() < client.signed
    return nature.weight_prospect if prospect and nature.weight_prospect else nature.weight


def log_exchanges(connection: Connection, row: int, threads: Collection[int] | None) -> None:
    """Log the pushes of these threads of a client with their answers anew (None: of all); belongs in a transaction."""
    shelf_exchanges.forget_exchanges(connection, row, threads)
    asked = shelf_exchanges.pushed_threads(connection, row) if threads is None else threads
    said = shelf_exchanges.said_in(connection, row, asked)
    found = (
        (thread, exchange)
        for thread, one in groupby(said, key=lambda pair: pair[0])
        for exchange in moves.answered([told for _, told in one])
    )
    shelf_exchanges.save_exchanges(connection, row, list(found))


def settle_outcomes(connection: Connection, row: int, since: int, as_of: int) -> None:
    """Name what came of standing up, where that is open or where mail from `since` on may change it."""
    log = shelf_exchanges.unsettled(connection, row, since - moves.MONTH)
    if not log:
        return
    heard = shelf_exchanges.heard_since(connection, row, log[0][1].answered_at or 0)
    settled = [(moves.settle(one, heard, as_of=as_of).outcome, number) for number, one in log]
    shelf_exchanges.save_outcomes(connection, settled)


# ---------------------------------------------------------------- what it amounts to


def extent(held: Iterable[Held]) -> Extent:
    """How much mail these windows hold."""
    counts = [(one.tally.heard + sum(one.unheard.values()), one.written) for one in held]
    return Extent(sum(received for received, _ in counts), sum(written for _, written in counts))


def weighed(held: Sequence[Held], *, as_of: int, mean: float) -> dict[str, Any]:
    """What a client's windows amount to at a moment."""
    reading = judge_tallies([one.tally for one in held], as_of=as_of, rule=Filter(mean), history=False)
    return {
        "reading": reading_of(reading),
        "mean": mean,
        "closed": not held or span_of(held[-1].tally.window)[1] <= as_of,  # the reading moves no more by itself
        "effective": [round(reading.n_with, 4), round(reading.n_eff, 4), reading.heard],
    }


def counted(held: Collection[Held]) -> dict[str, Any]:
    """What a client's windows hold, whenever they are looked at."""
    counts, unheard = Counter[str](), Counter[str]()
    for one in held:
        counts.update(one.kinds)
        unheard.update(one.unheard)
    pushes = sum(count for kind, count in counts.items() if KIND[kind].side is Side.PUSH)
    pressure = measure_pressure(pushes, sum(one.tally.heard for one in held)).per_ten
    return {
        "pressure": round(pressure.value, 2),
        "pressure_interval": pair_of(pressure, 1),
        "signals": dict(sorted(counts.items())),
        "traits": {kind: counts[kind] for kind in TRAITS},
        "unheard": dict(unheard.most_common()),
    }


def answers(connection: Connection, row: int) -> dict[str, Any]:
    """How a client's pushes were answered."""
    return moves_of(shelf_exchanges.exchanges_of(connection, row))


def drift(  # noqa: PLR0913 - whose, and what is usual
    connection: Connection, row: int, client: Client, as_of: int, mean: float, shift: float
) -> Drift | None:
    """Before and after signing, where the person said when that was."""
    if client.signed is None or client.signed == NOT_YET:
        return None
    signed = int(datetime.combine(client.signed, datetime.min.time(), UTC).timestamp())
    marks = _marks(connection, row, client, signed - NEAR_SIGNING, signed + NEAR_SIGNING)
    words = [mark for mark in marks if KIND[mark.kind].side is not Side.OWN]
    return judge_drift(words, signed=signed, as_of=as_of, mean=mean, shift=shift)


def watch(connection: Connection, document: Mapping[str, Any], as_of: int) -> dict[str, Any] | None:
    """Whether pushes rose over the last half year, against the client's own rate before; None with too little mail.

    A weekly CUSUM (core/readings/drift.py), drawn when it is looked at. Rates are pushes per ten messages.
    """
    row = document["row"]
    start = as_of - WATCHED
    before = sum(n for language, n in conclusions.languages_before(connection, row, start) if is_heard(language))
    if before < FEWEST_BEFORE:
        return None
    said = conclusions.messages_of(connection, row, start, FOREVER)
    heard = [at for at, from_me, language in said if not from_me and is_heard(language)]
    pushes = shelf_exchanges.pushes_of(connection, row)
    rate = measure_pressure(sum(at < start for at in pushes), before).per_ten.value / 10
    weeks = count_weeks(pushes, heard, start=start, as_of=as_of)
    found = watch_pushes(weeks, rate)
    return {
        "rate_before": round(10 * rate, 2),
        "rate_since": round(10 * sum(n for n, _ in weeks) / max(1, sum(n for _, n in weeks)), 2),
        "alarm": moment(start + (found.alarm + 1) * WEEK) if found.alarm is not None else None,
    }


def windows(connection: Connection, document: Mapping[str, Any], as_of: int) -> list[dict[str, Any]]:
    """A client's reading window by window, for its chart; drawn when it is looked at."""
    tallies = [one.tally for one in shelf_tallies.tallies_of(connection, document["row"])]
    reading = judge_tallies(tallies, as_of=as_of, rule=Filter(document["mean"]))
    return [window_of(window) for window in reading.windows]


def standings(connection: Connection, document: Mapping[str, Any], as_of: int) -> list[Standing]:
    """Where a client's reading stood at the end of each window, for its trend."""
    tallies = [one.tally for one in shelf_tallies.tallies_of(connection, document["row"])]
    return judge_standings(tallies, as_of=as_of, rule=Filter(document["mean"]))
