"""What a word is to the model: the pieces it is made of."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from alongside.core.signals import model
from alongside.core.signals.features import piece_keys

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz'éß9")
WORDS = st.lists(st.one_of(st.just("\0"), st.text(LETTERS, min_size=1, max_size=30)), max_size=6)


def slowly(word: bytes) -> list[bytes]:
    """The pieces of a word, one by one."""
    if word == b"\0":
        return []
    whole = b"<" + word[:24] + b">"
    return [whole[at : at + size] for at in range(len(whole)) for size in (3, 4, 5) if at + size <= len(whole)]


@given(WORDS)
def test_a_words_pieces_are_those_of_three_to_five_bytes_with_its_ends(said: list[str]) -> None:
    words = [word.encode() for word in said]
    keys, counts = piece_keys(words)
    expected = [piece for word in words for piece in slowly(word)]
    assert counts.tolist() == [len(slowly(word)) for word in words]
    assert len(keys) == len(expected)
    keyed = dict(zip(expected, keys.tolist(), strict=True))
    assert [keyed[piece] for piece in expected] == keys.tolist(), "equal pieces have one key"
    assert len(set(keyed.values())) == len(keyed), "and others another"


def test_a_pieces_key_does_not_hang_on_the_words_around_it() -> None:
    alone, _ = piece_keys([b"price"])
    among, counts = piece_keys([b"a", b"\0", b"price", b"x" * 40])
    first = counts[:2].sum()
    assert np.array_equal(among[first : first + counts[2]], alone)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40), st.integers(0, 2**32 - 1))
def test_the_rows_of_each_sentence_are_summed(lengths: list[int], seed: int) -> None:
    weights = np.random.default_rng(seed).integers(-99, 99, (sum(lengths), 3)).astype(np.float32)
    starts = np.cumsum([0, *lengths[:-1]])

    assert (model._summed(weights, starts) == np.add.reduceat(weights, starts, axis=0)).all()  # noqa: SLF001 - the sum
