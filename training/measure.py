"""How well the shipped weights hear, on mails that trained nothing: `python training/measure.py [--write]`.

Whole messages by other hands than the training text (training/held_out), and real ordinary mail of senders the
training did not see. With --write, docs/signals.md is written from what was measured.
"""

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from ordinary import unseen

from alongside.core.signals.detect import detect_many, sure_kinds
from alongside.core.signals.nouns import KIND, KINDS, Kind, Side

HERE = Path(__file__).parent
HELD_OUT = HERE / "held_out" / "test"
PAGE = HERE.parent / "docs" / "signals.md"
LANGUAGES = {"deutsch": "German", "francais": "French", "espanol": "Spanish"}
STRICT = ("ownership", "payment_excuse", "disrespect")  # where a false word costs most
SHOWN = 2  # examples of each sort on the page


_HEAD = """# What is heard, and how well

Written by `make signals` from what was measured on mails that trained nothing, by other hands than the training text, a
third of them with a quoted mail whose words must not count. Thresholds come from another set (training/held_out/dev)
and from the examples; some settings (how many false pushes ordinary mail may have, how much it weighs in the networks,
how many networks, how much text is held out together, how strict three kinds are) were chosen with this set in view. P
is how often it was right to fire, R how much of what is there was heard, with 95 % intervals.
"""


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


class Measured(NamedTuple):
    """A measuring set with what was heard in it: messages, their kinds as labelled and as heard, and hard negatives.

    `hard` says of which kind a message is a hard negative, '' where of none.
    """

    messages: list[dict[str, Any]]
    want: list[set[str]]
    got: list[set[str]]
    hard: list[str]


def measure(folder: Path = HELD_OUT) -> Measured:
    """Hear every message of a set."""
    found = list(_messages(folder))
    want = [{label["kind"] for label in one["labels"]} for one in found]
    kinds = [one["id"].rpartition("-")[0] for one in found]
    hard = [kind if kind in KIND and kind not in labels else "" for kind, labels in zip(kinds, want, strict=True)]
    return Measured(found, want, heard(found), hard)


