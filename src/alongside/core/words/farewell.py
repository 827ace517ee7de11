"""Which lines at the end of a message are no message: signature, closing formula, footers of programs and firms."""

import re

import re2

from alongside.core.words.quotes import is_rule
from alongside.core.words.tongues import CLOSING_OPENERS, CLOSINGS, LONGEST_CLOSING, SENT_FROM

_ROUNDS = 8  # so many layers of footer are taken off
_SIGNATURE_LINES = 20  # written lines below "-- "
_FAREWELL_LINES = 12  # written lines below a closing formula
_WINDOW = 40  # lines from the end in which a closing formula is looked for
_FOOTER_LINES = 30  # lines of one footer
_SHORT = 72  # a line of a signature is hardly longer

_FOOTER_WORDS = (
    *("onfiden", "ertraulich", "intended", "privileged", "isclaimer", "nsubscribe", "ailing list"),
    *("ailing-list", "listinfo", "You are receiving", "You received", "iservat", "abbestellen", "ésabonner"),
    *("ja de", "abmelden", "vertrouwelijk", "fortrolig", "scanned", "virus", "next part", "imprimir", "printing"),
)
_ABOUT_THIS_MAIL = re2.compile(
    r"(?i)(?:this|the (?:information|content|above)|any attach)[^.]{0,60}(?:e-?mail|message|communication|transmission|"
    r"attach)|"
    r"diese[rn]?\s(?:e-?mail|nachricht)|(?:ce|cet|le présent)\s(?:message|courriel|e-?mail)|"
    r"(?:este|esta|o presente)\s(?:mensaje|correo|e-?mail|mensagem)|(?:questo|questa|il presente|la presente)\s"
    r"(?:messaggio|e-?mail|comunicazione)|di[te] (?:e-?mail|bericht)|denne (?:e-?mail|mail|besked|meddelelse)|"
    r"detta (?:e-?post|mail|meddelande)|dette (?:e-?post|brev)",
)
_LEGAL = re2.compile(
    r"(?i)confidential|privileged|intended (?:solely|only|for|recipient)|in error|disclos|unauthori[sz]ed|prohibited|"
    r"vertraulich|irrtümlich|unbefugt|nicht der richtige adressat|nicht gestattet|confidenti(?:el|alité)|destinataire|"
    r"erreur|confidencial|destinatari|por error|por engano|riservat|per errore|vertrouwelijk|geadresseerde|fortrolig|"
    r"konfidentiell|mottagare|(?:scanned|checked) (?:for|by)|virus|liabilit|legally binding|dissemination",
)
_LISTED = re2.compile(r"(?im)mailman/listinfo|mailing[- ]list(?:$|\n| --)|unsubscribe|newsletter")
_LEFT_BY = re2.compile(
    r"(?im)to unsubscribe|unsubscribe (?:from|here|:|link|at)|\[un\]subscribe|newsletter abbestellen|"
    r"(?:vom|den) newsletter|se désabonner|darse de baja|^you (?:are receiving|received) this|"
    r"reply to this email directly",
)
_REACHABLE = re.compile(
    r"https?://|www\.|\S@\S| at [\w-]+\.\w|(?<!\w)(?:tel|telefon|phone|ph|fon|fax|mobile|mobil|cell|direct|office|"
    r"tél|tlf)\b[.:]|\+?\(?\d[\d ()./-]{6,}\d",
    re.IGNORECASE,
)
_PROGRAM_LINE = re.compile(
    r"\[\[alternative HTML version deleted\]\]$|-{8,} next part -{8,}$|virenfrei\.|virus-free\.|"
    r"(?:please )?consider the environment before printing",
    re.IGNORECASE,
)
_AFTERWORD = re.compile(r"p\.?\s?p?\.?\s?s\b|nb\b|n\.b\.", re.IGNORECASE)
_AFTERWORD_OPENERS = frozenset(("PS", "Ps", "ps", "P.", "p.", "PP", "NB", "N.", "Nb"))
_BULLET = re.compile(r"[-*•–]\s|\d{1,2}[.)]\s")
_SIGNED_WITH_DASH = re.compile(r"[-–—/~]{1,2} ?[^\W\d_][\w.'’-]+(?: [^\W\d_][\w.'’-]*){0,2}$")
_BANNER = re.compile(
    r"\W{0,6}(?:caution|external|warning|achtung|vorsicht|attention)\b.{0,80}?"
    r"(?:originated|outside|external|externe|außerhalb|extérieur)",
    re.IGNORECASE,
)


