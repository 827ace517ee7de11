"""What the person said about single signals: "not that" or "you missed one", and what follows for the thresholds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any, NamedTuple

from alongside.core.signals.nouns import Signal

SAID = "you"  # the rule of a signal that the person added
FEWEST = 3  # corrections of a kind before its threshold moves
PRIOR = 10  # corrections that the shipped threshold is worth
HIGHEST, LOWEST = 0.95, 0.5  # a threshold never rises above the one, nor falls below that share of the shipped one


class Span(NamedTuple):
    """Where in its message the words lie."""

    start: int
    end: int


@dataclass(slots=True)
class Corrections:
    """What holds after all decisions: by message (uid) and kind. A message carries a kind at most once.

    The numbers are the chances the model had given: of what was wrongly heard, and of what was missed.
    """

    wrong: dict[tuple[int, str], float] = field(default_factory=dict)
    missed: dict[tuple[int, str], tuple[Span, float]] = field(default_factory=dict)


def fold_corrections(decisions: Iterable[tuple[str, Mapping[str, Any]]]) -> Corrections:
    """What holds after all `(kind, what)` decisions; those about other things are passed over."""
    held = Corrections()
    for decision, what in decisions:
        if decision not in {"wrong", "missed", "uncorrect"}:
            continue
        key = (int(what["message"]), str(what["kind"]))
        held.wrong.pop(key, None)
        held.missed.pop(key, None)
        if decision == "wrong":
            held.wrong[key] = float(what["chance"])
        elif decision == "missed":
            held.missed[key] = Span(what["start"], what["end"]), float(what["chance"])
    return held


def fold_clues(decisions: Iterable[tuple[str, Mapping[str, Any]]]) -> dict[tuple[int, str], str]:
    """What the person noted that single pushes revealed, by message (uid) and kind; the last word holds."""
    return {(int(what["message"]), str(what["kind"])): str(what["text"]) for kind, what in decisions if kind == "clue"}


def corrected(uid: int, text: str, signals: Sequence[Signal], held: Corrections) -> list[Signal]:
    """The signals of a message as the person sees them: without the wrong ones, with the missed ones."""
    kept = [one for one in signals if (uid, one.kind) not in held.wrong and (uid, one.kind) not in held.missed]
    added = [
        Signal(kind, text[span.start : span.end], span.start, span.end, 1.0, SAID)
        for (message, kind), (span, _) in held.missed.items()
        if message == uid
    ]
    return sorted([*kept, *added], key=lambda one: (one.start, one.kind))


def own_thresholds(shipped: Mapping[str, float], held: Corrections) -> dict[str, float]:
    """The person's own thresholds: of each kind with FEWEST corrections or more, moved toward what they ask for.

    What was wrongly heard asks for the middle of its chances, what was missed likewise; n corrections weigh n against
    PRIOR for the shipped threshold, so that a handful of clicks never turns a kind off.
    """
    asked: defaultdict[str, list[float]] = defaultdict(list)
    for (_, kind), chance in held.wrong.items():
        asked[kind].append(max(chance, shipped.get(kind, 0)))
    for (_, kind), (_, chance) in held.missed.items():
        if chance > 0:  # one noted by hand says nothing about the model
            asked[kind].append(min(chance, shipped.get(kind, 1)))
    own = {}
    for kind, chances in asked.items():
        if kind in shipped and len(chances) >= FEWEST:
            weight = len(chances) / (len(chances) + PRIOR)
            moved = (1 - weight) * shipped[kind] + weight * median(chances)
            own[kind] = min(max(moved, LOWEST * shipped[kind]), HIGHEST)
    return own
