"""What a message says, and what it only seems to say."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.core.signals import model
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

    found = measure.measure()
    fired, hard = measure.firing(found)
    assert measure.macro(found) >= MACRO_F1
    assert fired <= HARD_NEGATIVES * hard


MACRO_F1, HARD_NEGATIVES = 0.77, 0.07


@pytest.mark.practice(72)
def test_what_would_end_a_deal_is_said_only_where_it_is_nearly_sure(training: Path) -> None:
    """Precision over both sets by other hands, of the kinds in which a false word costs most."""
    import measure  # noqa: PLC0415 - on the path of this test only

    sets = [measure.scores(measure.measure(training / "held_out" / name)) for name in ("test", "dev")]
    for kind in measure.STRICT:
        right, false = (sum(getattr(one[kind], field) for one in sets) for field in ("right", "false"))
        assert right >= STRICT_PRECISION * (right + false), kind


STRICT_PRECISION = 0.84


@pytest.mark.slow
def test_the_shipped_weights_are_those_the_examples_give(training: Path, tmp_path: Path) -> None:
    """The own moves are learnt anew; of the others, the digest says that nothing they came from has changed since."""
    import learn  # noqa: PLC0415 - on the path of this test only

    shipped = Path(model.__file__).parent / "weights"
    assert (shipped / "digest.txt").read_text("utf-8").strip() == learn.digest()
    learn.main(tmp_path, ("own",))
    for name in ("single", "pairs", "triples", "pieces"):
        anew, old = (np.load(room / "own" / f"{name}.npy").astype(int) for room in (tmp_path, shipped))
        assert anew.shape == old.shape
        assert (np.abs(anew - old) <= 1).mean() > 0.999  # the last bit of a sum is the processor's


def test_ordinary_mail_is_rarely_taken_for_a_push(training: Path, corpora: Path) -> None:
    import measure  # noqa: PLC0415 - on the path of this test only

    for sort, texts in measure.unseen().items():
        false, count = measure.false_pushes(texts)
        assert count > {"list mails": 1200, "sentences of office mail": 600}[sort]
        assert false / count <= {"list mails": 0.005, "sentences of office mail": 0.0125}[sort], sort
