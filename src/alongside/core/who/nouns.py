"""With whom: addresses and what they are taken for, people, clients, and what the person decided about them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

NOT_YET = date.max  # the day of signing of a prospect


class Taken(StrEnum):
    """What an address is taken for."""

    ME = "me"
    CLIENT = "client"
    COLLEAGUE = "colleague"
    NEWSLETTER = "newsletter"
    MACHINE = "machine"  # no-reply, bounces, notices
    SUPPLIER = "supplier"  # sends bills
    PRIVATE = "private"
    ONE_WAY = "one-way"  # only one side ever wrote
    IGNORED = "ignored"


class AddressFacts(NamedTuple):
    """One address and its counts; the fields of models.Address. Times are seconds since 1970 UTC."""

    id: int
    email: str
    domain: str
    name: str
    written: int = 0
    bulk: int = 0
    bills: int = 0
    filed_sent: int = 0
    received: int = 0
    delivered: int = 0
    answered: int = 0
    first: int | None = None
    last: int | None = None

    @property
    def human(self) -> int:
        """Messages from this address that a person wrote."""
        return self.written - self.bulk


class Guess(NamedTuple):
    """What an address was taken for, and why in a plain sentence."""

    taken: Taken
    why: str


class Person(NamedTuple):
    """One person, with every address she writes from."""

    name: str
    addresses: tuple[str, ...]


class Client(NamedTuple):
    """A firm or a person worked with.

    `key` is stable over reads: a domain, or `person:` and an address, or `split:` and either.
    """

    key: str
    name: str
    domains: tuple[str, ...]
    people: tuple[Person, ...]
    why: str
    addresses: tuple[int, ...]
    ignored: bool = False
    signed: date | None = None


class Discovered(NamedTuple):
    """The clients, and what every address was taken for."""

    clients: tuple[Client, ...]
    taken: dict[int, Guess]


@dataclass(slots=True)
class Choices:
    """Everything the person decided about who is who, later choices over earlier ones."""

    me: set[str] = field(default_factory=set)
    merged: dict[str, str] = field(default_factory=dict)  # client key -> the key it now belongs to
    moved: dict[str, str] = field(default_factory=dict)  # address or domain -> the key it was put to
    names: dict[str, str] = field(default_factory=dict)  # client key -> name
    ignored: set[str] = field(default_factory=set)
    signed: dict[str, date] = field(default_factory=dict)

    def key_of(self, key: str) -> str:
        """Where a client key ends up after all merges."""
        seen: set[str] = set()
        while key in self.merged and key not in seen:
            seen.add(key)
            key = self.merged[key]
        return key
