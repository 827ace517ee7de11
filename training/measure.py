"""How well the shipped weights hear, on mails that trained nothing: `python training/measure.py`.

Whole messages by another hand (training/held_out/dev), and real ordinary mail of senders the training did not see.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ordinary import unseen

from alongside.core.signals.detect import detect_many
from alongside.core.signals.nouns import KIND, KINDS, Side

HELD_OUT = Path(__file__).parent / "held_out" / "dev"


class Score(NamedTuple):
    """Counts over messages for one kind."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """How often it was right to fire."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """How much of what is there was heard."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)


def messages(folder: Path = HELD_OUT) -> Iterator[tuple[str, dict[str, Any]]]:
    """(file, message) of a measuring set."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield path.stem, json.loads(line)


def heard(found: list[dict[str, Any]]) -> list[set[str]]:
    """The kinds heard in each message."""
    kinds: list[set[str]] = [set() for _ in found]
    for from_me in (False, True):
        rows = [row for row, one in enumerate(found) if one["from_me"] is from_me]
        for row, signals in zip(rows, detect_many([found[row]["text"] for row in rows], from_me=from_me), strict=True):
            kinds[row] = {signal.kind for signal in signals}
    return kinds


def score(folder: Path = HELD_OUT) -> tuple[dict[str, Score], float]:
    """Precision and recall of every kind, and the share of hard negatives that fire."""
    files, found = zip(*messages(folder), strict=True)
    got = heard(list(found))
    want = [{label["kind"] for label in one["labels"]} for one in found]
    scores = {
        kind.slug: Score(
            sum(kind.slug in a and kind.slug in b for a, b in zip(got, want, strict=True)),
            sum(kind.slug in a and kind.slug not in b for a, b in zip(got, want, strict=True)),
            sum(kind.slug not in a and kind.slug in b for a, b in zip(got, want, strict=True)),
        )
        for kind in KINDS
    }
    hard = [name in a for name, a, b in zip(files, got, want, strict=True) if name in KIND and name not in b]
    return scores, sum(hard) / max(1, len(hard))


def false_pushes() -> tuple[int, int]:
    """Ordinary mails with a push heard in them, and all of them."""
    texts = unseen()
    kinds = ({signal.kind for signal in signals} for signals in detect_many(texts, from_me=False))
    return sum(any(KIND[kind].side is Side.PUSH for kind in found) for found in kinds), len(texts)


def main() -> None:
    scores, hard = score()
    for slug, one in scores.items():
        counts = f"{one.right} right, {one.false} false, {one.missed} missed"
        print(f"{slug:18} precision {one.precision:.2f}  recall {one.recall:.2f}  F1 {one.f1:.2f}   {counts}")
    print(f"macro F1 {sum(one.f1 for one in scores.values()) / len(scores):.3f}; hard negatives that fire {hard:.1%}")
    false, count = false_pushes()
    if count:
        print(f"ordinary mails with a push heard: {false} of {count} ({100 * false / count:.2f} per 100)")


if __name__ == "__main__":
    main()
