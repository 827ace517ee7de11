"""What a message says: new text, a signature, and the history as Gmail, Apple Mail and Outlook quote it."""

import html
import re
import time
from random import Random
from typing import NamedTuple

import words
from letters import Person, clock
from templates import BLOCK, NEWSLETTER, SIGNATURES, WORD_HEAD


class Said(NamedTuple):
    """A message's text, twice: what the writer wrote (`own`), and with the history below it (`full`)."""

    writer: Person
    sent: int
    own_plain: str
    own_html: str
    full_plain: str
    full_html: str


GREETINGS = ("Hi {},", "Hello {},", "Dear {},", "{},", "Hey {}!", "Good morning {},", "")
ACCENTS = {
    "utf-8": (
        "It’s about 1 200 € – “all in”.",
        "Zoë’s café is closed on Friday…",
        "Grüße aus Köln 🙂",
        "Ça marche, à bientôt.",
    ),
    "iso-8859-1": (
        "Schöne Grüße aus Köln.",
        "À bientôt, bonne journée.",
        "Das wäre schön für nächste Woche.",
    ),
    "windows-1252": ("That’s fine – 300 € as before.", "We call it the “blue” version…"),
    "iso-2022-jp": ("よろしくお願いします。", "資料を添付しました。ご確認ください。"),
}
LINE = re.compile(r"(.{1,74})(?: |$)", re.MULTILINE)


def signature(rng: Random, name: str, address: str) -> str:
    """One of eight signature styles, filled in for a person."""
    domain = address.partition("@")[2]
    firm = domain.partition(".")[0].replace("-", " ").title()
    phone = f"+49 {rng.randint(30, 899)} {rng.randint(10000, 9999999)}"
    role = rng.choice(words.NOUNS).title() + rng.choice((" Manager", " Lead", " Owner", " Assistant"))
    template = rng.choice(SIGNATURES)
    return template.format(
        name=name,
        first=name.split(maxsplit=1)[0],
        firm=firm,
        role=role,
        phone=phone,
        domain=domain,
        address=address,
    )


def say(rng: Random, pair: tuple[Person, Person], sent: int, spice: str, before: Said | None) -> Said:
    """A new message of a pair (writer, reader); `spice` carries a signal or is '', `before` is answered."""
    writer, reader = pair
    paragraphs = _paragraphs(rng, writer, spice)
    greeting = rng.choice(GREETINGS).format(reader.name.split()[0])
    lines = [greeting, *paragraphs] if greeting else paragraphs
    signed = writer.signature if rng.random() < 0.85 else writer.name.split()[0]
    plain = "\n\n".join(lines)
    if writer.style == "gmail":
        plain = LINE.sub(r"\1\n", plain).replace("\n\n\n", "\n\n").rstrip()
    own_plain = f"{plain}\n\n{signed}\n"
    own_html = _html(writer.style, [*lines, *signed.split("\n")])
    return _with_history(rng, Said(writer, sent, own_plain, own_html, own_plain, own_html), before)


def _paragraphs(rng: Random, writer: Person, spice: str) -> list[str]:
    said = words.sentences(rng, min(40, 2 + int(rng.expovariate(0.1))))
    if spice:
        said.insert(rng.randint(0, len(said)), spice)
    if writer.charset in ACCENTS and rng.random() < 0.8:
        said.append(rng.choice(ACCENTS[writer.charset]))
    if rng.random() < 0.01:
        said.append("\nFrom here on the numbers are estimates.")
    size = rng.randint(2, 6)
    return [" ".join(said[start : start + size]) for start in range(0, len(said), size)]


def _html(style: str, lines: list[str]) -> str:
    escaped = [html.escape(line, quote=False) or "&nbsp;" for line in lines]
    if style == "outlook":
        span = "<p class=MsoNormal><span lang=EN-US style='font-size:11.0pt'>{}<o:p></o:p></span></p>\n"
        return "".join(span.format(line) for line in escaped)
    return "".join(f"<div>{line}</div>\n<div><br></div>\n" for line in escaped)


