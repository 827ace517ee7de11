"""Makes the weights of the signal model from the examples: `make signals`. Never imported by the package.

One logistic regression a kind over the n-grams of a sentence and its neighbours and the pieces of its words, and for
clients' mail one more that tells ordinary mail; small networks weigh what they say of a sentence against its
surroundings, learnt from sentences they did not see. Half of the ordinary mail by other hands (ordinary.py) is
background: none of it is a push. Calibration and thresholds come from mails the weights did not see:
training/held_out/dev, a quarter of the ordinary mail, and the others by heads that did not learn from them.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from joblib import Parallel, delayed
from network import joined, train
from ordinary import background, between
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from alongside.core.signals.detect import is_prose
from alongside.core.signals.features import LEXICON, grams, piece_keys, word_keys
from alongside.core.signals.model import (
    NEAR_SHARE,
    PIECE_SHARE,
    PRINT_BITS,
    SLOT_BITS,
    Heads,
    in_context,
    read_heads,
    scores,
    surroundings,
)
from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.core.words.sentences import sentences

HERE = Path(__file__).parent
ROOM = HERE.parent / "src" / "alongside" / "core" / "signals" / "weights"
DIRECTIONS = {"client": False, "own": True}
ORDINARY_RATE = 0.01  # of ordinary mails that may have a push heard in them
STRICT, STRICT_PRECISION = ("ownership", "payment_excuse", "disrespect"), 0.85  # where a false word costs most
ORDINARY_WEIGHT = 12.0  # of an ordinary sentence in the fit: there are far more of them in a mailbox than of pushes
STRENGTH = 100.0  # of the fit: inverse of the penalty on weights
SEED = 7
FOLDS = (-1, 0, 1, 2)  # all of the sentences, and all but a third of them
# Messages in a row that stay together: what was written in one sitting is no test of the rest of it. Of own moves there
# are too few for that: a whole kind would stay together.
BLOCKS = {"client": 200, "own": 24}
NETWORKS = 3  # that begin otherwise and say the mean together
ORDINARY = ""  # the head that says how like ordinary mail a sentence is
ORDINARY_JUDGED = 10.0  # the weight of an ordinary sentence's pushes in the networks
LEAST_SEEN = 2  # an n-gram of a single sentence is nobody's habit
MOST_ROWS = {"single": 32_000, "pairs": 160_000, "triples": 120_000, "pieces": 80_000}  # what a wheel of a few MB holds
SHARED = ("single", "pairs")  # their n-grams also weigh in a neighbouring sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a message, with the kinds its labels put on it."""

    text: str
    message: int
    kinds: frozenset[str]
    ordinary: bool
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """One order of n-grams over all sentences: how often each key stands in each, and how rare it is.

    `square` is the squared rarity of each key, `unseen` that of keys too rare to weigh; `lengths` is the sum of squares
    of each sentence, such keys included.
    """

    keys: np.ndarray
    counts: csr_matrix
    square: np.ndarray
    unseen: float
    lengths: np.ndarray


def main(room: Path = ROOM, names: Sequence[str] = tuple(DIRECTIONS)) -> None:
    """Learn these directions and write their weights, by default beside the code, with a digest of their origin."""
    learnt = [example for path in sorted((HERE / "examples").glob("*.jsonl")) for example in read(path)]
    tuned = [example for path in sorted((HERE / "held_out" / "dev").glob("*.jsonl")) for example in read(path)]
    for name in names:
        from_me = DIRECTIONS[name]
        kinds = [kind.slug for kind in KINDS if (kind.side is Side.OWN) is from_me]
        found = cut([one for one in learnt if one["from_me"] is from_me], [] if from_me else background())
        others = [one for one in tuned if one["from_me"] is from_me]
        tuning = cut(others, [] if from_me else between(), first=1_000_000, held_out=True)
        learn(list(found), list(tuning), kinds, room / name)
    (room / "digest.txt").write_text(f"{digest()}\n", "utf-8")


def digest() -> str:
    """What the weights come from, in one number: examples, the mails for thresholds, and the code that reads them."""
    code = [ROOM.parent / "features.py", ROOM.parents[1] / "words" / "sentences.py"]
    code += [Path(__file__), HERE / "network.py", HERE / "ordinary.py"]
    found = hashlib.sha256()
    for path in [*sorted(HERE.glob("examples/*.jsonl")), *sorted(HERE.glob("held_out/dev/*.jsonl")), *code]:
        found.update(path.read_bytes())
    return found.hexdigest()


