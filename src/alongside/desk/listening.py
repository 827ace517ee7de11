"""Listening: the signals in every kept message that this engine has not heard yet."""

from collections.abc import Iterator
from typing import NamedTuple

from alongside import config
from alongside.core.engine import ENGINE
from alongside.core.signals.corrections import Corrections, corrected, fold_corrections, own_thresholds
from alongside.core.signals.detect import LONGEST, detect_many, shipped_thresholds
from alongside.core.trace import SorryError
from alongside.core.words.language import language_of
from alongside.desk.crew import Crew, Lost
from alongside.desk.look import shelf
from alongside.store.shelf import conclusions, sources, who
from alongside.store.shelf.conclusions import Heard
from alongside.store.shelf.connection import Connection, lighten, transaction

AT_ONCE = 1_000  # messages in one batch
_ONLY_BEGUN = f"longer than {LONGEST:,} characters; only the first of them were heard"
ALONE = 2_000  # messages: for fewer, starting workers costs more than they bring


class ListenError(SorryError):
    """A worker died while it listened; the message says where."""


class Pile(NamedTuple):
    """A run of messages to be heard: a worker reads their words from the database itself.

    `held` are the corrections as of the decision `newest`.
    """

    first: int
    last: int
    newest: int
    held: Corrections


Results = Iterator[tuple[Pile, list[Heard] | Lost]]


def listen(connection: Connection, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Hear what this engine has not heard: (messages heard, of how many), after each pile that is kept.

    Workers hear from the call on, where it is enough for workers. Without `everything`, only words no engine has heard
    are looked for. What somebody decided about while it was under way is heard again. Raises ListenError.
    """
    results, total = _begun(connection, everything=everything)
    return _kept(connection, results, total, everything=everything)


def _begun(connection: Connection, *, everything: bool) -> tuple[Results, int]:
    """The results to come, and of how many messages."""
    runs, total = conclusions.unheard(connection, ENGINE, AT_ONCE, everything=everything)
    size = 1 if total < ALONE else config.workers()
    if size > 1:  # workers are forked from this process: what it holds is held by each of them too
        lighten(connection)
    crew: Crew[Pile, list[Heard]] = Crew(hear, size)
    return crew.run(_pile(connection, *run) for run in runs), total


def _pile(connection: Connection, first: int, last: int) -> Pile:
    """A run of messages with what the person said until now."""
    return Pile(first, last, who.newest_decision(connection), fold_corrections(who.decisions(connection)))


def _kept(connection: Connection, results: Results, total: int, *, everything: bool) -> Iterator[tuple[int, int]]:
    """How far it is after each pile; round by round, until every message that was passed over is heard, too."""
    done = 0
    again = True
    while again:
        again = False
        for pile, heard in results:
            kept = _keep(connection, pile, heard)
            again = again or kept < len(heard)
            done += kept
            yield done, total
        if again:
            results, left = _begun(connection, everything=everything)
            total = done + left
            yield done, total


def _keep(connection: Connection, pile: Pile, heard: list[Heard] | Lost) -> int:
    """Store what was heard in a pile; of how many messages. None of them, where somebody decided meanwhile."""
    if isinstance(heard, Lost):
        raise ListenError(
            f"Hearing messages {pile.first} to {pile.last} failed ({heard.reason}). What was heard before is kept;"
            " read again to go on."
        )
    with transaction(connection):
        if who.newest_decision(connection) != pile.newest:
            return 0
        kept = conclusions.still_unheard(connection, heard, ENGINE)
        conclusions.save_signals(connection, kept, ENGINE)
        sources.note(connection, [one.row for one in kept if one.cut], _ONLY_BEGUN)
    return len(kept)


def hear(pile: Pile) -> list[Heard]:
    """The signals and the language of every message of a pile that this engine has not heard."""
    with shelf() as connection:
        words = conclusions.words(connection, pile.first, pile.last, ENGINE)
    least = own_thresholds(shipped_thresholds(), pile.held) if pile.held.wrong or pile.held.missed else {}
    found: list[Heard] = []
    for side in (False, True):
        rows = [(row, uid, body) for row, uid, body, from_me in words if bool(from_me) is side]
        heard = detect_many([body for _, _, body in rows], from_me=side, least=least)
        for (row, uid, body), signals in zip(rows, heard, strict=True):
            told = corrected(uid, body, signals, pile.held)
            found.append(Heard(row, side, told, language_of(body), cut=len(body) > LONGEST))
    return found
