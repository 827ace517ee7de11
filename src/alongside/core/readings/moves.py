"""What I answered to pushes, and what came of it: the mirror is measured with the same care as the client."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from alongside.core.signals.nouns import KIND, Side

STANDS = ("trades", "holds", "counter_questions")  # in the order that names a mixed answer
MONTH = 30 * 86_400  # by then an outcome is known


class Said(NamedTuple):
    """One message of a thread: when, whose, which row, and the kinds of signal it carries."""

    at: int
    from_me: bool
    message: int
    kinds: frozenset[str]


class Exchange(NamedTuple):
    """A push, what I answered and what came of it: one line of the conflict log.

    `answer` is yields, trades, holds, counter_questions, "answered" (otherwise), or "" while it waits; `outcome` is
    stayed, traded or left for a push I stood up to, "open" before a month has passed, "" where I did not stand.
    """

    kind: str
    at: int
    message: int
    answer: str
    answered_at: int | None
    answer_message: int | None
    first: bool
    outcome: str


def exchanges(threads: Iterable[Sequence[Said]], *, as_of: int) -> list[Exchange]:
    """Every push of a client's threads with its answer (my next message in that thread) and its outcome. By time."""
    threads = [list(thread) for thread in threads]
    heard = sorted((said.at, "fair_trade" in said.kinds) for thread in threads for said in thread if not said.from_me)
    found = [settle(exchange, heard, as_of=as_of) for thread in threads for exchange in answered(thread)]
    return sorted(found, key=lambda one: (one.at, one.message, one.kind))


def answered(thread: Sequence[Said]) -> Iterator[Exchange]:
    """The pushes of one thread, each with its answer; what came of it is not known yet."""
    first = True
    for index, said in enumerate(thread):
        pushes = sorted(kind for kind in said.kinds if KIND[kind].side is Side.PUSH)
        if said.from_me or not pushes:
            continue
        reply = next((later for later in thread[index + 1 :] if later.from_me), None)
        at, row = (reply.at, reply.message) if reply else (None, None)
        for kind in pushes:
            yield Exchange(kind, said.at, said.message, _answer(reply), at, row, first, "")
        first = False


def settle(exchange: Exchange, heard: Sequence[tuple[int, bool]], *, as_of: int) -> Exchange:
    """The exchange with its outcome: what the client did within a month of my standing up.

    `heard` are the client's messages from my answer on, at least: (moment, whether it offers a trade), in time.
    """
    if exchange.answered_at is None or exchange.answer not in STANDS:
        return exchange
    first, last = (bisect_right(heard, (at, True)) for at in (exchange.answered_at, exchange.answered_at + MONTH))
    after = [trades for _, trades in heard[first:last]]
    if after:
        return exchange._replace(outcome="traded" if any(after) else "stayed")
    return exchange._replace(outcome="left" if as_of > exchange.answered_at + MONTH else "open")


def _answer(reply: Said | None) -> str:
    if reply is None:
        return ""
    for move in (*STANDS[:1], "yields", *STANDS[1:]):  # something in exchange is a trade, even beside a yes
        if move in reply.kinds:
            return move
    return "answered"
