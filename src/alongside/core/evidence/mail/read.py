"""One message, from its bytes to a letter: the fast parser, and the standard library for the odd cases."""

from alongside.core.evidence.mail.addresses import MOST, read_mailboxes
from alongside.core.evidence.mail.bodies import Texts, read_bodies
from alongside.core.evidence.mail.dates import read_sent
from alongside.core.evidence.mail.encoded import clean, decode_words
from alongside.core.evidence.mail.headers import LONGEST_HEAD, Fields, find_body, first, is_headed, read_head
from alongside.core.evidence.mail.ids import read_id, read_references
from alongside.core.evidence.mail.labels import mark_labels, read_labels
from alongside.core.evidence.mail.marks import is_surely_bulk, mark_headers
from alongside.core.evidence.mail.senders import Author, read_author
from alongside.core.evidence.nouns import Letter, Mailbox, Marks

_SUBJECT = 500
_NO_HEAD: Fields = {}


def read_letter(raw: bytes, *, latest: int, skip_bulk: bool = False) -> Letter:
    """Read one message (without its mbox From_ line, LF or CRLF); never raises, says in `problems` what was odd.

    `latest` is the newest moment to believe, in seconds since 1970 UTC: later dates (by over two days) are wrong.
    `skip_bulk` leaves the texts of bulk and machine mail unread, where the headers alone say that it is such.
    """
    fields, texts = _open(raw, skip_bulk=skip_bulk)
    problems = texts.problems
    author = read_author(fields)
    if author.problem:
        problems.append(author.problem)
    sent = read_sent(first(fields, "date"), fields.get("received", []), latest=latest)
    problems.extend(sent.problems)
    subject = clean(decode_words(first(fields, "subject")), _SUBJECT)
    labels = read_labels(fields["x-gmail-labels"][0]) if "x-gmail-labels" in fields else ()
    marks = _mark(fields, author, subject, labels)
    if texts.marks:
        marks |= texts.marks
    return Letter(
        message_id=read_id(first(fields, "message-id")),
        references=read_references(fields),
        sender=author.mailbox,
        reply_to=_read_all(fields, "reply-to", problems),
        to=_read_all(fields, "to", problems),
        cc=_read_all(fields, "cc", problems),
        delivered_to=_read_delivered(fields),
        sent=sent.seconds,
        offset=sent.offset,
        subject=subject,
        labels=labels,
        marks=marks,
        plain="\n".join(texts.plain),
        html="\n".join(texts.html),
        problems=tuple(problems),
    )


def _mark(fields: Fields, author: Author, subject: str, labels: tuple[str, ...]) -> Marks:
    marks = mark_headers(fields, author.mailbox, subject)
    filed = mark_labels(labels) if labels else None
    if filed:
        marks |= filed
    return marks | Marks.FALLBACK if author.by_library else marks


def _open(raw: bytes, *, skip_bulk: bool) -> tuple[Fields, Texts]:
    """The fields and texts of a message, by the fast parser or, where it says why not, by the standard library."""
    if raw[:1] in {b"\xef", b"\r", b"\n"}:
        raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if b"\n" not in raw:
        return _read_by_library(raw, "the message has no line feeds")
    if not is_headed(raw, 0, len(raw)):
        texts = read_bodies(_NO_HEAD, raw, 0)
        texts.say("the message has no headers")
        return _NO_HEAD, texts
    stop, body = find_body(raw, 0, len(raw))
    head = read_head(raw[:stop] if stop <= LONGEST_HEAD else _cut(raw))
    if head.stray:
        return _read_by_library(raw, "no blank line between headers and text")
    texts = Texts() if skip_bulk and is_surely_bulk(head.fields) else read_bodies(head.fields, raw, body)
    if texts.odd:
        return _read_by_library(raw, texts.odd)
    if stop > LONGEST_HEAD:
        texts.say(f"the headers are longer than {LONGEST_HEAD // 1024} KB; the rest of them was not read")
    return head.fields, texts


def _read_by_library(raw: bytes, reason: str) -> tuple[Fields, Texts]:
    from alongside.core.evidence.mail.fallback import read_by_library  # noqa: PLC0415 - few mails need `email`

    return read_by_library(raw, reason)


def _cut(raw: bytes) -> bytes:
    """As much of a header block as is looked at: whole lines, if there are lines."""
    end = raw.rfind(b"\n", 0, LONGEST_HEAD)
    return raw[: end if end > 0 else LONGEST_HEAD]


def _read_all(fields: Fields, name: str, problems: list[str]) -> tuple[Mailbox, ...]:
    """Every mailbox of a header that may stand there more than once."""
    values = fields.get(name)
    if not values:
        return ()
    found = read_mailboxes(values[0] if len(values) == 1 else ",".join(values))
    if len(found) >= MOST:
        problems.append(f"more than {MOST:,} addresses in {name.title()}; the rest was not read")
        return found[:MOST]
    return found


def _read_delivered(fields: Fields) -> tuple[str, ...]:
    names = ("delivered-to", "x-original-to", "x-delivered-to", "envelope-to")
    found = (m.address for name in names for value in fields.get(name, ())[:20] for m in read_mailboxes(value))
    return tuple(dict.fromkeys(found))
