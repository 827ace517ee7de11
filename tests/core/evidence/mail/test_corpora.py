"""Real and malformed messages of other projects' test suites, read from ../shared/corpora where it is there.

The floors are what was measured, a little rounded down; what disagrees is known: raw Latin-1 we read and others
replace by U+FFFD, multiparts without their boundary (we keep the text), named inline texts (files, for us).
"""

import calendar
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alongside.core.evidence.mail.read import read_letter
from alongside.core.evidence.nouns import Letter
from tests.core.evidence.mail.library import read_plainly, words

MIME = Path(__file__).resolve().parents[4].parent / "shared" / "corpora" / "mime"
LATEST = calendar.timegm((2030, 1, 1, 0, 0, 0))

pytestmark = pytest.mark.skipif(not MIME.is_dir(), reason="shared/corpora/mime is not beside this checkout")


def test_every_file_gives_a_letter_with_either_line_end() -> None:
    for path in MIME.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert isinstance(read_letter(raw, latest=LATEST), Letter)
            assert isinstance(read_letter(raw.replace(b"\n", b"\r\n"), latest=LATEST), Letter)


def test_most_messages_read_as_the_standard_library_reads_them() -> None:
    agreed: Counter[str] = Counter()
    paths = [*MIME.rglob("*.eml"), *MIME.rglob("*.msg")]
    for path in paths:
        own, plain = read_letter(path.read_bytes(), latest=LATEST), read_plainly(path.read_bytes())
        agreed["subject"] += own.subject == plain.subject
        agreed["address"] += own.sender.address == plain.address
        agreed["sent"] += own.sent in {plain.sent, None}
        agreed["plain"] += words(own.plain) == words(plain.plain)
        agreed["html"] += words(own.html) == words(plain.html)
    shares = {name: count / len(paths) for name, count in agreed.items()}
    floors = {"subject": 0.90, "address": 1.0, "sent": 0.98, "plain": 0.85, "html": 0.98}
    assert {name: share for name, share in shares.items() if share < floors[name]} == {}


def test_most_messages_read_as_stalwart_reads_them() -> None:
    asked: Counter[str] = Counter()
    agreed: Counter[str] = Counter()
    for raw, expected in _stalwart():
        own = read_letter(raw, latest=LATEST)
        for name, found, wanted in _compare(own, expected):
            asked[name] += 1
            agreed[name] += found == wanted
    shares = {name: agreed[name] / asked[name] for name in asked}
    floors = {"subject": 0.93, "address": 0.98, "name": 1.0, "sent": 1.0, "plain": 0.84, "html": 0.97}
    assert asked["sent"] > 100
    assert {name: share for name, share in shares.items() if share < floors[name]} == {}


def _stalwart() -> Iterator[tuple[bytes, dict[str, Any]]]:
    for path in sorted((MIME / "stalwart").rglob("*.eml")):
        raw = path.read_bytes()
        lf = raw.replace(b"\r\n", b"\n")
        for expected, data in ((f"{path.stem}.json", raw), (f"{path.stem}.crlf.json", lf.replace(b"\n", b"\r\n"))):
            beside = path.with_name(expected)
            if beside.exists():
                yield data, json.loads(beside.read_text(errors="replace"))


def _compare(own: Letter, expected: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Pairs of what we read and what is expected, white space and the case of addresses apart."""
    headers: dict[str, Any] = {}
    for header in expected["parts"][0]["headers"]:
        headers.setdefault(str(header["name"]), header["value"])
    if "Text" in (headers.get("subject") or ()):
        yield "subject", own.subject, words(headers["subject"]["Text"])[:500]
    if people := _people(headers.get("from")):
        yield "address", own.sender.address, (people[0].get("address") or "").lower()
        yield "name", own.sender.name, words(people[0].get("name") or "").strip("\"' ")
    if "DateTime" in (headers.get("date") or ()):
        yield "sent", own.sent, _seconds(headers["date"]["DateTime"])
    for name, text, ids, kind in (
        ("plain", own.plain, expected["text_body"], "Text"),
        ("html", own.html, expected["html_body"], "Html"),
    ):
        bodies = [expected["parts"][one]["body"] for one in ids]
        yield name, words(text), words(" ".join(body[kind] for body in bodies if kind in body))


def _people(value: Any) -> list[dict[str, str]]:  # noqa: ANN401 (foreign JSON)
    found = value.get("Address", {}) if isinstance(value, dict) else {}
    return found.get("List") or [one for group in found.get("Group", ()) for one in group["addresses"]]


def _seconds(at: dict[str, Any]) -> int:
    local = calendar.timegm((at["year"], at["month"], at["day"], at["hour"], at["minute"], at["second"]))
    east: int = (at["tz_hour"] * 60 + at["tz_minute"]) * 60
    return local + east if at["tz_before_gmt"] else local - east
