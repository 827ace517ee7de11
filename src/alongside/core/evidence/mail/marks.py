"""What the headers say about the kind of a message: bulk, a list, a machine, a sender who reads no answers."""

import re
from functools import lru_cache

from alongside.core.evidence.mail.headers import Fields, first
from alongside.core.evidence.mail.ids import read_id
from alongside.core.evidence.mail.params import read_kind
from alongside.core.evidence.nouns import Mailbox, Marks

_CAMPAIGN = frozenset(
    {
        "feedback-id",
        "x-campaign",
        "x-campaignid",
        "x-campaign-id",
        "x-mc-user",
        "x-csa-complaints",
        "x-newsletter",
    }
)
_NOBODY = Mailbox("", "")
_MACHINE = frozenset({"x-autoreply", "x-autorespond"})
_TELLING = _CAMPAIGN | _MACHINE | {"list-id", "list-post", "list-unsubscribe", "mailing-list", "precedence"}
_AUTO_SUBJECT = re.compile(
    r"\s*\W?(?:auto(?:matic|matische|mated)?[ -]?(?:reply|response|antwort|svar)|automatisch(?:e[sr]?)? antwoord"
    r"|automatische antwort|abwesen|out of (?:the )?office|réponse automatique|absence|respuesta automática"
    r"|autorespuesta|risposta automatica|resposta automática|autosvar|automatisk svar|automaattinen vastaus"
    r"|odpowiedź automatyczna|automatická odpověď|automatikus válasz|автоматический ответ|undeliverable"
    r"|unzustellbar|delivery status|accepted:|declined:|tentative:|zugesagt:|abgelehnt:|accepté|refusé|aceptado"
    r"|accettato|read:|gelesen:|lu ?:)",
    re.IGNORECASE,
)
_NOREPLY = re.compile(
    r"(?:^|[._+=-])(?:no[._-]?repl(?:y|ies)|do[._-]?not[._-]?(?:reply|respond)|dont[._-]?reply|mailer[._-]?daemon"
    r"|postmaster|bounces?|nicht[._-]?antworten|keine[._-]?antwort|ne[._-]?pas[._-]?repondre|no[._-]?responder"
    r"|nao[._-]?responda|non[._-]?rispondere|noresponder|ikke[._-]?svar|svara[._-]?inte|ei[._-]?vastausta)"
    r"(?:$|[._+=\d-])"
)


def mark_headers(fields: Fields, sender: Mailbox, subject: str) -> Marks:
    """BULK, LIST, AUTO and NOREPLY as the headers say them."""
    marks = Marks.NONE if _TELLING.isdisjoint(fields) else _mark_lists(fields)
    if _is_auto(fields, subject):
        marks |= Marks.AUTO
    return marks | Marks.NOREPLY if is_noreply(sender.address or sender.name) else marks


def is_surely_bulk(fields: Fields) -> bool:
    """Whether the headers alone mark bulk or machine mail that also has an id, so that nothing asks for its text."""
    if _TELLING.isdisjoint(fields) or not read_id(first(fields, "message-id")):
        return False
    return bool(mark_headers(fields, _NOBODY, "") & (Marks.BULK | Marks.AUTO))


def _mark_lists(fields: Fields) -> Marks:
    precedence = first(fields, "precedence").lower()
    posted = first(fields, "list-post")
    discussion = bool(posted) and posted.upper() != "NO"  # RFC 2369: "NO" is a list one cannot write to
    listed = discussion or precedence == "list"
    marks = Marks.NONE
    if ("list-id" in fields and listed) or "mailing-list" in fields:
        marks |= Marks.LIST
    unsubscribes = "list-unsubscribe" in fields and not listed
    bulk = precedence in {"bulk", "junk"} and not discussion
    return marks | Marks.BULK if unsubscribes or bulk or not _CAMPAIGN.isdisjoint(fields) else marks


def _is_auto(fields: Fields, subject: str) -> bool:
    submitted = first(fields, "auto-submitted")
    if submitted and read_kind(submitted).name != "no":
        return True
    if not _MACHINE.isdisjoint(fields) or first(fields, "precedence").lower() in {"auto_reply", "auto-reply"}:
        return True
    if first(fields, "return-path") == "<>":
        return True
    kind = read_kind(first(fields, "content-type"))
    if kind.name == "multipart/report":
        return True
    return "x-auto-response-suppress" in fields and _AUTO_SUBJECT.match(subject) is not None


@lru_cache(maxsize=4096)
def is_noreply(address: str) -> bool:
    """Whether the local part of an address (or a bare name) is one nobody reads."""
    local = address.lower().partition("@")[0].replace(" ", "-")
    return _NOREPLY.search(local) is not None
