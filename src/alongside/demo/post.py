"""A mail as bytes: encoded headers, one or two text parts, and the line that parts it from the next in an mbox."""

import re
from base64 import encodebytes
from datetime import UTC
from email.header import Header
from email.utils import format_datetime, formataddr
from quopri import encodestring

from alongside.core.evidence.nouns import Mailbox
from alongside.demo.dress import as_html, as_plain
from alongside.demo.nouns import Dress, Mail

FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)
FLOWED = frozenset({Dress.THUNDERBIRD, Dress.APPLE})
HTML_ONLY = frozenset({Dress.OUTLOOK_HTML, Dress.GMAIL_HTML})
BOTH = frozenset({Dress.GMAIL, Dress.APPLE})


def to_mbox(mail: Mail) -> bytes:
    """The message as Takeout stores it (mboxrd: body lines that begin with `From ` get a `>`)."""
    stamp = mail.sent.astimezone(UTC).strftime("%a %b %d %H:%M:%S +0000 %Y")
    return f"From {mail.thread:019d}@xxx {stamp}\n".encode() + FROM_LINE.sub(rb">\1", to_bytes(mail)) + b"\n\n"


def to_bytes(mail: Mail) -> bytes:
    """The message as it lies on a server, with LF line ends."""
    parts = [_part(mail, *one) for one in _bodies(mail)]
    if len(parts) == 1:
        return _headers(mail) + parts[0]
    boundary = f"=_{mail.message_id.split('@')[0]}"
    head = f'Content-Type: multipart/alternative; boundary="{boundary}"\n\n'.encode()
    middle = b"".join(f"--{boundary}\n".encode() + part + b"\n" for part in parts)
    return _headers(mail) + head + middle + f"--{boundary}--\n".encode()


def _bodies(mail: Mail) -> list[tuple[str, str]]:
    if mail.dress in HTML_ONLY:
        return [("text/html", as_html(mail))]
    plain = ("text/plain", as_plain(mail))
    return [plain, ("text/html", as_html(mail))] if mail.dress in BOTH else [plain]


def _part(mail: Mail, kind: str, text: str) -> bytes:
    """One text part; a character its charset does not know moves it to UTF-8."""
    charset, transfer = mail.charset, mail.transfer
    try:
        raw = text.encode(charset)
    except UnicodeEncodeError:
        charset, raw = "utf-8", text.encode()
        transfer = "base64" if transfer == "7bit" else transfer
    flowed = "; format=flowed" if kind == "text/plain" and mail.dress in FLOWED else ""
    head = f"Content-Type: {kind}; charset={charset}{flowed}\nContent-Transfer-Encoding: {transfer}\n\n"
    return head.encode() + _encoded(raw, transfer)


def _encoded(raw: bytes, transfer: str) -> bytes:
    if transfer == "base64":
        return encodebytes(raw)
    return encodestring(raw) if transfer == "quoted-printable" else raw


def _headers(mail: Mail) -> bytes:
    chain = _chain(mail)
    lines = [f"X-GM-THRID: {mail.thread:019d}", f"X-Gmail-Labels: {mail.labels}"]
    lines += [] if mail.from_me else [f"Delivered-To: {mail.to[0].address}"]
    lines += [f"From: {_named(mail.sender, mail.charset)}", f"To: {_all(mail.to, mail.charset)}"]
    lines += [f"Cc: {_all(mail.cc, mail.charset)}"] if mail.cc else []
    lines += [f"Subject: {_words(mail.subject, mail.charset)}", f"Date: {format_datetime(mail.sent)}"]
    lines += [f"Message-ID: <{mail.message_id}>"]
    lines += [f"In-Reply-To: <{chain[-1]}>", "References: " + "\n ".join(f"<{one}>" for one in chain)] if chain else []
    lines += [f"{name}: {_words(value, mail.charset)}" for name, value in mail.headers]
    return "\n".join([*lines, "MIME-Version: 1.0", ""]).encode()


def _chain(mail: Mail) -> list[str]:
    """The message ids before this one, oldest first."""
    chain: list[str] = []
    parent = mail.answers
    while parent is not None:
        chain.insert(0, parent.message_id)
        parent = parent.answers
    return chain


def _all(people: tuple[Mailbox, ...], charset: str) -> str:
    return ", ".join(_named(one, charset) for one in people)


def _named(person: Mailbox, charset: str) -> str:
    return formataddr((person.name, person.address), _fit(person.name, charset))


def _words(value: str, charset: str) -> str:
    return value if value.isascii() else Header(value, _fit(value, charset), maxlinelen=70).encode()


def _fit(text: str, charset: str) -> str:
    """The charset where it has all the characters, else UTF-8."""
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return "utf-8"
    return charset
