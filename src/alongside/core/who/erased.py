"""Who was erased: nothing but prints of addresses and domains, by which later reads know whose mail to pass over."""

import re
from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from alongside.core.evidence.nouns import Message
from alongside.core.who.domains import canonical, domain_of

VEIL = "·"  # stands for each letter of an erased address in words that others wrote: spans stay where they are
_ADDRESS = re.compile(r"""[^\s<>"(),;:@\[\]]{1,64}@(?:[^\W_]|-){1,63}(?:\.(?:[^\W_]|-){1,63}){1,8}""")
_BEGIN = re.compile(r"^|(?<=\W)|(?<=_)")  # of an address that stands behind a mark: 'ann@birch.example', *ann@...


class Erased(NamedTuple):
    """The prints of everybody who was erased, and the salt they are made with; none where nobody was."""

    salt: str = ""
    prints: frozenset[str] = frozenset()

    def has(self, address: str) -> bool:
        """Whether an address, or its whole domain, was erased."""
        if not self.prints or not address:
            return False
        return print_of(self.salt, canonical(address)) in self.prints or (
            print_of(self.salt, domain_of(address)) in self.prints
        )

    def veil(self, text: str) -> str:
        """A text in which every erased address is made unreadable, as long as before."""
        if not self.prints or "@" not in text:
            return text
        return _ADDRESS.sub(lambda found: self._veiled(found[0]), text)

    def _veiled(self, found: str) -> str:
        local = found.partition("@")[0]
        for begin in (one.start() for one in _BEGIN.finditer(local)):
            if self.has(found[begin:].lower()):
                return found[:begin] + VEIL * (len(found) - begin)
        return found


def print_of(salt: str, text: str) -> str:
    """What is kept of an address or a domain: it tells only whether another one is the same."""
    return blake2b(text.encode("utf-8", "replace"), key=salt.encode()[:64], digest_size=16).hexdigest()


def fold_erased(decisions: Iterable[tuple[str, Mapping[str, Any]]]) -> Erased:
    """Everybody who was erased, from all `(kind, what)` decisions."""
    told = [what for kind, what in decisions if kind == "erased"]
    return Erased(told[0]["salt"], frozenset(one for what in told for one in what["prints"])) if told else Erased()


def spared(message: Message, mine: Collection[str], erased: Erased) -> Message | None:
    """What may be kept of a message: nothing where an erased person wrote it, or I wrote it to nobody else; else all
    but their addresses.
    """
    sender = message.sender[1]
    if erased.has(sender):
        return None
    to, cc = (_others(people, erased) for people in (message.to, message.cc))
    fewer = len(to) + len(cc) < len(message.to) + len(message.cc)
    if fewer and sender in mine and not {email for _, email in (*to, *cc)} - {*mine, ""}:
        return None
    return message._replace(
        sender=(erased.veil(message.sender[0]), sender),
        to=to,
        cc=cc,
        delivered=tuple(one for one in message.delivered if not erased.has(one)),
        header_id=erased.veil(message.header_id),
        subject=erased.veil(message.subject),
        body=erased.veil(message.body),
    )


def _others(people: Iterable[tuple[str, str]], erased: Erased) -> tuple[tuple[str, str], ...]:
    return tuple((erased.veil(name), email) for name, email in people if not erased.has(email))
