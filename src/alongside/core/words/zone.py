"""The authored zone: what the sender of a message wrote in it now."""

import re

from alongside.core.words.farewell import without_banner, without_farewell
from alongside.core.words.quotes import without_quotes

_MANY_BLANKS = re.compile(r"\n{3,}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def authored(text: str) -> str:
    """Only what the sender wrote now: no quotations, headings, forwarded parts, signatures or footers."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = without_farewell(without_banner(without_quotes(text)))
    kept = "\n".join(lines).strip()
    return _MANY_BLANKS.sub("\n\n", kept) if "\n\n\n" in kept else kept


def substance(text: str) -> bool:
    """Whether an authored text says anything: at least two words."""
    return len(_WORD.findall(text[:400])) > 1
