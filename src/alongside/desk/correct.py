"""The verb `correct`: what the person says about single signals, and pushes noted by hand; all of it can be undone."""

import re
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from alongside.core.evidence.identity import uid_of
from alongside.core.evidence.nouns import Marks, Message
from alongside.core.signals.corrections import Corrections, fold_corrections, own_thresholds
from alongside.core.signals.detect import shipped_thresholds, sure_kinds
from alongside.core.signals.nouns import KIND, Side
from alongside.core.trace import SorryError
from alongside.desk import look
from alongside.desk.decide import refuse_changed
from alongside.desk.read import deciding
from alongside.store.door import open_desk
from alongside.store.shelf import conclusions, letters, who
from alongside.store.shelf.connection import transaction
from alongside.store.shelf.mail import forget_noted, save_messages
from alongside.store.shelf.sources import noted_by_hand

_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)


class CorrectionError(SorryError):
    """A correction that makes no sense; the message says why and what would."""


class NoSuchSignalError(CorrectionError):
    """No signal has that number."""


class Corrected(NamedTuple):
    """What a correction did: to which signal, and where the threshold of its kind lay before and lies now."""

    client: str
    kind: str
    quote: str
    before: float
    after: float


class _Place(NamedTuple):
    """The signal or words a correction is about."""

    message: int
    uid: int
    client: str
    key: str
    kind: str
    start: int
    end: int
    quote: str
    chance: float


def not_a_push(signal: int) -> Corrected:
    """Say that a signal (by its number in `pushes`) is not what it was taken for."""
    with look.shelf() as connection:
        row = letters.signal(connection, signal)
    if row is None:
        raise NoSuchSignalError(f"There is no signal number {signal}: `alongside pushes` shows the numbers.")
    place = _Place(*row)
    return _decide(place, "wrong", {"chance": place.chance})


def missed_one(kind: str, quote: str, name: str = "", near: int = 0) -> Corrected:
    """These words, which stand in one kept message, carry this kind, and it was not heard.

    Where several messages hold them, the one of the row `near` is meant if it is among them.
    """
    key = look.one_client(name)["key"] if name else ""
    words = " ".join(quote.split())
    across_lines = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    with look.shelf() as connection:
        longest = max(words.split(), key=len, default="")
        held = letters.holding(connection, longest, key, from_me=KIND[kind].side is Side.OWN)
        found = [(row[:-1], stands.span()) for row in held if (stands := across_lines.search(row[-1]))]
    found = [one for one in found if one[0][0] == near] or found
    if len(found) != 1:
        where = f"No kept message of {name or 'a client'} holds" if not found else f"{len(found)} messages hold"
        raise CorrectionError(f"{where} the words “{words}”: copy more of them, exactly as they stand.")
    (message, uid, client, key), span = found[0]
    chance = sure_kinds(words, from_me=KIND[kind].side is Side.OWN)[kind]
    place = _Place(message, uid, client, key, kind, *span, words, chance)
    return _decide(place, "missed", {"start": place.start, "end": place.end, "chance": chance})


def note_clue(signal: int, text: str) -> Corrected:
    """What a push (by its number) revealed, in the person's words: the clue of the conflict log."""
    with look.shelf() as connection:
        row = letters.signal(connection, signal)
    if row is None:
        raise NoSuchSignalError(f"There is no signal number {signal}: `alongside pushes` shows the numbers.")
    place = _Place(*row)
    with closing(open_desk()) as connection, transaction(connection):
        refuse_changed(connection, {place.key})
        what = {"message": place.uid, "kind": place.kind, "text": " ".join(text.split())}
        who.save_decision(connection, int(time.time()), "clue", what)
    return Corrected(place.client, place.kind, place.quote, 0.0, 0.0)


def take_back() -> Corrected:
    """Take the last correction back."""
    with look.shelf() as connection:
        told = who.decisions(connection)
        standing = fold_corrections(told)
        held = [what for kind, what in told if kind in {"wrong", "missed"} and _holds(standing, what)]
        if not held:
            raise CorrectionError("There is no correction to take back.")
        place = _Place(*letters.place_of(connection, held[-1]["message"], held[-1]["kind"]))
    return _decide(place, "uncorrect", {})


def note(name: str, kind: str, quote: str, at: datetime | None = None) -> Corrected:
    """A push said on a call or in a chat, in the client's words: kept as a message noted by hand."""
    one = look.one_client(name)
    sent = int(_said_at(at).timestamp())
    words = " ".join(quote.split())
    uid = uid_of(f"noted\0{one['key']}\0{sent}\0{words}")
    with closing(open_desk()) as connection, deciding(connection, {one["key"]}):
        refuse_changed(connection, {one["key"]})
        people = who.clients(connection)[one["key"]][1].people
        address = next((address for person in people for address in person.addresses), "")
        me = next((email for email, _ in who.mine(connection)), "")
        save_messages(connection, noted_by_hand(connection), [_noted(uid, address, me, sent, words)], ())
        what = {"message": uid, "kind": kind, "start": 0, "end": len(words), "chance": 0.0}
        who.save_decision(connection, int(time.time()), "missed", what)
    least = shipped_thresholds()[kind]
    return Corrected(one["name"], kind, words, least, least)


def _said_at(at: datetime | None) -> datetime:
    """When it was said. What is known ends with the newest message: one from the future would age all the others."""
    now = datetime.now(UTC)
    if at is None:
        return now
    if not _OLDEST <= at <= now + timedelta(days=1):
        raise CorrectionError("That was said before 1990, or is still to come: check the day.")
    return at


def _noted(uid: int, address: str, me: str, sent: int, words: str) -> Message:
    zone = datetime.fromtimestamp(sent).astimezone().utcoffset()
    return Message(
        place=str(uid),
        length=0,
        uid=uid,
        references=(),
        subject_key=None,
        bare_reply=False,
        header_id="",
        sender=("", address),
        to=(("", me),) if me else (),
        cc=(),
        delivered=(),
        sent=sent,
        zone=int(zone.total_seconds() // 60) if zone is not None else None,
        marks=int(Marks.NONE),
        bills=False,
        asks=False,
        words=words.count(" ") + 1,
        subject="Noted by hand",
        body=words,
    )


def _holds(standing: Corrections, what: Mapping[str, Any]) -> bool:
    key = (what["message"], what["kind"])
    return key in standing.wrong or key in standing.missed


def _decide(place: _Place, decision: str, what: Mapping[str, Any]) -> Corrected:
    """Keep the decision, hear again what it may change, and draw the readings that rest on it."""
    with closing(open_desk()) as connection:
        before = _thresholds(who.decisions(connection))
        with deciding(connection, {place.key}):
            if decision != "uncorrect":  # what goes may be about anybody
                refuse_changed(connection, {place.key})
            told = {"message": place.uid, "kind": place.kind, **what}
            who.save_decision(connection, int(time.time()), decision, told)
            after = _thresholds(who.decisions(connection))
            conclusions.forget_heard(connection, None if after != before else [place.message])
            if decision == "uncorrect":
                forget_noted(connection, place.message, noted_by_hand(connection))
    return Corrected(place.client, place.kind, place.quote, before[place.kind], after[place.kind])


def _thresholds(decisions: list[tuple[str, dict[str, Any]]]) -> dict[str, float]:
    shipped = shipped_thresholds()
    return shipped | own_thresholds(shipped, fold_corrections(decisions))
