"""Message ids: the message's own, and the chain of those it answers."""

import re

from alongside.core.evidence.mail.encoded import clean
from alongside.core.evidence.mail.headers import Fields, first

_ID = re.compile(r"<([^<>]+)>")
_LONGEST, _MOST = 500, 200


def read_id(value: str) -> str:
    """A message id without its angle brackets and blanks, '' where there is none."""
    match = _ID.search(value)
    return _trim(match[1] if match else value.strip("<>"))


def read_references(fields: Fields) -> tuple[str, ...]:
    """The ids of References, then that of In-Reply-To: the direct parent stands last; at most 200, the first kept."""
    chain = [_trim(found) for value in fields.get("references", ()) for found in _ID.findall(value)]
    parents = [_trim(found) for found in _ID.findall(first(fields, "in-reply-to"))]
    if len(parents) == 1:  # more than one is a sentence quoting addresses, and says less than References
        chain = [one for one in chain if one != parents[0]]
    ids = [one for one in dict.fromkeys([*chain, *parents] if len(parents) == 1 else [*parents, *chain]) if one]
    return tuple(ids if len(ids) <= _MOST else [ids[0], *ids[1 - _MOST :]])


def _trim(text: str) -> str:
    if " " not in text and text.isprintable():  # as good as every id
        return text[:_LONGEST]
    return clean(text, _LONGEST).replace(" ", "")
