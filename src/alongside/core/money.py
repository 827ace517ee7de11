"""Exact amounts: how money is written in mail, in minor units and with its currency."""

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

LONGEST = 10_000  # characters looked at: prose about a price is never longer, hostile lines are
MOST = 400  # numbers looked at


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (cents), and its ISO 4217 code; "" where the words name no one currency."""

    minor: int
    currency: str = ""


Amount = tuple[int, int, Money]  # start, end, what stands there
Percent = tuple[int, int, float]

_NO_CENTS = frozenset("JPY KRW VND CLP ISK UGX PYG XAF XOF".split())
_THREE_DECIMALS = frozenset("KWD BHD OMR TND JOD".split())
_CODES = (
    "EUR USD GBP CHF INR AUD CAD NZD SGD HKD JPY CNY KRW SEK NOK DKK ISK PLN CZK HUF RON BGN RSD TRY UAH ILS AED SAR "
    "EGP ZAR NGN KES GHS UGX MAD TND BRL MXN ARS CLP COP PEN PHP IDR MYR THB VND TWD PKR BDT LKR NPR KWD BHD OMR JOD"
).split()
_SYMBOLS = dict(
    pair.split("=")
    for pair in (
        "US$=USD A$=AUD AU$=AUD C$=CAD CA$=CAD NZ$=NZD S$=SGD HK$=HKD R$=BRL MX$=MXN $=USD €=EUR £=GBP ¥=JPY ₹=INR "
        "₩=KRW ₪=ILS ₺=TRY ₴=UAH ₦=NGN ₱=PHP ₫=VND ฿=THB ₽=RUB ₵=GHS"
    ).split()
)
# What a currency is called in small letters. Crowns, pesos and dinars are many currencies: they name none.
_NAMES = {
    **dict.fromkeys("euro euros eur".split(), "EUR"),
    **dict.fromkeys("dollar dollars dólares dolares bucks usd".split(), "USD"),
    **dict.fromkeys("pound pounds quid gbp sterling pfund livres libras".split(), "GBP"),
    **dict.fromkeys("franken francs franc stutz chf sfr fr".split(), "CHF"),
    **dict.fromkeys("rupee rupees rupien inr rs".split(), "INR"),
    **dict.fromkeys("zł zl zloty zlotys złotych złoty".split(), "PLN"),
    **dict.fromkeys("yen".split(), "JPY"),
    **dict.fromkeys("rand rands".split(), "ZAR"),
    **dict.fromkeys("naira".split(), "NGN"),
    **dict.fromkeys("reais".split(), "BRL"),
    **dict.fromkeys("lei".split(), "RON"),
    **dict.fromkeys("forint ft".split(), "HUF"),
    **dict.fromkeys("kč kc".split(), "CZK"),
    **dict.fromkeys("lira liras lirası".split(), "TRY"),
    **dict.fromkeys("yuan rmb".split(), "CNY"),
    **dict.fromkeys("baht".split(), "THB"),
    **dict.fromkeys("ringgit".split(), "MYR"),
    **dict.fromkeys("taka".split(), "BDT"),
    **dict.fromkeys("shekel shekels".split(), "ILS"),
    **dict.fromkeys(
        "kr kronor kroner kronen crowns pesos peso dinar dinars dirham dirhams shilling shillings".split(), ""
    ),
}
_CENTS = {**dict.fromkeys("cent cents centimes céntimos centimos".split(), ""), "pence": "GBP"}
_TIMES = {
    **dict.fromkeys("k grand thousand tsd tausend mille mil".split(), 1_000),
    **dict.fromkeys("lakh lakhs lac".split(), 100_000),
    **dict.fromkeys("m mn mio million millions millionen millones".split(), 1_000_000),
    **dict.fromkeys("crore crores cr".split(), 10_000_000),
}
_UNSURE_TIMES = frozenset("m mn cr mil mille".split())  # metres, a thousand of anything: only beside a currency

_BLANK = " \u00a0\u2009\u202f"
_NUMBER = re.compile(
    r"[0-9](?<![0-9].)"  # the first digit; a class in front lets the engine skip to it
    r"(?:(?<!0)(?:[0-9]{0,2}(?P<sep>[" + _BLANK + r"'’.,])[0-9]{3}(?:(?P=sep)[0-9]{3}){0,4}"
    r"|[0-9]?(?:,[0-9]{2}){1,4},[0-9]{3})(?![0-9])(?:(?!(?P=sep))[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{0,11}(?:[.,][0-9]{1,4})?(?![0-9]))"
)
_AHEAD = re.compile(
    r"(?:(?P<symbol>US\$|AU?\$|CA?\$|NZ\$|HK\$|S\$|R\$|MX\$|[€£$¥₹₩₪₺₴₦₱₫฿₽₵])|(?<![^\W_])(?P<code>"
    + "|".join(_CODES)
    + r"|(?i:eur|usd|gbp|chf|inr|rs|sfr|fr|kr)))\.?["
    + _BLANK
    + r"]?$"
)
_RAND = re.compile(r"(?<![^\W_])R$")
_BEHIND = re.compile(
    r"(?:[.,][-–—]{1,2})?"
    rf"(?:[{_BLANK}-]?(?P<times>(?i:{'|'.join(sorted(_TIMES, key=len, reverse=True))}))\.?(?![^\W_]))?"
    rf"(?:[{_BLANK}-]?(?:(?P<symbol>US\$|[€£$¥₹₩₪₺₴₦₱₫฿₽₵])"
    rf"|(?P<word>{'|'.join(_CODES)}|(?i:{'|'.join(sorted({**_NAMES, **_CENTS}, key=len, reverse=True))}))(?![^\W_])))?"
)
_COUNTED = re.compile(
    rf"[{_BLANK}](?i:users?|visitors?|words?|follow\w{{1,8}}|subscrib\w{{1,8}}|views?|lines?|records?|rows|run|race|"
    r"videos?|footage|screens?|monitors?|resolution|people|members|customers|downloads|steps|miles|km|wörter|mots)\b"
)
_TO = re.compile(rf"[{_BLANK}]?(?:-|–|—|to|and|or|bis|und|oder|à|et|ou|y|o)[{_BLANK}]?$")


class _Raw(NamedTuple):
    """A number as it stands: its digits, how many of them are decimals, and what was said around it."""

    start: int
    end: int
    digits: int
    decimals: int
    times: int
    currency: str | None  # None where nothing names money
    in_cents: bool
    first: int  # where the digits begin


def decimals_of(currency: str) -> int:
    """How many decimals the minor unit of a currency has; two where none is named."""
    return 0 if currency in _NO_CENTS else 3 if currency in _THREE_DECIMALS else 2


def find_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts written in figures, with their spans, in order: a currency is named, or thousands ("8k").

    Reads the first LONGEST characters. In a range ("3-4k") both ends are amounts. What has more decimals than the
    currency's minor unit is left out, because it cannot be told exactly.
    """
    return tuple(_exact(raw) for raw in _numbers(text) if _is_money(raw) and _fits(raw))


