from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.words.sentences import sentences


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_sentences_end_at_full_stops_questions_and_cries() -> None:
    assert said("We start. When? On Friday! Good.") == ["We start.", "When?", "On Friday!", "Good."]
    assert said('He said "go." We went. "Why?" Because.') == ['He said "go."', "We went.", '"Why?"', "Because."]


@pytest.mark.parametrize(
    "text",
    [
        "Ask Mr. Lind or Dr. Sol about it",
        "Wir brauchen z.B. Seiten, d.h. Texte, bzw. Bilder",
        "It is No. 5 on p. 3 of version 3.1",
        "We pay 1.250,00 or 1,250.00",
        "See https://birch.example/a.b?c=1. it is there",
        "Well... maybe it works",
        "Am 3. März um 10.30 Uhr",
        "J. K. Lind signs it",
        "We need this, e.g. Logos; and i.e. Text",
    ],
)
def test_these_full_stops_end_no_sentence(text: str) -> None:
    assert said(text) == [text]


def test_a_semicolon_ends_no_sentence() -> None:
    assert said("We start; you pay.") == ["We start; you pay."]


def test_wrapped_lines_are_joined() -> None:
    text = "We would like to have the first of the pages before the end\nof the month, if that is possible for you."
    assert said(text) == [text]


def test_a_wrapped_line_goes_on_with_a_capital() -> None:
    text = "We would like to have the first of the three new pages before\nFriday, if that is possible."
    assert said(text) == [text]


def test_greeting_list_items_and_paragraphs_stand_alone() -> None:
    text = "Hello Mara,\n\nwe need:\n- the logo\n- the text\n1. first\n2) second\n\nThanks\nAnn"
    assert said(text) == ["Hello Mara,", "we need:", "the logo", "the text", "first", "second", "Thanks", "Ann"]


def test_a_text_without_letters_says_nothing() -> None:
    assert said("") == said("...") == said("- \n***\n--") == []


@given(st.text(alphabet=st.sampled_from("aB.?! \n-1,;:\"'…"), max_size=120))
@settings(max_examples=300, deadline=None)
def test_spans_are_ordered_trimmed_and_inside(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(st.text(max_size=120))
@settings(max_examples=200, deadline=None)
def test_no_letter_is_left_out(text: str) -> None:
    covered = "".join(text[start:end] for start, end in sentences(text))
    assert [letter for letter in covered if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


@pytest.mark.parametrize("row", ["." * 500_000, "?" * 500_000, '."' * 250_000], ids=["stops", "questions", "closed"])
def test_a_long_row_of_marks_comes_to_an_end(row: str) -> None:
    assert sentences(f"a{row}x") == [(0, 500_002)]
