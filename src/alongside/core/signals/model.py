"""The model: linear heads over n-grams, one a kind. Its weights are made by training/, and only read here."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.core.signals.features import LEXICON, Grams, Ids, Keys, grams, piece_keys, word_keys

Floats = NDArray[np.float32]

NEAR_SHARE, PIECE_SHARE = 0.4, 0.6  # what neighbouring sentences and pieces of words weigh beside the sentence itself
SLOT_BITS, PRINT_BITS = 20, 16  # of a key: where it is looked up, and by what it is known there
_MANY = 200_000  # keys looked up in a table, from which on its index pays
_CAP, _UNIT, _ALONE = 8.0, 3.0, -2 / 3.0  # scores are held within bounds for the context; of no neighbour, a low one


class Table:
    """Weights by key: `steps` in 8-bit steps of `scale`, and `square`, the squared rarity, for a sentence's length.

    `keys` are cut to slot and print, in order; the key at i has row i + 1, and row 0 stands for every key not there.
    """

    def __init__(self, keys: NDArray[np.uint64], steps: NDArray[np.int8], scale: Floats, square: Floats) -> None:
        """A table without an index yet."""
        self.keys, self.steps, self.scale, self.square = keys, steps, scale, square
        self._asked = 0
        self._rows: NDArray[np.int32] | None = None

    def find(self, keys: Keys) -> Ids:
        """The row of each key. A few are looked for in the list; for many, an index by slot is made, which takes longer
        to make than a small read may take at all.
        """
        self._asked += len(keys)
        if self._rows is None and self._asked > _MANY:
            self._rows = np.zeros(1 << SLOT_BITS, np.int32)
            self._rows[(self.keys >> np.uint64(PRINT_BITS)).astype(np.int64)] = np.arange(len(self.keys))
        wanted = keys >> np.uint64(64 - SLOT_BITS - PRINT_BITS)
        if self._rows is None:
            places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        else:
            places = np.take(self._rows, (wanted >> np.uint64(PRINT_BITS)).astype(np.int64))
        return np.where(np.take(self.keys, places) == wanted, places + 1, 0)


class Heads(NamedTuple):
    """The heads of one direction: client's kinds, or own moves.

    `single` and `pairs` hold two weights a head (in the sentence, and in a neighbour), `triples` and `pieces` one; with
    `bias` they give what a sentence says by its own words. There is a head for every kind; the client's have one more,
    which says how like the ordinary mail of lists and offices a sentence is, and only serves the context. `context`
    weighs all that against its surroundings. The chance of a kind is sigmoid(slope * weighed + offset); from `least`
    on, it is heard.
    """

    kinds: tuple[str, ...]
    single: Table
    pairs: Table
    triples: Table
    pieces: Table
    bias: Floats
    context: "Context"
    slope: Floats
    offset: Floats
    least: Floats
    known: "Known"


class Context(NamedTuple):
    """A small network with one hidden layer over the scores of a sentence, its neighbours and its message.

    Shapes: `inner` (inputs, hidden), `inner_bias` (hidden), `outer` (hidden, kinds), `outer_bias`, `straight` (kinds).
    """

    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    straight: Floats


class Known:
    """The weights of the words of the LEXICON, by its rows: as a single word, and summed over its pieces."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.weights = np.zeros((0, 0), np.float32)
        self.count = self.forgotten = 0

    def grow(self, met: Floats) -> None:
        """Add the weights of the next words; room is made in doubling steps, so that each row is moved but once."""
        if self.count + len(met) > len(self.weights):
            room = np.empty((max(4_096, 2 * (self.count + len(met))), met.shape[1]), np.float32)
            if self.count:
                room[: self.count] = self.weights[: self.count]
            self.weights = room
        self.weights[self.count : self.count + len(met)] = met
        self.count += len(met)


@cache
def heads(name: str) -> Heads:
    """The shipped heads, `client` or `own`. Part of the program like its code: the one folder the core reads."""
    return read_heads(Path(__file__).parent / "weights" / name)