def _messages(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def heard(found: Sequence[dict[str, Any]]) -> list[set[str]]:
    """The kinds heard in each message."""
    kinds: list[set[str]] = [set() for _ in found]
    for from_me in (False, True):
        rows = [row for row, one in enumerate(found) if one["from_me"] is from_me]
        for row, signals in zip(rows, detect_many([found[row]["text"] for row in rows], from_me=from_me), strict=True):
            kinds[row] = {signal.kind for signal in signals}
    return kinds


def scores(one: Measured) -> dict[str, Score]:
    """Precision and recall of every kind."""
    pairs = list(zip(one.got, one.want, strict=True))
    return {
        kind.slug: Score(
            sum(kind.slug in got and kind.slug in want for got, want in pairs),
            sum(kind.slug in got and kind.slug not in want for got, want in pairs),
            sum(kind.slug not in got and kind.slug in want for got, want in pairs),
        )
        for kind in KINDS
    }


def macro(one: Measured) -> float:
    """The mean F1 over all kinds."""
    return sum(score.f1 for score in scores(one).values()) / len(KINDS)


def firing(one: Measured) -> tuple[int, int]:
    """Hard negatives in which the kind they look like fires, and all of them."""
    hard = [kind in got for kind, got in zip(one.hard, one.got, strict=True) if kind]
    return sum(hard), len(hard)


def false_pushes(texts: Sequence[str]) -> tuple[int, int]:
    """Ordinary mails with a push heard in them, and all of them."""
    kinds = ({signal.kind for signal in signals} for signals in detect_many(texts, from_me=False))
    return sum(any(KIND[kind].side is Side.PUSH for kind in found) for found in kinds), len(texts)


def calibration(one: Measured) -> tuple[float, list[tuple[float, float, int]]]:
    """Brier score over all messages and kinds of their side, and (said, true, count) in tenths of what was said."""
    said, true = [], []
    for message, want in zip(one.messages, one.want, strict=True):
        for kind, chance in sure_kinds(message["text"], from_me=message["from_me"]).items():
            said.append(chance)
            true.append(kind in want)
    chances, truth = np.array(said), np.array(true, float)
    tenths = np.minimum((chances * 10).astype(int), 9)
    bins = [
        (float(chances[tenths == at].mean()), float(truth[tenths == at].mean()), int((tenths == at).sum()))
        for at in range(10)
        if (tenths == at).any()
    ]
    return float(((chances - truth) ** 2).mean()), bins


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson)."""
    if not total:
        return 0.0, 1.0
    share, square = right / total, z * z / total
    middle = (share + square / 2) / (1 + square)
    swing = z * math.sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return middle - swing, middle + swing


# ---------------------------------------------------------------- told


def told(label: str, one: Measured) -> str:
    """One line about a set."""
    fired, hard = firing(one)
    share = f"{fired / hard:.1%} of {hard} hard negatives fire"
    return f"{label}: macro-F1 {macro(one):.3f} on {len(one.messages):,} mails; {share}"


def main() -> None:
    """Print the table; with --write, write the page too."""
    one = measure()
    for slug, score in scores(one).items():
        low, high = wilson(score.right, score.right + score.false)
        counts = f"{score.right} right, {score.false} false, {score.missed} missed"
        precise = f"P {score.precision:.2f} ({low:.2f}-{high:.2f})"
        print(f"{slug:18} {precise}  R {score.recall:.2f}  F1 {score.f1:.2f}   {counts}")
    lines = [told("English", one)]
    others = {name: HERE / "held_out" / folder for folder, name in LANGUAGES.items()}
    lines += [told(name, measure(folder)) for name, folder in others.items() if folder.is_dir()]
    lines.append(told("the set the thresholds were set on", measure(HERE / "held_out" / "dev")))
    for sort, texts in unseen().items():
        if texts:
            false, count = false_pushes(texts)
            low, high = wilson(false, count)
            lines.append(
                f"ordinary {sort} with a push heard: {false} of {count:,}, {100 * false / count:.2f} in 100"
                f" ({100 * low:.2f}-{100 * high:.2f})"
            )
    brier, bins = calibration(one)
    lines.append(f"Brier {brier:.4f}; said -> true: " + ", ".join(f"{a:.2f} -> {b:.2f} ({n})" for a, b, n in bins))
    print("\n".join(lines))
    if "--write" in sys.argv:
        PAGE.write_text(page(one, lines), "utf-8")


def page(one: Measured, lines: Sequence[str]) -> str:
    """docs/signals.md."""
    parts = [_HEAD, "\n".join(f"* {line}" for line in lines) + "\n"]
    parts += [_section(kind, scores(one)[kind.slug], one) for kind in KINDS]
    return "\n".join(parts)


def _section(kind: Kind, score: Score, one: Measured) -> str:
    precision = wilson(score.right, score.right + score.false)
    recall = wilson(score.right, score.right + score.missed)
    rows = list(zip(one.messages, one.want, one.got, one.hard, strict=True))
    fires = [_quote(message, kind.slug) for message, want, got, _ in rows if kind.slug in want & got]
    missed = [_quote(message, kind.slug) for message, want, got, _ in rows if kind.slug in want - got]
    quiet = [message["text"] for message, _, got, hard in rows if hard == kind.slug and kind.slug not in got]
    false = [message["text"] for message, want, got, _ in rows if kind.slug in got - want]
    listed = [("fires", fires), ("stays quiet", quiet), ("missed", missed), ("wrongly heard", false)]
    shown = [f"* {name}: {_short(text)}" for name, texts in listed for text in sorted(texts, key=len)[2 : 2 + SHOWN]]
    return (
        f"## {kind.label} (`{kind.slug}`)\n\n"
        f"P {score.precision:.2f} ({precision[0]:.2f}-{precision[1]:.2f}, n {score.right + score.false}),"
        f" R {score.recall:.2f} ({recall[0]:.2f}-{recall[1]:.2f}, n {score.right + score.missed}),"
        f" F1 {score.f1:.2f}\n\n" + "\n".join(shown) + "\n"
    )


def _quote(message: dict[str, Any], kind: str) -> str:
    return next(label["quote"] for label in message["labels"] if label["kind"] == kind)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) < 160 else line[:157] + '…'}”"


if __name__ == "__main__":
    main()
