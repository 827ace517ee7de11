"""Noun phrases, found by their words alone: where one may begin, what may stand in it, and where it ends."""

import re
from typing import NamedTuple

LONGEST = 3_000  # characters looked at
_TOKEN = re.compile(r"[dlDL]['’](?=[^\W_])|[^\W_]+(?:['’.&+-][^\W_]+)*|[^\w\s]")
_CONTRACTED = re.compile(r"(?i)['’](?:ve|re|ll|d|m|t)$|^(?:it|there|that|he|she|who|here|what|let)['’]s$")
_MOST = 5  # words between the first and the end of a phrase
_LONGEST_PLACE = 3  # words of a place, without its article
_MOST_TAILS = 2  # "a friend of mine in Leeds"

DETERMINERS = frozenset(
    "a an the some another other our my your his her their two three four five several many plenty most certain "
    "few both last one every ein eine einen einem einer der die das den mein meine meinem unser unsere unserem "
    "zwei un une una des le la les l' mon ma mes notre votre nos vos deux une unos unas el los las mi mis nuestro "
    "nuestra tu su otro otra otros otras dos this these those".split()
)
COUNTING = frozenset("some two three four five several many plenty most few both one".split())
OWNERS = frozenset("your our my the his her their".split())
_ADJECTIVES = tuple("able ible lar cal nal ive ent ful cheap young good freelance certified".split())
_ADDED = frozenset("else tuyo tuya suyo suya nebenan".split())  # what may follow a person: "someone else"
_ARTICLES = OWNERS | frozenset("a an ein eine einen der die das un une una le les el los mein meine mon mi l'".split())
# People and firms that work for money: a phrase with one of them may be a rival, and needs no article in the plural.
PEOPLE = frozenset(
    word + ending
    for word in (
        "agency agencie studio firm company companie bureau office shop house supplier vendor contractor "
        "freelancer developer designer coder programmer photographer translator interpreter writer copywriter "
        "editor accountant bookkeeper architect lawyer consultant trainer coach printer caterer painter builder "
        "plumber electrician maker student intern trainee apprentice graduate nephew niece cousin son daughter "
        "brother sister uncle aunt friend buddy buddie mate neighbour neighbor brother-in-law sister-in-law "
        "son-in-law dad mum wife husband guy chap bloke lad man woman girl boy lady ladie kid expert specialist "
        "professional provider competitor rival colleague ex-colleague acquaintance team crew bidder outfit "
        "start-up startup platform tool app plugin template person people folk someone somebody anyone everybody "
        "everyone teacher engineer artist illustrator musician composer partner dev bookshop printshop tutor "
        "animator cameraman videographer notary surveyor analyst mechanic gardener carpenter cleaner seamstress "
        "tailor baker florist hairdresser planner technician contact consultancy consultancie decorator candidate "
        "pool department finalist replacement helpdesk dj agent service nursery namesake institute chain employee "
        "competition"
    ).split()
    for ending in ("", "s")
) | frozenset(
    "others collective men women people folks agentur agenturen büro büros firma firmen studio kollege kollegen "
    "kollegin neffe nichte schwager schwägerin bruder schwester freund freundin bekannter nachbar mitbewerber "
    "konkurrent konkurrenz student studentin praktikant praktikantin fotograf fotografin übersetzer übersetzerin "
    "grafiker grafikerin anbieter dienstleister jemand entwickler entwicklerin sohn tochter cousin cousine vetter "
    "agence agences atelier cabinet bureau confrère consœur collègue ami amie neveu nièce cousin beau-frère frère "
    "sœur étudiant étudiante prestataire concurrent concurrents graphiste photographe traducteur traductrice "
    "développeur fils fille voisin quelqu'un société entreprise estudio agencia agencias empresa colega amigo "
    "amiga primo prima sobrino sobrina cuñado hermano hermana vecino estudiante proveedor competidor competencia "
    "chico chica alguien diseñador diseñadora fotógrafo traductor traductora hijo hija".split()
)
# What an offer or one's own affairs are called: never a rival. Behind an offer its giver may stand.
OFFERS = frozenset(
    "mail email letter message quote quotes quotation quotations offer offers bid bids proposal proposals estimate "
    "estimates price prices rate rates fee fees figure figures number tender tenders pitch option options deal "
    "deals package entry alternative angebot angebote preis preise kostenvoranschlag satz devis offre offres "
    "proposition prix tarif presupuesto one ones presupuestos oferta ofertas propuesta precio tarifa cotización "
    "cost costs invoice terms conditions".split()
)
THINGS = frozenset(
    "budget amount sum total money half third quarter fifth fraction lowest cheapest day days week weeks weekend "
    "month months year years hour hours time morning afternoon page pages word words website logo design work job "
    "project thing things services order text texts hand way lot average search bit board boss management table "
    "rest head side moment discount reduction contract scope quality piece set song seite gleiche selbe ganze "
    "hälfte drittel mitad moitié tiers jour jours semaine travail trabajo día días tag tage woche stunde brochure "
    "same task phases euro euros dollar dollars percent difference choice name meantime end times phone table list "
    "margin".split()
)
# Words that end a phrase: verbs, pronouns, conjunctions, adverbs, and prepositions.
VERBS = frozenset(
    "would will can could does do did done is are was were be been has have had having 'd charges charge charged "
    "asks ask asked asking wants want wanted takes take took needs quoted quotes offers offer offered offering "
    "came comes come gave gives give says said say told tells costs cost gets get got includes included include "
    "bid bids throws throw sells sell promises promised makes make made went goes go undercuts undercut beats beat "
    "mentioned mention invoiced agreed reckons reckon thinks claims claimed accepts accepted shall should may "
    "might must just wouldn't won't doesn't don't isn't aren't can't couldn't builds proposes proposed posts works "
    "work pays pay demands who'd submitted sent starts start designs draws writes delivers delivered guarantees "
    "lists bills bill handles look looks looked macht kennt liegt liegen baut arbeitet schreibt übersetzt "
    "schafft würde würden hat haben ist sind verlangt nimmt kann bietet bot will könnte wäre hätte kostet bauen "
    "machen fait ferait font est sont propose proposent demande prend peut a ont facture coûte hace hacen cobra "
    "cobran ofrece pide es son puede haría tiene saldría sale promet nous'".split()
)
WEAK_VERBS = frozenset("is are was were has have had be been ist sind hat haben est sont es son a tiene".split())
ADVERBS = frozenset(
    "only just already also actually even still simply really now then recently nearly almost about around roughly "
    "always usually happily gladly certainly probably definitely apparently honestly frankly again too either "
    "today yesterday here there elsewhere meanwhile however nur schon auch gerade jetzt aussi déjà ya también solo "
    "sólo ne uns mir mich sowas das es nous vous me te nos le lo la les se on en y dir ihnen".split()
)
PRONOUNS = frozenset(
    (
        "i we you he she it they them us him this that these those yours ours mine hers what which who whom "
        "whose if because when while since as so but and or nor though although than then whether where why how "
        "not no ich wir sie er ihr wenn weil dass und oder aber als je tu il elle ils elles nous vous si parce "
        "mais et ou que qui quoi yo nosotros usted ustedes ellos si porque pero y o cuando with without for to "
        "at by into per via under below above before after until during against between among through within off "
        "up out instead less more cheaper lower für mit ohne bei von zu zum zur über unter pour avec sans par "
        "chez por para con sin yes no well"
    ).split()
)
PLACES = frozenset(
    "in on at from of near across down over next around behind opposite auf im am beim aus bei von de du en à d' "
    "des unseres unserer meines meiner".split()
)
_TITLES = frozenset("mr mrs ms dr prof herr frau mme monsieur madame señor señora sr sra messrs".split())
_JOINERS = frozenset("& e of de von van der du la and + und y et".split())
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december monat euro eur usd gbp chf inr aud cad vat hi hello dear thanks thank "
    "please honestly frankly guten hallo liebe lieber danke bonjour merci hola gracias compared competing "
    "everything nothing something anything got tengo tenemos hemos given considering okay ok sorry plus nous uns "
    "wir internet whoever".split()
)
# Written with a capital, and no name by themselves: departments and languages.
_NOT_ALONE = frozenset(
    "procurement finance accounting management sales legal hr ceo cfo english german french spanish".split()
)