def read_heads(folder: Path) -> Heads:
    """The heads of one direction as training/learn.py wrote them."""
    small = np.load(folder / "heads.npz", allow_pickle=False)
    single, pairs, triples, pieces = (
        Table(
            small[f"{part}_keys"],
            np.load(folder / f"{part}.npy", mmap_mode="r"),  # only the rows that are met are ever read
            small[f"{part}_scale"],
            small[f"{part}_square"],
        )
        for part in ("single", "pairs", "triples", "pieces")
    )
    return Heads(
        kinds=tuple(map(str, small["kinds"])),
        single=single,
        pairs=pairs,
        triples=triples,
        pieces=pieces,
        bias=small["bias"],
        context=Context(*(small[part].astype(np.float32) for part in Context._fields)),
        slope=small["slope"].astype(np.float32),
        offset=small["offset"].astype(np.float32),
        least=small["least"].astype(np.float32),
        known=Known(),
    )


def chances(model: Heads, sentences: Sequence[str], messages: Sequence[int]) -> Floats:
    """The chance of every kind in every sentence (rows); `messages` says which message a sentence stands in."""
    said = np.asarray(messages)
    found = grams(sentences)
    weighed = in_context(model.context, surroundings(scores(model, found, said) + model.bias, found, said))
    return np.asarray(1 / (1 + np.exp(-np.clip(model.slope * weighed + model.offset, -30, 30))), np.float32)


def surroundings(scores: Floats, found: Grams, messages: NDArray[np.int64]) -> Floats:
    """What the context weighs of each sentence: its scores, those of the sentences before and after it, the highest in
    its message, its length, whether it asks, and where in its message it stands.
    """
    capped = np.clip(scores, -_CAP, _CAP) / _UNIT
    same = messages[1:] == messages[:-1]
    before, after = (np.full_like(capped, _ALONE) for _ in range(2))
    before[1:][same], after[:-1][same] = capped[:-1][same], capped[1:][same]
    starts = np.flatnonzero(np.append(True, ~same))
    sizes = np.diff(np.append(starts, len(messages)))
    highest = np.repeat(np.maximum.reduceat(capped, starts, axis=0), sizes, axis=0)
    lengths = np.diff(np.append(found.starts, len(found.words)))
    first, last = np.append(False, same), np.append(same, False)
    shape = (np.log1p(lengths) / 3, found.asks, first, last, np.log1p(np.repeat(sizes, sizes)) / 2)
    return np.hstack([capped, before, after, highest, np.stack(shape, axis=1)]).astype(np.float32)


def in_context(context: Context, inputs: Floats) -> Floats:
    """The scores of each sentence, weighed in its surroundings."""
    hidden = inputs @ context.inner
    hidden += context.inner_bias
    np.maximum(hidden, 0, out=hidden)
    kinds = len(context.straight)
    return np.asarray(inputs[:, :kinds] * context.straight + hidden @ context.outer + context.outer_bias, np.float32)


def scores(model: Heads, found: Grams, messages: NDArray[np.int64]) -> Floats:
    """The weighted n-grams of each sentence and its neighbours in the same message, lengths made equal."""
    heads = len(model.bias)
    near, pieces = 2 * heads, 2 * heads + 2  # where the columns of neighbours end, and those of pieces begin
    weights = _of_words(model, found.words)
    _add(model.pairs, found.pairs, weights[:, :near], weights[:, near])
    _add(model.triples, found.triples, weights[:, :heads], weights[:, near + 1])
    sums = _summed(weights, found.starts)
    own = _of_length_one(sums[:, :heads], sums[:, near] + sums[:, near + 1])
    beside = _beside(sums[:, heads : near + 1], messages)
    both = own + NEAR_SHARE * _of_length_one(beside[:, :-1], beside[:, -1])
    return np.asarray(both + PIECE_SHARE * _of_length_one(sums[:, pieces:-1], sums[:, -1]), np.float32)


