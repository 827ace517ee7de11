"""Where the sentences of a message begin and end."""

import re

_SHORT_GREETING = 40  # a line that ends in a comma and is no longer addresses somebody
_TOO_SHORT = 200  # what is longer is not looked through for a letter
_LOOKED_BACK = 16  # characters before a full stop, in which its abbreviation stands
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
        at, end = found.span()
        if _goes_on(text, at, end) if text[at] == "\n" else _inside(text, at, end):
            continue
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a span, trimmed, where it has any letter or digit."""
    said = text[start:end].rstrip()
    if said[:1].isspace():
        start += len(said) - len(said.lstrip())
        said = said.lstrip()
    if said[:1].isalpha():
        spans.append((start, start + len(said)))
    elif said and not (len(said) < _TOO_SHORT and _SAYS_NOTHING.match(said)):
        marker = _MARKER.match(said)
        spans.append((start + (marker.end() if marker else 0), start + len(said)))


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


def _inside(text: str, at: int, end: int) -> bool:
    """Whether marks and the blanks behind them end no sentence: an abbreviation, a number, or small letters follow."""
    whole, after = text[at:end], text[end : end + 1]
    mark = whole.rstrip()
    if after.islower():
        return "?" not in mark and "\n\n" not in whole
    return mark == "." and after != "" and "\n\n" not in whole and _is_short_form(text, at, end)


def _is_short_form(text: str, at: int, end: int) -> bool:
    """Whether a full stop belongs to the abbreviation or the number before it."""
    start = max(at - _LOOKED_BACK, 0)
    blank = text.rfind(" ", start, at)
    if blank >= 0 and _is_whole(text[blank + 1 : at]):
        return False
    before = text[start : at + 1]
    if before[-2:-1].isdigit() and _NUMBERED.search(before):
        return bool(_LIST_NUMBER.search(before) or _AFTER_A_DAY.match(text, end))
    word = (before[:-1].split() or ["-"])[-1]
    return word[-1].isalnum() and not _is_whole(word) and _ABBREVIATED.search(before) is not None


def _is_whole(word: str) -> bool:
    """Whether this is a whole word, as before most full stops, and no abbreviation."""
    return len(word) > 1 and word.isascii() and word.isalpha() and word.lower() not in _ENDS_OF_SHORT_FORMS
