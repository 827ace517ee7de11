"""Whether a message expects an answer."""

import re
from collections.abc import Iterator
from itertools import islice

import re2

_MOST = 400  # questions and requests looked at
_LONGEST = 400  # characters of one question

# Its first character is one and the same, which `re` finds seven times as fast as `\?+`.
_QUESTION = re.compile(r"\?\?*(?=[\s\"'”’»)\]*_,;.!<]|$)")
_CLAUSE = re.compile(r"[.!?\n](?=[\s\"'(¿])")

# A request, wherever it stands; group 1 is the verb after "please".
_REQUEST = re2.compile(
    r"(?i)\b(?:"
    r"(?:please|pls|plz|kindly)[, ]+(?:also |just |both |all |then |do )?([a-z']+)|"
    r"(?:can|could|would|will) (?:you|u|someone|anyone|anybody)(?: (?:please|also|kindly|perhaps|just|maybe))? [a-z]|"
    r"(?:can|could|may|might) (?:i|we) (?:please |also )?(?:get|have|ask|see|borrow)|"
    r"let (?:me|us) know|keep (?:me|us) posted|give (?:me|us) (?:a|your)|get back to (?:me|us)|drop (?:me|us) a|"
    r"(?:send|tell|email|call|remind|show|forward|bring|advise) (?:me|us)\b|"
    r"(?:awaiting|await|waiting for|wait for|look(?:ing)? forward to(?: (?:hearing|receiving|getting))?) "
    r"(?:your|a|an|the)? ?(?:from you|reply|response|answer|feedback|confirmation|approval|comments?|thoughts)|"
    r"look(?:ing)? forward to (?:hearing|your)|"
    r"(?:would|will) (?:be (?:grateful|great|helpful|good|nice|thankful)|appreciate it|love it|help) if (?:you|we|i)|"
    r"i(?: would|'d|’d) (?:appreciate|like (?:you|to (?:know|ask|meet|hear|discuss|schedule)))|"
    r"(?:do|did|does|have|has|are|were|will|would) you (?:have|know|think|want|need|like|agree|able|available|"
    r"free|ever|mind|prefer|get|receive|see|still|foresee|recall|remember)|"
    r"(?:we|i) need (?:you|your|to know)|your (?:thoughts|feedback|input|opinion|comments) (?:on|about|would|is|are)|"
    r"any (?:thoughts|news|update|updates|ideas|objections)\b|what do you think|how about|what about|rsvp|asap|"
    r"i was wondering|wondering (?:if|whether|when|what)|not sure (?:if|whether) you|"
    # German
    r"(?:bitte|gebeten)[, ]+(?:\S+ ){0,4}?(?:rückmeldung|bescheid|antwort\w*|melde\w*|schick\w*|send\w*|teil\w*|"
    r"sag\w*|ruf\w*|gib|geben|prüf\w*|bestätig\w*|info|um|lass\w*|schreib\w*|schau\w*|erklär\w*|nenn\w*|überweis\w*|klär\w*)|"
    r"(?:kannst|könntest|würdest|magst|möchtest) du|(?:könnten|können|würden|möchten) sie|(?:könnt|könntet|würdet) ihr|"
    r"(?:gib|geben|gebt|sag|sagen|lass|lassen|teile?n?) (?:sie )?(?:mir|uns|mich)|"
    r"(?:wart\w*|freu\w*) (?:mich |uns )?(?:\S+ )?auf (?:deine|ihre|eure|eine) \S+|"
    r"um (?:rückmeldung|antwort|bestätigung|bescheid)|was (?:meinst|meinen|denkst|denken|hältst|halten)|"
    r"(?:meldest|melden|melde) (?:du |sie )?(?:dich|sich)|"
    # French
    r"(?:pourriez|pouvez|pourrais|peux|auriez|avez|seriez|êtes|pensez|voulez|souhaitez|savez)[- ](?:vous|tu)|"
    r"(?:merci|prière) de (?:me|nous|m'|m’|bien|vouloir|confirmer|répondre|renvoyer|envoyer|transmettre)|"
    r"(?:dites|dis|tenez|faites|envoyez|donnez)[- ](?:moi|nous)|"
    r"(?:attente|attends|attendons) (?:de )?(?:votre|ta|une|tes|vos)|"
    r"veuillez (?:me|nous|confirmer|répondre|renvoyer|envoyer)|est-ce que|qu'en (?:pensez|penses)|"
    # Spanish
    r"(?:podrías?|podríais|puedes?|pueden|podrían|podemos|sabes?|tienes?|quieres?) (?:\S+ ){0,2}?(?:enviar\w*|decir\w*|"
    r"confirmar\w*|mandar\w*|indicar\w*|ayudar\w*|avisar\w*|pasar\w*|hacer\w*|revisar\w*)|"
    r"(?:me|nos) (?:avisas?|avisan|dices?|dicen|confirmas?|confirman|envías?|cuentas?|puedes?|podrías?)|"
    r"por favor[, ]+(?:\S+ )?(?:envíe\w*|env[ií]a\w*|confirm\w*|díga\w*|dime|avísa\w*|avise\w*|respond\w*|indic\w*|"
    r"mand\w*|pás\w*|revis\w*)|"
    r"(?:espero|esperamos|quedo|quedamos) (?:a la espera |pendiente )?(?:de )?(?:su|tu|vuestra|tus|sus)"
    r")"
)
# "Please ..." that only tells.
_TELLS = frozenset(
    (
        *(
            "find",
            "note",
            "see",
            "be",
            "accept",
            "excuse",
            "ignore",
            "disregard",
            "feel",
            "do",
            "don't",
            "don’t",
            "dont",
        ),
        *(
            "refer",
            "visit",
            "click",
            "consider",
            "keep",
            "join",
            "enjoy",
            "welcome",
            "rest",
            "your",
            "the",
            "you",
            "him",
        ),
        *("her", "them", "everyone", "everybody", "any", "all", "to"),
    )
)
_IDLE = re.compile(
    r"(?:[\w ]{0,24}[,!-] ?)?(?:so |and |und |et |y |well |oh )?(?:"
    r"how (?:are|r) (?:you|u|things|ya)(?: all| doing| today| guys| going| feeling| these days)*|"
    r"how(?:'s|’s| is) (?:it going|life|everything|everyone|things)|"
    r"how(?:'s|’s| is| was|'re|’re) (?:your|the) (?:week|weekend|day|holiday|holidays|"
    r"vacation|summer)|what'?s up|how do you do|guess what|(?:you )?know what|who knows|who cares|"
    r"why not|what can i say|what else is new|can you believe (?:it|that|this)|"
    r"how (?:cool|great|nice|crazy) is (?:that|this)|"
    r"(?:isn['’]?t|ain['’]?t|wasn['’]?t) (?:it|that|this|life|he|she)\b[\w ]{0,40}|"
    r"(?:what|who) could (?:possibly )?go wrong|"
    r"wie geht(?:['’]?s| es)(?: dir| ihnen| euch)?(?: so| heute)?|na|alles (?:klar|gut)(?: bei (?:dir|euch|ihnen))?|"
    r"wer weiß|nicht wahr|ist das nicht [\w ]{0,30}|was soll['’]?s|warum (?:auch )?nicht|"
    r"(?:comment )?(?:ça|ca) va(?: bien)?|comment (?:allez[- ]vous|vas[- ]tu|tu vas)|qui sait|n['’]est[- ]ce pas|"
    r"qué tal(?: todo| estás?)?|cómo (?:estás?|están|va todo|te va|le va)|quién sabe|verdad que [\w ]{0,30}"
    r")[\s?!.)]*$",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether an authored text expects an answer: a real question or a request (English, German, French, Spanish)."""
    if "?" in text and any(map(_is_real, islice(_questions(text), _MOST))):
        return True
    return any((found[1] or "").lower() not in _TELLS for found in islice(_REQUEST.finditer(text), _MOST))


def _questions(text: str) -> Iterator[str]:
    """Every clause that ends in a question mark."""
    return (_clause(text, found) for found in _QUESTION.finditer(text))


def _clause(text: str, found: re.Match[str]) -> str:
    """The clause before a question mark, at most so long."""
    before = text[max(found.start() - _LONGEST, 0) : found.start()]
    ends = [end.end() for end in _CLAUSE.finditer(before)]
    return before[ends[-1] if ends else 0 :].strip(" \t\n¿*_\"'(-")


def _is_real(clause: str) -> bool:
    """Whether a clause with a question mark is a question to the reader: no address of a page, no courtesy."""
    words = clause.split()
    if not words or not any(map(str.isalpha, clause)):
        return False
    return "://" not in words[-1] and not words[-1].startswith("www.") and not _IDLE.match(clause)
