"""Leafing through mail: the words in pieces, the mails behind a number, the search."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.desk import search
from alongside.desk.decide import ignore
from alongside.desk.erase import erase_client
from alongside.desk.leafing import NoSuchMailError, mails, pieces, thread_of
from alongside.desk.read import read
from alongside.desk.search import find
from alongside.store.shelf.connection import Connection
from alongside.store.shelf.letters import Span, Wanted
from tests.desk.test_read import ANSWER, QUESTION, THANKS, write
from tests.world import ANN, ME, Sample
from tests.world import moment as at

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5)


@given(st.text(max_size=50), SPANS)
def test_pieces_are_the_words_themselves(body: str, edges: list[tuple[int, int]]) -> None:
    spans = [Span(n, "clarity", min(pair), max(pair), 0.9) for n, pair in enumerate(edges)]
    cut = pieces(body, spans)

    assert "".join(piece.text for piece in cut) == body
    for one in spans:
        marked = "".join(piece.text for piece in cut if one in piece.spans)
        assert marked == body[one.start : one.end]


def test_a_mail_is_shown_in_its_thread(home: Path, tmp_path: Path) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])
    number = mails(Wanted()).leaves[0].mail.message
    talk = thread_of(number)
    assert [leaf.mail.body for leaf in talk.leaves] == ["Could you send the plan?", "Here it is.", "The plan works."]
    with pytest.raises(NoSuchMailError, match="999"):
        thread_of(999)


def test_the_search_finds_words_from_their_beginning_and_keeps_up(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)
    read([path])
    assert [leaf.mail.body for leaf in find("PLAN work").leaves] == ["The plan works."]

    more = Sample(ANN, ME, at("2026-03-09 10:00"), "The café is open.", "Café", "q9@birch.example")
    write(path, QUESTION, ANSWER, THANKS, more)
    read([path])
    assert [leaf.mail.subject for leaf in find("CAFÉ").leaves] == ["Café"]
    assert find("plan").found == 3

    ignore("Birch")
    assert find("plan").found == 0


@pytest.mark.parametrize(
    "words", ["", '"', "NEAR(", "a OR b", "body:x", "*", "'; DROP TABLE text; --", "\0", "é" * 500]
)
def test_a_search_for_nonsense_finds_nothing_and_breaks_nothing(home: Path, tmp_path: Path, words: str) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])
    assert find(words).found == 0
    assert find("plan").found == 3


def test_a_search_beside_an_erasure_finds_what_is_left(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read([write(tmp_path / "all.mbox", QUESTION, ANSWER, THANKS)])
    index, ahead = search.bring_index_up_to_date, [erase_client]

    def then_erase(connection: Connection) -> None:
        index(connection)
        if ahead:
            ahead.pop()("Birch")

    monkeypatch.setattr(search, "bring_index_up_to_date", then_erase)
    assert find("plan").found == 0
