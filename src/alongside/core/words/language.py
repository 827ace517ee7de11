"""In which language a message is written, where that can be told: what is not heard must not look calm."""

import re
from collections.abc import Sequence

from resiliparse.parse.lang import detect_fast

# Signals are learnt from examples in these; everything else is "not heard in this language".
HEARD = ("en", "de", "fr", "es")
_LOOKED_AT = 400  # characters: a language shows in fewer
_FEWEST = 6  # words, below which a language is a guess, and a message in few words says little anyway
# Of the words, how many are a language's small ones: plainly (no other need be looked at), for sure, and possibly.
_PLAINLY, _SURE, _LEAST = 0.3, 0.2, 0.1
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {code: " " for code in range(128) if not chr(code).isalpha()}  # what parts words in ASCII
_FOREIGN = re.compile(r"[\u0370-\u1fff\u2e80-\ud7ff]")  # letters of other scripts than the Latin
_LITTLE_WORDS: dict[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the a an and or but to of in on at for with is are was be it this that i you we they my your our not do "
        "have can could would will please thanks if so just as by from there what when which any all",
        "de": "der die das den dem des ein eine einen einem und oder aber zu von in im am auf für mit ist sind war "
        "es ich sie wir ihr mein ihre unser nicht kein haben kann können würde bitte danke wenn so auch noch nur dass",
        "fr": "le la les l un une des du de et ou mais à au aux en sur pour avec est sont était ce cela je vous nous "
        "tu il on mon votre notre ne pas avez pouvez merci si que qui plus c j d n s qu",
        "es": "el la los las un una de del y o pero a al en por para con es son era lo yo usted nosotros tú mi su "
        "nuestro no ha puede podría gracias si que se más muy le me te como qué cuando",
        # Not heard, but so like those that they would be taken for them:
        "it": "il lo la i gli le un una di del della che e o ma a al in su per con è sono era non mi si ho ha può "
        "da questo questa ci vi nostro vostro come anche più se grazie entro",
        "pt": "o a os as um uma de do da e ou mas em no na para por com é são era não me se eu você nós meu seu nosso "
        "pode poderia obrigado obrigada que mais muito já como até ao",
        "nl": "de het een en of maar van in op aan voor met is zijn was ik u je wij we jullie mijn uw ons niet geen "
        "heb kunt kan zou graag dank als zo ook nog dat die dit er naar bij",
        "sv": "och att det som en ett är på i för med av den inte jag vi ni du har kan till om så från eller tack",
        "da": "og at det som en et er på i for med af den ikke jeg vi har kan til om så fra eller tak også",
        "pl": "i w z na do nie się że to jest o od po za dla jak czy tak proszę dziękuję ale lub już nasz",
    }.items()
}


def language_of(text: str) -> str:
    """The language of a text as ISO 639-1: one of HEARD, another, or '' where too little is said to tell.

    Short texts mislead the detector, so its word is held against the small words every sentence is built from.
    """
    said = text[:_LOOKED_AT].lower()
    words = said.translate(_LETTERS).split() if said.isascii() else _WORD.findall(said)
    if not said.isascii() and len(_FOREIGN.findall(said)) > len(said) / 3:
        return _other(said)
    if len(words) < _FEWEST:
        return ""
    likely, share = _likeliest(words, HEARD[:1])
    if share < _PLAINLY:
        likely, share = _likeliest(words, tuple(_LITTLE_WORDS))
    if share >= _SURE:
        return likely
    found = _other(said)
    if found in HEARD:
        return found if _likeliest(words, (found,))[1] >= _LEAST else ""
    return likely if share >= _LEAST else found


def _likeliest(words: Sequence[str], codes: Sequence[str]) -> tuple[str, float]:
    """The language most of whose small words are among these, and their share."""
    counts = {code: sum(map(_LITTLE_WORDS[code].__contains__, words)) for code in codes}
    likely = max(counts, key=lambda code: counts[code])
    return likely, counts[likely] / len(words)


def is_heard(language: str) -> bool:
    """Whether signals are heard in a language; where too little is said to tell, there is little to miss."""
    return language in HEARD or not language


def _other(text: str) -> str:
    """What the detector says; `und` (ISO 639-3: undetermined) where it cannot tell."""
    found = str(detect_fast(text)[0])
    return "und" if found == "unknown" else found
