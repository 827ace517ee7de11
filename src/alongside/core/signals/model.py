"""The model: linear heads over hashed n-grams, one a kind. Its weights are made by training/, and only read here."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from alongside.core.signals.features import NEAR_BITS, OWN_BITS, Grams, grams

Floats = NDArray[np.float32]

NEAR_SHARE = 0.4  # how much the neighbouring sentences weigh beside the sentence itself


class Heads(NamedTuple):
    """The heads of one direction: client's kinds, or own moves.

    `own` and `near` are tables: a row an n-gram, a column a kind, the weights already multiplied with the rarity of the
    n-gram; the last column is the square of that rarity, for the length of a sentence's vector. The chance of a kind is
    sigmoid(slope * (score + bias) + offset); from `least` on, it is heard.
    """

    kinds: tuple[str, ...]
    own: Floats
    near: Floats
    bias: Floats
    slope: Floats
    offset: Floats
    least: Floats


@cache
def heads(name: str) -> Heads:
    """The shipped heads, `client` or `own`. Part of the program like its code: the one file the core reads."""
    held = files("alongside.core.signals").joinpath(f"{name}.npz").read_bytes()
    packed = np.load(BytesIO(held), allow_pickle=False)
    kinds = tuple(str(kind) for kind in packed["kinds"])
    own, near = (_table(packed, part, bits) for part, bits in (("own", OWN_BITS), ("near", NEAR_BITS)))
    return Heads(kinds, own, near, *(packed[name].astype(np.float32) for name in ("bias", "slope", "offset", "least")))


def _table(packed: "np.lib.npyio.NpzFile", part: str, bits: int) -> Floats:
    """A table from its packed rows: only rows in use are stored, in steps of a head's largest weight / 127."""
    rows, scale = packed[f"{part}_rows"], packed[f"{part}_scale"]
    table = np.zeros((1 << bits, len(scale) + 1), np.float32)
    table[rows, :-1] = packed[f"{part}_steps"] * scale
    table[:, -1] = packed[f"{part}_unseen"]
    table[rows, -1] = packed[f"{part}_rare"]
    table[0] = 0
    return table


def chances(model: Heads, sentences: Sequence[str], messages: Sequence[int]) -> Floats:
    """The chance of every kind in every sentence (rows); `messages` says which message a sentence stands in."""
    found = grams(sentences)
    logits = scores(model, found, np.asarray(messages)) + model.bias
    return np.asarray(1 / (1 + np.exp(-np.clip(model.slope * logits + model.offset, -30, 30))), np.float32)


def scores(model: Heads, found: Grams, messages: NDArray[np.int64]) -> Floats:
    """The weighted n-grams of each sentence and its neighbours in the same message, lengths made equal."""
    own = np.add.reduceat(np.take(model.own, found.own, axis=0), found.own_starts, axis=0)
    near = _beside(np.add.reduceat(np.take(model.near, found.near, axis=0), found.near_starts, axis=0), messages)
    return np.asarray(_of_length_one(own) + NEAR_SHARE * _of_length_one(near), np.float32)


def _beside(values: Floats, messages: NDArray[np.int64]) -> Floats:
    """The sum of the sentences before and after, within the message."""
    total = np.zeros_like(values)
    same = (messages[1:] == messages[:-1])[:, None]
    total[1:] += values[:-1] * same
    total[:-1] += values[1:] * same
    return total


def _of_length_one(sums: Floats) -> Floats:
    """The sums of weights over the length of the vector they come from, whose square is in the last column."""
    return np.asarray(sums[:, :-1] / np.sqrt(np.maximum(sums[:, -1:], 1e-9)), np.float32)
