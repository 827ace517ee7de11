"""The same message as the standard library reads it: what the fast parser is held against."""

from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, mktime_tz, parsedate_tz
from typing import NamedTuple


class Reading(NamedTuple):
    """What both parsers are compared in."""

    subject: str
    address: str
    sent: int | None
    plain: str
    html: str


def read_plainly(raw: bytes) -> Reading:
    message = message_from_bytes(raw, policy=compat32)
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    _walk(message, texts)
    parsed = parsedate_tz(str(message["date"])) if message["date"] else None
    addresses = [address for _, address in getaddresses([str(message["from"] or "")]) if "@" in address]
    return Reading(
        words(_decode(message["subject"])),
        addresses[0].lower() if addresses else "",
        mktime_tz(parsed) if parsed else None,
        "\n".join(texts["text/plain"]),
        "\n".join(texts["text/html"]),
    )


def words(text: str) -> str:
    """Text without regard to white space."""
    return " ".join(text.replace("\0", "").split())


def _decode(value: object) -> str:
    try:
        return str(make_header(decode_header(str(value or ""))))
    except (LookupError, ValueError, HeaderParseError):
        return str(value)


def _walk(part: Message, texts: dict[str, list[str]]) -> None:
    payload = part.get_payload()
    if part.get_content_maintype() == "message":
        return
    if isinstance(payload, list):
        for child in payload:
            assert isinstance(child, Message)
            _walk(child, texts)
    elif part.get_content_type() in texts and part.get_content_disposition() != "attachment":
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        texts[part.get_content_type()].append(_text(data, part.get_content_charset() or "utf-8"))


def _text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return data.decode("utf-8", "replace")
