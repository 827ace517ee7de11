"""What a push asks for: how much less, against whom, by when, or what on top."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from alongside.core.money import Money
from alongside.core.signals.additions import find_addition
from alongside.core.signals.dates import find_date
from alongside.core.signals.prices import gaps, lowest, nearest, prices
from alongside.core.signals.rivals import find_rival
from alongside.core.words.sentences import sentences

IsOpen = Callable[[date], bool]

NEAR = 1_200  # characters around a push that are looked at
FARTHEST = 400  # days; a lead time beyond this is no rush
_HABIT = re.compile(r"(?i)\b(?:when(?:ever)? (?:i|we)|every|always|each|jedes mal|immer|toujours|siempre)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a push asks for; empty where it says nothing of the kind.

    `amount` and `percent` are of a lower price: what is to be paid, or with `off` what is to come off; a percentage is
    always what comes off. `rival...` is the offer that is held against mine, in the same way. `due` and `due_time` say
    by when, `vague` where the words leave the day open; `added` what is to be done on top, in the words of the message.
    """

    amount: Money | None = None
    percent: float | None = None
    rival: str = ""
    rival_amount: Money | None = None
    rival_percent: float | None = None
    due: date | None = None
    due_time: time | None = None
    vague: bool = False
    added: str = ""
    off: bool = False


class _Place(NamedTuple):
    """The sentence around a push, the push in it, and the sentence after."""

    sentence: str
    push: tuple[int, int]
    after: str


def asked_for(  # noqa: PLR0913 - a push is its kind, text and span; a date needs the moment and the calendar
    kind: str, text: str, start: int, end: int, sent_local: datetime, is_open: IsOpen
) -> Asked:
    """What the push at text[start:end] asks for; it may say so in the rest of its sentence or in the one after."""
    place = _around(text, start, end)
    if kind == "discount_ask":
        return _lower_price(place)
    if kind == "rival_quote":
        return _rival(place)
    if kind in ("rush_demand", "after_hours"):
        return _due(kind, place, sent_local, is_open)
    if kind == "scope_add":
        return Asked(added=find_addition(place.sentence[slice(*place.push)]) or find_addition(place.sentence))
    return Asked()


def lead_days(asked: Asked, sent_local: datetime, is_open: IsOpen) -> int | None:
    """Working days from sending until due: 0 is the same day, 1 the next open one; None where no date is asked for."""
    if asked.due is None:
        return None
    first = sent_local.date()
    return sum(is_open(first + timedelta(ahead)) for ahead in range(1, min((asked.due - first).days, FARTHEST) + 1))


def _around(text: str, start: int, end: int) -> _Place:
    first = max(start - NEAR, 0)
    near = text[first : min(end, start + NEAR) + NEAR]
    low, high = start - first, min(end, start + NEAR) - first
    spans = sentences(near)
    inside = [span for span in spans if span[0] < high and low < span[1]]
    begin, stop = (min(low, inside[0][0]), max(high, inside[-1][1])) if inside else (low, high)
    after = next((near[one:two] for one, two in spans if one >= stop), "")
    return _Place(near[begin:stop], (low - begin, high - begin), after)


def _lower_price(place: _Place) -> Asked:
    """The price, or what is to come off, in the push, its sentence or the next."""
    for text, push in ((place.sentence, place.push), (place.after, (0, 0))):
        price, gap = lowest(prices(text), push), nearest(gaps(text), push)
        if price or gap:
            percent = gap.percent if gap else None
            return Asked(amount=price.money if price else None, percent=percent, off=price is not None and price.off)
    return Asked()


def _rival(place: _Place) -> Asked:
    """The rival, and their price or how far it lies below mine."""
    own, after = find_rival(place.sentence), find_rival(place.after)
    rival = place.sentence[slice(*own)] if own else place.after[slice(*after)] if after else ""
    for text, push, span in ((place.sentence, place.push, own), (place.after, (0, 0), after)):
        behind = span[1] if span else 0
        price, gap = nearest(prices(text), push, behind), nearest(gaps(text), push, behind)
        if price or gap:
            amount, percent = (price.money if price else None), (gap.percent if gap else None)
            return Asked(rival=rival, rival_amount=amount, rival_percent=percent, off=price is not None and price.off)
    return Asked(rival=rival)


def _due(kind: str, place: _Place, sent_local: datetime, is_open: IsOpen) -> Asked:
    """The date in the sentence, or where it says none, in the next."""
    if kind == "after_hours" and _HABIT.search(place.sentence):
        return Asked()  # "when I call at night": no day is meant
    due = find_date(place.sentence, sent_local, is_open=is_open) or find_date(place.after, sent_local, is_open=is_open)
    return Asked(due=due.day, due_time=due.at, vague=due.vague) if due else Asked()
