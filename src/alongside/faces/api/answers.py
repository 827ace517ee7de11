"""How answers are laid out: pages of lists, and the refusals that every operation may give."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from alongside.desk.leafing import Leaf as KeptLeaf
from alongside.desk.leafing import Leaves
from alongside.faces.api.asks import Leaf
from alongside.faces.api.schemas import Refusal

REFUSED = frozenset({400, 401, 403, 404, 409, 413, 422, 503})


def answers(good: Any, status: int = 200) -> dict[Any, Any]:  # noqa: ANN401 - a schema
    """What an operation may answer; every refusal is a sentence."""
    return {status: good, REFUSED: Refusal}


def page_of(lines: Sequence[Any], at: Leaf) -> dict[str, Any]:
    """One page of a list that is here in full."""
    start = at.limit * (at.page - 1)
    return page(lines[start : start + at.limit], len(lines), at)


def page(lines: Sequence[Any], found: int, at: Leaf) -> dict[str, Any]:
    """One page of a list of which only this page is here."""
    return {"items": list(lines), "found": found, "page": at.page, "pages": max(1, -(-found // at.limit))}


def skipped(at: Leaf) -> int:
    """How many lines stand before that page."""
    return at.limit * (at.page - 1)


def leaves_of(found: Leaves, at: Leaf) -> dict[str, Any]:
    """One page of mails."""
    return page([mail_of(one) for one in found.leaves], found.found, at)


def mail_of(leaf: KeptLeaf) -> dict[str, Any]:
    """One mail with its signals."""
    mail = leaf.mail
    return {
        "message": mail.message,
        "client": mail.client_name,
        "client_key": mail.client_key,
        "at": leaf.at.isoformat(),
        "from_me": bool(mail.from_me),
        "email": mail.email,
        "sender": mail.sender,
        "subject": mail.subject,
        "text": mail.body,
        "signals": [one._asdict() for one in leaf.spans],
    }


def moment(at: float | None) -> str | None:
    """Seconds since 1970 UTC as ISO 8601."""
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()


def said(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of it; what was left out is not there."""
    return {name: value for name, value in told.items() if value not in (None, "", [])}
