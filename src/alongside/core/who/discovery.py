"""Clients discovered from who wrote to whom, each guess with its reason; the person's choices stand above all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from alongside.core.evidence.chat.people import is_chat
from alongside.core.who.domains import canonical, is_free
from alongside.core.who.nouns import AddressFacts, Choices, Client, Discovered, Guess, Taken
from alongside.core.who.people import full_name, person_of, same_people

_MACHINE_NAMES = frozenset(
    """noreply no-reply no_reply donotreply do-not-reply mailer-daemon postmaster bounce bounces notifications
    notification notify alerts alert newsletter news automailer system daemon""".split()
)
_NEWSLETTER_SHARE = 0.6
_BILLS_SHARE = 0.5


class _Group(NamedTuple):
    key: str
    facts: list[AddressFacts]
    why: str


def discover(facts: Sequence[AddressFacts], me: Collection[str], choices: Choices) -> Discovered:
    """Who the clients are and what every address is taken for. Deterministic in the order of `facts`."""
    taken = {one.id: guess for one in facts if (guess := _set_apart(one, facts_of_me(facts, me), choices))}
    groups = _groups([one for one in facts if one.id not in taken and one.email], choices)
    clients: list[Client] = []
    for group in groups:
        guess = _judge(group, choices)
        taken |= {one.id: guess for one in group.facts}
        if guess.taken in {Taken.CLIENT, Taken.IGNORED}:
            clients.append(_client(group, choices, guess))
    return Discovered(_told_apart(clients), taken)


class Mine(NamedTuple):
    """What is known of me: my addresses, the firms they belong to, my family name."""

    addresses: frozenset[str]
    domains: frozenset[str]
    last_names: frozenset[str]


def facts_of_me(facts: Sequence[AddressFacts], me: Collection[str]) -> Mine:
    """My own firm is every domain of mine that is not a free provider's."""
    own = [one for one in facts if one.email in me]
    return Mine(
        frozenset(me),
        frozenset(one.domain for one in own if one.domain and not is_free(one.domain)),
        frozenset(name.split()[-1] for one in own if (name := full_name(one.name))),
    )


def _set_apart(one: AddressFacts, mine: Mine, choices: Choices) -> Guess | None:
    """What an address is by itself, before firms are looked at; None where it may belong to a client."""
    if one.email in choices.moved:
        return None
    if is_chat(one.email):  # a chat is read because the person named it, and only people write in it
        return Guess(Taken.ME, "your name in a chat") if one.email in mine.addresses else None
    return _of_my_house(one, mine) or _of_a_machine(one)


def _of_my_house(one: AddressFacts, mine: Mine) -> Guess | None:
    """Me, my colleagues and my family."""
    if one.email in mine.addresses:
        return Guess(Taken.ME, "one of your addresses")
    if one.domain in mine.domains:
        return Guess(Taken.COLLEAGUE, f"writes from your own domain {one.domain}")
    name = full_name(one.name)
    if is_free(one.domain) and name and name.split()[-1] in mine.last_names:
        return Guess(Taken.PRIVATE, "a private address under your family name")
    return None


def _of_a_machine(one: AddressFacts) -> Guess | None:
    """Addresses nobody reads, and letters to many."""
    local = one.email.partition("@")[0]
    if local.partition("+")[0] in _MACHINE_NAMES:
        return Guess(Taken.MACHINE, f"{local}@ is an address nobody reads")
    if one.written and one.bulk >= one.written * _NEWSLETTER_SHARE:
        return Guess(Taken.NEWSLETTER, f"{one.bulk} of {one.written} messages went to many or came from a machine")
    return None


def _groups(facts: Sequence[AddressFacts], choices: Choices) -> list[_Group]:
    """Addresses grouped into firms and single people, firms that changed their domain joined."""
    people = same_people(facts)
    home: dict[int, str] = {}
    for person in people:
        for one, key in zip(person, _keys(person, choices), strict=True):
            home[one.id] = key
    joined = _changed_domains(people, home)
    members: defaultdict[str, list[AddressFacts]] = defaultdict(list)
    whys: dict[str, str] = {}
    for one in facts:
        first = home[one.id]
        key = choices.key_of(joined.get(first, first))
        members[key].append(one)
        if key != first:
            whys[key] = "joined by you" if first in choices.merged else f"{first} became {key}"
    return [_Group(key, group, whys.get(key, "")) for key, group in members.items()]


