"""Advice: what I recommended, and whether the client took it; a professional who leads is asked and followed.

Advice is a sentence of mine that recommends. What became of it is what the client's next message in the thread says:
taken where it follows my judgement or approves, declined where it says so, else it stays open.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import re2

from alongside.core.words.sentences import sentences

TAKEN, DECLINED, OPEN = "taken", "declined", "open"
_FOLLOWS = frozenset({"respects_advice", "clarity"})
_LONGEST = 400  # characters of a sentence looked at


def _any_of(*forms: str) -> "re2._Regexp":
    return re2.compile(rf"(?i)\b(?:{'|'.join(forms)})\b")


_ADVISES = _any_of(
    r"I(?:['’]d| would|['’]ll| will)?(?: still| strongly| therefore| rather)? (?:recommend|suggest|advise|urge)",
    r"my (?:advice|recommendation|suggestion)",
    r"(?:ich|wir) (?:empfehlen?|raten?|schlagen?|würden?) [^.]{0,80}?(?:\b(?:empfehlen|raten|vorschlagen|vor)|$)",
    r"(?:empfehle|rate|schlage) (?:ich|Ihnen|dir|euch)",
    r"meine? (?:Rat|Empfehlung|Vorschlag)",
    r"je (?:vous |te )?(?:conseille|recommande|suggère)(?:rais)?",
    r"mon conseil|ma (?:recommandation|suggestion)",
    r"(?:recomiendo|recomendaría|sugiero|sugeriría|aconsejo|aconsejaría)",
    r"mi (?:consejo|recomendación|sugerencia)",
)
_DECLINES = _any_of(
    r"(?:we|I)(?:['’]d| would|['’]ll| will)?(?: much| still)? (?:rather|prefer|stick (?:with|to)|stay with|keep to)",
    r"decided against|against your (?:advice|recommendation)|despite your (?:advice|recommendation)",
    r"(?:won['’]t|will not|not going to|don['’]t want to|can['’]t) (?:follow|do that|do this|go with|change it)",
    r"(?:don['’]t|do not) (?:agree|see the (?:need|point)|need (?:that|this|it)|want (?:that|this|it))",
    r"leave (?:it|things) as (?:it is|they are)",
    r"(?:bleiben|bleibe) (?:lieber )?(?:bei|dabei)|lieber nicht|dagegen entschieden|nicht überzeugt|anders entschieden",
    r"(?:préférons|préfère) (?:garder|rester|ne pas)|ne (?:suivrons|voulons|souhaitons) pas|décidé de ne pas",
    r"(?:preferimos|prefiero) (?:dejar|seguir|no)|no (?:vamos a|queremos) (?:cambiar|hacer)|decidido no",
)


class Turn(NamedTuple):
    """One message of a thread: its number, when, whose, its words, and the kinds of signal it carries."""

    message: int
    at: int
    from_me: bool
    body: str
    kinds: frozenset[str]


class Advice(NamedTuple):
    """A recommendation of mine in its message, and how the client's next message met it (None: none came yet)."""

    at: int
    message: int
    quote: str
    outcome: str
    answer: int | None


def advice_in(thread: Sequence[Turn]) -> Iterator[Advice]:
    """The advice of one thread in time, the first of each message of mine, with its outcome."""
    for index, turn in enumerate(thread):
        quote = advised(turn.body) if turn.from_me else ""
        if quote:
            reply = next((later for later in thread[index + 1 :] if not later.from_me), None)
            yield Advice(turn.at, turn.message, quote, _outcome(reply), reply.message if reply else None)


def advised(body: str) -> str:
    """The first sentence that recommends something; '' where none does."""
    if not _ADVISES.search(body):  # most mails advise nothing, and need not be cut into sentences
        return ""
    return next((one for one in _sentences(body) if "?" not in one and _ADVISES.search(one)), "")


def _outcome(reply: Turn | None) -> str:
    """What a client's answer makes of advice; a refusal outweighs thanks for it."""
    if reply is None:
        return OPEN
    if any(map(_DECLINES.search, _sentences(reply.body))):
        return DECLINED
    return TAKEN if reply.kinds & _FOLLOWS else OPEN


def _sentences(body: str) -> Iterator[str]:
    return (body[start : min(end, start + _LONGEST)] for start, end in sentences(body))
