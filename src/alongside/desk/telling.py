"""Telling: what the person says of chats, which do not say it themselves."""

from typing import NamedTuple


class Telling(NamedTuple):
    """The zone of the phone a chat was exported from, the known client it is with, and how its dates are written.

    Empty where nothing is said: the other person becomes a client of her own, and the dates are looked at.
    """

    zone: str = ""
    client: str = ""
    day_first: bool | None = None