def find_prices(text: str) -> tuple[Amount, ...]:
    """The amounts, and the plain numbers where the words around them speak of a price ("do it for 400")."""
    return tuple(
        _exact(raw) for raw in _numbers(text) if _fits(raw) and (_is_money(raw) or _is_price(text[:LONGEST], raw))
    )


def _is_money(raw: _Raw) -> bool:
    return raw.currency is not None or raw.times > 1


def _numbers(text: str) -> list[_Raw]:
    """The first numbers of a text; the two ends of a range share what is said of one of them."""
    text = text[:LONGEST]
    raws: list[_Raw] = []
    for found in islice(_NUMBER.finditer(text), MOST):
        raw = _read(text, found, raws[-1].end if raws else 0)
        raws += [raw] if raw else []
    for at, (low, high) in reversed(list(enumerate(pairwise(raws)))):
        if low.times == 1 and _is_money(high) | _is_money(low) and _TO.match(text[low.end : high.start]):
            raws[at], raws[at + 1] = _range(low, raws[at + 1])
    return raws


def _range(low: _Raw, high: _Raw) -> tuple[_Raw, _Raw]:
    """Both ends of a range with the currency of either, and the lower with the thousands of the upper."""
    less = low.digits * 10**high.decimals < high.digits * 10**low.decimals
    low = low._replace(times=high.times if less else 1)
    if low.currency is None:
        return low._replace(currency=high.currency, in_cents=high.in_cents), high
    return low, high if high.currency is not None else high._replace(currency=low.currency)


