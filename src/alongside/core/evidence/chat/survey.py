"""One look through a whole chat export: how it is laid out, who speaks, and in which order its dates stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from alongside.core.evidence.chat.heads import is_doubtful, read_head, split_name
from alongside.core.evidence.chat.notices import spoken
from alongside.core.evidence.chat.nouns import Head, Layout, Line, Order, Survey
from alongside.core.evidence.mail.charsets import read_text

FIRST_DAY = date(2009, 1, 1)  # WhatsApp began that year
_AHEAD = timedelta(2)  # a phone's clock may run ahead, and it is tomorrow somewhere
_MOST_NAMES = 2_000  # a group holds 1,024
_LOOK = 20  # lines in which the first message of a chat stands


@dataclass(slots=True)
class _Tally:
    """The lines of one layout: how many, who speaks in them, and what is odd about their dates in either order."""

    count: int = 0
    names: dict[str, int] = field(default_factory=dict)
    impossible: dict[Order, int] = field(default_factory=lambda: {Order.DAY: 0, Order.MONTH: 0})
    back: dict[Order, int] = field(default_factory=lambda: {Order.DAY: 0, Order.MONTH: 0})
    before: dict[Order, date] = field(default_factory=dict)
    example: str = ""

    def take(self, head: Head, last: date) -> None:
        """Count one line; `last` is the latest day to believe."""
        self.count += 1
        said = split_name(head.rest)
        if said and (not said[1].strip() or spoken(said[1], marked=head.layout.bracket)):
            self._hear(said[0])
        self.example = self.example or head.written
        for order in (Order.DAY, Order.MONTH):
            self._follow(order, head.day(order), last)

    def _hear(self, name: str) -> None:
        if name in self.names or len(self.names) < _MOST_NAMES:
            self.names[name] = self.names.get(name, 0) + 1

    def _follow(self, order: Order, day: date | None, last: date) -> None:
        if day is None or not FIRST_DAY <= day <= last:
            self.impossible[order] += 1
            return
        if day < self.before.get(order, day) - timedelta(1):  # late messages stand a little out of order
            self.back[order] += 1
        self.before[order] = day

    def order(self, layout: Layout) -> Order | None:
        """The order in which less is odd; None where both are as good. Nobody writes dots and the month first."""
        if layout.year_first:
            return Order.YEAR
        if layout.separator == ".":
            return Order.DAY
        odd = {order: self.impossible[order] + self.back[order] for order in (Order.DAY, Order.MONTH)}
        if odd[Order.DAY] == odd[Order.MONTH]:
            return None
        return min(odd, key=lambda order: odd[order])


def survey_chat(lines: Iterable[Line], *, latest: int) -> Survey:
    """Look through all lines of an export, one at a time; `latest` is now, in seconds since 1970 UTC."""
    last = last_day(latest)
    tallies: dict[Layout, _Tally] = {}
    for line in lines:
        head = read_head(read_text(line.raw))
        if head is not None:
            tallies.setdefault(head.layout, _Tally()).take(head, last)
    if not tallies:
        return Survey(None, {}, None, frozenset(), "")
    layout, tally = max(tallies.items(), key=lambda item: item[1].count)
    names = {name: count for name, count in tally.names.items() if count > 1 or not is_doubtful(name)}
    impossible = frozenset(order for order, count in tally.impossible.items() if count and not layout.year_first)
    return Survey(layout, names, tally.order(layout), impossible, tally.example)


def last_day(latest: int) -> date:
    """The latest day to believe, where `latest` is now."""
    return datetime.fromtimestamp(latest, UTC).date() + _AHEAD


def looks_like_chat(head: bytes) -> bool:
    """Whether the first bytes of a file are a chat export's: its first line with words in it begins a message, or two
    of its first lines do.
    """
    lines = [line for line in read_text(head).split("\n") if line.strip()][:_LOOK]
    begun = [read_head(line) is not None for line in lines]
    return bool(begun) and (begun[0] or sum(begun) > 1)
