"""Knowing: from counted addresses to me, my clients, and whose every message is."""

import time
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from alongside.core.engine import ENGINE
from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.messages import message_of
from alongside.core.evidence.nouns import Message
from alongside.core.who.choices import fold_choices
from alongside.core.who.discovery import discover
from alongside.core.who.erased import fold_erased
from alongside.core.who.me import settle_me
from alongside.outside.files import folders, mbox
from alongside.outside.files.nouns import FilesError, Shape
from alongside.store.shelf import who
from alongside.store.shelf.connection import Connection, transaction
from alongside.store.shelf.workspace import counted, engine, save_counted, save_engine


class Known(NamedTuple):
    """Who lost messages, by the ids of clients; and whether the drawing that begins found nothing else to be drawn."""

    bereft: set[int]
    alone: bool


def know(connection: Connection, drawing: int) -> Known:
    """Bring people and clients up to date with the messages on the shelf.

    `drawing` is the number of the drawing that begins so (see `workspace.engine`).
    """
    with transaction(connection):
        after = counted(connection)
        choices = fold_choices(who.decisions(connection))
        before = frozenset(who.my_addresses(connection).values())
        facts = who.address_facts(connection)
        me = settle_me(facts, choices.me, before)
        since = after if me == before else 0
        # Another read may have found out who I am while this one stored its messages.
        who.mark_mine(connection, [one.id for one in facts if one.email in me], since)
        who.count_answered(connection, since)
        found = discover(who.address_facts(connection), me, choices)
        moved = who.save_discovered(connection, found)
        who.touch(connection, since, moved)
        bereft = who.assign(connection)
        who.drop_texts(connection)
        erased = fold_erased(who.decisions(connection))
        again = list(_words_again(connection))
        who.save_texts(connection, [(row, one, erased.veil(two), erased.veil(three)) for row, one, two, three in again])
        save_counted(connection)
        # Until the readings are drawn, nothing says whose they are: a read killed here draws them all next time.
        alone = engine(connection) in {ENGINE, drawing}
        save_engine(connection, drawing)
    return Known(bereft, alone)


def _words_again(connection: Connection) -> Iterator[tuple[int, str, str, str]]:
    """Words that were dropped while their writer was nobody's client, read again from where they lie."""
    talks: defaultdict[str, dict[int, int]] = defaultdict(dict)
    packed: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for row, shape, path, place, length, uid in who.wordless(connection):
        if shape == Shape.CHAT:
            talks[path][uid] = row
            continue
        try:
            if shape == Shape.MBOX:
                piece = mbox.piece_at(path, int(place), length)
            elif shape == Shape.ARCHIVE:
                packed[path][uid] = row
                continue
            else:
                piece = folders.piece_of(path, "" if place == "0" else place)
        except OSError:
            continue  # moved or deleted since: the counts stay, the words are gone
        message = message_of(read_letter(piece.raw, latest=int(time.time())), piece.place, piece.length)
        if message.uid == uid:
            yield row, message.header_id, message.subject, message.body
    for path, wanted in talks.items():
        yield from _said_again(connection, path, wanted)
    for path, wanted in packed.items():
        yield from _unpacked_again(path, wanted)


def _unpacked_again(path: str, wanted: dict[int, int]) -> Iterator[tuple[int, str, str, str]]:
    """The words of an archive's messages of these identities, by their rows: an archive is read from its start."""
    from alongside.outside.files import archive  # noqa: PLC0415 - its packers, which mailboxes do not need

    try:
        for piece in archive.pieces_of(path):
            message = message_of(read_letter(piece.raw, latest=int(time.time())), piece.place, piece.length)
            if message.uid in wanted:
                yield wanted.pop(message.uid), message.header_id, message.subject, message.body
            if not wanted:
                return
    except FilesError:
        return  # moved or deleted since, or broken: the counts stay


def _said_again(connection: Connection, path: str, wanted: dict[int, int]) -> Iterator[tuple[int, str, str, str]]:
    """The words of a chat's messages of these identities, by their rows: a chat is read from its start."""
    from alongside.desk.surveying import known_again  # noqa: PLC0415 - few reads need it, and it needs numpy
    from alongside.outside.files import chats  # noqa: PLC0415 - the same

    try:
        source = known_again(connection, path)
        for one in chats.talk_of(source, latest=int(time.time())) if source else ():
            if isinstance(one, Message) and one.uid in wanted:
                yield wanted[one.uid], one.header_id, one.subject, one.body
    except (OSError, FilesError):
        return  # moved or deleted since
