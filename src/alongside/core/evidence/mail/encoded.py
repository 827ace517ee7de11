"""Header text: encoded words (RFC 2047) decoded, and what could fool a screen taken out."""

import re

from alongside.core.evidence.mail.charsets import read_codec, read_text
from alongside.core.evidence.mail.transfer import read_base64, read_quoted_word

WORD = re.compile(r"=\?([^?*\s]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?(.*?)\?=", re.DOTALL)
# Controls, bidirectional marks and overrides, lone surrogates, the byte order mark.
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LONGEST = 10_000


def clean(text: str, longest: int) -> str:
    """One line of text: controls and bidirectional overrides out, runs of blanks one blank, cut at `longest`."""
    if not text.isprintable():
        text = _UNSAFE.sub("", text)
    elif "  " not in text:
        return text.strip(" ")[:longest]
    return " ".join(text.split())[:longest]


def decode_words(value: str) -> str:
    """Decode the encoded words of an unfolded header; neighbours of one charset are joined before decoding."""
    if "=?" not in value:
        return value
    value = value[:_LONGEST]
    end = value.rfind("?=") + 2  # past it no word can end: this keeps the search linear
    pieces: list[str] = []
    held, charset, after = b"", "", 0
    for word in WORD.finditer(value, 0, end):
        between = value[after : word.start()]
        apart = not after or between.strip() != ""
        if apart or word[1].lower() != charset:
            pieces += [_decode(held, charset), between if apart else ""]
            held, charset = b"", word[1].lower()
        held += _read_word(charset, word[2], word[3])
        after = word.end()
    return "".join([*pieces, _decode(held, charset), value[after:]])


def _decode(held: bytes, charset: str) -> str:
    return read_text(held, charset) if held else ""


def _read_word(charset: str, form: str, text: str) -> bytes:
    # raw 8-bit letters inside an encoded word go back to the bytes the word's charset has for them
    data = text.encode() if text.isascii() else text.encode(read_codec(charset) or "utf-8", "replace")
    return read_base64(data)[0] if form in "bB" else read_quoted_word(data)
