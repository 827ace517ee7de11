"""The beginning of a message in a chat export: date and time as phones of many countries write them, then the sender.

iOS writes `[14.03.26, 09:12:45] Anna Berg: text`, Android `14/03/2026, 09:12 - Anna Berg: text`. What lies between the
numbers differs by country: separators, blanks, marks of direction, small words, and where the day's half is said.
"""

import re

from alongside.core.evidence.chat.nouns import Head, Layout
from alongside.core.evidence.chat.people import name_of

_LONGEST = 120  # characters a head takes, and more
_LONGEST_NAME = 120  # characters; what runs on longer before a colon is a notice
_MARKS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"
_GAP = rf"[{_MARKS} \t\u00a0\u2007-\u200a\u202f\u3000]"
_QUOTES = re.compile('["“”„‟«»]')

# The halves of the day by the words of English and Spanish, Arabic, Chinese, Korean, Japanese, Greek, Turkish,
# Vietnamese, Persian, Hungarian and Hindi; dots and blanks may stand between their letters.
_MORNING = "am ص 上午 凌晨 清晨 早上 오전 午前 πμ öö sa قظ de पूर्वाह्न".split()
_EVENING = "pm م 下午 中午 晚上 오후 午後 μμ ös ch بظ du अपराह्न".split()
_HALF = "|".join(rf"\.?{_GAP}?".join(map(re.escape, word)) + r"\.?" for word in (*_MORNING, *_EVENING))
_BETWEEN = r"à|alle|at|às|kl\.?|klo|u|um|в"  # words between date and time

_DATE = (
    rf"(?P<a>\d{{1,4}}){_GAP}{{0,3}}(?P<separator>[./-]){_GAP}{{0,3}}(?P<b>\d{{1,2}}){_GAP}{{0,3}}(?P=separator)"
    rf"{_GAP}{{0,3}}(?P<c>\d{{1,4}})(?P<dot>\.?)(?:{_GAP}г\.?)?"
)
_TIME = (
    rf"(?:(?P<before>{_HALF}){_GAP}{{0,3}})?(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}}))?"
    rf"(?:{_GAP}{{0,3}}(?P<after>{_HALF}))?(?:{_GAP}ч\.?)?"
)
_JOIN = rf"[,،]?{_GAP}{{1,4}}(?:(?:{_BETWEEN}){_GAP}{{1,3}})?"
_END = rf"(?(bracket)\]{_GAP}{{0,3}}|{_GAP}{{1,3}}[-–]{_GAP}{{1,3}})"
_DATE_FIRST = re.compile(rf"[{_MARKS}]{{0,8}}(?P<bracket>\[)?{_DATE}{_JOIN}{_TIME}{_END}", re.IGNORECASE)
_TIME_FIRST = re.compile(rf"[{_MARKS}]{{0,8}}(?P<bracket>\[){_TIME}{_JOIN}{_DATE}{_END}", re.IGNORECASE)
_TO_DROP = re.compile(rf"\.|{_GAP}")


def read_head(text: str) -> Head | None:
    """The head of a line that begins a message or a notice; None where it begins none. Linear in the line."""
    start = text[:_LONGEST]
    found, time_first = _DATE_FIRST.match(start), False
    if found is None and "[" in start[:9]:
        found, time_first = _TIME_FIRST.match(start), True
    if found is None:
        return None
    first, third = len(found["a"]), len(found["c"])
    # Koreans write 26. 3. 14. with a dot behind; elsewhere a year that leads has four digits.
    year_first = first == 4 or (bool(found["dot"]) and third < 3 and first == 2)
    if first == 3 or (third > 2 if year_first else third not in {2, 4}):
        return None
    layout = Layout(bool(found["bracket"]), found["separator"], year_first, time_first, found["second"] is not None)
    numbers = int(found["a"]), int(found["b"]), int(found["c"])
    clock = _hour(found), int(found["minute"]), int(found["second"] or 0)
    return Head(layout, numbers, clock, text[found.end() :])


def _hour(found: re.Match[str]) -> int:
    """The hour of twenty-four; 24 where there is no such hour."""
    hour, half = int(found["hour"]), _TO_DROP.sub("", found["after"] or found["before"] or "").casefold()
    if not half or hour > 12 or (half, hour) == ("中午", 11):
        return hour
    return hour % 12 + 12 * (half in _EVENING)


def split_name(rest: str) -> tuple[str, str] | None:
    """Sender and text behind a head; None where nobody is named, as in a notice of WhatsApp's own."""
    name, colon, text = rest.partition(": ")
    if not colon:
        name, colon, text = rest.rstrip().rpartition(":")
        if not colon or text:
            return None
    kept = name_of(name) if len(name) <= _LONGEST_NAME else ""
    return (kept, text) if kept else None


def is_doubtful(name: str) -> bool:
    """Whether a name may be the beginning of a notice, such as `Anna created group "Site`, cut at the colon inside."""
    return len(_QUOTES.findall(name)) % 2 == 1
