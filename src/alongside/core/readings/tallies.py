"""What each window of 28 days holds: all that the with/for reading needs of the past; new mail touches only its own.

The grid is fixed (Mondays from 1970-01-05, UTC), so that history does not move when older mail arrives.
"""

from collections import defaultdict
from collections.abc import Sequence

from alongside.core.readings.nouns import Mark, Sums, Tally

DAY = 86_400
FIRST_MONDAY = 4 * DAY  # 1970-01-05
SPAN = 28 * DAY


def window_at(at: int) -> int:
    """The number of the window that a moment (seconds since 1970 UTC) lies in."""
    return (at - FIRST_MONDAY) // SPAN


def span_of(window: int) -> tuple[int, int]:
    """Where a window begins, and where the next one does."""
    start = FIRST_MONDAY + window * SPAN
    return start, start + SPAN


def tally(marks: Sequence[Mark], heard: Sequence[int]) -> list[Tally]:
    """The windows that hold marks or messages, in time; `heard` are the moments of the client's messages."""
    held: defaultdict[int, tuple[list[Mark], list[int]]] = defaultdict(lambda: ([], []))
    for mark in marks:
        held[window_at(mark.at)][0].append(mark)
    for at in heard:
        held[window_at(at)][1].append(at)
    return [_tally(window, *held[window]) for window in sorted(held)]


def _tally(window: int, marks: Sequence[Mark], heard: Sequence[int]) -> Tally:
    spoken = {mark.at for mark in marks if not mark.deed}
    return Tally(
        window,
        words=sum_up([mark for mark in marks if not mark.deed]),
        deeds=sum_up([mark for mark in marks if mark.deed]),
        marks=len(marks),
        heard=len(heard),
        marked=sum(at in spoken for at in heard),
    )


def sum_up(marks: Sequence[Mark]) -> Sums:
    """The weighed sums of some marks."""
    return Sums(
        sum(m.weight * m.p for m in marks if m.with_),
        sum(m.weight * m.p for m in marks if not m.with_),
        sum(m.weight * m.weight * m.p for m in marks),
    )


def weigh(marks: Sequence[Mark], phi: float) -> tuple[float, float]:
    """Effective signals (with, for) of some marks."""
    return sum_up(marks).effective(phi)
