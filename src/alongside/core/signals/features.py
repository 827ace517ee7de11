"""What a sentence is to the model: its words, pairs and triples of words, and the words of its neighbours, hashed.

Everything is done over many sentences at once: bytes are translated and split, a word costs one look-up.
"""

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OWN_BITS, NEAR_BITS = 17, 15  # of the tables of a sentence's own n-grams, and of its neighbours'
Ids = NDArray[np.int64]

_EDGE = b"\0"  # stands before every sentence, and so behind the one before
_NUMBER = b"0"
_MIX = np.uint64(0x9E3779B97F4A7C15)


def _plain() -> bytes:
    """What becomes of each byte: letters, apostrophes and all of UTF-8 stay, digits are one, the rest parts words."""
    kept = b"abcdefghijklmnopqrstuvwxyz'?!%$\0" + bytes(range(128, 256))
    return bytes(
        ord("0") if chr(byte).isdigit() and byte < 128 else byte if byte in kept else ord(" ") for byte in range(256)
    )


_PLAIN = _plain()
_MARKS = (
    (b"\xc2\xa3", b"$"),
    (b"\xe2\x82\xac", b"$"),
    (b"\xc2\xa0", b" "),
    *((bytes([mark]), b" %c " % mark) for mark in b"?!%$\0"),
)


class Grams(NamedTuple):
    """The n-grams of many sentences as rows of the tables, flat; row 0 of a table stands for none.

    `own` holds three for each word (the word, and the pair and triple it begins), `near` two; `own_starts` and
    `near_starts` are where each sentence begins in them.
    """

    own: Ids
    own_starts: Ids
    near: Ids
    near_starts: Ids


@lru_cache(maxsize=40_000)
def _number(word: bytes) -> int:
    """A word as a number that is the same on every machine; all numbers are one word."""
    return zlib.crc32(_NUMBER if word.startswith(_NUMBER) else word)


def words(sentences: Sequence[str]) -> list[bytes]:
    """The words of these sentences in lower case, an edge before each sentence and behind the last."""
    text = "\0".join(sentence.replace("\0", " ") for sentence in sentences).lower().replace("’", "'")
    plain = b"\0" + text.encode("utf-8", "replace").translate(_PLAIN) + b"\0"
    for mark, instead in _MARKS:
        plain = plain.replace(mark, instead)
    return plain.split()


def grams(sentences: Sequence[str]) -> Grams:
    """The n-grams of these sentences (at least one): each begins with its edge and looks as far as the next."""
    found = words(sentences)
    ids = np.fromiter(map(_number, found), np.uint64, len(found))
    edges = np.flatnonzero(ids == np.uint64(_number(_EDGE)))
    ends = np.append(np.repeat(edges[1:] + 1, np.diff(edges)), 0)
    pairs = _joined(ids, ids, 1, ends)
    triples = _joined(pairs, ids, 2, ends)
    own = np.stack([_row(one, OWN_BITS, order) for order, one in enumerate((ids, pairs, triples))], axis=1)[:-1]
    near = np.stack([_row(one, NEAR_BITS, order + 7) for order, one in enumerate((ids, pairs))], axis=1)[:-1]
    return Grams(own.ravel(), edges[:-1] * 3, near.ravel(), edges[:-1] * 2)


def _joined(first: NDArray[np.uint64], ids: NDArray[np.uint64], ahead: int, ends: Ids) -> NDArray[np.uint64]:
    """Each element with the word `ahead` of it; 0 where the sentence ends before that."""
    later = np.zeros_like(ids)
    later[:-ahead] = ids[ahead:]
    whole = np.arange(len(ids)) + ahead < ends
    return np.where(whole, (first + np.uint64(1)) * _MIX ^ later, np.uint64(0))


def _row(ids: NDArray[np.uint64], bits: int, salt: int) -> Ids:
    """The row of a table an n-gram falls into; rows from 1 on, 0 for none."""
    mixed = ((ids + np.uint64(salt)) * _MIX) >> np.uint64(64 - bits)
    return np.where(ids == 0, 0, np.maximum(mixed, 1)).astype(np.int64)
