"""The English of the generated mailbox: words in Zipf order, plain sentences, sentences with a signal."""

from itertools import accumulate
from pathlib import Path
from random import Random


def _lists() -> dict[str, list[str]]:
    """The lists of `words.txt` by their name, a line each."""
    lists: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            lists[line[1:-1]] = []
        elif line and not line.startswith("#"):
            lists[list(lists)[-1]].append(line)
    return lists


def _conjugated(verb: str) -> tuple[str, str, str]:
    """The third person, the past and the participle of a verb, by the regular rules only."""
    stem = verb.removesuffix("e")
    return f"{verb}s", f"{stem}ed", f"{stem}ing"


def _vocabulary() -> tuple[list[str], list[float]]:
    """About 3 300 words in Zipf order with cumulative weights: grammar, then roots, forms, compounds."""
    rng = Random("vocabulary")
    roots = [*NOUNS, *VERBS, *ADJECTIVES]
    forms = [f"{noun}s" for noun in NOUNS] + [form for verb in VERBS for form in _conjugated(verb)]
    forms += [f"{word}ly" for word in ADJECTIVES if not word.endswith(("y", "le"))]
    compounds = [f"{first}-{second}" for first, second in (rng.sample(NOUNS, 2) for _ in range(1200))]
    for group in (roots, forms):
        rng.shuffle(group)
    words = list(dict.fromkeys([*GRAMMAR, *roots, *forms, *compounds]))
    return words, list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))


LISTS = _lists()
GRAMMAR, NOUNS, VERBS, ADJECTIVES, FIRST = (
    " ".join(LISTS[name]).split() for name in ("grammar", "nouns", "verbs", "adjectives", "first")
)
PLAIN, PUSHES, PARTNERS, MOVES, LAST = (LISTS[name] for name in ("plain", "pushes", "partners", "moves", "last"))
WORDS, WEIGHTS = _vocabulary()
LENGTHS = (5, 6, 7, 8, 8, 9, 9, 10, 10, 11, 12, 13, 14, 16, 18, 22)
ENDINGS = (".", ".", ".", ".", ".", ".", ".", "?", "!", ":")


def sentences(rng: Random, count: int) -> list[str]:
    """`count` sentences: two thirds Zipf word salad, one third plain business English."""
    lengths = rng.choices(LENGTHS, k=count)
    words = iter(rng.choices(WORDS, cum_weights=WEIGHTS, k=sum(lengths)))
    return [
        rng.choice(PLAIN).format(rng.choice(NOUNS), rng.choice(NOUNS))
        if rng.random() < 0.33
        else " ".join(next(words) for _ in range(length)).capitalize() + rng.choice(ENDINGS)
        for length in lengths
    ]


def title(rng: Random) -> str:
    """A subject line of two to six words."""
    return " ".join(rng.choices(WORDS, cum_weights=WEIGHTS, k=rng.randint(1, 4)) + rng.choices(NOUNS, k=2))
