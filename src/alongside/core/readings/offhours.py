"""Mail outside my hours: how much of it comes, how much I send, and how often I reward it by answering at once.

An intrusion that is sometimes rewarded is repeated most; between a tenth and nine tenths the ratio teaches it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from alongside.core.readings.ledger import Share, share_of

RARELY, MOSTLY = 0.1, 0.9
LEAST = 5  # intrusions, below which nothing is said of how they are met


class Said(NamedTuple):
    """One message: whether it is mine, whether it was sent in my hours, and my open minutes until I next wrote in its
    thread (None where I did not).
    """

    mine: bool
    open: bool
    until_mine: float | None

    @property
    def late(self) -> bool:
        """Mine, outside my hours."""
        return self.mine and not self.open

    @property
    def intrudes(self) -> bool:
        """Theirs, outside my hours."""
        return not self.mine and not self.open

    @property
    def rewarded(self) -> bool:
        """An intrusion that I answered before my office next opened: no open minute lies between."""
        return self.intrudes and self.until_mine == 0


class OffHours(NamedTuple):
    """Of a client's messages those outside my hours, of mine those I sent then, and of theirs those I rewarded."""

    theirs: Share
    mine: Share
    rewarded: Share

    @property
    def teaches(self) -> bool:
        """Whether I answer out of hours often enough to be asked again, and not so often that it is the rule."""
        return self.rewarded.total >= LEAST and RARELY <= self.rewarded.hits / self.rewarded.total <= MOSTLY


def measure_off_hours(said: Sequence[Said]) -> OffHours | None:
    """From the messages of both sides; None where one of them wrote nothing."""
    mine = sum(one.mine for one in said)
    if not 0 < mine < len(said):
        return None
    intrusions = sum(one.intrudes for one in said)
    return OffHours(
        share_of(intrusions, len(said) - mine),
        share_of(sum(one.late for one in said), mine),
        share_of(sum(one.rewarded for one in said), intrusions),
    )
