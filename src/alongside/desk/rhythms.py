"""The verb `rhythm`: reply times between any of my addresses and everybody they exchange mail with."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from alongside.core.readings.nouns import Wait
from alongside.core.readings.rhythm import Turn, in_business_time, measure_rhythm, pair_blocks
from alongside.desk.look import shelf
from alongside.desk.schedules import Calendar, calendar, learnt_zone, my_calendar
from alongside.store.shelf import turns as shelf_turns
from alongside.store.shelf import who
from alongside.store.shelf.turns import Counterpart, Turned
from alongside.store.shelf.workspace import horizon

LIST_SHARE = 1.5  # messages to an address for each of mine, from which others write to it too


class Exchanged(NamedTuple):
    """The waits between me and one counterpart, and the zones of its mail."""

    mine: list[Wait]
    theirs: list[Wait]
    offsets: list[tuple[int, int]]


def measure_rhythms(me: Collection[str], *, business: bool) -> dict[str, Any]:
    """Per counterpart and in total: answered pairs, median and 90th percentile in hours, and open questions.

    Open questions are censored at the newest mail (Kaplan-Meier), so a percentile may not be reached: None. Without
    `me`, the addresses taken for mine. In business time each side is measured on its own calendar.
    """
    with shelf() as connection:
        as_of, decisions = horizon(connection), who.decisions(connection)
        mine = shelf_turns.my_ids(connection, me)
        parties = shelf_turns.counterparts(connection)
        found = _exchanged(shelf_turns.turns(connection, mine), frozenset(mine), parties, as_of)
        own = my_calendar(connection, decisions)
    if business:
        found = {
            party: _in_business_time(one, own, _calendar(party, one, decisions, own), as_of)
            for party, one in found.items()
        }
    listed = [
        {"name": party.name, "addresses": party.addresses, "mine": _measured(one.mine), "theirs": _measured(one.theirs)}
        for party, one in sorted(found.items(), key=lambda item: (-len(item[1].mine) - len(item[1].theirs), item[0]))
    ]
    total = {
        "mine": [w for one in found.values() for w in one.mine],
        "theirs": [w for one in found.values() for w in one.theirs],
    }
    return {
        "me": sorted(mine.values()),
        "clock": "business" if business else "calendar",
        "counterparts": listed,
        "total": {side: _measured(waits) for side, waits in total.items()},
    }


def _calendar(
    party: Counterpart, one: Exchanged, decisions: list[tuple[str, dict[str, Any]]], own: Calendar
) -> Calendar:
    return calendar(party.key, decisions, learnt_zone(one.offsets, party.domains, own.zone), party.domains)


def _exchanged(
    turned: Iterable[Turned], mine: frozenset[int], parties: dict[int, Counterpart], as_of: int
) -> dict[Counterpart, Exchanged]:
    found: defaultdict[Counterpart, Exchanged] = defaultdict(lambda: Exchanged([], [], []))
    for _, thread in groupby(turned, key=lambda one: one.thread):
        messages = list(thread)
        for party, turns in _conversations(messages, mine, parties).items():
            waits = pair_blocks(turns, as_of=as_of)
            found[party].mine.extend(waits.mine)
            found[party].theirs.extend(waits.theirs)
        for one in messages:
            if one.sender not in mine and one.zone is not None and parties[one.sender] in found:
                found[parties[one.sender]].offsets.append((one.sent, one.zone))
    return {party: one for party, one in found.items() if (one.mine or one.theirs) and not _is_list(party, one)}


def _is_list(party: Counterpart, one: Exchanged) -> bool:
    """An address that never wrote and that many write to is a list's: nobody there owes an answer."""
    silent = not one.mine and not any(wait.answered for wait in one.theirs)
    return silent and party.received > LIST_SHARE * len(one.theirs)


def _conversations(
    messages: Sequence[Turned], mine: frozenset[int], parties: dict[int, Counterpart]
) -> dict[Counterpart, list[Turn]]:
    """One thread as so many two-sided conversations: mine with each counterpart."""
    talks: defaultdict[Counterpart, list[Turn]] = defaultdict(list)
    # What was said to a list is said to whoever takes it up.
    answered = {one.parent for one in messages if one.sender in mine}
    answering: defaultdict[int | None, set[Counterpart]] = defaultdict(set)
    for one in messages:
        if one.sender not in mine:
            answering[one.parent].add(parties[one.sender])
    before: Counterpart | None = None  # the last other side to speak, whom an unaddressed answer is taken to answer
    i_spoke = False
    for one in messages:
        if one.sender in mine:
            for party in _spoken_to(one, mine, parties, before) | answering[one.uid]:
                talks[party].append((one.sent, "me", one.asks))
            i_spoke = True
            continue
        before = parties[one.sender]
        if (
            one.uid in answered
            or one.to & mine
            or (one.parent_sender in mine if one.parent_sender else i_spoke and len(talks) == 1)
        ):
            talks[before].append((one.sent, "them", one.asks))
    return talks


def _spoken_to(
    one: Turned, mine: frozenset[int], parties: dict[int, Counterpart], before: Counterpart | None
) -> set[Counterpart]:
    """Whom a message of mine is for: who wrote what it answers, and who is named in To."""
    named = {parties[row] for row in one.to - mine}
    if one.parent_sender is not None and one.parent_sender not in mine:
        return named | {parties[one.parent_sender]}
    return named or ({before} if before else set())


def _in_business_time(one: Exchanged, own: Calendar, theirs: Calendar, as_of: int) -> Exchanged:
    mine = in_business_time(one.mine, own.schedule, as_of=as_of)
    answers = in_business_time(one.theirs, theirs.schedule, as_of=as_of)
    return one._replace(mine=list(mine), theirs=list(answers))


def _measured(waits: Sequence[Wait]) -> dict[str, Any]:
    rhythm = measure_rhythm(waits)
    return {
        "pairs": rhythm.answered,
        "median_hours": _hours(rhythm.median),
        "p90_hours": _hours(rhythm.p90),
        "open": rhythm.still_open,
    }


def _hours(minutes: float | None) -> float | None:
    return None if minutes is None else round(minutes / 60, 3)
