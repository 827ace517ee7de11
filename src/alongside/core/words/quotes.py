"""Which lines of a message somebody else wrote: quotations, the headings above them, and forwarded parts."""

import re
from collections.abc import Iterator
from itertools import chain, pairwise

from alongside.core.words.tongues import (
    BEGINS_PASSED_ON,
    BLOCK_OPENERS,
    DATE_OPENERS,
    LABELS,
    PASSED_ON,
    SAID,
    SAID_STEMS,
)

_WROTE, _PASSED = 2, 3  # how sure a heading is: "Ann wrote" with a date or address; a header block or a forward
_HEADING_LINES = 4  # a heading is wrapped over at most so many
_LONGEST_LINE = 300  # no line of a heading is longer
_BLOCK_LINES = 16  # a header block is looked through so far
_TORN_OFF = 24  # what is torn off a quoted line is shorter
_NARROW = 60  # a quoted line at least so long may have been wrapped by force

_ASIDE = re.compile(r"<[^<>]{2,200}>?|\[[^\[\]]{2,80}\]|\([^()]{0,80}\)")
# The same and bare addresses: several times slower, so only where there is an @.
_ADDRESS = re.compile(r"<[^<>]{2,200}>?|\S{1,80}@\S{2,80}|\[[^\[\]]{2,80}\]|\([^()]{0,80}\)")
_OPENING = re.compile(r"[\"'\s]{0,4}(\d|w dniu|[^\W\d]{1,20})(?![^\W\d])", re.IGNORECASE)
_ADDRESS_AT_END = re.compile(r"@[\w.-]{3,80}>?\s?[:：]$")
# Searched for often: each begins with one class of characters, which `re` finds five times as fast as alternatives.
_DATED = re.compile(r"\d(?:\d?\s?[:.h]\s?\d{2}|(?<=1)9\d\d|(?<=2)0\d\d|\d?[./-]\d{1,2}|年)")
_CLOCKED = re.compile(r"\d(?:\d?\s?[:h：]\s?\d{2}|(?<![\d.]\d)\d?\.\d{2}(?![.\d]))")
_SMALL_WORD = re.compile(r"(?<!\w)[a-zà-ž]{2,}(?!\w)")
_NEW_SENTENCE = re.compile(r"[.!?](?<=[a-zà-ž]{4}.)\s+[A-ZÀ-Ž]")
_SPEAKS_OF_ITSELF = re.compile(r"(?<!\w)(?:i|we|you|ich|wir|je|nous|vous|yo|io|eu|ik|wij|jeg|jag|vi)$", re.IGNORECASE)
_RULE = re.compile(r"[\s_=*~#.-]{3,}$")
_INITIALS = re.compile(r"\s{0,8}[A-Za-z]{1,8}> ")  # a mark of quotation that names its writer
_ELISIONS = frozenset(("[...]", "[…]", "...", "…", "[snip]", "<snip>", "(...)", "[..]", "[....]"))
_MARK = re.compile(r"\s{0,8}(?:[A-Za-z]{0,8}>|\|)")
_HEADING_LETTERS = frozenset(opener[0] for opener in BLOCK_OPENERS) | frozenset("- \t*_")


def is_quoted(line: str) -> bool:
    """Whether a line carries the mark of a quotation."""
    return line[:1] == ">" or line.lstrip()[:1] == ">"


def is_rule(line: str) -> bool:
    """Whether a line only draws a line."""
    return not line[:1].isalnum() and _RULE.match(line) is not None


