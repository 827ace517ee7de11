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
    """A run of messages to be heard: a worker reads their words from the database itself."""

    first: int
    last: int
    held: Corrections


def listen(connection: Connection, *, everything: bool) -> Iterator[tuple[int, int]]:
    """Hear what this engine has not heard: (messages heard, of how many), after each pile that is kept.

    Workers hear from the call on, where it is enough for workers. Without `everything`, only words no engine has heard
    are looked for. Raises ListenError.
    """
    piles, total = conclusions.unheard(connection, ENGINE, AT_ONCE, everything=everything)
    size = 1 if total < ALONE else config.workers()
    if size > 1:  # workers are forked from this process: what it holds is held by each of them too
        lighten(connection)
    crew: Crew[Pile, list[Heard]] = Crew(hear, size)
    held = fold_corrections(who.decisions(connection))
    return _kept(connection, crew.run(Pile(*pile, held) for pile in piles), total)


def _kept(
    connection: Connection, results: Iterator[tuple[Pile, list[Heard] | Lost]], total: int
) -> Iterator[tuple[int, int]]:
    done = 0
    for pile, heard in results:
        if isinstance(heard, Lost):
            raise ListenError(
                f"Hearing messages {pile.first} to {pile.last} failed ({heard.reason}). What was heard before is kept;"
                " read again to go on."
            )
        with transaction(connection):
            conclusions.save_signals(connection, heard, ENGINE)
            sources.note(connection, [one.row for one in heard if one.cut], _ONLY_BEGUN)
        done += len(heard)
        yield done, total


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
            found.append(
                Heard(row, corrected(uid, body, signals, pile.held), language_of(body), cut=len(body) > LONGEST)
            )
    return found