class Token(NamedTuple):
    """A word or mark, and where it stands; `low` in small letters, with a straight apostrophe and without 's."""

    text: str
    start: int
    end: int
    low: str


class Phrase(NamedTuple):
    """A noun phrase: the numbers of its first token and of the one behind it, and what it seems to be.

    `core` is behind its last word before "in Leeds". `name` where it begins with a name; `owner` where it ends in 's.
    """

    first: int
    last: int
    core: int
    name: bool
    owner: bool = False


def tokens(text: str) -> list[Token]:
    """The words and marks of a text, in order."""
    found = (match for match in _TOKEN.finditer(text[:LONGEST]))
    return [Token(match[0], match.start(), match.end(), _low(match[0])) for match in found]


def _low(word: str) -> str:
    if word in ("IT", "US"):
        return word
    low = word.lower().replace("’", "'")
    return low.removesuffix("'s") if len(low) > 3 else low


def is_owner(token: Token) -> bool:
    """Whether a word ends in 's."""
    return len(token.text) > 3 and token.text.lower().endswith(("'s", "’s"))


def is_name(token: Token) -> bool:
    """Whether a word may be (part of) a name: a capital, and no word that is merely written with one."""
    low = token.low
    opening = token.start == 0 and low.endswith("ly")  # "Alternatively"
    if not token.text[0].isupper() or low in _NOT_NAMES or opening or _CONTRACTED.search(token.text):
        return False
    return not (low in PRONOUNS or low in ADVERBS or low in DETERMINERS or low in PLACES or low in VERBS)