def without_quotes(text: str) -> list[str]:
    """The lines that are neither quoted, nor a heading above a quotation, nor below one that ends the writer's part."""
    lines = list(map(str.rstrip, text.split("\n")))
    kept: list[str] = []
    at, marks, written = 0, [">"], False
    for (start, end, surety), (following, _, _) in pairwise(chain(_headings(lines), [(len(lines), 0, 0)])):
        mark = _mark_at(lines, end)
        if start < at or not (mark or surety > 1):
            continue
        kept += lines[at:start]
        written = written or any(lines[at:start])
        at = end
        # Below "Ann wrote:" on top of a message whose quotations are marked, the unmarked lines are an answer.
        if not mark and (written or surety > _WROTE or not any(map(is_quoted, lines[end:following]))):
            at = len(lines)
            break
        marks += [mark] if mark and mark not in marks else []
    kept += lines[at:]
    return _unmarked(kept, tuple(marks)) if ">" in text or len(marks) > 1 else kept


def _unmarked(lines: list[str], marks: tuple[str, ...]) -> list[str]:
    """The lines without a mark of quotation, and without what was torn off a quoted line by force."""
    last = len(lines) - 1
    return [
        line
        for at, line in enumerate(lines)
        if not (line[:1] == ">" or ((">" in line or "|" in line) and line.lstrip().startswith(marks)))
        and not (len(line) < _TORN_OFF and line[:1].islower() and 0 < at < last and _is_torn_off(lines, at))
    ]


def _is_torn_off(lines: list[str], at: int) -> bool:
    """Whether a short line is the end of the quoted line above it, wrapped by force."""
    above = lines[at - 1]
    return len(above) >= _NARROW and above[-1] not in ".?!:" and is_quoted(above) and is_quoted(lines[at + 1])


def _mark_at(lines: list[str], at: int) -> str:
    """The mark of quotation on the first written line from `at` on, '' where it has none."""
    while at < len(lines) and (not lines[at] or lines[at] in _ELISIONS):
        at += 1
    mark = _MARK.match(lines[at]) if at < len(lines) else None
    return mark[0].strip() if mark else ""


