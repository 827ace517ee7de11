"""The value and parameters of Content-Type and Content-Disposition, RFC 2231 included."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from alongside.core.evidence.mail.charsets import read_text

_LONGEST = 4096
_NAME = re.compile(r"[^\s;/=()]+(?: *+/ *+[^\s;/=()]+)?")
_PARAM = re.compile(r"""(?:;|(?<! ) ) *+([^\s=;"]++) *+= *+(?:"((?:[^"\\]|\\.)*+)"?|([^;\s]*))""", re.DOTALL)
_COMMENT = re.compile(r"\([^()]*\)")
_PIECE = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


class Kind(NamedTuple):
    """A parsed value such as `text/plain; charset=utf-8`: names in lower case, values as written."""

    name: str
    params: Mapping[str, str]


@lru_cache(maxsize=512)
def read_kind(value: str) -> Kind:
    """Read a structured header; at most 4,096 characters of it, whatever stands there."""
    value = value[:_LONGEST].replace("\t", " ").strip()
    if value[:1] == "(":
        value = _COMMENT.sub("", value, count=1).lstrip()
    name = _NAME.match(value)
    params: dict[str, str] = {}
    for match in _PARAM.finditer(value, name.end() if name else 0):
        key, quoted, bare = match.groups()
        params.setdefault(key.lower(), _value(quoted, bare))
    if any("*" in key for key in params):
        params = _join(params)
    return Kind(name[0].replace(" ", "").lower() if name else "", params)


def _value(quoted: str | None, bare: str | None) -> str:
    if quoted is not None:
        return re.sub(r"\\(.)", r"\1", quoted) if "\\" in quoted else quoted
    text = bare or ""
    return (_COMMENT.sub("", text) if "(" in text else text).strip()


def _join(params: Mapping[str, str]) -> dict[str, str]:
    """Put `name*0*=utf-8''..; name*1=..` together: the pieces of one name, in order, decoded as one."""
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    plain: dict[str, str] = {}
    for key, value in params.items():
        match = _PIECE.fullmatch(key)
        if match and (match[2] or match[3]):
            pieces.setdefault(match[1], []).append((int(match[2] or 0), bool(match[3]), value))
        else:
            plain[key] = value
    return plain | {name: _decode(sorted(found)) for name, found in pieces.items()}


def _decode(pieces: list[tuple[int, bool, str]]) -> str:
    charset = ""
    if pieces[0][1] and pieces[0][2].count("'") >= 2:
        charset, _, first = pieces[0][2].split("'", 2)
        pieces = [(0, True, first), *pieces[1:]]
    return read_text(b"".join(unquote_to_bytes(v) if pct else v.encode() for _, pct, v in pieces), charset)
