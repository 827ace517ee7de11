"""The verb `export`: everything that is known, for other programs, streamed: JSON, CSV for a spreadsheet, mbox."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any

from alongside.core.evidence.mail.write import Written, write_in_mbox
from alongside.core.trace import SorryError
from alongside.desk import look
from alongside.desk.documents import moment
from alongside.outside.files.beside import write
from alongside.store.shelf import conclusions, exports, letters, who
from alongside.store.shelf.exports import Kept

# What a spreadsheet takes for a formula: a leading apostrophe makes it words again. The wide forms are taken likewise.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BOM = "\ufeff"  # without it a spreadsheet takes UTF-8 for something older


class ExportError(SorryError):
    """There is no such export, or no place for it; the message says what to do."""


def export_json() -> Iterator[bytes]:
    """Everything in one JSON document: clients, people, decisions, and mails with their words and signals."""
    _refuse_nothing()
    return _json()


def export_mbox() -> Iterator[bytes]:
    """Every kept mail in an mbox: who, when, the subject and what its sender wrote; Alongside reads it again."""
    _refuse_nothing()
    return _mbox()


def export_clients() -> Iterator[bytes]:
    """A line for each client, as CSV."""
    _refuse_nothing()
    return _lines(_CLIENT, (_client_line(one) for one in look.portfolio()))


def export_signals() -> Iterator[bytes]:
    """A line for each signal with its quote, newest first, as CSV."""
    _refuse_nothing()
    return _lines(_SIGNAL, _signal_lines())


EXPORTS: dict[str, tuple[Callable[[], Iterator[bytes]], str, str]] = {  # what is made, its file's ending, its type
    "json": (export_json, ".json", "application/json"),
    "clients": (export_clients, "-clients.csv", "text/csv; charset=utf-8"),
    "signals": (export_signals, "-signals.csv", "text/csv; charset=utf-8"),
    "mbox": (export_mbox, ".mbox", "application/mbox"),
}
FORMATS = {"json": ("json",), "csv": ("clients", "signals"), "mbox": ("mbox",)}


def export_to(path: Path, form: str) -> list[Path]:
    """Write an export (json, csv, mbox) to a new file; CSV makes two, named after it. The files written."""
    path = path.expanduser().absolute()
    made: list[Path] = []
    for what in FORMATS[form]:
        export, ending, _ = EXPORTS[what]
        target = path.with_name(path.name.removesuffix(".csv") + ending) if form == "csv" else path
        if target.exists():  # it may be somebody's mailbox
            raise ExportError(f"{target} is there already: choose another name.")
        write(target, export())
        made.append(target)
    return made


def named(what: str) -> tuple[Iterator[bytes], str, str]:
    """An export (json, clients, signals, mbox), the name of its file today, and its type; raises ExportError."""
    if what not in EXPORTS:
        raise ExportError(f"There is no export called {what!r}: choose {', '.join(EXPORTS)}.")
    export, ending, kind = EXPORTS[what]
    return export(), f"alongside-{datetime.now(UTC):%Y-%m-%d}{ending}", kind


def _refuse_nothing() -> None:
    """Raise NothingYetError now, and not when the first bytes are asked for."""
    with look.shelf():
        pass


# ---------------------------------------------------------------- json


def _json() -> Iterator[bytes]:
    with look.shelf() as connection:
        told = {"alongside": version("alongside"), "written": datetime.now(UTC).isoformat(timespec="seconds")}
        parts: dict[str, Iterable[Any]] = {
            "clients": ({k: v for k, v in one.items() if k != "row"} for one in conclusions.readings(connection)),
            "people": (_person(one) for one in exports.people(connection)),
            "decisions": (
                {"at": moment(one.at), "kind": one.kind, "what": one.what} for one in who.decided(connection)
            ),
            "mails": (_mail(one, letters.spans(connection, [one.row])) for one in exports.mails(connection)),
        }
        yield json.dumps(told)[:-1].encode()
        for name, things in parts.items():
            yield f',\n"{name}": ['.encode()
            for number, one in enumerate(things):
                yield (",\n" if number else "\n").encode() + json.dumps(one, ensure_ascii=False).encode(
                    "utf-8", "replace"
                )
            yield b"]"
        yield b"}\n"


def _person(one: exports.Known) -> dict[str, Any]:
    return one._asdict() | {"first": moment(one.first), "last": moment(one.last)}


def _mail(one: Kept, spans: dict[int, list[letters.Span]]) -> dict[str, Any]:
    signals = [
        {"kind": span.kind, "quote": one.body[span.start : span.end], "confidence": round(span.confidence, 3)}
        | {"start": span.start, "end": span.end}
        for span in spans.get(one.row, [])
    ]
    return {
        "id": one.header_id,
        "answers": one.answers,
        "client": one.client,
        "sent": moment(one.sent),
        "zone_minutes": one.zone,
        "from_me": bool(one.from_me),
        "from": {"name": one.name, "email": one.email},
        "to": [{"name": name, "email": email} for name, email in one.to],
        "cc": [{"name": name, "email": email} for name, email in one.cc],
        "subject": one.subject,
        "language": one.language,
        "words": one.body,
        "signals": signals,
    }


# ---------------------------------------------------------------- mbox


def _mbox() -> Iterator[bytes]:
    with look.shelf() as connection:
        for one in exports.mails(connection):
            people = (one.name, one.email), one.to, one.cc
            ids = one.header_id, one.answers
            yield write_in_mbox(Written(*people, one.sent, one.zone, *ids, bool(one.from_me), one.subject, one.body))


# ---------------------------------------------------------------- csv

_CLIENT = (
    "name key domains people signed reading value low high signals pushes_per_ten pushes_low pushes_high"
    " they_reply_hours you_reply_hours mails_in mails_out first last"
).split()
_SIGNAL = "client when kind quote subject from confidence answer outcome clue message_id".split()


def _client_line(one: dict[str, Any]) -> list[Any]:
    reading = one["reading"]
    people = ", ".join(f"{person['name']} <{' '.join(person['addresses'])}>" for person in one["people"])
    return [
        *(one["name"], one["key"], " ".join(one["domains"]), people, one["signed"] or ""),
        *(reading["label"], reading["value"], reading["low"], reading["high"], reading["evidence"]),
        *(one["pressure"], *one["pressure_interval"]),
        *(one["reply_hours_client"]["median"], one["reply_hours_me"]["median"]),
        *(one["messages_in"], one["messages_out"], one["first"], one["last"]),
    ]


def _signal_lines() -> Iterator[list[Any]]:
    for one in look.all_evidence():
        who_when = (one.client, one.at.isoformat(), one.kind, one.quote, one.subject, one.sender)
        yield [*who_when, round(one.confidence, 3), one.answer.strip(), one.outcome, one.clue, one.message_id]


def _lines(names: list[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """CSV as RFC 4180 has it, a line at a time."""
    out = StringIO()
    writer = csv.writer(out)
    out.write(_BOM)
    writer.writerow(names)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
        yield _taken(out)
    yield _taken(out)


def _taken(out: StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode("utf-8", "replace")


def harmless(cell: Any) -> Any:  # noqa: ANN401 - whatever stands in a cell
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