def own_scores(model: Heads, sentences: Sequence[str]) -> Floats:
    """What the words, pairs and triples of each piece of text add to each head, whatever stands around it."""
    found = grams(sentences)
    heads = len(model.bias)
    added = (
        _of_words(model, found.words)[:, :heads]
        + _looked_up(model.pairs, found.pairs)[:, :heads]
        + _looked_up(model.triples, found.triples)[:, :heads]
    )
    return _summed(added, found.starts)


def _of_words(model: Heads, words: Ids) -> Floats:
    """For each word its weights and squared rarity as a single word, a 0, then the same of the sum of its pieces."""
    known = model.known
    if known.forgotten != LEXICON.forgotten:
        known.count, known.forgotten = 0, LEXICON.forgotten
    if known.count < len(LEXICON.words):
        known.grow(_met(model, known.count))
    return np.take(known.weights, words, axis=0)


def _met(model: Heads, first: int) -> Floats:
    """What `Known` holds of the words of the LEXICON from the row `first` on."""
    single = _looked_up(model.single, word_keys(first))
    keys, counts = piece_keys(LEXICON.words[first:])
    summed = np.zeros((len(counts), len(model.bias) + 1), np.float32)
    whole = counts > 0
    if len(keys):
        starts = np.cumsum(counts[whole]) - counts[whole]
        summed[whole] = np.add.reduceat(_looked_up(model.pieces, keys), starts, axis=0)
    return np.hstack([single, np.zeros((len(counts), 1), np.float32), summed])


def _looked_up(table: Table, keys: Keys) -> Floats:
    """The weights of each key with its squared rarity behind them; of key 0, nothing at all."""
    rows = table.find(keys)
    found = np.empty((len(keys), len(table.scale) + 1), np.float32)
    np.multiply(np.take(table.steps, rows, axis=0), table.scale, out=found[:, :-1])
    found[:, -1] = np.take(table.square, rows)
    found[keys == 0] = 0
    return found


def _add(table: Table, keys: Keys, weights: Floats, square: Floats) -> None:
    """Add the weights and the squared rarity of each key to its row. Most keys are in no table, and weigh nothing."""
    rows = table.find(keys)
    rows[keys == 0] = -1
    there = np.flatnonzero(rows > 0)
    weights[there] += np.take(table.steps, rows[there], axis=0) * table.scale
    square += np.where(rows < 0, np.float32(0), np.take(table.square, rows))


def _summed(weights: Floats, starts: Ids) -> Floats:
    """The sum of the rows of each sentence, which begins at `starts` and has one at least.

    It is `np.add.reduceat`, but that takes every column of every sentence by itself; here all first rows are added at
    once, then all second ones, and so on. The longest sentences come first, so that those that go on stand together.
    """
    lengths = np.diff(starts, append=len(weights))
    order = np.argsort(-lengths, kind="stable")
    first, lengths = starts[order], lengths[order]
    sums = np.take(weights, first, axis=0)
    going_on = np.searchsorted(-lengths, -np.arange(1, lengths[0]), side="left")
    for place, count in enumerate(going_on.tolist(), start=1):
        sums[:count] += np.take(weights, first[:count] + place, axis=0)
    found = np.empty_like(sums)
    found[order] = sums
    return found


def _beside(values: Floats, messages: NDArray[np.int64]) -> Floats:
    """The sum of the sentences before and after, within the message."""
    total = np.zeros_like(values)
    same = (messages[1:] == messages[:-1])[:, None]
    total[1:] += values[:-1] * same
    total[:-1] += values[1:] * same
    return total


def _of_length_one(sums: Floats, square: Floats) -> Floats:
    """The sums of weights over the length of the vector they come from."""
    return np.asarray(sums / np.sqrt(np.maximum(square, 1e-9))[:, None], np.float32)