def _with_history(rng: Random, said: Said, before: Said | None) -> Said:
    """The message with the history below it; some trim it, some delete it, some answer inside it."""
    luck = rng.random()
    if before is None or luck < 0.12:
        return said
    trimmed = luck < 0.24 or len(before.full_plain) > 14000
    old_plain, old_html = (before.own_plain, before.own_html) if trimmed else (before.full_plain, before.full_html)
    plain, quoted = _quoted(said.writer.style, before, old_plain, old_html)
    if luck > 0.97 and said.writer.style != "outlook":
        return said._replace(full_plain=_between(said, before), full_html=f"{said.own_html}<br>\n{quoted}")
    return said._replace(full_plain=f"{said.own_plain}\n{plain}", full_html=f"{said.own_html}<br>\n{quoted}")


def _between(said: Said, before: Said) -> str:
    """An interleaved reply: each old paragraph quoted, an own one below it."""
    asked, answered = before.own_plain.split("\n\n"), said.own_plain.split("\n\n")
    pairs = zip(asked, answered, strict=False)
    return (
        "\n\n".join(f"{_prefixed(old)}\n\n{new}" for old, new in pairs) + "\n\n" + "\n\n".join(answered[len(asked) :])
    )


def _prefixed(text: str) -> str:
    return "> " + text.rstrip("\n").replace("\n", "\n> ")


def _quoted(style: str, before: Said, plain: str, markup: str) -> tuple[str, str]:
    """The history under the quoting of one mail program, as plain text and as HTML."""
    if style == "outlook":
        return _outlook(before, plain, markup)
    line = _attribution(style, before)
    escaped, quoted = html.escape(line, quote=False), f"{line}\n\n{_prefixed(plain)}\n"
    if style == "apple":
        return quoted, f'<div><blockquote type="cite"><div>{escaped}</div><br>\n{markup}</blockquote></div>\n'
    return quoted, (
        f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{escaped}<br></div>\n<blockquote '
        'class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex">{markup}</blockquote></div>\n'
    )


def _attribution(style: str, before: Said) -> str:
    writer, moment = before.writer, time.gmtime(before.sent + before.writer.zone * 60)
    if before.sent % 10 == 0:
        return f"Am {time.strftime('%d.%m.%Y um %H:%M', moment)} schrieb {writer.name}:"
    shape = "On %a, %b %d, %Y at %I:%M %p" if style == "gmail" else "On %d %b %Y, at %H:%M,"
    return f"{time.strftime(shape, moment)} {writer.name} <{writer.address}> wrote:"


def _outlook(before: Said, plain: str, markup: str) -> tuple[str, str]:
    writer, sent = before.writer, clock(before.sent, before.writer.zone)[:-3]
    names = ("Von", "Gesendet", "An") if before.sent % 5 == 0 else ("From", "Sent", "To")
    fields = (f"{writer.name} <{writer.address}>", sent, "me@studio.example")
    rows = [f"{name}: {field}" for name, field in zip(names, fields, strict=True)]
    rule = "-----Original Message-----" if before.sent % 2 else "_" * 32
    bold = "<br>\n".join(f"<b>{name}:</b> {html.escape(field)}" for name, field in zip(names, fields, strict=True))
    div = "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm'>\n<p class=MsoNormal>"
    return f"{rule}\n" + "\n".join(rows) + f"\n\n{plain}", f"{div}{bold}<o:p></o:p></p></div>\n{markup}"


def page(style: str, markup: str) -> str:
    """The HTML part around the text: Word brings its style sheet, the others little."""
    if style == "outlook":
        return f"{WORD_HEAD}{markup}</div>\n</body>\n</html>\n"
    if style == "apple":
        meta = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        return f'<html><head>{meta}</head><body style="overflow-wrap: break-word;">\n{markup}</body></html>\n'
    return f'<div dir="ltr">{markup}</div>\n'


def newsletter(blocks: list[tuple[str, str]], domain: str, token: str) -> tuple[str, str]:
    """A newsletter of (headline, text) blocks, plain and HTML: nested tables, a preheader, tracked links."""
    link = f"https://click.{domain}/r/{token}{token[::-1]}"
    plain = "\n\n".join(f"{head.upper()}\n{text}\nRead more: {link}" for head, text in blocks)
    rows = "".join(BLOCK.format(head=html.escape(head), text=html.escape(text), link=link) for head, text in blocks)
    title, teaser = map(html.escape, blocks[0])
    markup = NEWSLETTER.format(title=title, teaser=teaser, rows=rows, domain=domain, token=token)
    return f"{plain}\n\nUnsubscribe: https://{domain}/u/{token}\n", markup
