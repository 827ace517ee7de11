"""What a sentence is to the model: its words, pairs and triples of words, and the pieces of each word, as 64-bit keys.

Everything is done over many sentences at once: bytes are translated and split, a word costs one look-up.
"""

import zlib
from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Keys = NDArray[np.uint64]

_EDGE = b"\0"  # stands before every sentence, and so behind the one before
_NUMBER = b"0"
_QUESTION = b"?"
_MIX = np.uint64(0x9E3779B97F4A7C15)
_TURN = np.uint64(32)
_PIECES = (3, 4, 5)  # the lengths of the pieces of a word, in bytes
_MOST_WORDS = 60_000  # remembered
_LONGEST_WORD = 24  # bytes of a word that are cut into pieces


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


def _number(word: bytes) -> int:
    """A word as a number that is the same on every machine; all numbers are one word."""
    return zlib.crc32(_NUMBER if word.startswith(_NUMBER) else word)


class Lexicon(dict[bytes, int]):
    """The words met so far, each with its row: met once, a word costs one look-up."""

    def __init__(self) -> None:
        """No word was met yet."""
        super().__init__()
        self.words: list[bytes] = []
        self.numbers = array("Q")
        self.forgotten = 0

    def __missing__(self, word: bytes) -> int:
        """A word met for the first time gets the next row."""
        self[word] = row = len(self.words)
        self.words.append(word)
        self.numbers.append(_number(word))
        return row

    def rows(self, words: Sequence[bytes]) -> Ids:
        """The row of each word. Where too many were met, all are forgotten first, so that memory stays bounded."""
        if len(self.words) > _MOST_WORDS:
            self.clear()
            self.words, self.numbers = [], array("Q")
            self.forgotten += 1
        return np.fromiter(map(self.__getitem__, words), np.int64, len(words))


LEXICON = Lexicon()


class Grams(NamedTuple):
    """The n-grams of many sentences, one of each order for each word: it, and the pair and triple it begins.

    Each sentence begins with its edge at `starts`; `words` are rows of the LEXICON. A key is 0 where a sentence ends
    before its n-gram does. `asks` says of each sentence whether it holds a question mark. Shapes: of the number of
    words, but `starts` and `asks`, of the number of sentences.
    """

    words: Ids
    pairs: Keys
    triples: Keys
    starts: Ids
    asks: NDArray[np.bool_]


def words(sentences: Sequence[str]) -> list[bytes]:
    """The words of these sentences in lower case, an edge before each sentence and behind the last."""
    text = "\0".join(sentence.replace("\0", " ") for sentence in sentences).lower().replace("’", "'")
    plain = b"\0" + text.encode("utf-8", "replace").translate(_PLAIN) + b"\0"
    for mark, instead in _MARKS:
        plain = plain.replace(mark, instead)
    return plain.split()


def grams(sentences: Sequence[str]) -> Grams:
    """The n-grams of these sentences (at least one): each begins with its edge and looks as far as the next."""
    rows = LEXICON.rows(words(sentences))
    ids = np.take(np.frombuffer(LEXICON.numbers, np.uint64), rows)
    edges = np.flatnonzero(ids == np.uint64(_number(_EDGE)))
    ends = np.append(np.repeat(edges[1:] + 1, np.diff(edges)), 0)
    pairs = _joined(_mixed(ids), ids, 1, ends)
    triples = _joined(pairs, ids, 2, ends)
    asks = np.logical_or.reduceat(ids[:-1] == np.uint64(_number(_QUESTION)), edges[:-1])
    return Grams(rows[:-1], pairs[:-1], triples[:-1], edges[:-1], asks)


def word_keys(first: int = 0) -> Keys:
    """The keys of the words of the LEXICON as single words, from the row `first` on."""
    return _mixed(np.array(LEXICON.numbers[first:], np.uint64))


def piece_keys(words: Sequence[bytes]) -> tuple[Keys, Ids]:
    """The keys of the pieces of these words, word after word, their ends marked; and how many each has, an edge none.

    A piece is short enough for its bytes to be its number.
    """
    whole = [b"" if word == _EDGE else b"<%b>" % word[:_LONGEST_WORD] for word in words]
    lengths = np.array([len(one) for one in whole], np.int64)
    letters = np.frombuffer(b"".join(whole), np.uint8).astype(np.uint64)
    left = np.repeat(np.cumsum(lengths), lengths) - np.arange(len(letters))  # from each letter to the end of its word
    more = np.append(letters, np.zeros(max(_PIECES), np.uint64))
    numbers = [more[at : at + len(letters)] << np.uint64(8 * at) for at in range(max(_PIECES))]
    pieces = np.cumsum(np.stack(numbers, axis=1), axis=1, dtype=np.uint64)[:, np.array(_PIECES) - 1]
    found = left[:, None] >= np.array(_PIECES)
    return _mixed(pieces[found]), np.maximum(lengths[:, None] - np.array(_PIECES) + 1, 0).sum(1)


def _mixed(ids: Keys) -> Keys:
    """Numbers spread over all 64 bits, none of them 0."""
    spread = (ids + np.uint64(1)) * _MIX
    return (spread ^ (spread >> _TURN)) * _MIX | np.uint64(1)


def _joined(first: Keys, ids: Keys, ahead: int, ends: Ids) -> Keys:
    """The key of each element with the word `ahead` of it; 0 where the sentence ends before that."""
    later = np.zeros_like(ids)
    later[:-ahead] = ids[ahead:]
    whole = (np.arange(len(ids)) + ahead < ends) & (first != 0)
    return np.where(whole, _mixed(first ^ (later << np.uint64(7))), np.uint64(0))
