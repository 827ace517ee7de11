"""Whom a prospect pushes like: the clients one has tell what a lifetime of such clients would be."""

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from alongside.core.signals.nouns import KIND, Side

FEWEST_PUSHES, FEWEST_KINDS = 3, 2  # heard of a prospect, below which it is like nobody yet
FEWEST_KNOWN = 5  # pushes of a client, below which nobody is like it
ALIKE = 0.6  # cosine, from which on two are alike
FOR = frozenset({"for", "leaning for"})


class Known(NamedTuple):
    """A client with its label and how often each kind of signal was heard of it."""

    key: str
    label: str
    signals: Mapping[str, int]


class Likeness(NamedTuple):
    """The client that a prospect pushes most like, how alike (0 to 1), and what both push with, weightiest first."""

    key: str
    cosine: float
    kinds: tuple[str, ...]


def look_alike(prospect: Mapping[str, int], clients: Sequence[Known]) -> Likeness | None:
    """The *for* client that a prospect is nearest to; None where a client of another label is nearer, or none is near.

    Pushes are weighed as the reading weighs them; square roots keep one loud kind from being all there is.
    """
    mine = _profile(prospect)
    pushes = sum(prospect[kind] for kind in mine)
    if pushes < FEWEST_PUSHES or len(mine) < FEWEST_KINDS:
        return None
    known = [(one, _profile(one.signals)) for one in clients if one.label != "too little to say"]
    near = [
        (_cosine(mine, its), one, its) for one, its in known if sum(one.signals[kind] for kind in its) >= FEWEST_KNOWN
    ]
    if not near:
        return None
    cosine, nearest, its = max(near, key=lambda one: (one[0], one[1].key))
    if cosine < ALIKE or nearest.label not in FOR:
        return None
    shared = sorted(mine.keys() & its.keys(), key=lambda kind: (-mine[kind] * its[kind], kind))
    return Likeness(nearest.key, cosine, tuple(shared))


def _profile(signals: Mapping[str, int]) -> dict[str, float]:
    """What weight each kind of push has."""
    pushes = {kind: count for kind, count in signals.items() if count and KIND[kind].side is Side.PUSH}
    return {kind: KIND[kind].weight * sqrt(count) for kind, count in pushes.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    product = sum(weight * other.get(kind, 0) for kind, weight in one.items())
    lengths = [sqrt(sum(weight * weight for weight in side.values())) for side in (one, other)]
    return product / (lengths[0] * lengths[1]) if all(lengths) else 0.0
