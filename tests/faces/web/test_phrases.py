"""What the desk says in English is said on a page in the person's language, with the same words filled in."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import alongside
from alongside.desk import look
from alongside.desk.examine import examine
from alongside.desk.look import set_apart
from alongside.faces.web.phrases import translated
from tests.faces.web.test_pages import row_of, text

ROOT = Path(alongside.__file__).parent
ROOMS = ("desk", "store", "outside", "core/who", "core/days.py")
# Said to programs and on the command line only, or put together of pieces, which the tests below hold.
ELSEWHERE = (
    "A token needs",
    "There is a token",
    "No token is",
    "This needs a token",
    "The token ",
    "a token",
    "ALONGSIDE_DATABASE_URL needs psycopg",
    "word is a chat, which needs to be told",
    "word/word: cannot be opened",
    "A schedule needs",
    "The entries of a schedule",
    "This schedule does not open",
)
GERMAN = {"accept-language": "de"}
PIECED = (
    "No client goes by word.word",
    "word the words",
    "word: wordsay which of these",
    "word: word",
    "you said so; word",
)


def refusals() -> Iterator[str]:
    """Every sentence that an error of these rooms or a guess says, each value in it given as `word`."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py") if (ROOT / room).is_dir() else [ROOT / room]):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).endswith(("Error", "Guess")):
                    yield from sentences(node.args[-1])


def sentences(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "word" for part in node.values)


def test_every_refusal_and_every_reason_is_translated() -> None:
    with translation.override("de"):
        told = {one for one in refusals() if not one.startswith((*ELSEWHERE, *PIECED))}
        assert len(told) > 60
        assert [one for one in sorted(told) if translated(one) == one] == []


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("No client goes by 'Birch'.", "Kein Kunde heißt 'Birch'."),
        ("No client goes by 'B'. Known are Sol, Acme.", "Kein Kunde heißt 'B'. Bekannt sind Sol, Acme."),
        ("2 messages hold the words “a”: copy more of them, exactly as they stand.", "2 Mails enthalten die Worte „a“"),
        ("3 from them, 2 from you; old.example became new.example", "aus old.example wurde new.example"),
        ("you said so; 3 from them, 2 from you", "das haben Sie gesagt; 3 von ihnen, 2 von Ihnen"),
        ("left out up to byte 9: a part in uuencode", "ausgelassen bis Byte 9: ein Teil in uuencode"),
        ("there is no Date header; taken from Received", "es gibt keine Date-Zeile; aus Received genommen"),
    ],
)
def test_what_is_put_together_is_translated_piece_by_piece(english: str, german: str) -> None:
    with translation.override("de"):
        assert german in translated(english)


def test_a_refusal_is_said_in_the_persons_language(person: Client) -> None:
    row = row_of("Northmere")
    answer = person.post(reverse("client_decide", args=[row]), {"what": "rename", "name": " "}, headers=GERMAN)
    assert "Ein Kunde braucht einen Namen." in text(answer)


def test_why_somebody_is_a_client_is_said_in_the_persons_language(person: Client) -> None:
    page = text(person.get(reverse("client", args=[row_of("Northmere")]), headers={"accept-language": "fr"}))
    assert "de vous" in page
    assert "from them" not in page


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_no_reason_of_the_demo_year_is_left_in_english(person: Client, language: str) -> None:
    known = examine()
    said = {one["why"] for one in look.portfolio()} | {why for _, _, why, _ in set_apart()}
    said |= {why for _, why in known.me}
    said |= {one["reason"] for one in known.trouble}
    with translation.override(language):
        assert [one for one in sorted(said) if translated(one) == one] == []


@given(st.text())
def test_any_other_text_stays_as_it_is_or_gives_text(any_text: str) -> None:
    with translation.override("en"):
        assert translated(any_text) == any_text


def test_a_sentence_that_quotes_an_endless_header_is_shown_as_it_is() -> None:
    endless = "a part in " + ": " * 200_000
    with translation.override("de"):
        assert translated(endless) == endless
