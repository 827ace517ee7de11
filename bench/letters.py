"""One message as its bytes: headers, parts, charsets and transfer encodings as mail programs write them."""

import base64
import binascii
import re
import time
from random import Random
from typing import NamedTuple

from templates import TRANSPORT


class Person(NamedTuple):
    """Someone who writes; `style` is the mail program, `zone` the minutes east of UTC."""

    name: str
    address: str
    style: str
    charset: str
    signature: str
    zone: int


class Draft(NamedTuple):
    """A message before it is encoded; `labels` are Gmail's, `extra` whole header lines."""

    sender: Person
    to: tuple[Person, ...]
    cc: tuple[Person, ...]
    sent: int
    subject: str
    message_id: str
    references: tuple[str, ...]
    plain: str
    html: str
    labels: str
    extra: tuple[str, ...] = ()


FILES = (
    "brief.pdf",
    "Angebot März 2024.pdf",
    "screens – final.png",
    "hours.xlsx",
    "Übersicht.docx",
    "photo.jpg",
)
MALFORMED = (
    "Mon, 32 Foo 2024 99:99:99",
    "yesterday at noon",
    "2024-03-01",
    "",
    "{d} {m} {y} 10:00",
    "Tue, {d} {m} {y} 10:00:00 +9999",
)
PROGRAMS = {
    "gmail": "",
    "apple": "X-Mailer: Apple Mail (2.3774.300.61.1.2)",
    "outlook": "X-Mailer: Microsoft Outlook 16.0",
}


def render(rng: Random, draft: Draft) -> bytes:
    """The whole message, LF line ends, not yet escaped for an mbox."""
    lines = [f"X-Gmail-Labels: {draft.labels}", *_transport(rng, draft), "MIME-Version: 1.0"]
    lines += [
        f"From: {mailbox(rng, draft.sender)}",
        "To: " + ",\n ".join(mailbox(rng, to) for to in draft.to),
    ]
    lines += ["Cc: " + ", ".join(mailbox(rng, cc) for cc in draft.cc)] if draft.cc else []
    lines += [f"Date: {_date(rng, draft)}", f"Subject: {header(rng, draft.subject)}"]
    lines += [f"Message-ID: <{draft.message_id}>"] if rng.random() >= 0.003 else []
    if draft.references:
        lines += [f"In-Reply-To: <{draft.references[-1]}>"]
        lines += ["References: " + "\n ".join(f"<{ref}>" for ref in draft.references[-10:])]
    lines += [line for line in (PROGRAMS[draft.sender.style], *draft.extra) if line]
    raw = "\n".join(lines).encode("utf-8", "surrogateescape")
    return raw + b"\n" + _body(rng, draft)


def mailbox(rng: Random, person: Person) -> str:
    """A person in a From or To header."""
    if not person.name:
        return person.address
    name = header(rng, person.name)
    return f'"{name}" <{person.address}>' if "," in name or "." in name else f"{name} <{person.address}>"


def header(rng: Random, text: str) -> str:
    """Header text: as it is, as RFC 2047 words (B or Q), or now and then as raw 8-bit bytes."""
    if text.isascii():
        return text
    charset = "utf-8" if rng.random() < 0.7 or not _fits(text, "latin-1") else "iso-8859-1"
    if rng.random() < 0.05:
        return text.encode(charset).decode("utf-8", "surrogateescape")
    chunks = [text[start : start + 24] for start in range(0, len(text), 24)]
    word = _b_word if rng.random() < 0.5 else _q_word
    return "\n ".join(word(chunk.encode(charset), charset) for chunk in chunks)


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _b_word(raw: bytes, charset: str) -> str:
    return f"=?{charset}?B?{base64.b64encode(raw).decode()}?="


def _q_word(raw: bytes, charset: str) -> str:
    text = "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"={byte:02X}" for byte in raw)
    return f"=?{charset}?Q?{text.replace('=20', '_')}?="


def _transport(rng: Random, draft: Draft) -> list[str]:
    """What servers add on the way in; sent mail carries none of it."""
    if draft.labels.startswith("Sent"):
        return []
    values = {
        "domain": draft.sender.address.partition("@")[2],
        "sender": draft.sender.address,
        "stamp": f"{clock(draft.sent + 4, 0)} +0000",
        "time": draft.sent,
        "host": rng.randint(1, 254),
        "id": f"{rng.getrandbits(64):x}",
        "hash": base64.b64encode(rng.randbytes(32)).decode(),
        "dkim": _folded(rng, 192),
        "arc": _folded(rng, 192),
    }
    return [TRANSPORT.format(**values)]


def _folded(rng: Random, size: int) -> str:
    text = base64.b64encode(rng.randbytes(size)).decode()
    return "\n        ".join(text[start : start + 64] for start in range(0, len(text), 64))


