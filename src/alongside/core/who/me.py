"""Which addresses are mine: guessed from Sent folders, from what the server delivered to, and from volume."""

from collections.abc import Collection, Sequence

from alongside.core.evidence.chat.people import is_chat
from alongside.core.who.domains import canonical
from alongside.core.who.nouns import AddressFacts

_SENT_SHARE = 0.05  # of everything in Sent folders; less than this is mail somebody else's program put there
_SENT_LEAST = 3
_DELIVERED_SHARE = 0.10
_PRESENT_SHARE = 0.4


def settle_me(facts: Sequence[AddressFacts], said: Collection[str], before: Collection[str]) -> frozenset[str]:
    """My addresses: those the person said, else guessed, else known before. My names in chats, which are never guessed,
    come on top: saying one says nothing about mail.
    """
    mail = {one for one in said if not is_chat(one)}
    guessed = guess_me([one for one in facts if not is_chat(one.email)]) if not mail else {}
    return frozenset(mail or guessed or before) | frozenset(filter(is_chat, said))


def guess_me(facts: Sequence[AddressFacts]) -> dict[str, str]:
    """My addresses, each with why; empty where nothing in the mail says who I am."""
    mine = _by_sent(facts) or _by_delivery(facts) or _by_volume(facts)
    return mine | _aliases(facts, mine)


def _by_sent(facts: Sequence[AddressFacts]) -> dict[str, str]:
    total = sum(one.filed_sent for one in facts)
    least = max(min(_SENT_LEAST, total), total * _SENT_SHARE)
    return {
        one.email: f"wrote {one.filed_sent} of the {total} messages in Sent"
        for one in facts
        if one.email and one.filed_sent and one.filed_sent >= least
    }


def _by_delivery(facts: Sequence[AddressFacts]) -> dict[str, str]:
    total = sum(one.delivered for one in facts)
    return {
        one.email: f"{one.delivered} of {total} messages were delivered to it, and it writes"
        for one in facts
        if one.written > one.bulk and one.delivered and one.delivered >= total * _DELIVERED_SHARE
    }


def _by_volume(facts: Sequence[AddressFacts]) -> dict[str, str]:
    """The one address that writes and is written to far more than any other."""
    total = sum(one.human for one in facts)
    both = [one for one in facts if one.human and one.received]
    most = max(both, key=lambda one: (one.human + one.received, one.email), default=None)
    if most is None or most.human + most.received < max(2, total * _PRESENT_SHARE):
        return {}
    return {most.email: f"stands in {most.human + most.received} of about {total} messages as writer or reader"}


def _aliases(facts: Sequence[AddressFacts], mine: dict[str, str]) -> dict[str, str]:
    """Other spellings of my addresses, and addresses that get my mail and write under my name."""
    forms = {canonical(email) for email in mine}
    names = {one.name.casefold() for one in facts if one.email in mine and " " in one.name}
    found: dict[str, str] = {}
    for one in facts:
        if one.email in mine or not one.email:
            continue
        if canonical(one.email) in forms:
            found[one.email] = "the same address, written another way"
        elif one.name.casefold() in names and one.delivered and one.written > one.bulk:
            found[one.email] = "writes under your name and gets your mail"
    return found
