"""Plain text of an HTML message, and which of its two texts to read."""

import re

import re2
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from alongside.core.words.quotes import without_quotes

LARGEST_HTML = 2_000_000  # characters; what is longer is cut
_STUB = 400  # a plain part that only points to the HTML part is no longer
_MARKUP = 30  # times; HTML hardly needs more letters for a text
_FAR_SHORTER = 10  # times; such a plain part is an extract of the HTML part

_NOT_SAID = [
    *("head", "title", "script", "style", "template", "noscript", "svg", "[hidden]"),
    *(".yahoo_quoted", ".moz-cite-prefix", ".protonmail_quote", ".moz-signature", ".gmail_signature"),
    "#ms-outlook-mobile-signature",
]
_CITED = [
    *('blockquote[type="cite"]', "blockquote.gmail_quote", "blockquote.cite", "blockquote.yahoo_quoted"),
    "blockquote.protonmail_quote",
]
_QUOTED = [*_NOT_SAID, "blockquote"]
_ONLY_CITED = [*_NOT_SAID, *_CITED]
# From here on everything is the message that is answered (Outlook on the web, Outlook, Exchange).
_REST_IS_QUOTED = ("divRplyFwdMsg", "appendonsend", "OutlookMessageHeader")

_BLOCKQUOTE = re.compile(r"<blockquote(?=[\s>])", re.IGNORECASE)
_HAS_BLOCKQUOTE = re2.compile(r"(?i)<blockquote[\s>]")
_MAY_HIDE = re2.compile(
    r"(?i)display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|(?:max-height|opacity|font-size)\s?:\s?0"
)
_STYLE = re.compile(r"\sstyle\s?=\s?(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_HIDING = re.compile(
    r"display\s?:\s?none|visibility\s?:\s?hidden|mso-hide\s?:\s?all|(?:max-height|opacity)\s?:\s?0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
_TINY = re.compile(r"font-size\s?:\s?0(?![.\d]*[1-9])", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u034f]")
_MANY_BLANKS = re.compile(r"\n{3,}")
_STUB_SAYS = re.compile(
    r"(?:requires?|view|display|see|read|open)[^.\n]{0,60}(?:browser|html|online|web page|mail (?:client|reader))|"
    r"does not support html|keine html|html-(?:ansicht|version|mail)|im browser|dans (?:votre|un) navigateur|"
    r"en (?:su|tu|el) navegador",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+")


def text_of_html(html: str) -> str:
    """What the sender of an HTML message wrote, as it is seen: blocks on lines, without quotations and hidden parts."""
    html = html[:LARGEST_HTML]
    if not html or html.isspace():
        return ""
    shown = _hidden_marked(_without_rest(html))
    if not _HAS_BLOCKQUOTE.search(shown):
        return _tidy(_extracted(shown, _NOT_SAID))
    # A ">" stands where a quotation stood, so that the line above it is known for its heading.
    marked = _tidy(_extracted(_BLOCKQUOTE.sub("<p>&gt;</p><blockquote", shown), _QUOTED))
    kept = "\n".join(without_quotes(marked)).strip()
    return _MANY_BLANKS.sub("\n\n", kept) or _tidy(_extracted(shown, _ONLY_CITED))


def best_text(plain: str, html: str) -> str:
    """The plain part, or the text of the HTML part where the plain one is missing, a stub, or a mere extract."""
    plain = plain.strip()
    if plain and (not html or not _may_be_stub(plain, html)):
        return plain
    text = text_of_html(html)
    return text if _is_stub(plain, text) else plain


def _may_be_stub(plain: str, html: str) -> bool:
    """Whether the plain part could be a stub, judged without reading the HTML part."""
    return len(plain) * _FAR_SHORTER < len(html) and (len(plain) < _STUB or len(plain) * _MARKUP < len(html))


def _is_stub(plain: str, text: str) -> bool:
    """Whether the plain part says less than the text of the HTML part does."""
    if not plain or not text:
        return not plain
    said = _LINK.sub("", plain).strip()
    if not said or len(said) * _FAR_SHORTER < len(text):
        return True
    return len(plain) < _STUB and len(said) < len(text) and bool(_STUB_SAYS.search(said))


def _extracted(html: str, skipped: list[str]) -> str:
    """The text of a document without the elements some selectors name."""
    tree = HTMLTree.parse(html.encode("utf-8", "replace").decode())
    return str(extract_plain_text(tree, preserve_formatting=True, alt_texts=False, skip_elements=skipped))


def _without_rest(html: str) -> str:
    """The document up to the place where Outlook puts the message that is answered."""
    for name in _REST_IS_QUOTED:
        at = html.find(name)
        start = html.rfind("<", max(at - 300, 0), at) if at > 0 and html[at - 1] in "\"'=" else -1
        html = html[:start] if start >= 0 else html
    return html


def _hidden_marked(html: str) -> str:
    """The document with `hidden` on every element whose style hides it."""
    if not _MAY_HIDE.search(html):
        return html
    return _STYLE.sub(lambda found: f" hidden{found[0]}" if _hides(found) else found[0], html)


def _hides(found: re.Match[str]) -> bool:
    """Whether a style hides its element; letters of size 0 only where no element is inside that may set its own."""
    if _HIDING.search(found[0]):
        return True
    if not _TINY.search(found[0]):
        return False
    html, end = found.string, found.end()
    close = html.find(">", end, end + 2000)
    return close > 0 and html.startswith("</", html.find("<", close, close + 4000))


def _tidy(text: str) -> str:
    """The text without invisible letters, blanks at line ends, and runs of blank lines."""
    text = _INVISIBLE.sub("", text.replace("\xa0", " ")) if not text.isascii() else text
    return _MANY_BLANKS.sub("\n\n", "\n".join(map(str.rstrip, text.split("\n")))).strip()
