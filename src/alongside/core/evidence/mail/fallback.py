"""The standard library's parser for the cases the fast one does not take, on a bounded part of the message."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses

from alongside.core.evidence.mail.addresses import read_address, read_name
from alongside.core.evidence.mail.bodies import MOST_PARTS, Texts, is_attached
from alongside.core.evidence.mail.headers import Fields, read_head
from alongside.core.evidence.mail.params import read_kind
from alongside.core.evidence.nouns import Mailbox, Marks

_MOST_BYTES = 2_000_000
_MOST_TREES = 100  # multiparts, hence depth: the library recurses, and tests each line against each level
_MOST_LINES = 300_000  # divided by the depth
_MOST_DASHES = 2 * MOST_PARTS
_MOST_CHARACTERS = 2_000  # of an address header
_MOST_COMMENTS = 50  # the library reads nested comments by recursion
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def read_by_library(raw: bytes, reason: str) -> tuple[Fields, Texts]:
    """Read a message with `email` (compat32); `reason` opens the problems. Never raises."""
    texts = Texts(problems=[f"read by the standard library: {reason}"], marks=Marks.FALLBACK)
    bounded = _bounded(raw)
    if len(bounded) < len(raw):
        texts.say("only the first part of the message was read")
    try:
        message = message_from_bytes(bounded, policy=compat32)
        fields = _fields(message)
        _walk(texts, message)
    except _BROKEN as error:
        texts.say(f"the standard library could not read it ({type(error).__name__})")
        return _last_resort(bounded), texts
    return fields, texts


def read_mailbox_by_library(value: str) -> Mailbox:
    """The first mailbox `email.utils` finds, or the whole value as a name with no address. Never raises."""
    value = value[:_MOST_CHARACTERS]
    try:
        pairs = getaddresses([value]) if value.count("(") < _MOST_COMMENTS else []
    except _BROKEN:
        pairs = []
    found = (Mailbox(read_name(name), read_address(address)) for name, address in pairs)
    return next((mailbox for mailbox in found if mailbox.address), Mailbox(read_name(value), ""))


def _bounded(raw: bytes) -> bytes:
    """Cut where the parts, the lines or the bytes become too many for a parser of several passes."""
    raw = _before(raw[:_MOST_BYTES], b"\n--", _MOST_DASHES)
    raw = _before(raw, b"ultipart/", _MOST_TREES)
    depth = 1 + raw.lower().count(b"multipart/")
    end = b"\n" if b"\n" in raw else b"\r"
    return _before(raw, end, _MOST_LINES // depth)


def _before(raw: bytes, mark: bytes, most: int) -> bytes:
    """The bytes before the `most`-th mark, or all of them."""
    if raw.count(mark) < most:
        return raw
    return raw[: len(raw) - len(raw.split(mark, most)[-1]) - len(mark)]


def _fields(message: Message) -> Fields:
    """The fields in the form of the fast parser, decoded the same way."""
    block = "\n".join(f"{name}:{value}" for name, value in message.raw_items())
    return read_head(block.encode("utf-8", "surrogateescape")).fields


def _last_resort(raw: bytes) -> Fields:
    head = raw[:64_000].replace(b"\r\n", b"\n").replace(b"\r", b"\n").partition(b"\n\n")[0]
    return read_head(head).fields


def _walk(texts: Texts, root: Message) -> None:
    """Every text part in order; what is inside a forwarded message is not body."""
    waiting = [(root, 0)]
    while waiting and texts.parts < MOST_PARTS:
        part, depth = waiting.pop()
        texts.parts += 1
        fields = _fields(part)
        kind = read_kind(part.get_content_type() if "content-type" not in fields else fields["content-type"][0])
        payload = part.get_payload()
        if isinstance(payload, list):
            if not part.get_content_type().startswith("message/"):
                waiting.extend((child, depth + 1) for child in reversed(payload) if isinstance(child, Message))
        elif part.get_content_type() in {"text/plain", "text/html"} and not is_attached(texts, fields, kind, depth):
            data = part.get_payload(decode=True)
            texts.take(kind._replace(name=part.get_content_type()), data if isinstance(data, bytes) else b"")
    if waiting:
        texts.say(f"more than {MOST_PARTS:,} MIME parts; the rest was not read")
