"""Surveying: what the chats to be read hold, and what the person must say of them before they can be."""

import time
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from alongside.core.days import find_zone
from alongside.core.evidence.chat.nouns import Order, Survey, Terms
from alongside.core.evidence.chat.people import address_of
from alongside.core.trace import SorryError
from alongside.core.who.choices import fold_choices
from alongside.desk.look import choose
from alongside.desk.telling import Telling
from alongside.outside.files import chats
from alongside.outside.files.nouns import Shape, Source
from alongside.store.shelf import conclusions, who
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.sources import stamp_of
from alongside.store.shelf.workspace import save_engine

_MOST_LISTED = 20  # names in one sentence


class ChatError(SorryError):
    """A chat cannot be read with what was said of it; the message says what is missing, and how to say it."""


class Agreed(NamedTuple):
    """Sources that can be read: chats with their terms; and the addresses that are mine in them."""

    sources: list[Source]
    mine: frozenset[str]


def agree(sources: Iterable[Source], me: Collection[str], telling: Telling) -> Agreed:
    """Look through every chat and settle what it is read with; raises ChatError where the person must say more."""
    settled = [_settled(source, me, telling) if source.shape == Shape.CHAT else source for source in sources]
    chats_met = [source.terms for source in settled if source.terms]
    names = [one for one in me if "@" not in one]
    if not chats_met and (names or telling != Telling()):
        said = f"{names[0]!r} is no mail address, and" if names else "--zone, --client, --day-first and --month-first"
        tail = " there is no chat among the paths." if names else " are about chats; there is none among the paths."
        raise ChatError(said + tail)
    return Agreed(settled, frozenset(address_of(name) for terms in chats_met for name in terms.me))


def _settled(source: Source, me: Collection[str], telling: Telling) -> Source:
    found = chats.survey(source.path, latest=int(time.time()))
    if found.layout is None or not found.names:
        raise ChatError(f"{source.path}: nobody says anything in this chat.")
    zone = _zone(source.path, telling.zone)
    order = _order(source.path, found, day_first=telling.day_first)
    mine = _mine(source.path, found, me)
    return source._replace(terms=Terms(found.layout, order, zone, tuple(found.names), mine))


def _zone(path: str, said: str) -> str:
    if not said:
        raise ChatError(
            f"{path}: a chat does not say its time zone. Say where the phone was when you exported it:"
            " --zone Europe/Berlin, for instance."
        )
    try:
        find_zone(said)
    except ValueError as error:
        raise ChatError(f"{error} A zone is called Europe/Berlin, for instance.") from error
    return said


def _order(path: str, found: Survey, *, day_first: bool | None) -> Order:
    if day_first is None or found.order == Order.YEAR:
        if found.order is None:
            raise ChatError(
                f"{path}: its dates ({found.example}) can be read with the day first or the month first, and nothing in"
                " it tells. Say --day-first or --month-first."
            )
        return found.order
    said, other = (Order.DAY, Order.MONTH) if day_first else (Order.MONTH, Order.DAY)
    if said in found.impossible and other not in found.impossible:
        raise ChatError(f"{path}: some of its dates are none when read {said}. Say --{other}, or leave it out.")
    return said


def _mine(path: str, found: Survey, me: Collection[str]) -> frozenset[str]:
    wanted = {_folded(one) for one in me}
    mine = frozenset(name for name in found.names if _folded(name) in wanted)
    if mine and len(mine) < len(found.names):
        return mine
    listed = ", ".join(sorted(found.names, key=lambda name: -found.names[name])[:_MOST_LISTED])
    if mine:
        raise ChatError(f"{path}: only you ({listed}) say anything in this chat, so it is with nobody.")
    names = [repr(one) for one in me if "@" not in one]
    nobody = f"nobody is called {' or '.join(names)} in this chat; " if names else ""
    raise ChatError(f"{path}: {nobody}say which of these is you, with --me NAME: {listed}.")


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


# ---------------------------------------------------------------- what the shelf knows of it


def refuse_second_zone(connection: Connection, sources: Iterable[Source]) -> None:
    """Refuse a file that was read before with another zone or order of dates: all it holds would come in twice."""
    for source in sources:
        if source.terms is None:
            continue
        before = chats.terms_in(stamp_of(connection, source.path))
        now = chats.terms_in(chats.stamp(source))
        if before and now and before[0] == now[0] and before != now:
            raise ChatError(
                f"{source.path} was read with {before[2]}, {before[1]}, before. Read with {now[2]}, {now[1]}, every"
                " message would be there twice, at two times. To correct it, move the database away and read anew."
            )


def confirm_client(connection: Connection, sources: Sequence[Source], name: str) -> bool:
    """Keep that everybody else in these chats belongs to the client of that name; whether that is news."""
    if not name:
        return False
    key = str(choose(conclusions.readings(connection), name)["key"])
    others = {address_of(one) for source in sources if source.terms for one in source.terms.others}
    choices = fold_choices(who.decisions(connection))
    news = sorted(one for one in others if choices.key_of(choices.moved.get(one, "")) != key)
    if news:
        with transaction(connection):
            who.save_decision(connection, int(time.time()), "move", {"parts": news, "key": key})
            save_engine(connection, 0)
    return bool(news)


def known_again(connection: Connection, path: str) -> Source | None:
    """A chat that was read before, with the terms it was read with; None where they cannot be told any more.

    Who is me in it does not matter for what a message is, so it is left out.
    """
    before = chats.terms_in(stamp_of(connection, path))
    found = chats.survey(path, latest=int(time.time())) if before else None
    if before is None or found is None or found.layout is None:
        return None
    return Source(Shape.CHAT, path, terms=Terms(found.layout, before[1], before[2], tuple(found.names), frozenset()))
