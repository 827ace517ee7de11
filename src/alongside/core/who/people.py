"""People from addresses: one person may write from several."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from alongside.core.evidence.chat.people import is_chat
from alongside.core.who.domains import canonical, is_free
from alongside.core.who.nouns import AddressFacts, Person

_NOT_A_NAME = re.compile(r"[^\w\s]|\d|_")
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "prof", "herr", "frau", "ing", "dipl", "mag", "phd"])


def full_name(name: str) -> str:
    """A name as it is compared: lower-case, "Birch, Ann" turned round; '' where it is not a first and a last name."""
    last, comma, first = name.partition(",")
    words = _NOT_A_NAME.sub(" ", f"{first} {last}" if comma else name).casefold().split()
    words = [word for word in words if word not in _TITLES]
    return " ".join(words) if 2 <= len(words) <= 4 else ""


def same_people(facts: Sequence[AddressFacts]) -> list[list[AddressFacts]]:
    """Addresses grouped into people: other spellings of one address; one full name in one firm, or on a free address,
    or on a new domain under the same local part; one full name in a chat, where only one person has it.
    """
    groups: defaultdict[str, list[AddressFacts]] = defaultdict(list)
    for one in facts:
        groups[canonical(one.email)].append(one)
    by_name: defaultdict[str, list[list[AddressFacts]]] = defaultdict(list)
    for group in groups.values():
        names = {full_name(one.name) for one in group} - {""}
        by_name[min(names, default="")].append(group)
    people = list(by_name.pop("", []))
    for same_name in by_name.values():
        people += _joined(same_name)
    return people


def _joined(groups: list[list[AddressFacts]]) -> list[list[AddressFacts]]:
    """Groups of one full name that are one person."""
    joined: list[list[AddressFacts]] = []
    for group in sorted(groups, key=lambda group: (is_chat(group[0].email), group[0].email)):
        homes = [other for other in joined if _belong(other, group)]
        if not homes or (
            is_chat(group[0].email) and len(homes) > 1
        ):  # a chat knows a name only: it must be clear whose
            joined.append(list(group))
        else:
            homes[0].extend(group)
    return joined


def _belong(one: Sequence[AddressFacts], other: Sequence[AddressFacts]) -> bool:
    domains = {fact.domain for fact in one}, {fact.domain for fact in other}
    if domains[0] & domains[1]:
        return True
    if any(map(is_free, domains[0] | domains[1])):
        return True
    return bool(_locals(one) & _locals(other))


def _locals(facts: Iterable[AddressFacts]) -> set[str]:
    return {canonical(fact.email).partition("@")[0] for fact in facts}


def person_of(facts: Iterable[AddressFacts]) -> Person:
    """The person behind these addresses, named as she most fully names herself, busiest address first."""
    ordered = sorted(facts, key=lambda one: (-(one.written + one.received), one.email))
    name = next((one.name for one in ordered if " " in one.name), next((one.name for one in ordered if one.name), ""))
    return Person(name or ordered[0].email, tuple(one.email for one in ordered))
