"""Makes the weights of the signal model from the examples: `make signals`. Never imported by the package.

One logistic regression a kind over the hashed n-grams of a sentence and its neighbours. Ordinary mail by other hands
(../shared/corpora, one half of the senders) is background: none of it is a push. Thresholds come from messages the
model did not see, five times a fifth.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ordinary import background
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
FOLDS = 5
ORDINARY_RATE = (
    0.0008  # of ordinary mails that may reach a push's threshold: all twelve together stay under one in a hundred
)
STRENGTH = 10.0  # of the fit: inverse of the penalty on weights
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
    examples = [example for path in sorted((HERE / "examples").glob("*.jsonl")) for example in read(path)]
    for name, from_me in DIRECTIONS.items():
        kinds = [kind.slug for kind in KINDS if (kind.side is Side.OWN) is from_me]
        own = [example for example in examples if example["from_me"] is from_me]
        texts = background() if not from_me else []
        packed = learn(list(cut(own, texts)), kinds)
        np.savez_compressed(room / f"{name}.npz", **packed)
        print(
            f"{name}: {len(own)} examples, {len(texts)} ordinary mails, {len(packed['own_rows'])} rows", file=sys.stderr
        )


def read(path: Path) -> Iterator[dict]:
    """The examples of one file, one JSON object a line."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def cut(examples: Sequence[dict], ordinary: Sequence[str]) -> Iterator[Sentence]:
    """Every sentence with the kinds of the labels it holds at least two fifths of (or that hold as much of it)."""
    for number, example in enumerate(examples):
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
    for number, text in enumerate(ordinary, start=len(examples)):
        for start, end in sentences(text):
            if is_prose(text[start:end]):
                yield Sentence(text[start:end], number, frozenset(), ordinary=True)


def learn(found: Sequence[Sentence], kinds: Sequence[str]) -> dict[str, np.ndarray]:
    """The packed heads of one direction (see core/signals/model.py)."""
    messages = np.array([one.message for one in found])
    ordinary = np.array([one.ordinary for one in found])
    matrix, tables = vectors([one.text for one in found], messages)
    truth = np.array([[kind in one.kinds for kind in kinds] for one in found])
    fits = []
    for column, kind in enumerate(kinds):
        # People on lists thank and advise each other: what they write is no push, but may well be a partner sign.
        use = slice(None) if KIND[kind].side is Side.PUSH else ~ordinary
        fits.append(fit(matrix[use], truth[use, column], messages[use], ordinary[use]))
    weights = np.stack([one["weights"] for one in fits], axis=1)
    parts: dict[str, np.ndarray] = {"kinds": np.array(kinds)}
    for name in ("bias", "slope", "offset", "least"):
        parts[name] = np.array([one[name] for one in fits], np.float32)
    first = 0
    for part, (rare, share) in tables.items():
        parts |= packed(part, weights[first : first + len(rare)] * share, rare)
        first += len(rare)
    return parts


def vectors(texts: Sequence[str], messages: np.ndarray) -> tuple[csr_matrix, dict[str, tuple[np.ndarray, float]]]:
    """The sentences as rows of unit length, own n-grams beside those of the neighbours, and the rarity of each."""
    found = grams(texts)
    own, own_rare = rarity(counted(found.own, found.own_starts, OWN_BITS))
    plain = counted(found.near, found.near_starts, NEAR_BITS)
    count = len(texts)
    same = messages[1:] == messages[:-1]
    down = csr_matrix((same.astype(float), (np.arange(1, count), np.arange(count - 1))), (count, count))
    near, near_rare = rarity(down @ plain + down.T @ plain)
    tables = {"own": (own_rare, 1.0), "near": (near_rare, 1.0)}
    return hstack([own, NEAR_SHARE * near]).tocsr(), tables


def counted(rows: np.ndarray, starts: np.ndarray, bits: int) -> csr_matrix:
    """How often each sentence holds each row of a table; row 0 stands for none."""
    ends = np.append(starts, len(rows))
    made = csr_matrix((np.where(rows > 0, 1.0, 0.0), rows, ends), (len(starts), 1 << bits))
    made.sum_duplicates()
    made.eliminate_zeros()
    return made


def rarity(made: csr_matrix) -> tuple[csr_matrix, np.ndarray]:
    """Counts times the inverse document frequency, each row of unit length; and that frequency's inverse."""
    seen = np.asarray((made > 0).sum(0)).ravel()
    rare = np.log((1 + made.shape[0]) / (1 + seen)) + 1
    scaled = made.multiply(rare).tocsr()
    size = np.sqrt(np.asarray(made.multiply(rare**2).sum(1)).ravel())
    scaled = csr_matrix(scaled.multiply(1 / np.maximum(size, 1e-9)[:, None]))
    weak = seen < LEAST_SEEN
    rare = np.where(weak, -rare, rare)  # told apart below: it lengthens the vector, but carries no weight
    return scaled, rare


def fit(matrix: csr_matrix, truth: np.ndarray, messages: np.ndarray, ordinary: np.ndarray) -> dict[str, object]:
    """One head: its weights from all sentences, its calibration and threshold from messages left out."""
    model = machine().fit(matrix, truth)
    held = np.zeros(len(truth))
    for fold in range(FOLDS):
        out = messages % FOLDS == fold
        held[out] = machine().fit(matrix[~out], truth[~out]).decision_function(matrix[out])
    slope, offset, least = calibrate(held, truth, messages, ordinary)
    weights = model.coef_.ravel()
    return {"weights": weights, "bias": model.intercept_[0], "slope": slope, "offset": offset, "least": least}


def machine() -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, solver="liblinear", class_weight={0: 1, 1: 3}, random_state=7)


def calibrate(
    held: np.ndarray, truth: np.ndarray, messages: np.ndarray, ordinary: np.ndarray
) -> tuple[float, float, float]:
    """Platt's slope and offset on the best sentence of each message, and the threshold that makes F1 largest,
    raised until ordinary mail stays below it.
    """
    order = np.lexsort((held, messages))
    last = np.append(messages[order][1:] != messages[order][:-1], True)
    best = order[last]
    positive = np.zeros(messages.max() + 1, bool)
    np.logical_or.at(positive, messages, truth)
    score, real, plain = held[best], positive[messages[best]], ordinary[best]
    platt = LogisticRegression(C=1e6).fit(score[~plain, None], real[~plain])
    slope, offset = float(platt.coef_[0, 0]), float(platt.intercept_[0])
    chance = 1 / (1 + np.exp(-(slope * score + offset)))
    steps = np.arange(0.2, 0.9, 0.02)
    hits = [2 * (real & (chance >= t)).sum() / max(1, (chance >= t).sum() + real.sum()) for t in steps]
    least = float(steps[int(np.argmax(hits))])
    if plain.any():
        least = max(least, float(np.quantile(chance[plain], 1 - ORDINARY_RATE)))
    return slope, offset, least


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