def _read(text: str, found: re.Match[str], free: int) -> _Raw | None:
    """A number with the currency before (from `free` on) or behind it, or None where it is part of a word."""
    start, end = found.span()
    before = text[max(start - 5, free) : start]
    ahead, behind = _AHEAD.search(before), _BEHIND.match(text, end)
    assert behind  # it may be empty
    if not ahead and before[-1:].isalpha():
        return _rand(text, found) if _RAND.search(before) else None
    times, currency, in_cents = _said(ahead, behind)
    if currency is None and (times == 1 or _COUNTED.match(text, behind.end())):
        times, behind = 1, None
    if not ahead and behind is None and text[end : end + 1].isalpha():
        return None
    first = start - (len(before) - ahead.start()) if ahead else start
    last = behind.end() if behind else end
    return _Raw(first, last, *_value(found), times, currency, in_cents, start)


def _rand(text: str, found: re.Match[str]) -> _Raw | None:
    """South Africa's "R4,500"; less than a hundred is more often a name ("R2")."""
    digits, decimals = _value(found)
    if digits < 100 * 10**decimals or text[found.end() : found.end() + 1].isalpha():
        return None
    return _Raw(found.start() - 1, found.end(), digits, decimals, 1, "ZAR", in_cents=False, first=found.start())


def _value(found: re.Match[str]) -> tuple[int, int]:
    """The digits of a number, and how many of them are decimals."""
    figure, sep = found[0], found["sep"]
    if not sep and figure.count(",") > 1:
        sep = ","  # lakhs: 1,20,000
    whole = figure.replace(sep, "") if sep else figure
    head, _, tail = whole.replace(",", ".").partition(".")
    return int(head + tail), len(tail)


def _said(ahead: re.Match[str] | None, behind: re.Match[str]) -> tuple[int, str | None, bool]:
    """Thousands, currency and whether in cents, as said before and behind a number."""
    code, later = (_currency(ahead) if ahead else None), _currency(behind)
    if code is None or (later and ahead and ahead["symbol"] == "$"):  # "$300 CAD"
        code = code if later is None else later
    said = (behind["times"] or "").lower()
    times = 1 if code is None and said in _UNSURE_TIMES else _TIMES.get(said, 1)
    return times, code, times == 1 and (behind["word"] or "").lower() in _CENTS


def _currency(found: re.Match[str]) -> str | None:
    """The currency a symbol, code or word names; "" where it names several, None where there is none."""
    groups = found.groupdict()
    if groups.get("symbol"):
        return _SYMBOLS[groups["symbol"]]
    word = groups.get("code") or groups.get("word")
    if not word:
        return None
    return word if word in _CODES else _NAMES.get(word.lower(), _CENTS.get(word.lower(), ""))


def _fits(raw: _Raw) -> bool:
    """Whether the amount is a whole number of minor units."""
    return _minor(raw)[1] == 0


def _minor(raw: _Raw) -> tuple[int, int]:
    """Minor units, and what is left over."""
    scale = 0 if raw.in_cents else decimals_of(raw.currency or "")
    minor, left = divmod(raw.digits * raw.times * int(10**scale), int(10**raw.decimals))
    return minor, left


def _exact(raw: _Raw) -> Amount:
    return raw.start, raw.end, Money(_minor(raw)[0], raw.currency or "")


# ---------------------------------------------------------------- plain numbers

