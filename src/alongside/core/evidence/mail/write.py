"""A kept message as a mail again: its people, time, subject and authored words, and nothing else."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from email.charset import QP, Charset
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message as Mail
from email.utils import format_datetime
from io import BytesIO
from typing import NamedTuple

_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP
_SPECIAL = frozenset('()<>[]:;@\\,."')


class Written(NamedTuple):
    """What a mail says: people as (name, address), ids without brackets ('' for none)."""

    sender: tuple[str, str]
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    sent: int
    zone: int | None
    message_id: str
    answers: str
    from_me: bool
    subject: str
    body: str


def write_mail(one: Written) -> bytes:
    """The mail as any program reads it, lines ending in LF."""
    mail = Mail()
    mail["From"] = _mailboxes([one.sender])
    for name, people in (("To", one.to), ("Cc", one.cc)):
        if people:
            mail[name] = _mailboxes(people)
    mail["Date"] = _date(one.sent, one.zone)
    mail["Subject"] = _encoded(one.subject)
    for name, value in (("Message-ID", one.message_id), ("In-Reply-To", one.answers)):
        if value:
            mail[name] = _raw(f"<{value}>")
    if one.from_me:
        mail["X-Gmail-Labels"] = "Sent"  # so that whoever reads it knows whose mailbox this was
    mail["MIME-Version"] = "1.0"
    mail.set_payload(one.body.encode("utf-8", "replace").decode(), _UTF8)
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, maxheaderlen=0).flatten(mail)
    return out.getvalue()


def write_in_mbox(one: Written) -> bytes:
    """The mail as it stands in an mbox."""
    begins = f"From alongside@localhost {datetime.fromtimestamp(one.sent, UTC):%a %b %d %H:%M:%S %Y}\n".encode()
    body = write_mail(one).replace(b"\nFrom ", b"\n=46rom ")  # quoted-printable for F: no header begins so
    return begins + body + (b"\n" if body.endswith(b"\n") else b"\n\n")


def _date(sent: int, zone: int | None) -> str:
    if zone is None:
        return format_datetime(datetime.fromtimestamp(sent, UTC).replace(tzinfo=None))  # -0000: no zone is known
    return format_datetime(datetime.fromtimestamp(sent, timezone(timedelta(minutes=zone))))


def _mailboxes(people: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{_phrase(name)} <{_raw(email)}>" if name else f"<{_raw(email)}>" for name, email in people)


def _phrase(name: str) -> str:
    """A display name: as it is, in quotes, or as an encoded word."""
    if not name.isascii() or "=?" in name:
        return _encoded(name)
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"' if _SPECIAL & set(name) else name


def _encoded(text: str) -> str:
    """Words for a header: encoded where they are not plain."""
    plain = text.isascii() and text.isprintable() and "=?" not in text
    return text if plain else Header(text.encode("utf-8", "replace").decode(), "utf-8").encode(maxlinelen=0)


def _raw(text: str) -> str:
    """Bytes for a header that takes no encoded words: other letters stand in it as UTF-8."""
    return text.encode("utf-8", "replace").decode("ascii", "surrogateescape")
