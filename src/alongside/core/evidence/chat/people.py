"""People of chats: a name, and an address that stands for it and can never be one of real mail."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from alongside.core.evidence.mail.encoded import clean

CHAT_DOMAIN = "chat.invalid"  # RFC 2606: nobody can ever register it
_LONGEST = 200
_SLUG = 40
_FAITHFUL = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
_APART = re.compile(r"[^a-z0-9]+")


def name_of(text: str) -> str:
    """A sender's name as it is kept: one line, no marks of direction, no tilde of people not in the contacts."""
    return unicodedata.normalize("NFC", clean(text[: 4 * _LONGEST], _LONGEST)).lstrip("~ ").rstrip()


@lru_cache(maxsize=4096)
def address_of(name: str) -> str:
    """The address that stands for a name: `Anna Berg` is anna-berg@chat.invalid, wherever and whenever she is met.

    Names that do not come back from such an address (umlauts, other scripts, numbers) carry a hash.
    """
    if len(name) <= _SLUG and _FAITHFUL.fullmatch(name):
        return f"{name.lower().replace(' ', '-')}@{CHAT_DOMAIN}"
    plain = unicodedata.normalize("NFKD", name).casefold().encode("ascii", "ignore").decode()
    slug = _APART.sub("-", plain)[:_SLUG].strip("-")
    digest = blake2b(name.casefold().encode("utf-8", "replace"), digest_size=4).hexdigest()
    return f"{slug or 'somebody'}-{digest}@{CHAT_DOMAIN}"


def is_chat(address: str) -> bool:
    """Whether an address stands for a name in a chat."""
    return address.endswith(f"@{CHAT_DOMAIN}")
