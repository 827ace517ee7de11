"""Makes the weights of the signal model from the examples: `make signals`. Never imported by the package.

One logistic regression a kind over the hashed n-grams of a sentence and its neighbours. Ordinary mail by other hands
(../shared/corpora, one half of the senders) is background: none of it is a push. Calibration and thresholds come from
mails the weights did not see: training/held_out/dev, and a quarter of the ordinary senders.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ordinary import background, between
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from alongside.core.signals.detect import is_prose
from alongside.core.signals.features import NEAR_BITS, OWN_BITS, grams
from alongside.core.signals.model import NEAR_SHARE
from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.core.words.sentences import sentences

HERE = Path(__file__).parent
ROOM = HERE.parent / "src" / "alongside" / "core" / "signals"
DIRECTIONS = {"client": False, "own": True}
ORDINARY_RATE = 0.0007  # of ordinary mails that may reach a push's threshold: all twelve stay under one in a hundred
ORDINARY_WEIGHT = 4.0  # of an ordinary sentence in the fit: there are far more of them in a mailbox than of pushes
LEAST_CHANCE = 0.4  # of a push: below that, more often than not it is none
STRENGTH = 100.0  # of the fit: inverse of the penalty on weights
LEAST_SEEN = 2  # an n-gram of a single sentence is nobody's habit


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a message, with the kinds its labels put on it."""

    text: str
    message: int
    kinds: frozenset[str]
    ordinary: bool


def main(room: Path = ROOM) -> None:
    """Learn both directions and write their weights, by default beside the code."""
    learnt = [example for path in sorted((HERE / "examples").glob("*.jsonl")) for example in read(path)]
    tuned = [example for path in sorted((HERE / "held_out" / "dev").glob("*.jsonl")) for example in read(path)]
    for name, from_me in DIRECTIONS.items():
        kinds = [kind.slug for kind in KINDS if (kind.side is Side.OWN) is from_me]
        found = cut([one for one in learnt if one["from_me"] is from_me], [] if from_me else background())
        tuning = cut([one for one in tuned if one["from_me"] is from_me], [] if from_me else between(), first=1_000_000)
        parts = learn(list(found), list(tuning), kinds)
        np.savez_compressed(room / f"{name}.npz", **parts)
        print(f"{name}: {len(parts['own_rows'])} rows", file=sys.stderr)