def _headings(lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """Every heading above another's words: its first line, the line after it, and how sure that is."""
    likely = [
        at
        for at, line in enumerate(lines)
        if line and line[0] != ">" and (line[-1] in ":：" or (line[0] in _HEADING_LETTERS and _opens_block(line)))
    ]
    for at in likely:
        if _INITIALS.match(lines[at]):
            continue
        found = _attribution(lines, at) if lines[at][-1] in ":：" else None
        found = found or _passed_on(lines, at) or _header_block(lines, at)
        if found:
            yield found


def _opens_block(line: str) -> bool:
    """Whether a line begins as a header block or the line above one does."""
    return line[:2] == "--" or line.lstrip(" \t*_")[:2] in BLOCK_OPENERS


def _attribution(lines: list[str], last: int) -> tuple[int, int, int] | None:
    """The "On Tuesday Ann wrote:" that ends in line `last`, over up to four lines."""
    window = " ".join(lines[max(last - _HEADING_LINES + 1, 0) : last + 1])
    if len(lines[last]) > _LONGEST_LINE or not ("@" in window or any(map(window.__contains__, SAID_STEMS))):
        return None
    joined = ""
    for first in range(last, max(last - _HEADING_LINES, -1), -1):
        line = lines[first]
        if not line or len(line) > _LONGEST_LINE or is_quoted(line):
            break
        joined = f"{line.strip()} {joined}".rstrip()
        if _opens_with_date(line) and _DATED.search(joined):
            strength = _strength(joined)
            if strength:
                return first, last + 1, strength
    strength = _strength(lines[last].strip()) if joined else 0
    return (last, last + 1, strength) if strength else None


def _opens_with_date(line: str) -> bool:
    """Whether a line begins with a date, or with the word before one."""
    opening = _OPENING.match(line)
    return opening is not None and (opening[1].lower() in DATE_OPENERS or opening[1].isdecimal())


def _strength(heading: str) -> int:
    """How surely one line says who wrote when: 0 it does not, 1 if a quotation follows, 2 for certain."""
    said = _said(heading)
    before, after = (heading[: said.start()], heading[said.end() : -1].strip()) if said else (heading[:-1], "")
    if not (said or _ADDRESS_AT_END.search(heading)) or _reads_as_prose(heading, before, after):
        return 0
    addressed = bool(_ASIDE.search(heading) or ("@" in heading and _ADDRESS.search(heading)))
    dated = bool(_DATED.search(heading))
    if not said:
        return _WROTE if dated else 0
    if not addressed and not dated:
        return int(after.istitle() if after else len(before.split()) < 6)
    sure = (addressed or _CLOCKED.search(heading)) and not _SPEAKS_OF_ITSELF.search(before.strip()[-5:])
    return _WROTE if sure and _ends_in_name(after or before) else 1


def _reads_as_prose(heading: str, before: str, after: str) -> bool:
    """Whether the words around "wrote" are too many, or too many of them small, for a name and a date."""
    bare = f"{_without_addresses(before)} {_without_addresses(after)}"
    return len(bare.split()) > 18 or len(_SMALL_WORD.findall(bare)) > 6 or bool(_NEW_SENTENCE.search(heading))


def _without_addresses(part: str) -> str:
    """The words of a heading without addresses and asides in brackets."""
    return (_ADDRESS if "@" in part else _ASIDE).sub(" ", part)


def _ends_in_name(part: str) -> bool:
    """Whether the last word is a name, an address, a time or a closing quote, and no word of a sentence."""
    last = (part.split() or ["x"])[-1]
    return not last.isalpha() or last[0].isupper() or last in {"am", "pm", "kl", "klo"}


def _said(heading: str) -> re.Match[str] | None:
    """The "wrote" of a heading, looked for only near where its letters stand."""
    for stem in SAID_STEMS:
        at = heading.find(stem)
        if at >= 0:
            return SAID.search(heading, max(at - 4, 0))
    return None


def _passed_on(lines: list[str], at: int) -> tuple[int, int, int] | None:
    """A "----- Original Message -----" or "Begin forwarded message:" line with the header block below it."""
    line = lines[at]
    if len(line) > _LONGEST_LINE:
        return None
    core = line.strip("-_=*: \t").casefold()
    known = core.startswith(BEGINS_PASSED_ON)
    if line.lstrip()[:2] == "--" and core.startswith(PASSED_ON):
        known = line[-1] in "-:" or core in PASSED_ON
    return (at, _after_block(lines, at + 1), _PASSED) if known else None


def _after_block(lines: list[str], at: int) -> int:
    """The line after a header block that may follow `at`."""
    for first in range(at, min(at + 3, len(lines))):
        if lines[first]:
            block = _header_block(lines, first)
            return block[1] if block else at
    return at


def _label(line: str) -> str:
    """The kind of header line this is ("from", "date", ...), '' where it is none."""
    head, colon, _ = line[:40].partition(":")
    return LABELS.get(head.strip("*_ \t\xa0").casefold(), "") if colon else ""


def _header_block(lines: list[str], first: int) -> tuple[int, int, int] | None:
    """The "From: Sent: To: Subject:" block that opens in line `first`, as Outlook writes it."""
    if _label(lines[first]) != "from":
        return None
    kinds, end, blank = {"from"}, first + 1, 0
    for at in range(first + 1, min(first + _BLOCK_LINES, len(lines))):
        kind = _label(lines[at])
        if kind:
            kinds.add(kind)
            end, blank = at + 1, 0
        elif not lines[at]:
            blank += 1
        elif blank or at > end + 3:
            break
        if blank > 1 or (blank and "subject" in kinds and len(kinds) > 2):
            break
    certain = "subject" in kinds and len(kinds) > 2
    return (_above(lines, first), end, _PASSED) if certain else None


def _above(lines: list[str], first: int) -> int:
    """Where a header block begins with the rule above it."""
    at = first
    while at > max(first - 3, 0) and (not lines[at - 1] or is_rule(lines[at - 1])):
        at -= 1
    return at if at < first and any(map(is_rule, filter(None, lines[at:first]))) else first
