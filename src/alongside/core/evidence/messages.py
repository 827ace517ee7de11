"""From a parsed letter to the message that is kept."""

import re
from functools import lru_cache

from alongside.core.evidence.identity import uid_of
from alongside.core.evidence.nouns import Letter, Mailbox, Marks, Message
from alongside.core.words.asks import asks
from alongside.core.words.plain import best_text
from alongside.core.words.zone import authored

WORDLESS = Marks.BULK | Marks.AUTO | Marks.NOREPLY | Marks.SPAM
_WORDLESS = int(WORDLESS)  # arithmetic of flags costs a microsecond each, of plain numbers nothing
_PREFIX = re.compile(
    r"^(?:(?:re|aw|sv|vs|antw|odp|res|rif|ref|fwd?|wg|tr|rv|enc|doorst|i|vb)(?:\[\d+\]|\(\d+\))?\s?:\s*|\[[^\]]{1,40}\]\s*)+",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"^(?:\[[^\]]{1,40}\]\s*)?(?:re|aw|sv|vs|antw|odp|res|rif|ref)(?:\[\d+\]|\(\d+\))?\s?:", re.IGNORECASE
)
_BILL = re.compile(
    r"\b(?:invoice|receipt|payment received|your (?:order|bill|subscription|payment)|order confirmation"
    r"|rechnung|quittung|bestellung|zahlungsbest|facture|reçu|commande|factura|recibo|pedido)",
    re.IGNORECASE,
)

# Each reply of a thread names the ids of those before it. Of Message-IDs alone: words are nobody's to remember.
_uid_of_id = lru_cache(maxsize=8192)(uid_of)


def bare_subject(subject: str) -> str:
    """The subject without Re:, Fwd:, their cousins in other languages, and list tags; lower-case."""
    return " ".join(_PREFIX.sub("", subject).split()).casefold()


def message_of(letter: Letter, place: str, length: int, marks: Marks = Marks.NONE) -> Message:
    """The message that is kept of a letter that has a date; `marks` are what its folder adds."""
    bits = int(marks) | int(letter.marks)
    wordless = bool(bits & _WORDLESS)
    text = "" if wordless else authored(best_text(letter.plain, letter.html))
    bare = "" if wordless else bare_subject(letter.subject)
    reply = _REPLY.match(letter.subject) is not None
    return Message(
        place=place,
        length=length,
        uid=_identity(letter),
        references=tuple(map(_uid_of_id, letter.references[-20:])),
        subject_key=uid_of(bare) if len(bare) > 3 else None,
        bare_reply=reply and not letter.references,
        header_id=letter.message_id,
        sender=_plain(letter.sender),
        to=tuple(map(_plain, letter.to[:50])),
        cc=tuple(map(_plain, letter.cc[:50])),
        delivered=letter.delivered_to[:5],
        sent=letter.sent or 0,
        zone=letter.offset,
        marks=bits,
        bills=not reply and _BILL.search(letter.subject) is not None,
        asks=bool(text) and asks(text),
        words=text.count(" ") + 1 if text else 0,
        subject="" if wordless else letter.subject,
        body=text,
    )


def _plain(one: Mailbox) -> tuple[str, str]:
    return one.name, one.address


def _identity(letter: Letter) -> int:
    """The Message-ID where there is one; otherwise what makes the message itself."""
    if letter.message_id:
        return _uid_of_id(letter.message_id)
    whole = (letter.sender.address, str(letter.sent), letter.subject, letter.plain or letter.html)
    return uid_of("\0".join(whole))
