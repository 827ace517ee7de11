"""What a message says, and what it only seems to say."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.signals.detect import detect, detect_many
from alongside.core.signals.model import heads
from alongside.core.signals.nouns import KINDS, Side

TRAINING = Path(__file__).resolve().parents[3] / "training"


@pytest.fixture(scope="module")
def training() -> Iterator[Path]:
    """The scripts that make and measure the weights; they are no package."""
    sys.path.insert(0, str(TRAINING))
    yield TRAINING
    sys.path.remove(str(TRAINING))


def kinds(text: str, *, from_me: bool = False) -> set[str]:
    return {signal.kind for signal in detect(text, from_me=from_me)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hi Mara,\n\nI need this tomorrow morning, so please drop everything else.\n\nRudi", "rush_demand"),
        ("Is there any flexibility on the price?", "discount_ask"),
        ("Listen, you work for me, so you do as I say.", "ownership"),
        ("The invoice is stuck with accounting, it will go out with the next payment run.", "payment_excuse"),
        ("You were right about the beta, we followed your advice and moved the launch.", "respects_advice"),
        ("Take all the time you need, quality matters more to us than the date.", "patience"),
    ],
)
def test_what_a_client_says_is_heard(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I can do 9k if we leave the app part out; shall we?", "trades"),
        ("I have twelve years of experience and I promise you will be happy.", "self_justifies"),
        ("I read mail at 11 and at 16, because that keeps the mornings free for your build.", "states_need"),
    ],
)
def test_my_own_moves_are_heard_in_my_mail_only(text: str, kind: str) -> None:
    assert kind in kinds(text, from_me=True)
    assert kind not in kinds(text)


@pytest.mark.practice(4)
def test_justify_yourself_weighs_half_before_signing() -> None:
    (why,) = [kind for kind in KINDS if kind.slug == "why_you"]

    assert (why.weight_prospect, why.weight) == (0.5, 1.0)


@pytest.mark.practice(23)
def test_a_sketch_to_be_challenged_is_no_order_list() -> None:
    assert "order_list" not in kinds("Attached is a sketch of what we imagine. Please challenge it.")


@pytest.mark.practice(25)
def test_only_an_inclusive_we_shares_a_goal() -> None:
    assert "shared_goal" not in kinds("We need it by Thursday.")
    assert "shared_goal" not in kinds("We are a leading provider of garden furniture.")
    assert "shared_goal" in kinds("Our goal for June is 200 sign-ups, how do we get there together?")


@pytest.mark.practice(27)
def test_working_with_us_is_not_working_for_us() -> None:
    assert "ownership" not in kinds("Great that you have been working with us since May.")
    assert "ownership" not in kinds("Does this colour work for you?")
    assert "ownership" in kinds("My boss says you work for us and should do what you are told.")


@settings(max_examples=150)
@given(st.text(max_size=400), st.booleans())
def test_a_quote_is_what_stands_at_its_offsets(text: str, from_me: bool) -> None:  # noqa: FBT001 - drawn
    for signal in detect(text, from_me=from_me):
        assert signal.quote == text[signal.start : signal.end] == signal.quote.strip() != ""
        assert 0 < signal.confidence <= 1


def test_many_at_once_are_heard_as_one_by_one() -> None:
    texts = [
        "I need this tomorrow.",
        "",
        "Is there any flexibility on the price? Thanks.",
        "ok",
        "Could you send the file?",
    ]

    assert detect_many(texts * 40, from_me=False)[: len(texts)] == [detect(text, from_me=False) for text in texts]


def test_a_kind_is_heard_once_in_a_message() -> None:
    found = detect(
        "I need this tomorrow morning. I really need this tomorrow morning! Tomorrow morning please!", from_me=False
    )

    assert len([signal for signal in found if signal.kind == "rush_demand"]) <= 1


def test_code_tables_and_links_say_nothing() -> None:
    text = "x <- c(1L, 0L, 1L)\nhttps://example.org/now?do=it&asap=1\nif (price < 20) { discount <- TRUE }\n"

    assert kinds(text) == set()


@pytest.mark.parametrize("text", ["a " * 500_000, "?" * 300_000, "\0" * 10_000, "é" * 100_000, "word. " * 50_000])
def test_odd_texts_are_heard_in_bounded_work(text: str) -> None:
    assert len(detect(text, from_me=False)) <= len(KINDS)


def test_the_heads_cover_every_kind_once() -> None:
    heard = [*heads("client").kinds, *heads("own").kinds]

    assert sorted(heard) == sorted(kind.slug for kind in KINDS)
    assert all(KIND_SIDE[kind] is Side.OWN for kind in heads("own").kinds)


KIND_SIDE = {kind.slug: kind.side for kind in KINDS}


def test_the_held_out_mails_are_heard_as_well_as_measured(training: Path) -> None:
    """The floors are a little below what was measured (docs/signals.md), so that a worse model is noticed."""
    import measure  # noqa: PLC0415 - on the path of this test only

    scores, hard = measure.score()
    macro = sum(one.f1 for one in scores.values()) / len(scores)
    assert macro >= MACRO_F1
    assert hard <= HARD_NEGATIVES


MACRO_F1, HARD_NEGATIVES = 0.64, 0.085


def test_ordinary_mail_is_rarely_taken_for_a_push(training: Path, corpora: Path) -> None:
    import measure  # noqa: PLC0415 - on the path of this test only

    false, count = measure.false_pushes()
    assert count > 1200
    assert false / count <= 0.015


@pytest.mark.slow
def test_the_shipped_weights_are_what_the_examples_give(training: Path, corpora: Path, tmp_path: Path) -> None:
    """Up to the last bit of rounding: linear algebra differs a little between machines."""
    import learn  # noqa: PLC0415 - on the path of this test only

    learn.main(tmp_path)
    for name in ("client", "own"):
        shipped = np.load(TRAINING.parent / "src" / "alongside" / "core" / "signals" / f"{name}.npz")
        made = np.load(tmp_path / f"{name}.npz")
        assert np.array_equal(shipped["kinds"], made["kinds"])
        assert np.allclose(shipped["bias"], made["bias"], atol=0.02)
        assert len(set(shipped["own_rows"].tolist()) ^ set(made["own_rows"].tolist())) < 0.01 * len(made["own_rows"])
