"""What a message says: its authored text goes in, its signals come out."""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from alongside.core.signals.model import Heads, chances, heads, own_scores
from alongside.core.signals.nouns import Signal
from alongside.core.words.sentences import sentences

LONGEST = 100_000  # characters heard of one message
LONGEST_SENTENCE = 2_000  # a "sentence" beyond this is no prose
AT_ONCE = 60_000  # characters of sentences weighed in one go: the tables' rows stay in the cache
RULE = "model-6"
_SHARE = 0.75  # of what a sentence adds to a head, from which a clause alone carries the signal
LEAST_WORDS = 3
_LETTERS = 0.7  # of a sentence's characters that are no blanks
_WORD = re.compile(r"(?<![^\s(\"'“„«*_-])[£$€]?[^\W_]{1,24}(?:[.,:/]\d+)*[%€]?(?![^\s.,;:!?)\"'”»*_’-])")
_CLAUSE = re.compile(r"[^,;:()–—]+(?:,(?=\d)[^,;:()–—]+)*")
_Place = tuple[int, int, int]  # one sentence: the number of its message, where it starts in it, and where it ends


def detect(text: str, *, from_me: bool) -> tuple[Signal, ...]:
    """The signals of one authored text, at most one of each kind, in its order; own moves where it is `from_me`."""
    return detect_many([text], from_me=from_me)[0]


def detect_many(
    texts: Sequence[str], *, from_me: bool, least: Mapping[str, float] | None = None
) -> list[tuple[Signal, ...]]:
    """The signals of each text; many at a time cost a fraction of one by one.

    `least` are the person's own thresholds (a chance for a kind), which stand in for the shipped ones.
    """
    model = _set(heads("own" if from_me else "client"), least or {})
    found: list[dict[str, Signal]] = [{} for _ in texts]
    for places in _piles(texts):
        for message, signal in _heard(model, texts, places):
            found[message].setdefault(signal.kind, signal)
    return [tuple(sorted(kinds.values(), key=lambda signal: (signal.start, signal.kind))) for kinds in found]


def shipped_thresholds() -> dict[str, float]:
    """The chance from which on each kind is heard."""
    models = [heads(name) for name in ("client", "own")]
    return {kind: float(least) for one in models for kind, least in zip(one.kinds, one.least, strict=True)}


def sure_kinds(text: str, *, from_me: bool) -> dict[str, float]:
    """The highest chance of each kind that the model sees in a text."""
    model = heads("own" if from_me else "client")
    words = [text[start:end] for start, end in sentences(text[:LONGEST])]
    if not words:
        return dict.fromkeys(model.kinds, 0.0)
    surest = chances(model, words, [0] * len(words)).max(0)
    return {kind: float(chance) for kind, chance in zip(model.kinds, surest, strict=True)}


def _set(model: Heads, least: Mapping[str, float]) -> Heads:
    """The model with some thresholds of the person's own."""
    if not least:
        return model
    own = [least.get(kind, float(shipped)) for kind, shipped in zip(model.kinds, model.least, strict=True)]
    return model._replace(least=np.array(own, np.float32))


def _heard(model: Heads, texts: Sequence[str], places: Sequence[_Place]) -> Iterator[tuple[int, Signal]]:
    """The signals in a pile of sentences with the numbers of their messages, the surest first."""
    words = [texts[message][start:end] for message, start, end in places]
    chance = chances(model, words, [message for message, _, _ in places])
    hits = [(row, head) for row, head in np.argwhere(chance >= model.least).tolist() if is_prose(words[row])]
    clauses = _clauses(model, [(words[row], head) for row, head in hits])
    told = sorted(zip(hits, clauses, strict=True), key=lambda one: -chance[one[0]])
    for (row, head), (start, end) in told:
        message, first, _ = places[row]
        sure = round(float(chance[row, head]), 3)
        yield message, Signal(model.kinds[head], words[row][start:end], first + start, first + end, sure, RULE)


def _piles(texts: Sequence[str]) -> Iterator[list[_Place]]:
    """The sentences of the texts, whole messages together, in piles of about AT_ONCE characters."""
    pile: list[_Place] = []
    weight = 0
    for message, text in enumerate(texts):
        for start, end in sentences(text[:LONGEST]):
            pile.append((message, start, min(end, start + LONGEST_SENTENCE)))
            weight += end - start
        if weight >= AT_ONCE:
            yield pile
            pile, weight = [], 0
    if pile:
        yield pile


def is_prose(sentence: str) -> bool:
    """Not a fragment, code, tables, keys or links: a few words at least, and mostly words as people write them."""
    words = _WORD.findall(sentence)
    spoken_words = [word for word in words if word.isalpha()]
    if len(spoken_words) < LEAST_WORDS or 2 * len(spoken_words) < len(words):
        return False
    return sum(map(len, words)) >= _LETTERS * (len(sentence) - sentence.count(" "))


def _clauses(model: Heads, hits: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    """For each (sentence, head), the span of the clause that carries most of the head's score; else of the sentence."""
    spans = [[match.span() for match in _CLAUSE.finditer(sentence) if match[0].strip()] for sentence, _ in hits]
    parts = [sentence[start:end] for (sentence, _), found in zip(hits, spans, strict=True) for start, end in found]
    if not parts:
        return [_trim(sentence, 0, len(sentence)) for sentence, _ in hits]
    added = own_scores(model, parts)
    chosen: list[tuple[int, int]] = []
    first = 0
    for (sentence, head), its in zip(hits, spans, strict=True):
        weight = added[first : first + len(its), head]
        first += len(its)
        whole = weight[weight > 0].sum()
        best = int(weight.argmax()) if len(its) > 1 and whole > 0 and weight.max() >= _SHARE * whole else -1
        chosen.append(_trim(sentence, *(its[best] if best >= 0 else (0, len(sentence)))))
    return chosen


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
