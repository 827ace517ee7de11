"""Showing: what the desk knows as the plain data that other programs rely on; --json and the API say the same."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alongside.desk.hear import Heard
    from alongside.desk.look import Evidence

_INNER = {"mean", "effective", "zone", "zone_from", "hours", "row", "closed", "waits_settled"}
_MOVES = {
    "trades": "you offered a trade",
    "yields": "you gave in",
    "holds": "you held",
    "counter_questions": "you asked back",
}


def client_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """A client's document without what only the next read needs."""
    return {name: value for name, value in document.items() if name not in _INNER}


def because_of(line: "Evidence") -> dict[str, Any]:
    """One signal in its mail; `answer` holds the moves of the answer."""
    return line._asdict() | {"at": line.at.isoformat(), "asked": dict(line.asked)}


def push_of(line: "Evidence") -> dict[str, Any]:
    """One push in its mail; `answer` says in words how it was answered."""
    return because_of(line) | {"answer": answer_word(line.answer)}


def answer_word(moves: str) -> str:
    """How a push was answered, from the moves of the answer: a trade names a mixed answer."""
    return next((word for move, word in _MOVES.items() if move in moves.split()), "answered" if moves.strip() else "")


def heard_of(heard: "Heard") -> dict[str, Any]:
    """One message with its signals; offsets are into `text`."""
    signals = [
        {
            "kind": one.kind,
            "quote": one.quote,
            "start": one.start,
            "end": one.end,
            "confidence": round(one.confidence, 3),
        }
        | ({"asked": asked} if asked else {})
        for one, asked in zip(heard.signals, heard.asked, strict=True)
    ]
    return {"message_id": heard.message_id, "from_me": heard.from_me, "text": heard.text, "signals": signals}