def read(path: Path) -> Iterator[dict]:
    """The examples of one file, one JSON object a line."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def cut(examples: Sequence[dict], ordinary: Sequence[str], first: int = 0) -> Iterator[Sentence]:
    """Every sentence with the kinds of the labels it holds at least two fifths of (or that hold as much of it)."""
    for number, example in enumerate(examples, start=first):
        text = example["text"]
        marks = [
            (at, at + len(one["quote"]), one["kind"])
            for one in example["labels"]
            if (at := text.find(one["quote"])) >= 0
        ]
        for start, end in sentences(text):
            held = {
                kind
                for low, high, kind in marks
                if min(end, high) - max(start, low) >= 0.4 * min(end - start, high - low)
            }
            yield Sentence(text[start:end], number, frozenset(held), ordinary=False)
    for number, text in enumerate(ordinary, start=first + len(examples)):
        for start, end in sentences(text):
            if is_prose(text[start:end]):
                yield Sentence(text[start:end], number, frozenset(), ordinary=True)


def learn(found: Sequence[Sentence], tuning: Sequence[Sentence], kinds: Sequence[str]) -> dict[str, np.ndarray]:
    """The packed heads of one direction (see core/signals/model.py): weights from `found`, the rest from `tuning`."""
    everything = [*found, *tuning]
    messages = np.array([one.message for one in everything])
    matrix, tables = vectors([one.text for one in everything], messages, len(found))
    heads = [head(kind, matrix, everything, messages, len(found)) for kind in kinds]
    weights = np.stack([one["weights"] for one in heads], axis=1)
    parts: dict[str, np.ndarray] = {"kinds": np.array(kinds)}
    for name in ("bias", "slope", "offset", "least"):
        parts[name] = np.array([one[name] for one in heads], np.float32)
    first = 0
    for part, rare in tables.items():
        parts |= packed(part, weights[first : first + len(rare)], rare)
        first += len(rare)
    return parts


def head(
    kind: str, matrix: csr_matrix, everything: Sequence[Sentence], messages: np.ndarray, count: int
) -> dict[str, object]:
    """One head. People on lists thank and advise each other: no push, but it may well be a partner sign."""
    truth = np.array([kind in one.kinds for one in everything])
    ordinary = np.array([one.ordinary for one in everything])
    use = np.arange(len(everything)) < count
    if KIND[kind].side is not Side.PUSH:
        use &= ~ordinary
    model = machine().fit(matrix[use], truth[use], sample_weight=np.where(ordinary[use], ORDINARY_WEIGHT, 1.0))
    scores = model.decision_function(matrix[count:])
    slope, offset, least = calibrate(kind, scores, truth[count:], messages[count:], ordinary[count:])
    weights = model.coef_.ravel()
    return {"weights": weights, "bias": model.intercept_[0], "slope": slope, "offset": offset, "least": least}


def vectors(texts: Sequence[str], messages: np.ndarray, count: int) -> tuple[csr_matrix, dict[str, np.ndarray]]:
    """The sentences as rows of unit length, own n-grams beside those of the neighbours; and how rare each is, as the
    first `count` sentences have it.
    """
    found = grams(texts)
    own, own_rare = rarity(counted(found.own, found.own_starts, OWN_BITS), count)
    plain = counted(found.near, found.near_starts, NEAR_BITS)
    total = len(texts)
    same = messages[1:] == messages[:-1]
    down = csr_matrix((same.astype(float), (np.arange(1, total), np.arange(total - 1))), (total, total))
    near, near_rare = rarity(down @ plain + down.T @ plain, count)
    return hstack([own, NEAR_SHARE * near]).tocsr(), {"own": own_rare, "near": near_rare}


def counted(rows: np.ndarray, starts: np.ndarray, bits: int) -> csr_matrix:
    """How often each sentence holds each row of a table; row 0 stands for none."""
    ends = np.append(starts, len(rows))
    made = csr_matrix((np.where(rows > 0, 1.0, 0.0), rows, ends), (len(starts), 1 << bits))
    made.sum_duplicates()
    made.eliminate_zeros()
    return made


def rarity(made: csr_matrix, count: int) -> tuple[csr_matrix, np.ndarray]:
    """Counts times the inverse document frequency, each row of unit length; and that inverse, negative for n-grams of
    fewer than LEAST_SEEN sentences, which lengthen a vector but carry no weight.
    """
    seen = np.asarray((made[:count] > 0).sum(0)).ravel()
    rare = np.log((1 + count) / (1 + seen)) + 1
    size = np.sqrt(np.asarray(made.multiply(rare**2).sum(1)).ravel())
    weak = seen < LEAST_SEEN
    scaled = made.multiply(np.where(weak, 0, rare)).tocsr()
    return csr_matrix(scaled.multiply(1 / np.maximum(size, 1e-9)[:, None])), np.where(weak, -rare, rare)


def machine() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", class_weight={0: 1, 1: 3}, random_state=7)


def calibrate(
    kind: str, scores: np.ndarray, truth: np.ndarray, messages: np.ndarray, ordinary: np.ndarray
) -> tuple[float, float, float]:
    """Platt's slope and offset on the surest sentence of each message, and the threshold (a chance) that makes F1
    largest; for a push, raised until ordinary mail stays below it.
    """
    order = np.lexsort((scores, messages))
    best = order[np.append(messages[order][1:] != messages[order][:-1], True)]
    real = np.isin(messages[best], messages[truth])
    score, plain = scores[best], ordinary[best]
    platt = LogisticRegression(C=1e6).fit(score[~plain, None], real[~plain])
    slope, offset = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    chance = 1 / (1 + np.exp(-(slope * score + offset)))
    least = threshold(chance[~plain], real[~plain])
    if KIND[kind].side is Side.PUSH and plain.any():
        least = max(LEAST_CHANCE, least, float(np.quantile(chance[plain], 1 - ORDINARY_RATE)) + 1e-6)
    return slope, offset, least


def threshold(chance: np.ndarray, real: np.ndarray) -> float:
    """The chance from which on to fire: the middle of those whose F1 is within a hundredth of the best."""
    steps = np.unique(chance[chance > 0.03])
    f1 = np.array([2 * (real & (chance >= t)).sum() / ((chance >= t).sum() + real.sum()) for t in steps])
    return float(np.median(steps[f1 >= f1.max() - 0.01]))


def packed(part: str, weights: np.ndarray, rare: np.ndarray) -> dict[str, np.ndarray]:
    """A table as its rows in use, in 8-bit steps, each already times its rarity."""
    weights = weights * np.abs(rare)[:, None]
    weights[rare < 0] = 0
    rows = np.flatnonzero(np.abs(weights).max(1) > 0)
    scale = np.maximum(np.abs(weights).max(0), 1e-9) / 127
    return {
        f"{part}_rows": rows.astype(np.uint32),
        f"{part}_steps": np.round(weights[rows] / scale).astype(np.int8),
        f"{part}_scale": scale.astype(np.float32),
        f"{part}_rare": (rare[rows] ** 2).astype(np.float32),
        f"{part}_unseen": np.float32(np.abs(rare).max() ** 2),
    }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