def clock(sent: int, zone: int) -> str:
    """`Mon, 04 Mar 2024 10:00:00` in the writer's zone."""
    return time.strftime("%a, %d %b %Y %H:%M:%S", time.gmtime(sent + zone * 60))


def _date(rng: Random, draft: Draft) -> str:
    luck, zone = rng.random(), draft.sender.zone
    if luck < 0.004:
        day, month, year = clock(draft.sent, 0)[5:16].split()
        return rng.choice(MALFORMED).format(d=day, m=month, y=year)
    if luck < 0.013:
        return time.asctime(time.gmtime(draft.sent + zone * 60))
    sign, minutes = "-" if zone < 0 else "+", abs(zone)
    return f"{clock(draft.sent, zone)} {sign}{minutes // 60:02}{minutes % 60:02}"


def _body(rng: Random, draft: Draft) -> bytes:
    """Content headers, a blank line and the content."""
    parts = [_text(rng, draft.plain, "plain", draft.sender.charset)] if draft.plain else []
    parts += [_text(rng, draft.html, "html", draft.sender.charset)] if draft.html else []
    body = parts[0] if len(parts) == 1 else _multipart(rng, "alternative", parts)
    luck = rng.random()
    if luck < 0.045:
        return _multipart(rng, "mixed", [body, _attachment(rng)])
    return _multipart(rng, "mixed", [body, _forwarded(rng, draft)]) if luck < 0.050 else body


def _text(rng: Random, text: str, subtype: str, charset: str) -> bytes:
    """A text part in the charset if it fits, else utf-8, under one of the four transfer encodings."""
    if text.isascii():
        charset = rng.choice(("us-ascii", "utf-8", "utf-8", charset))
    elif not _fits(text, charset):
        charset = "utf-8"
    raw = text.encode(charset)
    encoding = _encoding(rng, raw, charset)
    if encoding == "quoted-printable":
        raw = binascii.b2a_qp(raw)
    elif encoding == "base64":
        raw = base64.encodebytes(raw)
    kind = f'Content-Type: text/{subtype}; charset="{charset}"\nContent-Transfer-Encoding: {encoding}\n\n'
    return kind.encode() + raw


def _encoding(rng: Random, raw: bytes, charset: str) -> str:
    if charset == "iso-2022-jp" or raw.isascii():
        return rng.choices(("7bit", "quoted-printable", "base64"), (62, 30, 8))[0]
    return rng.choices(("quoted-printable", "8bit", "base64"), (50, 30, 20))[0]


def _multipart(rng: Random, subtype: str, parts: list[bytes]) -> bytes:
    boundary = f"----=_Part_{rng.getrandbits(80):020x}".encode()
    head = b'Content-Type: multipart/%s;\n boundary="%s"\n\n' % (subtype.encode(), boundary)
    return head + b"".join(b"--%s\n%s\n" % (boundary, part) for part in parts) + b"--%s--\n" % boundary


def _attachment(rng: Random) -> bytes:
    """A small file; names outside ASCII are written by RFC 2231."""
    name = rng.choice(FILES)
    quoted = "".join(chr(byte) if 33 <= byte < 127 else f"%{byte:02X}" for byte in name.encode())
    field = f'filename="{name}"' if name.isascii() else f"filename*=utf-8''{quoted}"
    data = base64.encodebytes(rng.randbytes(int(rng.uniform(2000, 18000)))).decode()
    return (
        f"Content-Type: application/octet-stream\nContent-Disposition: attachment;\n {field}\n"
        f"Content-Transfer-Encoding: base64\n\n{data}"
    ).encode()


def _forwarded(rng: Random, draft: Draft) -> bytes:
    """The message's own beginning, sent on as message/rfc822."""
    head = f"From: {mailbox(rng, draft.to[0])}\nSubject: {header(rng, draft.subject)}\n"
    head += f"Date: {clock(draft.sent - 9999, 0)} +0000\nMessage-ID: <fwd.{draft.message_id}>\n"
    raw = head.encode("utf-8", "surrogateescape") + _text(rng, draft.plain[:800], "plain", "utf-8")
    return b"Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" + raw


ESCAPED = re.compile(rb"^(>*From )", re.MULTILINE)


def mbox_entry(raw: bytes, draft: Draft) -> bytes:
    """The message as an mboxrd file holds it."""
    if b"From " in raw:
        raw = ESCAPED.sub(rb">\1", raw)
    line = f"From {draft.sender.address} {time.asctime(time.gmtime(draft.sent))}\n"
    return line.encode() + raw + (b"\n" if raw.endswith(b"\n") else b"\n\n")
