"""What it amounts to: readings, each with its count, its interval and the evidence behind it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from alongside.core.trace import Ref


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 80 % interval, in the unit of the reading."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence: a signal or a deed that points to working *with* (`with_`) or *for*.

    `at` is seconds since 1970 UTC, `weight` the weight of its kind, `p` how sure it is (0 to 1).
    `kind` is the slug of the signal ('' for a deed without one).
    """

    at: int
    with_: bool
    weight: float
    p: float
    deed: bool
    because: Ref
    kind: str = ""


class Sums(NamedTuple):
    """Weighed sums of marks: Σwp toward *with*, Σwp toward *for*, and Σw²p of both."""

    with_: float = 0.0
    away: float = 0.0
    square: float = 0.0

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(self.with_ + other.with_, self.away + other.away, self.square + other.square)

    def effective(self, phi: float) -> tuple[float, float]:
        """Effective signals (with, for): Kish's size of the weights, over the overdispersion.

        A mark of confidence p is p of an observation: (Σwp)²/Σw²p equals Kish's (Σw)²/Σw² where all p are 1.
        """
        scale = (self.with_ + self.away) / self.square / phi if self.square > 0 else 0.0
        return self.with_ * scale, self.away * scale


class Tally(NamedTuple):
    """What one window of a client holds: sums of words and of deeds, and counts.

    `window` is its number on the fixed grid, `heard` the client's messages, `marked` those of them that carry a signal.
    """

    window: int
    words: Sums = Sums()
    deeds: Sums = Sums()
    marks: int = 0
    heard: int = 0
    marked: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """28 days of one client: what was heard in them, and the state at their end, discounted for age.

    `n_eff` is the evidence so far in effective signals, `chance` the probability that with outweighs for.
    `share` is A with its interval (0 to 1); `is_open` where the window had not ended at the time of reading.
    """

    start: int
    end: int
    marks: int
    heard: int
    n_eff: float
    share: Interval
    chance: float
    is_open: bool


@dataclass(frozen=True, slots=True)
class WithFor:
    """The with/for reading of a client: `index` on 0 (for) to 100 (with), never shown without its companions.

    `n_with` of the `n_eff` effective signals point to with.
    `words` and `deeds` are the same index from words or deeds alone (None without such evidence).
    `coverage` is the share of the client's messages that carry any mark (None where none were heard).
    """

    label: str
    index: Interval
    n_eff: float
    n_with: float
    chance: float
    words: Interval | None
    deeds: Interval | None
    says_with_acts_for: bool
    coverage: float | None
    marks: int
    heard: int
    windows: tuple[Window, ...] = ()
    because: tuple[Ref, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Pressure:
    """Pushes per ten messages, with the counts it rests on."""

    per_ten: Interval
    pushes: int
    messages: int


@dataclass(frozen=True, slots=True)
class Power:
    """The chance of the verdict "cooled" with the evidence at hand: after a strong change, a moderate one, none."""

    strong: float
    moderate: float
    false_alarm: float


@dataclass(frozen=True, slots=True)
class Look:
    """Before signing against the first `weeks` after it; `chance` that A fell by more than the margin."""

    weeks: int
    before: Interval
    after: Interval
    fall: Interval
    n_before: float
    n_after: float
    chance: float
    verdict: str
    power: Power


@dataclass(frozen=True, slots=True)
class Drift:
    """Whether a client cooled after signing: the verdict of the longest look, and every look."""

    verdict: str
    looks: tuple[Look, ...]
    because: tuple[Ref, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Watch:
    """A weekly CUSUM on pushes: the sum after each week, and the week of the first alarm (None without one)."""

    sums: tuple[float, ...]
    alarm: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """How long one side let the other wait; `end` is None and `answered` False while it still does."""

    start: int
    end: int | None
    minutes: float
    answered: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How fast one side answers, open waits included. Minutes; None where the curve does not get there.

    `kept` is the share answered within `promise` minutes (None without waits).
    `curve` holds (minutes, share answered by then) at each step.
    """

    median: float | None
    p90: float | None
    kept: Interval | None
    promise: float
    answered: int
    still_open: int
    curve: tuple[tuple[float, float], ...] = field(default=(), repr=False)
