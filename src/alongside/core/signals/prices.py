"""Which price, and which share of a price, a sentence asks for or holds against one's own."""

import re
from typing import NamedTuple, TypeVar

from alongside.core.money import Money, find_percents, find_prices

Span = tuple[int, int]

_LOOK = 40  # characters around a figure that are looked at
# Behind and before a figure that is a difference and not a price.
_LESS = re.compile(
    r"(?i)[,.\-–—]{0,3} ?(?:euros? |quid )?(?:an hour |a month |per \w{1,9} )?(?:off|less|lower|cheaper|below|under|"
    r"discount|"
    r"reduction|rebate|weniger|günstiger|billiger|niedriger|darunter|drunter|por debajo|rabatt|nachlass|unter|"
    r"de moins|moins|en moins|de remise|"
    r"inférieure?|menos|más barat\w|de descuento|de rebaja)\b"
)
_BY = re.compile(
    r"(?i)\b(?:knock|lop|shave|take off|cut|drop|deduct|minus|less|lose|by|save\w?|reduc\w{1,4}|um|de|undercut\w{0,2}|"
    r"off)"
    r"(?: (?:us|me|it|a|the|about|around|another|another|off|price|rate|fee|down|yours?|our)){0,4} $"
)
_DOWN_TO = re.compile(r"(?i)\b(?:to|auf|à|a|hasta) (?:about |around |only )?$")
# A figure that is one's own price, or the one that is to be left behind.
_MINE = re.compile(
    r"(?i)(?:(?<!could )(?<!can )(?<!would )(?<!will )\b(?:you(?:['’]re| are| take| want| wanted| charge\w?|"
    r" ask\w{0,2}| demand| quoted| bill\w{0,2}| said|"
    r" were| have)"
    r"(?: \w{2,8})?(?: at| for| in at)?|yours?(?: \w{3,9})?(?: is| was| at| of| starts at|:)?|instead of(?: the|"
    r" your)?|rather than|"
    r"listed at|against your|compared to|not(?: the)?|explain the|statt(?: der| den)?|au lieu de|en vez de|"
    r"du (?:verlangst|nimmst)|sie (?:verlangen|nehmen)|vous (?:êtes à|demandez)|from|von|tu(?:s)?|why are you at) )$"
)
# What keeps a share from being what comes off: it is what remains ("a third of your price", "do it for 70 %").
_OF = re.compile(
    r"(?i)(?: of (?:the|your|yours|this|that|it|what|mine|ours|our)\b| (?:the|your|this|that) (?:price|cost|fee|"
    r"rate)\b|"
    r" (?:ihres|deines|des) | de (?:votre|ce que|tu|su|lo que)\b| (?:du|del) (?:prix|precio)\b)"
)
_OF_THE_WORK = re.compile(
    r"(?i) of (?:the|our|your|all|my) (?:way|time|work|pages?|people|texts?|site|users|customers|team|job|cases|"
    r"files)\b"
)
_AT = re.compile(
    r"(?i)\b(?:for|at|to|für|zum|zu|auf|pour|à|por|only|wants?|asks?|charges?|just)(?: about| around| only| just)? $"
)
_TIMES_MORE = re.compile(
    r"(?i)\b(?P<times>twice|double|three times|four times|doppelt|das doppelte|le double|deux fois|el doble)"
    r"(?: (?:of )?(?:what|as|the (?:price|cost|fee|rate)|that|de|von|so|so viel|plus|lo que|was)\b|$|[.,!?])"
)
_GAPS = {"three times": 66.67, "four times": 75.0}


class Price(NamedTuple):
    """A price with its span; `off` where it is a difference ("500 less")."""

    start: int
    end: int
    money: Money
    off: bool


class Gap(NamedTuple):
    """How much comes off, in percent, with its span."""

    start: int
    end: int
    percent: float


Figure = TypeVar("Figure", Price, Gap)


def prices(text: str) -> list[Price]:
    """The prices a text asks for or names of somebody else: not the professional's own."""
    return [
        Price(start, end, money, _is_off(text, start, end))
        for start, end, money in find_prices(text)
        if money.minor and not _MINE.search(text[max(start - _LOOK, 0) : start])
    ]


def _is_off(text: str, start: int, end: int) -> bool:
    before = text[max(start - _LOOK, 0) : start]
    if _LESS.match(text, end):
        return True
    return _BY.search(before) is not None and not _DOWN_TO.search(before)


def lowest(found: list[Price], push: Span) -> Price | None:
    """The price that is asked for: the lowest in the push, or in the sentence; a difference where there is none."""
    inside = [one for one in found if push[0] <= one.start < push[1]] or found
    return min(inside, key=lambda one: (one.off, one.money.minor), default=None)


def gaps(text: str) -> list[Gap]:
    """The shares of a price, as what comes off: "a third less" is 33.33, "a third of your price" 66.67.

    "20 % more expensive than Ann" is 20, as it is said.
    """
    found = [
        Gap(start, end, _gap(text, start, end, percent))
        for start, end, percent in find_percents(text)
        if not _OF_THE_WORK.match(text, end)
    ]
    if not found and (more := _TIMES_MORE.search(text)):
        found = [Gap(*more.span("times"), _GAPS.get(more["times"].lower(), 50.0))]
    return [gap for gap in found if 0 < gap.percent <= 100]


def _gap(text: str, start: int, end: int, percent: float) -> float:
    before = text[max(start - _LOOK, 0) : start]
    remains = _OF.match(text, end) or (_AT.search(before) and not _LESS.match(text, end))
    return round(100 - percent, 2) if remains else percent


def nearest(found: list[Figure], push: Span, behind: int = 0) -> Figure | None:
    """The first of them in the push, of several the first that stands behind a place; or else the first of all."""
    inside = [one for one in found if push[0] <= one.start < push[1]] or found
    return next((one for one in inside if one.start >= behind), next(iter(inside), None))
