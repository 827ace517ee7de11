"""Who wrote a message: its From, or the author a mailing list put its own address over."""

import re
from typing import NamedTuple

from alongside.core.evidence.mail.addresses import read_mailboxes, read_name
from alongside.core.evidence.mail.headers import Fields, first
from alongside.core.evidence.nouns import Mailbox

_VIA = re.compile(r"(.{1,150}?)['\"]? (?:via|über|par) \S", re.IGNORECASE)
_FROM_LIST = ("list-id", "list-post", "mailing-list", "x-original-from", "x-original-sender")
NOBODY = Mailbox("", "")


class Author(NamedTuple):
    """The sender of a message, what was odd about it, and whether the standard library had to read it."""

    mailbox: Mailbox
    problem: str = ""
    by_library: bool = False


def read_author(fields: Fields) -> Author:
    """The first mailbox of From; where a list put itself there, the person it speaks for."""
    value = first(fields, "from")
    found = read_mailboxes(value)
    if found:
        return Author(_behind_list(found[0], fields) if " " in found[0].name else found[0])
    if "@" in value:
        return _read_by_library(value)
    if value:
        return Author(
            Mailbox(read_name(value.partition("<")[0] or value.strip("<> ")), ""), "the From header holds no address"
        )
    for name in ("sender", "return-path"):
        found = read_mailboxes(first(fields, name))
        if found:
            return Author(found[0], f"there is no From header; the sender is taken from {name.title()}")
    return Author(NOBODY, "there is no From header")


def _read_by_library(value: str) -> Author:
    from alongside.core.evidence.mail.fallback import read_mailbox_by_library  # noqa: PLC0415 - few mails need `email`

    mailbox = read_mailbox_by_library(value)
    if mailbox.address:
        return Author(mailbox, "the From header was read by the standard library", by_library=True)
    return Author(mailbox, "the From header holds no address that can be read", by_library=True)


def _behind_list(sender: Mailbox, fields: Fields) -> Mailbox:
    """`Ann Birch via Design List <list@..>`: Ann's own mailbox where a header has it, else one made for her."""
    via = _VIA.match(sender.name)
    if not via:
        return sender
    name = via[1].strip("\"' ")
    listed = any(header in fields for header in _FROM_LIST)
    lists = {sender.address, *(m.address for m in read_mailboxes(first(fields, "list-post")))}
    for header in ("x-original-from", "reply-to", "x-original-sender"):
        for mailbox in read_mailboxes(first(fields, header)):
            if mailbox.address not in lists and (listed or mailbox.name.lower() == name.lower()):
                return Mailbox(name, mailbox.address)
    local, _, domain = sender.address.partition("@")
    slug = ".".join(re.findall(r"\w+", name.lower()))
    return Mailbox(name, f"{slug}.via.{local}@{domain}") if listed and slug else sender
