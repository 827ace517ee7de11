"""How phones of many countries lay out the chats they export, written by hand."""

import calendar
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from alongside.core.evidence.chat.lines import cut_lines
from alongside.core.evidence.chat.nouns import Order, Terms
from alongside.core.evidence.chat.read import read_chat
from alongside.core.evidence.chat.survey import survey_chat
from alongside.core.evidence.nouns import Message
from alongside.core.trace import Trouble

LATEST = calendar.timegm((2027, 1, 1, 0, 0, 0))
LRM = "\u200e"
NNBSP = "\u202f"
ME = "Mara Lind"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Way(NamedTuple):
    """How one phone begins a message; `seconds` says whether it writes them."""

    order: Order
    seconds: bool
    head: Callable[[datetime], str]


def twelve(at: datetime, morning: str, evening: str) -> tuple[int, str]:
    """The hour of twelve, and the half of the day."""
    return at.hour % 12 or 12, evening if at.hour >= 12 else morning


def _ios_us(at: datetime) -> str:
    hour, half = twelve(at, "AM", "PM")
    return f"[{at.month}/{at.day}/{at:%y}, {hour}:{at:%M:%S}{NNBSP}{half}] "


def _ios_ko(at: datetime) -> str:
    hour, half = twelve(at, "오전", "오후")
    return f"[{at:%y}. {at.month}. {at.day}. {half} {hour}:{at:%M:%S}] "


def _android_us(at: datetime) -> str:
    hour, half = twelve(at, "AM", "PM")
    return f"{at.month}/{at.day}/{at:%y}, {hour}:{at:%M}{NNBSP}{half} - "


def _android_es(at: datetime) -> str:
    hour, half = twelve(at, "a.\u00a0m.", "p.\u00a0m.")
    return f"{at.day}/{at.month}/{at:%y}, {hour}:{at:%M} {half} - "


def _android_ca(at: datetime) -> str:
    hour, half = twelve(at, "a.m.", "p.m.")
    return f"{at:%Y-%m-%d}, {hour}:{at:%M} {half} - "


def _android_zh(at: datetime) -> str:
    hour, half = twelve(at, "上午", "下午")
    return f"{at.year}/{at.month}/{at.day} {half}{hour}:{at:%M} - "


def _android_ar(at: datetime) -> str:
    hour, half = twelve(at, "ص", "م")
    return f"{at.day}\u200f/{at.month}\u200f/{at.year}، {hour}:{at:%M} {half} - ".translate(ARABIC)


DAY, MONTH, YEAR = Order.DAY, Order.MONTH, Order.YEAR
SECONDS, MINUTES = True, False
WAYS: dict[str, Way] = {
    "iOS de": Way(DAY, SECONDS, lambda at: f"[{at:%d.%m.%y, %H:%M:%S}] "),
    "iOS gb": Way(DAY, SECONDS, lambda at: f"[{at:%d/%m/%Y, %H:%M:%S}] "),
    "iOS us": Way(MONTH, SECONDS, _ios_us),
    "iOS se": Way(YEAR, SECONDS, lambda at: f"[{at:%Y-%m-%d, %H:%M:%S}] "),
    "iOS kr": Way(YEAR, SECONDS, _ios_ko),
    "Android de": Way(DAY, MINUTES, lambda at: f"{at:%d.%m.%y, %H:%M} - "),
    "Android gb": Way(DAY, MINUTES, lambda at: f"{at:%d/%m/%Y, %H:%M} - "),
    "Android us": Way(MONTH, MINUTES, _android_us),
    "Android br": Way(DAY, MINUTES, lambda at: f"{at:%d/%m/%Y %H:%M} - "),
    "Android nl": Way(DAY, MINUTES, lambda at: f"{at:%d-%m-%Y %H:%M} - "),
    "Android se": Way(YEAR, MINUTES, lambda at: f"{at:%Y-%m-%d %H:%M} - "),
    "Android es": Way(DAY, MINUTES, _android_es),
    "Android fr": Way(DAY, MINUTES, lambda at: f"{at:%d/%m/%Y à %H:%M} - "),
    "Android fi": Way(DAY, MINUTES, lambda at: f"{at.day}.{at.month}.{at.year} klo {at.hour}.{at:%M} - "),
    "Android id": Way(DAY, MINUTES, lambda at: f"{at:%d/%m/%y %H.%M} - "),
    "Android cz": Way(DAY, MINUTES, lambda at: f"{at.day}. {at.month}. {at.year} {at.hour}:{at:%M} - "),
    "Android hu": Way(YEAR, MINUTES, lambda at: f"{at:%Y. %m. %d. %H:%M} - "),
    "Android bg": Way(DAY, MINUTES, lambda at: f"{at:%d.%m.%y г., %H:%M ч.} - "),
    "Android ca": Way(YEAR, MINUTES, _android_ca),
    "Android cn": Way(YEAR, MINUTES, _android_zh),
    "Android eg": Way(DAY, MINUTES, _android_ar),
    "web": Way(DAY, MINUTES, lambda at: f"[{at.hour}:{at:%M}, {at.day}/{at.month}/{at.year}] "),
}


def read(
    text: str | bytes, me: Iterable[str] = (ME,), zone: str = "Europe/Berlin", order: Order | None = None
) -> list[Message | Trouble]:
    """Everything in an export, surveyed first as a person's would be."""
    raw = text.encode() if isinstance(text, str) else text
    found = survey_chat(cut_lines([raw]), latest=LATEST)
    assert found.layout is not None
    order = order or found.order
    assert order is not None
    terms = Terms(found.layout, order, zone, tuple(found.names), frozenset(me))
    return list(read_chat(cut_lines([raw]), terms, "chat.txt", latest=LATEST))


def messages(text: str | bytes, me: Iterable[str] = (ME,), zone: str = "Europe/Berlin") -> list[Message]:
    """The messages of an export that is all in order."""
    found = read(text, me, zone)
    assert all(isinstance(one, Message) for one in found), found
    return [one for one in found if isinstance(one, Message)]
