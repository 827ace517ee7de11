"""Address lists: mailboxes out of From, To and the like, groups and unquoted commas included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from alongside.core.evidence.mail.encoded import clean, decode_words
from alongside.core.evidence.nouns import Mailbox

MOST = 2_000  # addresses kept of one header
LONGEST = 128 * 1024  # characters of one header looked at
_NAME, _ADDRESS = 200, 320  # characters kept; 320 is what RFC 3696 allows
_CACHED = 300  # longer headers are not remembered

# One mailbox with nothing odd about it: most headers are this.
_SIMPLE = re.compile(
    r"""\s*(?:"([^"\\]*)"|([^"<>(),:;@\\]*))\s*<([^\s<>@,:;"()]+@[^\s<>@,:;"()\[\]]+)>\s*"""
    r"""|\s*([^\s<>@,:;"()]+@[^\s<>@,:;"()\[\]]+)\s*"""
)
# Each alternative eats what it opens even where it is not closed, so that a scan is linear.
_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*+"?)|(?P<angle><[^<>]*+>?)|(?P<word>=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,500}\?=)"""
    r"""|(?P<mark>[(),:;])|(?P<text>[^"<(),:;=]++|.)""",
    re.DOTALL,
)
_ADDRESS_IN_TEXT = re.compile(r"""[^\s<>"'\[\](),;:@]+@[^\s<>"'(),;:@]+""")
_AROUND = re.compile(r"\s*([@.])\s*")


def read_mailboxes(value: str) -> tuple[Mailbox, ...]:
    """The mailboxes of one header that have an address, at most `MOST`; linear in its length."""
    return _remembered(value) if len(value) <= _CACHED else _read(value[:LONGEST])


@lru_cache(maxsize=4096)
def _remembered(value: str) -> tuple[Mailbox, ...]:
    return _read(value)


def _read(value: str) -> tuple[Mailbox, ...]:
    simple = _SIMPLE.fullmatch(value) if len(value) <= _CACHED else None  # quadratic in runs of blanks
    if simple and "=?" not in simple[simple.lastindex or 0]:
        quoted, name, angle, bare = simple.groups()
        address = read_address(angle or bare)
        if address:
            return (Mailbox(read_name(quoted or name or ""), address),)
    found = _scan(value)
    if not found and '"' in value:  # a quote that never closes hides the rest
        found = _scan(value.replace('"', " "))
    if not found and "=?" in value:  # some programs encode the address too
        found = _scan(decode_words(value).replace('"', " "))
    return found


def read_name(text: str) -> str:
    """A display name: decoded, on one line, out of its quotes, at most 200 characters."""
    name = clean(decode_words(text[: _NAME * 20]), _NAME + 50).strip("\"' ")
    return name[:_NAME].rstrip()


def read_address(text: str) -> str:
    """An address in lower case, or '' where the text is none: exactly one @, something on both sides, no blanks."""
    if len(text) > _ADDRESS * 4:
        return ""
    text = clean(decode_words(text), _ADDRESS + 1).strip("<>'\" ")
    text = _AROUND.sub(r"\1", text).rpartition(":")[2].rstrip(".").lower()
    local, at, domain = text.partition("@")
    whole = bool(local and at and domain) and "@" not in domain and " " not in text
    return text if whole and len(text) <= _ADDRESS else ""


@dataclass(slots=True)
class _Draft:
    """One mailbox while its tokens come in."""

    words: list[str] = field(default_factory=list)  # name or bare address, as written
    comment: list[str] = field(default_factory=list)
    angle: str = ""
    quoted: bool = False

    def close(self, before: str) -> tuple[Mailbox | None, str]:
        """The mailbox, or the words to put before the next name (`Doe, Jane <j@x>`)."""
        text = "".join(self.words)
        if self.angle:
            named = text if self.quoted or not before else f"{before}, {text}"
            aside = "".join(self.comment).strip()
            return Mailbox(
                read_name(f"{named} ({aside})" if named.strip() and aside else named + aside), self.angle
            ), ""
        bare = read_address(text) if "@" in text else ""
        if bare:
            return Mailbox(read_name("".join(self.comment)), bare), ""
        inside = _ADDRESS_IN_TEXT.search(text) if "=?" not in text else None
        address = read_address(inside[0]) if inside else ""
        if inside and address:
            return Mailbox(read_name(text[: inside.start()].rstrip("< ")), address), ""
        rest = "" if "@" in text else text.strip()
        return None, f"{before}, {rest}" if before and rest else rest or before


def _scan(value: str) -> tuple[Mailbox, ...]:
    found: list[Mailbox] = []
    for mailbox in _mailboxes(value):
        found.append(mailbox)
        if len(found) >= MOST:
            break
    return tuple(found)


def _mailboxes(value: str) -> Iterator[Mailbox]:
    draft, before, depth = _Draft(), "", 0
    for token in _TOKEN.finditer(value):
        text, kind = token[0], token.lastgroup
        if kind == "mark" and text in "()":
            around, depth = depth, max(0, depth + (1 if text == "(" else -1))
            draft.comment.append(text if around and depth else " ")
        elif depth:
            draft.comment.append(text)
        elif kind == "mark" and text == ":" and not draft.angle:  # the name of a group, or mailto:
            draft, before = _Draft(), ""
        elif kind == "mark":
            mailbox, before = draft.close(before[:_NAME])
            draft = _Draft()
            if text != ",":
                before = ""
            if mailbox:
                yield mailbox
        else:
            _take(draft, kind or "", text)
    mailbox, _ = draft.close(before)
    if mailbox:
        yield mailbox


def _take(draft: _Draft, kind: str, text: str) -> None:
    if kind == "angle":
        draft.angle = draft.angle or read_address(text.strip("<>"))
        return
    if kind == "quoted":
        draft.quoted = True
        text = re.sub(r"\\(.)", r"\1", text.strip('"')) if "\\" in text else text.strip('"')
    draft.words.append(text)
