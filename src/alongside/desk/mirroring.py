"""Mirroring: what I gave and let happen beside what the client did; drawn when it is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.core.readings.drift import count_weeks
from alongside.core.readings.ledger import Share, Sign, boss_likeness, give_and_take, jumps, rights_granted
from alongside.core.readings.mirror import hold_up, who_leads
from alongside.core.readings.moves import Exchange
from alongside.core.signals.nouns import KIND, Side
from alongside.desk.documents import interval_of, moment
from alongside.store.shelf import conclusions
from alongside.store.shelf import exchanges as shelf_exchanges
from alongside.store.shelf.connection import Connection

FOR_TALK = ("yields", "self_justifies")  # what I say where I work *for* somebody
WATCHED = 104 * 7 * 86_400  # seconds of history in which one side may be seen to lead


@dataclass(frozen=True, slots=True)
class Sides:
    """What the mirror rests on: the log of exchanges, the client's signs and my own moves with their moments, and how
    many messages each side wrote. A document may know less than the shelf: it is older while mail is read.
    """

    log: list[Exchange]
    signs: list[Sign]
    own: list[Sign]
    received: int
    written: int


def mirror_of(connection: Connection, document: Mapping[str, Any], as_of: int) -> dict[str, Any]:
    """The two sides of one client: give and take, rights granted, orders met, the mirror, and who moved first."""
    row = document["row"]
    signs = [Sign(*one) for one in shelf_exchanges.signs_of(connection, row, from_me=False)]
    own = [Sign(*one) for one in shelf_exchanges.signs_of(connection, row, from_me=True)]
    sizes = [conclusions.count_written(connection, row, from_me=mine) for mine in (False, True)]
    sides = Sides(shelf_exchanges.exchanges_of(connection, row), signs, own, *sizes)
    return {
        "ledger": _ledger(sides),
        "granted": _granted(sides),
        "orders_met_with_a_question": _share(jumps(sides.log)),
        "boss_likeness": _share(boss_likeness(signs, sides.received)),
        "mirror": _mirror(sides),
        "who_moved_first": _lead(sides, as_of),
    }


def _ledger(sides: Sides) -> dict[str, Any]:
    found = give_and_take(sides.log, sides.signs)
    entries = [one._asdict() | {"at": moment(one.at)} for one in found.entries]
    return {"given": found.given, "taken": found.taken, "balance": found.balance, "entries": entries}


def _granted(sides: Sides) -> list[dict[str, Any]]:
    return [
        one._asdict() | {"first": moment(one.first), "last": moment(one.last), "messages": list(one.messages)}
        for one in rights_granted(sides.log)
    ]


def _mirror(sides: Sides) -> dict[str, Any]:
    talk = len({one.message for one in sides.own if one.kind in FOR_TALK})
    pushes = len({one.message for one in sides.signs if KIND[one.kind].side is Side.PUSH})
    found = hold_up(talk, sides.written, pushes, sides.received)
    return {"verdict": found.verdict, "mine": _share(found.mine), "theirs": _share(found.theirs)}


def _lead(sides: Sides, as_of: int) -> dict[str, Any]:
    pushes = [one.at for one in sides.signs if KIND[one.kind].side is Side.PUSH]
    yields = [one.at for one in sides.own if one.kind == "yields"]
    first = min([*pushes, *yields], default=as_of)
    weeks = count_weeks(yields, pushes, start=max(first, as_of - WATCHED), as_of=as_of)
    found = who_leads([mine for mine, _ in weeks], [theirs for _, theirs in weeks])
    return {"verdict": found.verdict, "weeks": found.weeks}


def _share(found: Share | None) -> dict[str, Any] | None:
    return {"hits": found.hits, "of": found.total, **(interval_of(found.share) or {})} if found else None