def phrase_at(words: list[Token], first: int) -> Phrase | None:
    """The noun phrase that begins with that token, or None."""
    word = words[first]
    if word.low in _TITLES and first + 1 < len(words):
        return _named(words, first, first + 1 + (words[first + 1].text == "."))
    named = first + 1 < len(words) and is_name(words[first + 1])
    if is_name(word) and (named or word.low not in PEOPLE):
        return _named(words, first, first)
    if word.low in DETERMINERS:
        inner = phrase_at(words, first + 2) if _is_part_of(words, first) else None
        return inner._replace(first=first) if inner else _described(words, first, first + 1)
    if word.low in PEOPLE or (_is_adjective(word) and first + 1 < len(words) and words[first + 1].low in PEOPLE):
        return _described(words, first, first)
    return None


def _is_adjective(word: Token) -> bool:
    """Whether a word may describe people without an article: "comparable suppliers"."""
    return word.text.islower() and word.low.endswith(_ADJECTIVES) and _in_phrase(word)


def _is_part_of(words: list[Token], first: int) -> bool:
    """Whether "two of" stands there, before those two are taken of."""
    counted = words[first].low in COUNTING
    return counted and first + 2 < len(words) and words[first + 1].low == "of" and words[first + 2].low in OWNERS


def _named(words: list[Token], first: int, at: int) -> Phrase | None:
    """A name: words with capitals, joined by & or "of"."""
    if at >= len(words) or not is_name(words[at]) or words[at].low in _NOT_ALONE:
        return None
    while at + 1 < len(words) and at - first < 2 * _MOST and not is_owner(words[at]):
        joined = words[at + 1].low in _JOINERS and at + 2 < len(words) and is_name(words[at + 2])
        if joined and words[at + 1].low in ("and", "y", "et", "und") and at > first:
            joined = False
        if not joined and not is_name(words[at + 1]):
            break
        at += 1 + joined
    if is_owner(words[at]) and at + 1 < len(words) and _in_phrase(words[at + 1]) and words[at + 1].low not in OFFERS:
        return _described(words, first, at + 1)
    return _tailed(words, Phrase(first, at + 1, at + 1, name=True, owner=is_owner(words[at])))


def _described(words: list[Token], first: int, at: int) -> Phrase | None:
    """An article and its words, as far as the next verb, pronoun, preposition or mark."""
    begin = at
    while at < len(words) and at - begin < _MOST and _goes_on(words, begin, at):
        at += 1
    if at == begin:
        return None
    last = words[at - 1]
    if is_owner(last):
        return Phrase(first, at, at, name=False, owner=True)
    return _tailed(words, Phrase(first, at, at, name=False))


def _goes_on(words: list[Token], begin: int, at: int) -> bool:
    """Whether a phrase that began goes on with that word: behind its person or firm, only with another or a name."""
    word = words[at]
    if at > begin and (is_name(word) or word.low in _ADDED):
        return True
    if word.low == "more":
        return words[at - 1].low in COUNTING
    behind = any(one.low in PEOPLE and not is_owner(one) for one in words[begin:at])
    return _in_phrase(word) and not (behind and word.low not in PEOPLE)


def _in_phrase(token: Token) -> bool:
    """Whether a word may stand inside a phrase."""
    low = token.low
    if low in PEOPLE:
        return True
    letters = token.text[0].isalpha() or ("-" in token.text and token.text[-1].isalpha())  # "14-year-old"
    if not letters or _CONTRACTED.search(token.text) or low in _ARTICLES:
        return False
    return not (low in VERBS or low in PRONOUNS or low in ADVERBS or low in PLACES or low.isdigit())


def _tailed(words: list[Token], phrase: Phrase) -> Phrase:
    """The phrase with where it is or whose it is: "in Leeds", "across the street", "of mine"."""
    last = phrase.last
    if words[last - 1].low in OFFERS or words[last - 1].low in THINGS:
        return phrase
    for _ in range(_MOST_TAILS):
        if last + 1 >= len(words) or words[last].low not in PLACES:
            break
        end = _place_end(words, last + 1)
        if not end:
            break
        last = end
    return phrase._replace(last=last)


def _place_end(words: list[Token], at: int) -> int:
    """Behind the place or owner that begins there; 0 where it is none, as in "at half" or "in two weeks"."""
    if words[at].low in ("mine", "yours", "ours", "hers", "theirs"):
        return at + 1
    at += words[at].low in PLACES and at + 1 < len(words)  # "d'en face"
    article = words[at].low in DETERMINERS
    start = at = at + article
    while at < len(words) and at - start < _LONGEST_PLACE and (_in_phrase(words[at]) or is_name(words[at])):
        if words[at].low in THINGS or words[at].low in OFFERS:
            return 0
        if at > start and not article and not is_name(words[at]):
            break
        at += 1
    return at if at > start else 0