def without_farewell(lines: list[str]) -> list[str]:
    """The lines without what stands below the message: signature, closing formula, footers; a postscript stays."""
    lines = _program_lines(lines)
    postscript = not _AFTERWORD_OPENERS.isdisjoint([line[:2] for line in lines])
    for _ in range(_ROUNDS):
        before = lines
        lines = _signature(_footer(lines), postscript=postscript)
        lines = _program_lines(_closing(lines, _afterword(lines) if postscript else []))
        if lines == before:
            lines = _signed(_contact(lines))
            if lines == before:
                break
            lines = _program_lines(lines)
    return lines


def without_banner(lines: list[str]) -> list[str]:
    """The lines without a firm's "this came from outside" warning on top."""
    first = next((at for at, line in enumerate(lines) if line), 0)
    if not lines or len(lines[first]) < 20 or not _BANNER.match(lines[first]):
        return lines
    rest = next((at for at in range(first, len(lines)) if not lines[at]), 0)
    return lines[rest:] if rest else lines


def _program_lines(lines: list[str]) -> list[str]:
    """Without blank lines, rules, and single lines a program wrote, at the end."""
    end = len(lines)
    while end and _is_program_line(lines[end - 1]):
        end -= 1
    return lines[:end]


def _is_program_line(line: str) -> bool:
    """Whether a line is blank, a rule, or written by a program."""
    if len(line) > 120:
        return False
    core = line.strip("\t -–—_*")
    return not core or is_rule(line) or bool(SENT_FROM.match(core) or _PROGRAM_LINE.match(core))


def _footer(lines: list[str]) -> list[str]:
    """Without the last paragraph where it is a disclaimer or the footer of a mailing list."""
    start = _paragraph(lines, _FOOTER_LINES)
    paragraph = [line[:2000] for line in lines[start:]]
    if not any(map("\n".join(paragraph).__contains__, _FOOTER_WORDS)):
        return lines
    top, start = start, max((at + 1 for at in range(start, len(lines)) if is_rule(lines[at])), default=start)
    text = "\n".join(paragraph[start - top :])[:6000]
    if not any(map(text.__contains__, _FOOTER_WORDS)) or not any(lines[:start]):
        return lines
    if _is_list_footer(text, ruled=start > 0 and is_rule(lines[start - 1])) or _is_legal(text):
        return lines[:start]
    return lines


def _paragraph(lines: list[str], most: int) -> int:
    """The first line of the last paragraph, or of the last `most` lines where it is longer."""
    start, first = len(lines), max(len(lines) - most, 0)
    while start > first and lines[start - 1]:
        start -= 1
    return start


def _is_legal(text: str) -> bool:
    """Whether a paragraph is a disclaimer: it speaks of this very mail, in the words of lawyers."""
    return len(text) > 60 and bool(_ABOUT_THIS_MAIL.search(text)) and len(set(_LEGAL.findall(text.casefold()))) > 1


def _is_list_footer(text: str, *, ruled: bool) -> bool:
    """Whether a paragraph tells how to leave a list: below a rule, or with the address to do it."""
    if ruled and _LISTED.search(text):
        return True
    return bool(_LEFT_BY.search(text)) and bool(_REACHABLE.search(text))


