"""Content-Transfer-Encoding undone: base64 and quoted-printable, however damaged."""

import binascii
import re

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"
_BLANKS = b" \t\r\n"
# A line no base64 writer makes: a blank between characters, or the rule above a mailing list's footer.
_PROSE = re.compile(rb"^[ \t]*(?:__|--|[^\s]+[ \t]+[^\s])", re.MULTILINE)


def read_base64(data: bytes) -> tuple[bytes, str]:
    """The decoded bytes, and what was odd ('' where nothing was): bad symbols dropped, a list's footer cut."""
    odd = ""
    if data.translate(None, _ALPHABET):
        odd = "symbols in a base64 part that are not base64"
        footer = _PROSE.search(data)
        if footer and not data[: footer.start()].strip():
            return data, "a part said to be base64 is plain text"
        data = data[: footer.start()] if footer else data
    return _lenient(data), odd


def _lenient(data: bytes) -> bytes:
    try:
        return binascii.a2b_base64(data + b"==")
    except binascii.Error:  # one symbol too many
        symbols = data.translate(None, bytes(set(range(256)) - set(_ALPHABET)) + _BLANKS + b"=")
        return binascii.a2b_base64(symbols[: len(symbols) // 4 * 4])


def read_quoted(data: bytes) -> bytes:
    """The bytes of a quoted-printable part."""
    return binascii.a2b_qp(data)


def read_quoted_word(data: bytes) -> bytes:
    """The bytes of the Q form of an encoded word (RFC 2047): an underscore is a blank."""
    return binascii.a2b_qp(data, header=True)
