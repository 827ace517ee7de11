"""Chooses the one thing to do: what weighs most on the relationship and can still be answered; my own side first."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alongside.core.counsel.nouns import Step

FRESH_PUSH = 14 * 24.0  # hours after which an unanswered push is no longer today's
BREACH_DAYS = 14  # of keeping my own rules, before a client is asked to change
FRESH_QUESTION = 80.0  # business hours (two weeks) after which a question is better asked anew than answered


class OpenPush(NamedTuple):
    """A push that waits for an answer: what it weighs (its kind's weight times the chance it is one), its age."""

    client: str
    message: int
    weight: float
    hours: float


class OpenQuestion(NamedTuple):
    """A question I owe an answer to, and its age in business hours."""

    client: str
    message: int
    hours: float


class Cooled(NamedTuple):
    """A client who cooled after signing; `breach` is my newest mail of the last BREACH_DAYS that broke a rule of mine
    towards it (0: I kept them).
    """

    client: str
    breach: int


def choose_one(pushes: Sequence[OpenPush], questions: Sequence[OpenQuestion], cooled: Iterable[Cooled]) -> Step | None:
    """The weightiest fresh push first, then my oldest fresh question, then a client who cooled after signing: one
    towards whom I kept my rules, else my own side. `cooled` is asked only where nothing waits.
    """
    fresh = [(one.weight, one.hours, -number) for number, one in enumerate(pushes) if one.hours <= FRESH_PUSH]
    if fresh:
        number = -max(fresh)[2]
        return Step("push", pushes[number].client, pushes[number].message, number)
    asked = [(one.hours, -number) for number, one in enumerate(questions) if one.hours <= FRESH_QUESTION]
    if asked:
        number = -max(asked)[1]
        return Step("owed", questions[number].client, questions[number].message, number)
    for number, one in sorted(enumerate(cooled), key=lambda pair: bool(pair[1].breach)):
        return Step("mirror" if one.breach else "drift", one.client, one.breach, number)
    return None
