"""Advice: what I recommended, and whether the client took it; a professional who leads is asked and followed.

Advice is a sentence of mine that recommends. What became of it is what the client's next message in the thread says:
taken where it follows my judgement, agrees or approves, declined where it says that it stays otherwise, else open. Who
acts on advice without a word of it stays open too: what is told should be right, not complete.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import re2

from alongside.core.words.sentences import sentences

TAKEN, DECLINED, OPEN = "taken", "declined", "open"
_FOLLOWS = frozenset({"respects_advice", "clarity"})
_LONGEST = 400  # characters of a sentence looked at


def _any_of(*forms: str) -> "re2._Regexp":
    return re2.compile(rf"(?i)\b(?:{'|'.join(forms)})\b")


_ADVISES = _any_of(
    r"I(?:['’]d| would|['’]ll| will)?(?: still| strongly| therefore| rather)? (?:recommend|suggest|advise|urge)",
    r"we(?:['’]d| would)? (?:recommend|suggest|advise)|can I suggest|one (?:suggestion|recommendation)|my tip",
    r"I(?:['’]d| would) (?:go (?:for|with)|hold off|leave|keep|take|use|drop|cut|lose|make|print|steer clear)",
    r"I(?:['’]d| would) (?:get|put|order|encourage|skip|rent|add|buy|change|move|start|wait|try|replace|remove)",
    r"I(?:['’]d| would) (?:avoid|switch|pay|split|stick)|in your position",
    r"I wouldn['’]t (?:go|use|put|take|drive|buy|sign|pay|start|do)|why not|perhaps you could",
    r"my (?:strong )?(?:advice|recommendation|suggestion)|if I were you|in your (?:place|shoes)",
    r"you (?:really )?(?:should|ought to|might want to|may want to|may wish to|could consider|could do with)",
    r"you['’]d (?:do well|be (?:better off|well advised|wise))|it(?:['’]s| is) (?:advisable|worth \w+ing)",
    r"it (?:would|may|might|could) be (?:better|best|wise|worth|sensible|safer|a good idea)|it would make sense",
    r"it['’]d be (?:better|best|wise|worth|sensible|safer|a good idea)",
    # German
    r"(?:ich|wir) (?:empfehlen?|raten?|schlagen?) [^.]{0,80}?(?:vor\b|\bzu|$)|(?:wir|ich) empfehlen?|nur empfehlen",
    r"(?:ich|wir) würden? [^.]{0,80}?(?:empfehlen|raten|vorschlagen|verzichten|nehmen|lassen|weglassen|warten)",
    r"würden? (?:ich|wir) [^.]{0,80}?(?:empfehlen|raten|vorschlagen|verzichten|nehmen|lassen|weglassen|warten)",
    r"(?:empfehle|rate|schlage) (?:ich|Ihnen|dir|euch)|meine? (?:Rat|Empfehlung|Vorschlag)|an (?:deiner|Ihrer) Stelle",
    r"(?:Sie|du|ihr) sollte(?:n|st|t)|sollte(?:n|st) (?:Sie|du)|(?:besser|sinnvoll|ratsam) wäre es|fände es besser",
    r"wäre (?:es )?(?:besser|sinnvoll|ratsam)|am besten (?:nehmen|lassen|machen|betreten|setzen) (?:Sie|wir)",
    r"lege (?:Ihnen|dir) nahe|nimm lieber|nehmen Sie lieber|vielleicht lassen Sie",
    # French
    r"(?:je|nous) (?:vous |te )?(?:conseill|recommand|suggér|suggèr|déconseill|encourag|propos)\w+|vous invite à",
    r"mon conseil|ma (?:recommandation|suggestion)|(?:votre|ta) place, je|mieux (?:vaut|vaudrait)|il vaudrait mieux",
    r"il (?:serait|est) (?:prudent|utile|conseillé|recommandé)|il faudrait|préférable de|je serais d['’]avis",
    r"(?:tu ferais|vous feriez) (?:mieux|bien)|tu devrais|vous devriez|pensez à",
    # Spanish
    r"(?:recomiendo|recomendamos|recomendaría|sugiero|sugerimos|sugeriría|aconsejo|aconsejamos|aconsejaría)",
    r"mi (?:consejo|recomendación|sugerencia)|yo que (?:tú|usted|ustedes)|convendría|lo (?:mejor|suyo) sería",
    r"sería (?:conveniente|mejor)|debería(?:s|is|n)?|quizá podría(?:s|is|n)?|(?:te|le|os) propongo",
)
_TAKES = _any_of(
    r"good (?:call|point|idea|thinking|advice)|makes sense|agreed|fair point|great idea|point taken|will do",
    r"you(?:['’]re| are| were) (?:absolutely |quite )?right|as you (?:said|suggested|recommended|advised|proposed)",
    r"let['’]s (?:do|try|get|go|use|take|drop|keep) (?:it|that|this|them|with|for|rid)|\w+ it is(?: then)?[.!,]? ",
    r"(?:we|I) went (?:for|with)|we(?:['’]re going|['’]ll go) (?:for|with)|please (?:do|go ahead)|thanks for spotting",
    r"(?:on|after|following) your (?:advice|recommendation|suggestion)|glad you (?:said|told)|that['’]s sorted",
    r"sehe ich (?:auch|genauso)|einverstanden|(?:Sie haben|du hast|ihr habt) recht|leuchtet (?:mir|uns) ein|überzeugt",
    r"gute Idee|guter (?:Rat|Punkt|Hinweis|Vorschlag)|machen wir|wie (?:Sie|du) (?:vorgeschlagen|empfohlen|geraten)",
    r"bonne idée|bien vu|entendu|d['’]accord|(?:vous avez|tu as|vous aviez) raison|comme (?:vous|tu) l['’]av\w+",
    r"de acuerdo|(?:tiene|tienes|tenía|tenías) razón|me parece bien|buena idea|como (?:recomend|suger|aconsej)\w+",
)
_DECLINES = _any_of(
    r"(?:we|I)(?:['’]d| would|['’]ll| will)?(?: much| still)? (?:rather|prefer|stick (?:with|to)|stay with|keep to)",
    r"decided against|(?:against|despite) your (?:advice|recommendation)|slept on it,? (?:but|and)|please leave it in",
    r"(?:won['’]t|will not|not going to|don['’]t want to) (?:follow|do that|do this|go with|change it|be)",
    r"can['’]t (?:follow|do that|do this|go with|change it|be helped|stretch to)|carry on (?:like that|as)|regardless",
    r"(?:don['’]t|do not) (?:agree|see the (?:need|point)|need (?:that|this|it)|want (?:that|this|it))|manage without",
    r"(?:has|have|needs?) to stay|(?:it|they|that|this|the \w+)(?:['’]s| is| are)? stay(?:s|ing)?|want to keep|nah|nee",
    r"leave (?:it|them|those|things|shipping)[^.]{0,20} (?:in|as|on|how)|happy to risk",
    r"(?:I|we)(?:['’]m|['’]re| am| are)? keep(?:ing)? (?:the|it|our|both|them|what)|have to keep",
    r"(?:bleiben|bleibt|bleibe)\b[^.]{0,20}\b(?:bei|dabei|drin|so|wie)|lieber nicht|dagegen entschieden|trotzdem",
    r"nicht überzeugt|anders entschieden|lasse(?:n)? (?:ich|wir) (?:es|das|ihn|sie) (?:drin|so)",
    r"zu aufwendig|zu viel Aufwand|nah|nee",
    r"(?:nous|je|on) (?:gardons|garde|préférons|préfère|ne (?:suivrons|voulons|souhaitons|touche))|y tien(?:t|s)",
    r"décidé de ne pas|(?:preferimos|prefiero) (?:dejar|seguir|no)|no (?:vamos a|queremos) (?:cambiar|hacer)",
    r"decidido no|se queda|seguimos con|de momento (?:la|lo|el) |nos apañamos",
)


class Turn(NamedTuple):
    """One message of a thread: its number, when, whose, its words, and the kinds of signal it carries."""

    message: int
    at: int
    from_me: bool
    body: str
    kinds: frozenset[str]


class Advice(NamedTuple):
    """A recommendation of mine in its message, and how the client's next message met it (None: none came yet)."""

    at: int
    message: int
    quote: str
    outcome: str
    answer: int | None


def advice_in(thread: Sequence[Turn]) -> Iterator[Advice]:
    """The advice of one thread in time, the first of each message of mine, with its outcome."""
    for index, turn in enumerate(thread):
        quote = advised(turn.body) if turn.from_me else ""
        if quote:
            reply = next((later for later in thread[index + 1 :] if not later.from_me), None)
            yield Advice(turn.at, turn.message, quote, _outcome(reply), reply.message if reply else None)


def advised(body: str) -> str:
    """The first sentence that recommends something; '' where none does."""
    if not _ADVISES.search(body):  # most mails advise nothing, and need not be cut into sentences
        return ""
    return next((one for one in _sentences(body) if "?" not in one and _ADVISES.search(one)), "")


def _outcome(reply: Turn | None) -> str:
    """What a client's answer makes of advice; a refusal outweighs thanks for it."""
    if reply is None:
        return OPEN
    if _DECLINES.search(reply.body):
        return DECLINED
    return TAKEN if reply.kinds & _FOLLOWS or _TAKES.search(reply.body) else OPEN


def _sentences(body: str) -> Iterator[str]:
    return (body[start : min(end, start + _LONGEST)] for start, end in sentences(body))