def _keys(person: Sequence[AddressFacts], choices: Choices) -> list[str]:
    """The client key of each address of one person: what she was moved to, else her firm, else herself."""
    firm = next((one.domain for one in person if one.domain and not is_free(one.domain)), "")
    # A chat that begins before the mail must not rename a client that the person may have decided about.
    alone = f"person:{canonical(min(person, key=lambda one: (is_chat(one.email), one.first or 0, one.email)).email)}"
    keys = []
    for one in person:
        moved = choices.moved.get(one.email) or choices.moved.get(one.domain)
        own_firm = one.domain if one.domain and not is_free(one.domain) else ""
        keys.append(moved or own_firm or firm or alone)
    return keys


def _changed_domains(people: Iterable[Sequence[AddressFacts]], home: dict[int, str]) -> dict[str, str]:
    """Old firm key -> new firm key, where one person went on under another domain after the first fell silent."""
    joined: dict[str, str] = {}
    for person in people:
        firms = sorted((one for one in person if not is_free(one.domain)), key=lambda one: one.first or 0)
        for old, new in pairwise(firms):
            keys = home[old.id], home[new.id]
            if keys[0] != keys[1] and (old.last or 0) <= (new.first or 0) + 45 * 86_400 and keys[1] not in joined:
                joined[keys[0]] = keys[1]
    return joined


def _judge(group: _Group, choices: Choices) -> Guess:
    written, answered = sum(one.human for one in group.facts), sum(one.answered for one in group.facts)
    bills = sum(one.bills for one in group.facts)
    two_way = f"{written} from them, {answered} from you"
    if group.key in choices.ignored:
        return Guess(Taken.IGNORED, "you chose to ignore it")
    if group.key in choices.names or group.key in choices.signed or group.key.startswith("split:"):
        return Guess(Taken.CLIENT, f"you said so; {two_way}")
    if not answered:
        return Guess(Taken.ONE_WAY, f"you never wrote to them ({written} from them)")
    if not written:
        return Guess(Taken.ONE_WAY, f"they never wrote to you ({answered} from you)")
    if bills > 1 and bills >= written * _BILLS_SHARE:
        return Guess(Taken.SUPPLIER, f"{bills} of {written} messages are bills or receipts")
    return Guess(Taken.CLIENT, two_way + (f"; {group.why}" if group.why else ""))


def _client(group: _Group, choices: Choices, guess: Guess) -> Client:
    people = sorted((person_of(facts) for facts in same_people(group.facts)), key=lambda person: person.addresses)
    busiest = sorted(
        people, key=lambda person: -sum(one.written for one in group.facts if one.email in person.addresses)
    )
    domains = tuple(sorted({one.domain for one in group.facts if one.domain and not is_free(one.domain)}))
    name = choices.names.get(group.key) or (_firm_name(group.key) if domains else busiest[0].name)
    return Client(
        key=group.key,
        name=name,
        domains=domains,
        people=tuple(busiest),
        why=guess.why,
        addresses=tuple(one.id for one in group.facts),
        ignored=guess.taken == Taken.IGNORED,
        signed=choices.signed.get(group.key),
    )


def _firm_name(key: str) -> str:
    """`acme-widgets.example` reads Acme Widgets."""
    label = key.partition(":")[2] or key
    label = label.rpartition("@")[2].partition(".")[0]
    return " ".join(word[:1].upper() + word[1:] for word in label.replace("_", "-").split("-") if word)


def _told_apart(clients: Sequence[Client]) -> tuple[Client, ...]:
    """Two clients never share a name: the domain or address tells them apart."""
    names = [client.name.casefold() for client in clients]
    return tuple(
        client
        if names.count(client.name.casefold()) == 1
        else client._replace(
            name=f"{client.name} ({client.domains[0] if client.domains else client.people[0].addresses[0]})"
        )
        for client in clients
    )
