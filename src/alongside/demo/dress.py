"""How mail programs dress a message: signatures, quoted history, HTML."""

import textwrap
from datetime import datetime
from html import escape

from alongside.demo.nouns import Dress, Mail

DEPTH = 3  # how many earlier messages a reply carries
LOCALES = {"elbtal": "de", "marin": "es", "colline": "fr", "hoshino": "ja", "fjordlys": "no"}
BLOCKS = {
    "en": ("Original Message", "From", "Sent", "To", "Subject"),
    "de": ("Ursprüngliche Nachricht", "Von", "Gesendet", "An", "Betreff"),
    "es": ("Mensaje original", "De", "Enviado el", "Para", "Asunto"),
}
FRENCH_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
FRENCH_MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
OUTLOOK_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--\n'
    'p.MsoNormal {margin:0in;font-size:11.0pt;font-family:"Calibri",sans-serif;}\n'
    "--></style></head><body lang=EN-US><div class=WordSection1>"
)
OUTLOOK_RULE = "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'>"
GMAIL_QUOTE = '<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">'


def as_plain(mail: Mail, depth: int = DEPTH) -> str:
    """The whole plain text: what was written, sign-off and signature, and the history below it."""
    if mail.inline and mail.answers:
        return _between(mail, mail.answers)
    own = "\n\n".join(part for part in (mail.text, mail.closing) if part)
    own = _wrapped(own, mail.dress)
    if mail.answers is None or depth == 0:
        return own
    return f"{own}\n\n{_quoted(mail, mail.answers, as_plain(mail.answers, depth - 1))}"


def as_html(mail: Mail) -> str:
    """The whole message as HTML in the manner of its program."""
    if mail.dress is Dress.OUTLOOK_HTML:
        return _outlook(mail)
    body = f'<div dir="ltr">{_blocks(mail.text)}{_blocks(mail.closing)}</div>'
    if mail.answers is None:
        return f"<html><body>{body}</body></html>" if mail.dress is Dress.APPLE else body
    history = _lines(as_plain(mail.answers, DEPTH - 1))
    intro = escape(_intro(mail, mail.answers), quote=False)
    if mail.dress is Dress.APPLE:
        quote = f'<br><blockquote type="cite"><div>{intro}</div><br><div>{history}</div></blockquote>'
        return f"<html><body>{body}{quote}</body></html>"
    attribution = f'<div dir="ltr" class="gmail_attr">{intro}<br></div>'
    return f'{body}<br><div class="gmail_quote">{attribution}{GMAIL_QUOTE}{history}</blockquote></div>'


def _between(mail: Mail, parent: Mail) -> str:
    """The question quoted above its answer, nothing below."""
    greeting, *paragraphs = (_wrapped(part, mail.dress) for part in mail.text.split("\n\n"))
    question = _quoted(mail, parent, _wrapped(parent.text, mail.dress))
    return "\n\n".join((greeting, question, *paragraphs, _wrapped(mail.closing, mail.dress)))


def _wrapped(text: str, dress: Dress) -> str:
    """Lines as the program breaks them: with a blank at the end where they may be joined again (format=flowed)."""
    if dress not in {Dress.THUNDERBIRD, Dress.APPLE, Dress.PLAIN}:
        return text
    joint = "\n" if dress is Dress.PLAIN else " \n"
    lines = (textwrap.wrap(line, 70, break_long_words=False, break_on_hyphens=False) for line in text.split("\n"))
    parts = (joint.join(broken) for broken in lines)
    return "\n".join("-- " if part == "--" else part for part in parts)


def _quoted(mail: Mail, parent: Mail, history: str) -> str:
    if mail.dress in {Dress.OUTLOOK, Dress.OUTLOOK_HTML}:
        return f"{_header_block(mail, parent)}\n\n{history}"
    quoted = "\n".join(f">{line}" if line[:1] == ">" else f"> {line}".rstrip() for line in history.split("\n"))
    return f"{_intro(mail, parent)}\n{quoted}"


def _header_block(mail: Mail, parent: Mail) -> str:
    title, *names = BLOCKS.get(LOCALES.get(mail.client, "en"), BLOCKS["en"])
    values = _outlook_facts(mail, parent)
    lines = (f"{name}: {value}" for name, value in zip(names, values, strict=True))
    return "\n".join((f"-----{title}-----", *lines))


def _outlook_facts(mail: Mail, parent: Mail) -> tuple[str, str, str, str]:
    when = parent.sent.astimezone(mail.sent.tzinfo)
    sent = when.strftime("%d.%m.%Y %H:%M") if mail.client in LOCALES else _american(when)
    sender = f"{parent.sender.name} <{parent.sender.address}>"
    return sender, sent, "; ".join(one.name or one.address for one in parent.to), parent.subject


def _american(when: datetime) -> str:
    return f"{when:%A, %B} {when.day}, {when.year} {when.hour % 12 or 12}:{when:%M %p}"


def _intro(mail: Mail, parent: Mail) -> str:
    """The line above a quotation, in the tongue of the program."""
    when, who = parent.sent.astimezone(mail.sent.tzinfo), parent.sender
    full = f"{who.name} <{who.address}>"
    locale = LOCALES.get(mail.client, "en")
    if mail.dress is Dress.THUNDERBIRD:
        return (
            f"Am {when:%d.%m.%y um %H:%M} schrieb {who.name}:"
            if locale == "de"
            else f"On {when:%d/%m/%Y %H:%M}, {who.name} wrote:"
        )
    if locale == "ja":
        return f"{when.year}年{when.month}月{when.day}日({'月火水木金土日'[when.weekday()]}) {when:%H:%M} {full}:"
    if locale == "no":
        return f"{when:%d.%m.%Y %H:%M} skrev {full}:"
    if locale == "fr":
        day = f"{FRENCH_DAYS[when.weekday()]} {when.day} {FRENCH_MONTHS[when.month - 1]} {when.year}"
        return f"Le {day} à {when:%H:%M}, {full} a écrit :"
    if mail.dress is Dress.APPLE:
        return f"On {when.day} {when:%b %Y, at %H:%M}, {full} wrote:"
    return f"On {when:%a, %b} {when.day}, {when.year} at {when.hour % 12 or 12}:{when:%M %p} {full} wrote:"


def _lines(text: str) -> str:
    return "<br>\n".join(escape(line, quote=False) for line in text.split("\n"))


def _blocks(text: str) -> str:
    """Paragraphs as Gmail and Apple Mail write them."""
    return "".join(f"<div>{_lines(part)}</div><div><br></div>" for part in text.split("\n\n") if part)


def _outlook(mail: Mail) -> str:
    own = "".join(_normal(line) for part in (mail.text, mail.closing) for line in [*part.split("\n"), ""])
    if mail.answers is None:
        return f"{OUTLOOK_HEAD}{own}</div></body></html>"
    names = BLOCKS["en"][1:]
    facts = zip(names, _outlook_facts(mail, mail.answers), strict=True)
    block = "<br>".join(f"<b>{name}:</b> {escape(value, quote=False)}" for name, value in facts)
    history = "".join(_normal(line) for line in as_plain(mail.answers, DEPTH - 1).split("\n"))
    rule = f"{OUTLOOK_RULE}<p class=MsoNormal>{block}<o:p></o:p></p></div></div>"
    return f"{OUTLOOK_HEAD}{own}{rule}{history}</div></body></html>"


def _normal(line: str) -> str:
    return f"<p class=MsoNormal>{escape(line, quote=False) or '&nbsp;'}<o:p></o:p></p>\n"
