"""Where the sentences of a message begin and end."""

import re

_SHORT_GREETING = 40  # a line that ends in a comma and is no longer addresses somebody
_TOO_SHORT = 200  # what is longer is not looked through for a letter
_WRAPPED = range(56, 81)  # the length of a line that a mail program broke

# It begins with one class of characters, which `re` finds five times as fast as alternatives; a row of full stops is
# looked at from its first on only, which keeps the search linear.
_BREAK = re.compile(
    r"[.!?…。！？\n](?:(?<=\n)\s*|(?<=[。！？])|(?<=[.!?…])(?<![.!?…].)[.!?…]*+[\"'”’»)\]*]{0,4}+(?:\s+|$))"
)
_SHORT_FORMS = (
    "mr mrs ms mme mlle dr drs prof hr fr sr sra st ste no nos núm nr vs bzw ca circa evtl ggf inkl exkl zzgl vgl bspw "
    "max min mind tel fig abb art approx incl est resp cf ext ref jr dept str abs pos mio mrd jan feb febr mar apr jun "
    "jul aug sep sept oct okt nov dec dez mo di mi do sa so mon tue wed thu fri sat sun"
).split()
_ABBREVIATED = re.compile(
    rf"(?:^|[\s(\"'„“/])(?:[^\W\d_]|(?:[^\W\d_]\.){{1,3}}\s?[^\W\d_]|{'|'.join(_SHORT_FORMS)}|"
    r"z\.\s?b|d\.\s?h|u\.\s?a|e\.g|i\.e|p\.\s?ex|p\.\s?ej)\.$",
    re.IGNORECASE,
)
_ENDS_OF_SHORT_FORMS = frozenset((*_SHORT_FORMS, "ex", "ej"))
_NUMBERED = re.compile(r"(?:^|[\s(])\d{1,3}\.$")
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*\d{1,3}\.$")
_AFTER_A_DAY = re.compile(
    r"(?:jan|feb|mär|mar|maer|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec|quartal|woche|stock|etage|januar)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•–—·]|\(?\w[.)]|\d{1,3}[.)])[ \t]")
_MARKER = re.compile(r"(?:[-*•–—·>]+|\d{1,3}[.)]|\([a-z\d]\))[ \t]+")
_SAYS_NOTHING = re.compile(r"[\W_]*$")


def sentences(text: str) -> list[tuple[int, int]]:
    """The spans of the sentences, in order, without the blanks and list marks around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _BREAK.finditer(text):
        end = found.end()
        if text[found.start()] == "\n":
            if _goes_on(text, found.start(), end):
                continue
        elif _inside(text, found):
            continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a span, trimmed, where it has any letter or digit."""
    raw = text[start:end]
    said = raw.strip()
    if not said:
        return
    first = start + raw.index(said[0])
    if said[0].isalpha():
        spans.append((first, first + len(said)))
    elif not (len(said) < _TOO_SHORT and _SAYS_NOTHING.match(said)):
        marker = _MARKER.match(said)
        spans.append((first + (marker.end() if marker else 0), first + len(said)))


def _goes_on(text: str, line_end: int, next_start: int) -> bool:
    """Whether a line break stands inside a sentence: the next line carries it on."""
    if next_start >= len(text) or text.count("\n", line_end, next_start) > 1:
        return False
    before, after = text[line_end - 1 : line_end], text[next_start]
    if not before or before in ":.!?…" or _ITEM.match(text, next_start):
        return False
    length = line_end - text.rfind("\n", 0, line_end) - 1
    if before == "," and length <= _SHORT_GREETING:
        return False
    return after.islower() or length in _WRAPPED


def _inside(text: str, found: re.Match[str]) -> bool:
    """Whether a full stop ends no sentence: an abbreviation, a number, or small letters follow."""
    start, end = found.span()
    mark = found[0].rstrip()
    if end >= len(text) or "\n\n" in found[0] or "?" in mark or (mark == "!" and not text[end].islower()):
        return False
    if text[end].islower():
        return True
    if mark != ".":
        return False
    before = text[max(start - 16, 0) : start + 1]
    if before[-2:-1].isdigit() and _NUMBERED.search(before):
        return bool(_LIST_NUMBER.search(before) or _AFTER_A_DAY.match(text, end))
    return _is_abbreviated(before)


def _is_abbreviated(before: str) -> bool:
    """Whether the full stop at the end of `before` belongs to an abbreviation."""
    word = (before[:-1].split() or ["-"])[-1]
    if not word[-1].isalnum():
        return False
    if len(word) > 1 and word.isascii() and word.isalpha() and word.lower() not in _ENDS_OF_SHORT_FORMS:
        return False  # a whole word, as before most full stops
    return _ABBREVIATED.search(before) is not None
