"""What a chat export is made of: its lines and layout, and what must be known before its messages are."""

from datetime import date, time
from enum import StrEnum
from typing import NamedTuple


class Order(StrEnum):
    """Which number of a date comes first."""

    DAY = "day-first"
    MONTH = "month-first"
    YEAR = "year-first"


class Layout(NamedTuple):
    """How the lines that begin a message are laid out: the same all through one export."""

    bracket: bool  # iOS puts the time in brackets, Android puts a dash behind it
    separator: str  # between the numbers of a date
    year_first: bool
    time_first: bool  # as copied out of WhatsApp on the web
    seconds: bool


class Line(NamedTuple):
    """One line by its place: `raw` is cut where the line is longer than any message (`length` is its true length)."""

    offset: int
    length: int
    raw: bytes


class Head(NamedTuple):
    """The time that a line begins with, as written, and the rest of the line (sender and text, or a notice)."""

    layout: Layout
    numbers: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str

    def day(self, order: Order) -> date | None:
        """The date, read in this order; None where it is none."""
        first, second, third = self.numbers
        year, month, day = {
            Order.DAY: (third, second, first),
            Order.MONTH: (third, first, second),
            Order.YEAR: (first, second, third),
        }[order]
        try:
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            return None

    @property
    def wall(self) -> time | None:
        """The time of day; None where it is none."""
        try:
            return time(*self.clock)
        except ValueError:
            return None

    @property
    def written(self) -> str:
        """The date as it stands there."""
        return self.layout.separator.join(map(str, self.numbers))


class Survey(NamedTuple):
    """What one look through a whole export tells: its layout, who speaks (and how often), in which order dates stand.

    `layout` is None where no line begins a message; `order` None where the dates may be read either way; `impossible`
    are orders in which some date is none; `example` is the date that shows the doubt.
    """

    layout: Layout | None
    names: dict[str, int]
    order: Order | None
    impossible: frozenset[Order]
    example: str


class Terms(NamedTuple):
    """What a chat is read with: its layout, the order of its dates, the zone of the phone, who speaks, who is me."""

    layout: Layout
    order: Order
    zone: str
    names: tuple[str, ...]
    me: frozenset[str]

    @property
    def others(self) -> tuple[str, ...]:
        """Everybody who speaks but me, in the order of their first word."""
        return tuple(name for name in self.names if name not in self.me)
