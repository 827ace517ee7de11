"""How often I stood, and how I meet a first push: the mirror in numbers."""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from alongside.core.readings.beta import beta_quantile
from alongside.core.readings.moves import STANDS, Exchange
from alongside.core.readings.nouns import Interval


class Concession(NamedTuple):
    """How I meet a first push: the share I conceded to, of how many answered, and the median hours it took me."""

    share: float | None
    answered: int
    hours: float | None


def stand_rate(log: Iterable[Exchange]) -> tuple[Interval, int, int] | None:
    """How often I stood, of the pushes I answered one way or the other: Beta(1 + stood, 1 + yielded), stood, answered.

    None where no push was answered with a move.
    """
    answers = [one.answer for one in log if one.answer in STANDS or one.answer == "yields"]
    if not answers:
        return None
    stood = sum(answer in STANDS for answer in answers)
    a, b = 1 + stood, 1 + len(answers) - stood
    low, high = beta_quantile(a, b, [0.1, 0.9])
    return Interval(a / (a + b), float(low), float(high)), stood, len(answers)


def concession(log: Iterable[Exchange]) -> Concession:
    """How a first push of a thread is met."""
    met = [one for one in log if one.first and one.answered_at is not None]
    conceded = [one for one in met if one.answer == "yields"]
    hours = [(one.answered_at - one.at) / 3600 for one in conceded if one.answered_at is not None]
    share = len(conceded) / len(met) if met else None
    return Concession(share, len(met), median(hours) if hours else None)