_PRICED = re.compile(
    r"(?i)(?:(?P<sure>charg\w{0,4}|costs?|takes?|took|asks?|asked|asking|wants?|quoted?|bids?|pays?|"
    r"(?:price|fee|rate|number|figure|total|quote|offer|bid|sum|estimate|budget) (?:of|is|was)|invoiced|bill(?:s|ed)?|"
    r"paid|wanted|offer(?:s|ed)|down to|less than|more than|"
    r"make it|could it be|can we do|more like|closer to|nearer|calle?d? it|settle (?:at|on)|i say|"
    r"kostet|verlangt|nimmt|will|prend|demande|coûte|cobra|cuesta|pide)|"
    r"for|at|to|by|around|about|roughly|only|under|below|just|beyond|above|from|with|match|beat|and|"
    r"would|whether|if|say|think|even|be|sur|bei|für|um|auf|nur|pour|à|por|a|is|was)(?: us| me| nur| just| only|"
    r" about| around)?[ \u00a0]$"
)
_RATE = re.compile(
    r"(?i)[ \u00a0/](?:an?|per|each|apiece|pro|je|par|la|le|l'|por|al|die|all[- ]in|flat|instead|less|off|cheaper|"
    r"lower|plus|net|total|weniger|günstiger|de moins|menos)\b"
)
_SURE_RATE = re.compile(
    r"(?i)[ \u00a0/](?:(?:an?|per|each|every|pro|par|por|la|al|the|le|l') ?(?:hour|day|month|week|year|page|word|head|"
    r"piece|text|"
    r"picture|photo|night|session|person|stunde|tag|monat|seite|wort|stück|heure|jour|mois|page|mot|hora|día|mes|"
    r"página|"
    r"palabra)s?\b|apiece\b|all[- ]in\b|flat\b|less\b|cheaper\b|off\b|instead\b|rather than\b|in place of\b|statt\b|"
    r"au lieu\b|en vez\b)"
)
_LEAST_RATE = 5
_GOES_ON = re.compile(
    r"(?i) (?:cover|do|be|suffice|might|would|is possible|pour|für|einigen|cerramos|for|and|but|so|if|then|where|"
    r"while|when|from|to|or|too|altogether|today|the)\b"
)
_STOPS = re.compile(r"[.,;:!?)…\"'”’—–]?(?:\s|$)")
_HOURS, _YEARS = 24, range(1990, 2040)  # what a small number after "at", and one of four digits, more often is


def _is_price(text: str, raw: _Raw) -> bool:
    """Whether a plain number is a price, by the words before it and by no unit behind it."""
    whole = raw.digits // 10**raw.decimals
    if whole >= _LEAST_RATE and _SURE_RATE.match(text, raw.end):
        return True
    before = _PRICED.search(text[max(raw.first - 24, 0) : raw.first])
    if not before or raw.digits == 0:
        return False
    ended = _STOPS.match(text, raw.end) and not text[raw.end : raw.end + 1].isspace()
    rated = _RATE.match(text, raw.end)
    if raw.decimals == 0 and whole in _YEARS and text[raw.first : raw.end].isdigit() and not before["sure"]:
        return False
    if whole <= _HOURS and not (rated or (before["sure"] and ended)):
        return False
    return bool(rated or ended or raw.end >= len(text) or _GOES_ON.match(text, raw.end))


# ---------------------------------------------------------------- shares

