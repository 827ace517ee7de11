"""The MIME tree walked by offsets: the text parts decoded, attachments passed over without a copy."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from alongside.core.evidence.mail.charsets import read_text
from alongside.core.evidence.mail.flowed import unflow
from alongside.core.evidence.mail.headers import LONGEST_HEAD, Fields, find_body, first, is_headed, read_part_head
from alongside.core.evidence.mail.params import Kind, read_kind
from alongside.core.evidence.mail.transfer import read_base64, read_quoted
from alongside.core.evidence.nouns import Marks

MOST_PLAIN = 1_000_000  # characters
MOST_HTML = 4_000_000  # characters
MOST_PARTS = 1_000
DEEPEST = 40
_BYTES_PER_CHARACTER = 12  # four in UTF-8, three each in quoted-printable
_UUENCODE = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
_NO_FIELDS: Fields = {}


class _Part(NamedTuple):
    """A part of a message by offsets: its body from `start` to `end`, and what it is where it does not say."""

    raw: bytes
    fields: Fields
    start: int
    end: int
    depth: int = 0
    default: str = "text/plain"


@dataclass(slots=True)
class Texts:
    """What the walk found: `odd` says why the standard library must read the message instead ('' mostly)."""

    plain: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    odd: str = ""
    marks: Marks = Marks.NONE
    parts: int = 0
    characters: dict[str, int] = field(default_factory=dict)

    def say(self, problem: str) -> None:
        """Note a problem once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def take(self, kind: Kind, data: bytes) -> None:
        """Decode the text of one part and keep as much of it as there is room for."""
        html = kind.name == "text/html"
        room = (MOST_HTML if html else MOST_PLAIN) - self.characters.get(kind.name, 0)
        text = read_text(data, kind.params.get("charset", ""))
        if len(text) > room:
            self.say(f"the {'HTML' if html else 'plain'} text is too long; only the first part was kept")
            text = text[:room]
        self.characters[kind.name] = self.characters.get(kind.name, 0) + len(text)
        if not html and kind.params.get("format", "").lower() == "flowed":
            text = unflow(text, delsp=kind.params.get("delsp", "").lower() == "yes")
        (self.html if html else self.plain).append(text)


def read_bodies(fields: Fields, raw: bytes, start: int) -> Texts:
    """Walk the message whose header `fields` are read and whose body begins at `start`."""
    texts = Texts()
    _walk(texts, _Part(raw, fields, start, len(raw)))
    return texts


def _walk(texts: Texts, part: _Part) -> None:
    texts.parts += 1
    kind = read_kind(first(part.fields, "content-type"))
    if kind.name.count("/") != 1:
        kind = Kind(part.default, kind.params)
    if kind.name.startswith("multipart/"):
        _walk_parts(texts, kind, part)
    elif kind.name in {"text/plain", "text/html"}:
        if not is_attached(texts, part.fields, kind, part.depth):
            _take(texts, kind, part)
    elif kind.name == "text/calendar" and kind.params.get("method", "").lower() == "reply":
        texts.marks |= Marks.AUTO


def is_attached(texts: Texts, fields: Fields, kind: Kind, depth: int) -> bool:
    """Whether a text part is a file rather than the letter: said so, or named and not the first text."""
    said = read_kind(first(fields, "content-disposition"))
    filed = "filename" in said.params
    if said.name == "attachment":
        return depth > 0 or filed or "name" in kind.params
    if filed:
        return bool(texts.plain or texts.html)
    return "name" in kind.params and bool(texts.html if kind.name == "text/html" else texts.plain)


def _walk_parts(texts: Texts, kind: Kind, part: _Part) -> None:
    if part.depth >= DEEPEST:
        texts.odd = f"MIME parts nested deeper than {DEEPEST}"
        return
    default = "message/rfc822" if kind.name == "multipart/digest" else "text/plain"
    inside = list(
        islice(_parts(part, kind.params.get("boundary", "").rstrip().encode("utf-8", "replace")), MOST_PARTS + 1)
    )
    for head, end in inside:
        if texts.odd:
            return
        if texts.parts >= MOST_PARTS:
            texts.say(f"more than {MOST_PARTS:,} MIME parts; the rest was not read")
            return
        fields, body = _read_part_head(part.raw, head, end)
        _walk(texts, _Part(part.raw, fields, body, end, part.depth + 1, default))
    if not inside:
        texts.say("a multipart message without its boundary; read as plain text")
        _take(texts, Kind("text/plain", {}), part._replace(fields=_NO_FIELDS))


def _parts(part: _Part, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where each part inside begins (with its header) and ends; linear in the bytes of `part`."""
    if not boundary:
        return
    raw, start, end = part.raw, part.start, part.end
    delimiter = b"\n--" + boundary
    opened = -1
    here = raw.find(delimiter, max(start - 1, 0), end)
    while here >= 0:
        after = here + len(delimiter)
        line = raw.find(b"\n", after, end)
        line = end if line < 0 else line
        tail = raw[after : min(line, after + 100)].strip()
        if tail in {b"", b"--"}:
            if opened >= 0:
                yield opened, max(opened, here - 1 if raw[here - 1] == 13 else here)
            if tail:
                return
            opened = min(line + 1, end)
            line = opened - 1  # the next delimiter may follow at once
        here = raw.find(delimiter, line, end)
    if opened >= 0:
        yield opened, end


def _read_part_head(raw: bytes, start: int, end: int) -> tuple[Fields, int]:
    if not is_headed(raw, start, end):
        blank = raw.startswith((b"\n", b"\r\n"), start, end)
        return _NO_FIELDS, find_body(raw, start, end)[1] if blank else start
    stop, body = find_body(raw, start, end)
    return read_part_head(raw[start : min(stop, start + LONGEST_HEAD)]), body


def _take(texts: Texts, kind: Kind, part: _Part) -> None:
    most = (MOST_HTML if kind.name == "text/html" else MOST_PLAIN) * _BYTES_PER_CHARACTER
    data = part.raw[part.start : min(part.end, part.start + most)]
    coding = first(part.fields, "content-transfer-encoding").lower()
    if "quoted-printable" in coding:
        data = read_quoted(data)
    elif "base64" in coding:
        data, odd = read_base64(data)
        if odd:
            texts.say(odd)
    elif coding in _UUENCODE:
        texts.odd = f"a part in {coding}"
        return
    texts.take(kind, data)
