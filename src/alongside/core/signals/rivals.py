"""Who stands behind another offer: the noun phrase of a sentence that its words point to most."""

import re

from alongside.core.signals.phrases import (
    ADVERBS,
    OFFERS,
    PEOPLE,
    THINGS,
    VERBS,
    WEAK_VERBS,
    Phrase,
    Token,
    is_name,
    phrase_at,
    tokens,
)

_TOLD_OF = 5  # points a phrase loses inside "who did my sister's wedding"
_PLATFORMS = frozenset(
    "fiverr upwork wix canva squarespace malt etsy chatgpt deepl vistaprint toptal 99designs".split()
)
_LEAST = 3  # points from which a phrase is a rival
_GIVERS = frozenset("from by von durch bei aus par chez desde".split())
_OF = frozenset("of de d' du del von".split())
_COMPARED = frozenset("than als que".split())
_FOUND = frozenset(
    "found find hire hired know met through via asked paid there's there get got engage use trust recommended "
    "recommend "
    "match beat see finde gefunden kenne trouvé connais conozco".split()
)
_TURNED_TO = re.compile(
    r"(?i)\b(?:sp[oe]ken?|talk\w{0,3}|show\w{0,3}|turn\w{0,2}|sent|gave|went|switch|compared|listen\w{0,3})\b"
)
_OFFERED = re.compile(
    r"(?i)\b(?:quot\w{1,6}|offer\w{0,3}|bids?|propos\w{1,5}|estimate|price|get|got|have|hold|holding|tender|"
    r"angebot\w{0,2}|"
    r"devis|offre|presupuesto|oferta|propuesta|precio|preis|prix|option)\b"
)
_RELATIVES = frozenset("who whom that which willing prepared ready happy whose qui who'd who'll".split())
_SPEAKERS = frozenset("we i you he she they my our".split())  # "the agency my sister works for"
_THEY = frozenset("they he she der die".split())
_FIGURE = "0123456789€$£"
_SAME = frozenset("same même mismo misma gleiche selbe".split())
_OTHER = frozenset(
    "other another else cheaper local competitor rival competing otro otra andere anderer autre autres".split()
)
_OWN_SIDE = frozenset("boss board ceo cfo management director customers customer clients users accounts".split())


def find_rival(text: str) -> tuple[int, int] | None:
    """The span of the words that name who else would do the work ("an agency in Porto"); None where nobody is named."""
    words = tokens(text)
    best, most, at, told_of = None, _LEAST - 1, 0, False
    while at < len(words):
        phrase = phrase_at(words, at)
        if phrase is None:
            at += 1
            continue
        points = _points(text, words, phrase) - _TOLD_OF * told_of
        if points > most:
            best, most = phrase, points
        at = phrase.last
        told_of = at < len(words) and words[at].low in _RELATIVES | _SPEAKERS and _is_person(words, phrase)
    return _span(words, best) if best else None


def _span(words: list[Token], phrase: Phrase) -> tuple[int, int]:
    last = words[phrase.last - 1]
    return words[phrase.first].start, last.end - 2 * phrase.owner


def _points(text: str, words: list[Token], phrase: Phrase) -> int:
    """How much the words in and around a phrase speak for a rival."""
    core = [word.low for word in words[phrase.first : phrase.core]]
    if not phrase.name and (core[-1] in OFFERS or core[-1] in THINGS):
        return 0
    points = 2 * (phrase.name and phrase.first > 0) + (phrase.name and phrase.first == 0)
    points += (phrase.last > phrase.core) + (is_name(words[phrase.core - 1]) and not phrase.name)
    points += 3 * _is_person(words, phrase) + 2 * any(word in _OTHER for word in core)
    points += 3 * (phrase.name and core[0] in _PLATFORMS)
    points -= 3 * any(word in _SAME for word in core)
    points -= 4 * any(word in _OWN_SIDE for word in core[-1:])
    return points + _before(text, words, phrase) + _behind(words, phrase)


def _is_person(words: list[Token], phrase: Phrase) -> bool:
    """Whether the head is a person or firm, or a name behind one ("your colleague Tomasz")."""
    core = words[phrase.first : phrase.core]
    if core[-1].low in PEOPLE or core[-1].low == "else":
        return not phrase.owner
    return is_name(core[-1]) and any(word.low in PEOPLE for word in core[:-1])


def _before(text: str, words: list[Token], phrase: Phrase) -> int:
    """What the words before a phrase say: given by, compared with, found."""
    if phrase.first == 0:
        return 0
    before, said = words[phrase.first - 1].low, text[: words[phrase.first].start]
    earlier = words[phrase.first - 2].low if phrase.first > 1 else ""
    speaks = (
        (before in _GIVERS, 4 if _OFFERED.search(said) else 2),
        (before in _OF and (earlier in OFFERS or earlier == "that"), 4),
        (before in _COMPARED, 4),
        (before in ("are", "is") and earlier == "there", 3),
        (before in ("to", "with", "against"), 3 if _TURNED_TO.search(said) else 1),
        (before in ("me", "us") and earlier in ("gave", "showed", "found", "got"), 3),
        (before == "at" and earlier in ("look", "looking", "looked"), 3),
        (before in _FOUND, 3),
    )
    return next((points for does, points in speaks if does), 0)


def _behind(words: list[Token], phrase: Phrase) -> int:
    """What the words behind a phrase say: it is the one who does, asks or costs something."""
    at = phrase.last
    if phrase.owner:
        return _behind_owner(words, at)
    while at < len(words) and words[at].low in ADVERBS:
        at += 1
    word = words[at].low if at < len(words) else ""
    next_word = words[at + 1].low if at + 1 < len(words) else " "
    person = phrase.name or _is_person(words, phrase)
    tailed = phrase.last > phrase.core and phrase.first == 0
    speaks = (
        (word in VERBS, 2 if word in WEAK_VERBS else 4),
        (word in _RELATIVES or (word in _SPEAKERS and not phrase.name), 3),
        (word == "," and next_word in _RELATIVES | _THEY, 3),
        (word in ("at", "for") and next_word[0] in _FIGURE and person, 3),
        (tailed and word.endswith(("s", "ed")), 3),  # a verb that is not in the list
    )
    return next((points for does, points in speaks if does), 0)


def _behind_owner(words: list[Token], at: int) -> int:
    """An owner of an offer or a price ("Dana's rate", "Dana's 900"), or of a shop ("cheaper at Dana's")."""
    if any(word.low in OFFERS for word in words[at : at + 3]) or (
        at < len(words) and words[at].text[0] in "0123456789€$£"
    ):
        return 5
    if at < len(words) and words[at].low in VERBS and words[at].low not in ("has", "have", "had"):
        return 5  # "Dana's is 900"
    return 3 if at >= len(words) or not words[at].text[0].isalnum() else -3