_COUNTS = {
    word: count
    for count, words in {
        **dict(enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)),
        5: "five fünf cinq cinco",
        10: "ten zehn dix diez",
        15: "fifteen fünfzehn quinze quince",
        20: "twenty zwanzig vingt veinte",
        25: "twenty-five fünfundzwanzig vingt-cinq veinticinco",
        30: "thirty dreißig dreissig trente treinta",
        35: "thirty-five",
        40: "forty vierzig quarante cuarenta",
        50: "fifty fünfzig cinquante cincuenta",
        60: "sixty",
        70: "seventy",
        80: "eighty",
        90: "ninety",
    }.items()
    for word in words.split()
}
_PERCENT = re.compile(
    r"(?i)(?:\b(?P<word>" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + r")|(?<![0-9.,])"
    r"(?P<figure>[0-9]{1,3}(?:[.,][0-9]{1,2})?))[-" + _BLANK + r"]?(?:%|(?:percent|per cent|pct|prozent|pour cent|"
    r"por ciento|procent)\b)"
)
_SHARES = {
    words: share
    for share, many in {
        75.0: "three quarters,three-quarters,drei viertel,trois quarts",
        66.67: "two thirds,two-thirds,zwei drittel,deux tiers,dos tercios",
        50.0: "half,halve,hälfte,halben,halbe,moitié,mitad",
        33.33: "a third,one third,one-third,ein drittel,einem drittel,un tiers,un tercio",
        25.0: "a quarter,one quarter,ein viertel,einem viertel,un quart,un cuarto",
        20.0: "a fifth,one fifth,ein fünftel",
        10.0: "a tenth",
    }.items()
    for words in many.split(",")
}
_SHARE = re.compile(r"(?i)\b(?:" + "|".join(sorted(_SHARES, key=len, reverse=True)) + r")\b")
_MONEY_WORD = (
    r"(?:price|prices|cost|costs|fee|fees|rate|money|quote|budget|sum|figure|total|bill|amount|invoice|charge|"
    r"preis\w{0,2}|honorar\w{0,2}|satz\w{0,2}|kosten|geld\w{0,2}|prix|tarif|montant|precio|tarifa|coste|importe|"
    r"honorarios)"
)
_WHOSE = r"(?:the|your|our|his|her|their|my|that|this|its|normal|usual|what|word|day|hourly|daily|the usual|the normal)"
_SPEAKS_OF_PRICE = re.compile(
    rf"(?i)[ -](?:of )?(?:{_WHOSE} ){{0,3}}{_MONEY_WORD}\b|"
    r" of (?:it|this|that|yours|mine|what|your)\b(?! (?:team|people|time|page|site|text|list|day|week|month))|"
    r" (?:less|off|cheaper|lower|below|under|as much|dearer|weniger|günstiger|billiger|ihres|des preises|moins|"
    r"inférieure?|menos|del precio|de lo que|más barat\w|du prix|de votre)\b|(?: the)? what you\b"
)
_TOLD_AS_PRICE = re.compile(
    r"(?i)(?:for|at|by|to|um die|zur|zum|für die|für|um|pour la|à la|à|de|por la|a la|por|mentioned|quoted us|quoted|"
    r"costs?|pays|off|so,|"
    r"asks|charges?|minus|want|wants|about|roughly|nearly|almost|around|only|price in|fee in|rate in|cost in|it in)[ ]$"
)
_ENDS = re.compile(r"(?:[.,;:!?)…\"”]|\s{0,3}$|\s(?:and|but|so|if|that|und|et|y|pero|mais|aber|macht|machen)\b)")


def find_percents(text: str) -> tuple[Percent, ...]:
    """The percentages and plain fractions of a price in a text, with their spans: "20 %", "ten percent", "a third".

    A fraction counts only beside a word of price ("half the fee", "a quarter less", "half of this") or at the end of a
    clause that says for how much ("do it for half"); half an hour, a third party and the last quarter do not.
    """
    text = text[:LONGEST]
    found = [(*one.span(), _percent(one)) for one in islice(_PERCENT.finditer(text), MOST)]
    shares = (one for one in islice(_SHARE.finditer(text), MOST) if _of_a_price(text, one))
    found += [(*one.span(), _SHARES[one[0].lower()]) for one in shares]
    return tuple(sorted(found))


def _percent(found: re.Match[str]) -> float:
    if found["word"]:
        return float(_COUNTS[found["word"].lower()])
    return float(found["figure"].replace(",", "."))


def _of_a_price(text: str, found: re.Match[str]) -> bool:
    if _SPEAKS_OF_PRICE.match(text, found.end()):
        return True
    before = _TOLD_AS_PRICE.search(text[max(found.start() - 12, 0) : found.start()])
    return bool(before and _ENDS.match(text, found.end()))
