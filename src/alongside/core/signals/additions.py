"""What a push adds to the work, as a short phrase of its own words."""

import re

LONGEST = 2_000  # characters looked at
_MOST = 9  # words of a phrase
_AHEAD = 120  # characters a phrase may take

_ARTICLE = (
    r"(?:an?|the|another|our|my|his|her|their|these|those|this|all|both|some|two|three|four|five|six|[0-9]{1,4}|"
    r"eine?n?|den|die|das|unsere?n?|le|la|les|l['’]|une?|notre|nos|el|los|las|una|nuestr[ao]s?)(?:(?<=['’])| )"
)
_SOFT = r"(?:(?:just|also|quickly|please|simply|then|maybe|perhaps|kindly|us|me|quick|in|up|and|both) ){0,3}"
# What is done to a thing that is added; it needs no article ("add Hebrew").
_ADDING = re.compile(
    rf"(?i)\b(?:add|include|throw in|squeeze in|slip in|attach|integrate|incorporate|build in) {_SOFT}|"
    r"\b(?:r?ajoute[rz]?|inclu\w{1,4}|añad\w{1,4}|agreg\w{1,4}) (?:aussi |también )?|"
    r"\b(?:wish|thing|extra|request)s?: (?:we(?:['’]d)? (?:also )?(?:need|want|like) )?"
)
# A request, and a few words on the article of what is wanted.
_REQUEST = re.compile(
    r"(?i)\b(?:(?:could|can|would|will|might) (?:you|we)|you(?:['’](?:d|ll)| will| would| could)|please|pls|kindly|"
    r"just|do|"
    r"also|needs?|wants?|like|expect\w{0,2}|bitte|gleich|noch|aussi|también|haces|haz|faire|faites)"
    rf"(?: [^\s,.;:!?]{{1,20}}){{0,5}}? (?={_ARTICLE})"
)
_TOO = re.compile(r"(?i),? (?:too|as well|également)\b")
_STARTS = re.compile(rf"(?i)(?<![^\s,;:]){_ARTICLE}")
# A thing that is said to be part of the work: it stands before these words, behind those.
_TAKEN_IN = re.compile(
    r"(?i)\b(?:is|are|was|were|would be|comes?|came|goes|go|went|gehören?|gehört|gehörte|sei|wäre|fait|faisait|font|"
    r"forma) "
    r"(?:all |also |\w{2,12}ly |included |bestimmt |sicher )?(?:part\b|included|in the (?:price|package|offer|fee)|"
    r"covered|"
    r"implied|in there|on the house|with (?:it|the)|along|in it|taken|dazu|zum|zu|partie|parte|in our)"
)
_SAID = re.compile(
    r"(?i)\b(?:assum\w{1,3}|thought|thinking|expect\w{0,3}|imagin\w{1,3}|presum\w{1,3}|underst\w{2,8}|took it|take it|"
    r"believed?|hoped?|suppos\w{1,3}|trust|guess|figured|reckon|clear to us|agreed,|pensions|pensais|pensé|pensábamos|"
    r"dachten|dachte)(?: that| que|, dass|,)? "
)
_MORE = re.compile(
    r"(?i)\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,3}|a few|a couple of|some) "
    r"(?:more|further|extra|additional|last|fresh|new)|another|noch eine?n?|weitere|encore une?|otr[ao]|"
    r"un[ae]? (?:rond\w{1,5}))\b "
)
_ENDS = re.compile(
    r"(?i)[,.](?![0-9])|[;:!?()\n–—]|\s(?:too|as well|also|while|please|pls|since|because|so|if|then|though|"
    r"shouldn['’]t|won['’]t|"
    r"can['’]t|that['’]s|it['’]s|is|are|was|were|be|has|have|would|will|should|could|can|must|might|which|who|that|did|"
    r"by (?:the|tomorrow|monday|tuesday|wednesday|thursday|friday)|for (?:free|nothing|us|me|now|safety|the same)|"
    r"at no|"
    r"at the same|in the (?:same|price|package)|within|without|as part|on top|along|when|before|after|until|today|"
    r"tomorrow|now|just|right|okay|ok|(?:you|we|i|they|he)(?:['’]\w{1,2})?|auch|bitte|dazu|gleich|mitmachen|aussi|svp|"
    r"también|porque|under|"
    r"instead|going|anyway|surely|to (?:it|the (?:site|page|list|order)))(?=[\s,.;:!?]|$)"
)
_LEADING = re.compile(
    r"(?i)(?:(?:to|that|for|with|and|but|oh|so|then|also|just|please|us|me|up|at|quick(?:ly)?|only|a look at|"
    r"your eye over) ){1,4}"
)
_NO_THING = frozenset(
    "it this that them these those everything something anything so us me you he she they we him her which who how if "
    "as yes "
    "no there part sure free included what where when since because".split()
)
_NO_NOUN = frozenset(
    "one all some same thing things wish look minute hour moment way lot it more bit favour favor".split()
)
_DANGLING = frozenset("and or to the a an for of in with on at und et y also my our his".split())


def find_addition(text: str) -> str:
    """What is to be added, as it stands ("the Spanish version"); "" where no thing is named."""
    text = text[:LONGEST]
    return (
        _taken_in(text)
        or _too(text)
        or _behind(text, _MORE, whole=True)
        or _behind(text, _ADDING)
        or _behind(text, _REQUEST)
    )


def _taken_in(text: str) -> str:
    """What is said to be included: "we assumed training was part of it"."""
    for included in _TAKEN_IN.finditer(text):
        before = text[max(included.start() - _AHEAD, 0) : included.start()].rstrip()
        said = list(_SAID.finditer(before))
        start = said[-1].end() if said else max(before.rfind(mark) + 1 for mark in ",.;:!?")
        if found := _phrase(before[start:]):
            return found
    return ""


def _too(text: str) -> str:
    """What stands before "too" or "as well": from the first article with nothing between that ends a phrase."""
    for found in _TOO.finditer(text):
        before = text[max(found.start() - _AHEAD, 0) : found.start()]
        whole = (before[one.start() :] for one in _STARTS.finditer(before))
        if phrase := next((part for part in whole if _phrase(part) == part), ""):
            return phrase
    return ""


def _behind(text: str, begins: re.Pattern[str], *, whole: bool = False) -> str:
    """The first phrase behind such words; with them where they belong to it ("another round")."""
    places = (found.start() if whole else found.end() for found in begins.finditer(text))
    return next((phrase for place in places if (phrase := _phrase(text[place : place + _AHEAD]))), "")


def _phrase(text: str) -> str:
    """The words as far as a mark, a verb or a remark; "" where they name nothing."""
    text = text.lstrip()
    lead = _LEADING.match(text)
    text = text[lead.end() :] if lead else text
    end = _ENDS.search(text)
    words = (text[: end.start()] if end else text).split()
    while words and words[-1].lower() in _DANGLING:
        words.pop()
    if not words or len(words) > _MOST or re.split("['’]", words[0].lower())[0] in _NO_THING:
        return ""
    named = words[-1].lower() not in _NO_NOUN and any(word[-1].isalpha() for word in words)
    return " ".join(words) if named else ""
