"""Bytes to text: the declared charset, then UTF-8, then cp1252; never fails."""

import codecs
import re
from functools import lru_cache

_SHAPE = re.compile(r"[a-z0-9][a-z0-9_.:+-]{0,39}")
# What mail programs mean by these names (the WHATWG reading), and names Python does not know.
_MEANT = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf_16": "utf-16",
}
_ALIASES = {
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "windows-874": "cp874",
    "x-sjis": "cp932",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
# Not charsets of mail; punycode and idna decode in quadratic time.
_REFUSED = {"punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "charmap", "mbcs", "oem"}


def read_text(data: bytes, charset: str = "") -> str:
    """Decode `data`, whatever its charset is said to be; NULs dropped, newlines LF, no lone surrogates."""
    text = _decode(data, charset)
    if "\0" in text:
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _decode(data: bytes, charset: str) -> str:
    codec = read_codec(charset.lower()) if charset else "utf-8"
    if codec not in {"utf-8", ""}:
        try:
            text = data.decode(codec)
        except UnicodeError:
            return _decode_broken(data, codec)
        return _without_surrogates(text) if codec == "utf-7" else text
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _decode_broken(data, "utf-8")


@lru_cache(maxsize=256)
def read_codec(charset: str) -> str:
    """The Python codec for a charset name in lower case, or '' where there is none to trust."""
    name = charset.strip("\"' ")
    if not _SHAPE.fullmatch(name):
        return ""
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
        b"a".decode(found.name, "ignore")  # refuses the codecs that are no text encodings (hex, zlib, rot13)
    except (LookupError, ValueError):
        return ""
    return "" if found.name.replace("-", "_") in _REFUSED else _MEANT.get(found.name, found.name)


def _decode_broken(data: bytes, codec: str) -> str:
    """UTF-8 or the declared codec where it fits most of the text (a cut or damaged letter), else cp1252."""
    for name in dict.fromkeys(("utf-8", codec)):
        text = data.decode(name, "replace")
        lost = text.count("\ufffd")
        if lost * 2 <= len(text) - len(text.encode("ascii", "ignore")):
            return _without_surrogates(text)
    return data.decode("cp1252", "replace")


def _without_surrogates(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