def _signature(lines: list[str], *, postscript: bool) -> list[str]:
    """Without what stands below a "-- " line, but for a postscript."""
    if "--" not in lines:
        return lines
    at, written = None, 0
    for place in range(len(lines) - 1, -1, -1):
        at = place if lines[place] == "--" else at
        written += bool(lines[place]) and lines[place] != "--"
        if written > _SIGNATURE_LINES:
            break
    if at is None or (not any(lines[:at]) and any(map(_is_prose, filter(None, lines[at + 1 :])))):
        return lines
    return lines[:at] + (_afterword(lines[at + 1 :]) if postscript else [])


def _afterword(lines: list[str]) -> list[str]:
    """The postscript in the last lines, with a blank line before it."""
    for at in range(max(len(lines) - _WINDOW, 0), len(lines)):
        if lines[at][:2] in _AFTERWORD_OPENERS and _AFTERWORD.match(lines[at]):
            return ["", *lines[at:]]
    return []


def _closing(lines: list[str], rest: list[str]) -> list[str]:
    """Without a closing formula and the name and card below it, where nothing but the postscript `rest` follows."""
    top = next((at for at, line in enumerate(lines) if line), 0)
    found, written = 0, 0
    for at in range(len(lines) - max(len(rest) - 1, 0) - 1, top, -1):
        line = lines[at]
        if line and is_closing(line):
            found = at
        elif line and (_is_prose(line) or written >= _FAREWELL_LINES):
            break
        written += bool(line)
    return lines[:found] + rest if found else lines


def is_closing(line: str) -> bool:
    """Whether a line is a closing formula, alone or with a name behind it."""
    if len(line) > 60:
        return False
    words = line.strip(" \t,.!;:-–—*_)").split()
    if not words or words[0].strip(",.!").casefold() not in CLOSING_OPENERS:
        return False
    for count in range(min(len(words), LONGEST_CLOSING), 0, -1):
        phrase = " ".join(words[:count])
        if phrase.strip(",.!-–").casefold() in CLOSINGS:
            return _is_name(words[count:], sure=count > 1 or phrase[-1] in ",.!-–")
    return False


def _is_name(words: list[str], *, sure: bool) -> bool:
    """Whether the words behind a formula are a name (or none): up to three, capitalised."""
    return not words or (sure and len(words) < 4 and all(word[0].isupper() for word in words))


def _is_prose(line: str) -> bool:
    """Whether a line says something, as opposed to naming a person, a firm or a place."""
    if line[-1] in "?:;{}" or "<-" in line or (not line[0].isalpha() and _BULLET.match(line)):
        return True
    if len(line) > 2 * _SHORT:
        return not is_rule(line)
    words = line.split()
    small = sum(map(str.islower, words))
    if small <= 3 or small * 2 < len(words):
        return False
    return not is_rule(line) if small > 6 else not _REACHABLE.search(line)


def _contact(lines: list[str]) -> list[str]:
    """Without a last paragraph that is a card: a name, then lines of which one says how to reach its owner."""
    start = end = len(lines)
    while start and end - start < _FAREWELL_LINES and lines[start - 1] and not is_rule(lines[start - 1]):
        start -= 1
    card = lines[start:]
    if len(card) < 2 or start == 0 or end - start >= _FAREWELL_LINES or not _names_person(card[0]):
        return lines
    above = next(filter(None, reversed(lines[max(start - 4, 0) : start])), ":")
    fits = above[-1] != ":" and not any(len(line) > _SHORT or _is_prose(line) for line in card)
    return lines[:start] if fits and any(map(_REACHABLE.search, card[1:])) else lines


def _names_person(line: str) -> bool:
    """Whether a line is two to four capitalised words."""
    words = line.replace("*", "").strip("_ ").split()
    return 1 < len(words) < 5 and all(word[0].isupper() for word in words) and not any(map(str.isdigit, line))


def _signed(lines: list[str]) -> list[str]:
    """Without a last line like "- Zoe" or "/Zoe" that stands alone."""
    if len(lines) < 3 or lines[-2] or not _SIGNED_WITH_DASH.match(lines[-1]):
        return lines
    above = next(filter(None, reversed(lines[-5:-2])), "-")
    return lines if _BULLET.match(above) or above[-1] == ":" or above[0] == lines[-1][0] else lines[:-1]