def read(path: Path) -> Iterator[dict]:
    """The examples of one file, one JSON object a line."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def cut(
    examples: Sequence[dict], ordinary: Sequence[str], first: int = 0, *, held_out: bool = False
) -> Iterator[Sentence]:
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
            yield Sentence(text[start:end], number, frozenset(held), ordinary=False, held_out=held_out)
    for number, text in enumerate(ordinary, start=first + len(examples)):
        for start, end in sentences(text):
            if is_prose(text[start:end]):
                yield Sentence(text[start:end], number, frozenset(), ordinary=True, held_out=held_out)


def learn(found: Sequence[Sentence], tuning: Sequence[Sentence], kinds: Sequence[str], room: Path) -> None:
    """Learn the heads of one direction: weights from `found`, calibration and thresholds from `tuning`."""
    tables = columns([one.text for one in found])
    matrix = laid(tables, np.array([one.message for one in found]))
    folds = fold_of(found, BLOCKS[room.name])
    heads = [*kinds, ORDINARY] if any(one.ordinary for one in found) else kinds
    fitted = Parallel(n_jobs=2)(delayed(fit)(kind, matrix, found, folds, fold) for fold in FOLDS for kind in heads)
    everything, parts = fitted[: len(heads)], fitted[len(heads) :]
    room.mkdir(parents=True, exist_ok=True)
    small = packed(tables, np.stack([weights for weights, _, _ in everything], axis=1), room)
    small |= {"kinds": np.array(kinds), "bias": np.array([bias for _, bias, _ in everything], np.float32)}
    unseen_scores = np.zeros((len(found), len(heads)), np.float32)
    for at, (_, _, part) in enumerate(parts):
        unseen_scores[folds == FOLDS[1 + at // len(heads)], at % len(heads)] = part
    small |= learn_context(unseen_scores, found, kinds)
    small |= dict.fromkeys(("slope", "offset", "least"), np.ones(len(kinds), np.float32))
    np.savez(room / "heads.npz", **small)
    model = read_heads(room)
    tuned = judged(weighed(model, tuning), tuning, kinds)
    learnt_from = judged(weighed(model, found, unseen_scores), found, kinds)
    small |= calibrated(tuned, learnt_from, kinds)
    np.savez(room / "heads.npz", **small)
    print(f"{room.name}: {matrix.shape[0]} sentences, {matrix.shape[1]} n-grams", file=sys.stderr)


def weighed(model: Heads, found: Sequence[Sentence], said: np.ndarray | None = None) -> np.ndarray:
    """The score of every kind in every sentence in its surroundings; `said` are scores by other heads."""
    messages = np.array([one.message for one in found])
    ngrams = grams([one.text for one in found])
    own = scores(model, ngrams, messages) + model.bias if said is None else said
    return in_context(model.context, surroundings(own, ngrams, messages))


def fold_of(found: Sequence[Sentence], block: int) -> np.ndarray:
    """The fold of each sentence; so many messages in a row share one."""
    blocks = np.array([one.message // block for one in found])
    return np.random.default_rng(SEED).integers(0, len(FOLDS) - 1, blocks.max() + 1)[blocks]


# ---------------------------------------------------------------- sentences as rows of numbers


def columns(texts: Sequence[str]) -> dict[str, Columns]:
    """The n-grams of all sentences, order by order."""
    found = grams(texts)
    singles = word_keys()
    keys, counts = piece_keys(LEXICON.words)
    pieces = np.split(keys, np.cumsum(counts)[:-1])
    sizes = counts[found.words]
    edges = np.append(found.starts, len(found.words))
    return {
        "single": column(singles[found.words], edges),
        "pairs": column(found.pairs, edges),
        "triples": column(found.triples, edges),
        "pieces": column(np.concatenate([pieces[row] for row in found.words]), np.append(0, np.cumsum(sizes))[edges]),
    }


def column(keys: np.ndarray, edges: np.ndarray) -> Columns:
    """One order of n-grams: a row a sentence, a column a key that LEAST_SEEN sentences hold. Key 0 stands for none."""
    total = len(edges) - 1
    unique, place = np.unique(keys, return_inverse=True)
    counts = csr_matrix((np.ones(len(keys)), place.ravel(), edges), (total, len(unique)))
    counts.sum_duplicates()
    seen = np.asarray((counts > 0).sum(0)).ravel()
    rarity = np.log((1 + total) / (1 + seen)) + 1
    unseen = float((np.log((1 + total) / 2) + 1) ** 2)
    square = np.where(unique == 0, 0, np.where(seen < LEAST_SEEN, unseen, rarity**2))
    kept = np.flatnonzero((seen >= LEAST_SEEN) & (unique != 0))
    return Columns(unique[kept], counts[:, kept].tocsr(), square[kept], unseen, counts @ square)


def laid(tables: dict[str, Columns], messages: np.ndarray) -> csr_matrix:
    """Every sentence as one row: its own n-grams, those of its neighbours, the pieces of its words, each of length one
    times its share.
    """
    rare = {name: (one.counts @ diags(np.sqrt(one.square))).tocsr() for name, one in tables.items()}
    own_length = sum(tables[name].lengths for name in ("single", "pairs", "triples"))
    both, both_length = hstack([rare[name] for name in SHARED]).tocsr(), sum(tables[name].lengths for name in SHARED)
    total = len(messages)
    same = (messages[1:] == messages[:-1]).astype(float)
    down = csr_matrix((same, (np.arange(1, total), np.arange(total - 1))), (total, total))
    near = unit(down @ both + down.T @ both, down @ both_length + down.T @ both_length)
    own = unit(hstack([both, rare["triples"]]).tocsr(), own_length)
    pieces = unit(rare["pieces"], tables["pieces"].lengths)
    return hstack([own, NEAR_SHARE * near, PIECE_SHARE * pieces]).tocsr().astype(np.float32)


def unit(matrix: csr_matrix, lengths: np.ndarray) -> csr_matrix:
    return diags(1 / np.sqrt(np.maximum(lengths, 1e-9))) @ matrix


# ---------------------------------------------------------------- heads


def fit(
    kind: str, matrix: csr_matrix, found: Sequence[Sentence], folds: np.ndarray, fold: int
) -> tuple[np.ndarray, float, np.ndarray]:
    """One head without one fold (-1: with all): weights, bias, and what it says of that fold.

    People on lists thank and advise each other: no push, but it may well be a partner sign.
    """
    ordinary = np.array([one.ordinary for one in found])
    push = kind != ORDINARY and KIND[kind].side is Side.PUSH
    use = (folds != fold) & (push or kind == ORDINARY or ~ordinary)
    truth = ordinary if kind == ORDINARY else np.array([kind in one.kinds for one in found])
    model = LogisticRegression(
        C=STRENGTH, solver="liblinear", dual=True, tol=1, max_iter=200, class_weight={0: 1, 1: 3}, random_state=SEED
    )
    model.fit(matrix[use], truth[use], sample_weight=np.where(push & ordinary[use], ORDINARY_WEIGHT, 1.0))
    said = model.decision_function(matrix[folds == fold]) if fold >= 0 else np.zeros(0)
    return model.coef_.ravel().astype(np.float32), float(model.intercept_[0]), said.astype(np.float32)


def learn_context(unseen_scores: np.ndarray, found: Sequence[Sentence], kinds: Sequence[str]) -> dict[str, np.ndarray]:
    """The networks that weigh scores in their surroundings, from what heads say of sentences they did not learn from.

    Of ordinary mail only the pushes are judged.
    """
    messages = np.array([one.message for one in found])
    inputs = surroundings(unseen_scores, grams([one.text for one in found]), messages)
    truth = np.array([[kind in one.kinds for kind in kinds] for one in found], np.float32)
    pushes = np.array([KIND[kind].side is Side.PUSH for kind in kinds])
    ordinary = np.array([one.ordinary for one in found])
    counts = np.where(ordinary[:, None], ORDINARY_JUDGED * pushes, 1.0).astype(np.float32)
    return joined([train(inputs, truth, counts, SEED + at) for at in range(NETWORKS)])


def packed(tables: dict[str, Columns], weights: np.ndarray, room: Path) -> dict[str, np.ndarray]:
    """Write the tables: a row a key, 8-bit steps of its weights times its rarity; gives what is small about them.

    Of keys that fall into the same slot, and beyond MOST_ROWS, the weightiest stay.
    """
    sizes = [len(tables[name].keys) for name in ("single", "pairs", "triples")]
    places = np.cumsum([0, *sizes, *sizes[:2], len(tables["pieces"].keys)])
    blocks = [weights[low:high] for low, high in pairwise(places)]
    parts = {
        "single": np.hstack([blocks[0], blocks[3]]),
        "pairs": np.hstack([blocks[1], blocks[4]]),
        "triples": blocks[2],
        "pieces": blocks[5],
    }
    small: dict[str, np.ndarray] = {}
    for name, part in parts.items():
        one = tables[name]
        weighed = part * np.sqrt(one.square)[:, None]
        kept = weightiest(one.keys, np.abs(weighed).max(1), MOST_ROWS[name])
        scale = np.maximum(np.abs(weighed[kept]).max(0), 1e-9) / 127
        steps = np.zeros((len(kept) + 1, weighed.shape[1]), np.int8)
        steps[1:] = np.round(weighed[kept] / scale)
        np.save(room / f"{name}.npy", steps)
        small[f"{name}_keys"] = (one.keys[kept] >> np.uint64(64 - SLOT_BITS - PRINT_BITS)).astype(np.uint64)
        small[f"{name}_scale"] = scale.astype(np.float32)
        small[f"{name}_square"] = np.append(one.unseen, one.square[kept]).astype(np.float32)
    return small


def weightiest(keys: np.ndarray, weight: np.ndarray, most: int) -> np.ndarray:
    """The places of the keys that are kept, in the order of the keys."""
    slots = keys >> np.uint64(64 - SLOT_BITS)
    order = np.argsort(-weight, kind="stable")
    _, first = np.unique(slots[order], return_index=True)
    return np.sort(order[np.sort(first)[:most]])


# ---------------------------------------------------------------- chances


class Judged(NamedTuple):
    """Messages by their surest sentence: scores by kind, which kinds are there, whether they are ordinary or a line."""

    scores: np.ndarray
    truth: np.ndarray
    ordinary: np.ndarray
    line: np.ndarray

    def spoken(self, at: int) -> tuple[np.ndarray, np.ndarray]:
        """The scores and the truth of one kind in whole mails with labels."""
        use = ~self.ordinary & ~self.line
        return self.scores[use, at], self.truth[use, at]


def judged(weighed: np.ndarray, found: Sequence[Sentence], kinds: Sequence[str]) -> Judged:
    """The messages of these sentences."""
    messages = np.array([one.message for one in found])
    starts = np.flatnonzero(np.append(True, messages[1:] != messages[:-1]))
    truth = np.array([[kind in one.kinds for kind in kinds] for one in found])
    ordinary = np.array([one.ordinary for one in found])[starts]
    line = ~np.array([one.held_out for one in found])[starts] & (np.diff(np.append(starts, len(messages))) == 1)
    return Judged(np.maximum.reduceat(weighed, starts), np.logical_or.reduceat(truth, starts), ordinary, line)


def calibrated(tuned: Judged, learnt_from: Judged, kinds: Sequence[str]) -> dict[str, np.ndarray]:
    """Slope, offset and threshold of each head.

    Thresholds make F1 largest over mails of the other hand and whole mails among the examples, each set counting
    the same, less what false pushes in ordinary mail cost; that cost is raised until no more than ORDINARY_RATE of
    ordinary mails have one. Chances come from the other hand alone.
    """
    plain = np.concatenate([one.scores[one.ordinary] for one in (tuned, learnt_from)])
    shapes = [platt(*tuned.spoken(at)) for at in range(len(kinds))]
    pushes = [at for at, kind in enumerate(kinds) if KIND[kind].side is Side.PUSH]
    least = np.zeros(len(kinds))
    for cost in (0, *np.geomspace(1, 1000, 40)):
        for at, kind in enumerate(kinds):
            quiet = plain[:, at] if at in pushes else plain[:0, at]
            sets = [one.spoken(at) for one in (tuned, learnt_from)]
            least[at] = threshold(sets, quiet, cost, strict=kind in STRICT)
        if not len(plain) or not pushes or (plain[:, pushes] >= least[pushes]).any(1).mean() <= ORDINARY_RATE:
            break
    slopes, offsets = np.array(shapes).T
    chance = 1 / (1 + np.exp(-np.clip(slopes * least + offsets, -30, 30)))
    return {name: part.astype(np.float32) for name, part in (("slope", slopes), ("offset", offsets), ("least", chance))}


def platt(scores: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """The slope and offset that turn a kind's score into a chance."""
    fitted = LogisticRegression(C=1e6).fit(scores[:, None], truth)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def threshold(sets: Sequence[tuple[np.ndarray, np.ndarray]], plain: np.ndarray, cost: float, *, strict: bool) -> float:
    """The score from which on to fire: the middle of those within a hundredth of the best mean F1 less the cost; where
    it is `strict`, of those that are right STRICT_PRECISION of the time in the first set.
    """
    steps = np.arange(-6, 8, 0.05)
    gain = np.mean([f1(scores, truth, steps) for scores, truth in sets], axis=0)
    if strict:
        gain = np.where(precision(*sets[0], steps) >= STRICT_PRECISION, gain, -1.0)
    if len(plain):
        gain = gain - cost * (plain[None, :] >= steps[:, None]).mean(1)
    return float(np.median(steps[gain >= gain.max() - 0.01]))


def precision(scores: np.ndarray, truth: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """How often it is right to fire, at each threshold."""
    fired = scores[None, :] >= steps[:, None]
    return (fired & truth).sum(1) / np.maximum(fired.sum(1), 1)


def f1(scores: np.ndarray, truth: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """F1 at each threshold."""
    fired = scores[None, :] >= steps[:, None]
    return 2 * (fired & truth).sum(1) / np.maximum(fired.sum(1) + truth.sum(), 1)


if __name__ == "__main__":
    main()
