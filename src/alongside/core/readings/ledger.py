"""Who gave what: concessions on both sides, rights I granted, and how orders were met; each count with its mails."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alongside.core.readings.beta import beta_quantile
from alongside.core.readings.moves import Exchange
from alongside.core.readings.nouns import Interval

# What a client's word gives me: time, help, money for more, a name passed on, a rule kept.
GIFTS = ("patience", "reciprocity", "fair_trade", "referral", "keeps_agreement")
ORDERS = ("order_list", "rush_demand", "scope_add")  # asked to jump
BOSSY = ("ownership", "order_list", "after_hours")
_GAVE, _TOOK = (True,), (False,)  # whose entry it is


class Sign(NamedTuple):
    """One signal of a client as the ledger needs it: kind, moment (seconds since 1970 UTC), message."""

    kind: str
    at: int
    message: int


class Entry(NamedTuple):
    """One line: `mine` where I gave. `kind` is what was pushed for, or what was given; `message` holds the words."""

    at: int
    mine: bool
    kind: str
    message: int


class Ledger(NamedTuple):
    """Give and take with a client, by time; `balance` is what they gave less what I gave."""

    entries: tuple[Entry, ...]
    given: int
    taken: int

    @property
    def balance(self) -> int:
        """Below zero: I gave more than came back."""
        return self.taken - self.given


class Right(NamedTuple):
    """An exception I granted: for what kind of push, how often, when first and last, and in which mails of mine."""

    kind: str
    times: int
    first: int
    last: int
    messages: tuple[int, ...]


class Share(NamedTuple):
    """So many of so many, with the 80 % interval of the share (Beta(1 + hits, 1 + misses))."""

    hits: int
    total: int
    share: Interval


def give_and_take(log: Iterable[Exchange], signs: Iterable[Sign]) -> Ledger:
    """What I gave (a push I yielded to) and what the client gave (GIFTS)."""
    mine = [
        Entry(one.answered_at or one.at, mine=True, kind=one.kind, message=one.answer_message or 0)
        for one in _yielded(log)
    ]
    theirs = [Entry(sign.at, mine=False, kind=sign.kind, message=sign.message) for sign in signs if sign.kind in GIFTS]
    return Ledger(tuple(sorted([*mine, *theirs])), len(mine), len(theirs))


def rights_granted(log: Iterable[Exchange]) -> list[Right]:
    """What a client may think is theirs by now, because I let it happen; the newest first.

    Each is traceable to mails of mine. Nothing here is agreed until an agreement says so.
    """
    found: defaultdict[str, list[Exchange]] = defaultdict(list)
    for one in _yielded(log):
        found[one.kind].append(one)
    rights = [_right(kind, sorted(ones, key=lambda one: one.answered_at or one.at)) for kind, ones in found.items()]
    return sorted(rights, key=lambda right: (-right.first, right.kind))


def jumps(log: Iterable[Exchange]) -> Share | None:
    """How often I answered an order with a question about its goal; None where no order was answered."""
    answered = [one for one in log if one.kind in ORDERS and one.answer]
    return share_of(sum(one.answer == "counter_questions" for one in answered), len(answered)) if answered else None


def boss_likeness(signs: Iterable[Sign], heard: int) -> Share | None:
    """How many of a client's messages speak as to an employee (BOSSY); None without messages."""
    spoken = {sign.message for sign in signs if sign.kind in BOSSY}
    return share_of(len(spoken), heard) if heard else None


def share_of(hits: int, total: int) -> Share:
    """A share with its interval."""
    a, b = 1 + hits, 1 + total - hits
    low, high = beta_quantile(a, b, [0.1, 0.9])
    return Share(hits, total, Interval(a / (a + b), float(low), float(high)))


def _yielded(log: Iterable[Exchange]) -> list[Exchange]:
    return [one for one in log if one.answer == "yields"]


def _right(kind: str, ones: Sequence[Exchange]) -> Right:
    moments = [one.answered_at or one.at for one in ones]
    messages = tuple(one.answer_message for one in ones if one.answer_message is not None)
    return Right(kind, len(ones), moments[0], moments[-1], messages)
