"""Folds the person's decisions, in the order they were made, into what holds now."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from alongside.core.who.nouns import Choices


def fold_choices(decisions: Iterable[tuple[str, Mapping[str, Any]]]) -> Choices:
    """What holds after all `(kind, what)` decisions; kinds that are not about who are passed over."""
    choices = Choices()
    for kind, what in decisions:
        _fold(choices, kind, what)
    return choices


def _fold(choices: Choices, kind: str, what: Mapping[str, Any]) -> None:
    match kind:
        case "me":
            choices.me |= set(what["addresses"])
        case "merge":
            choices.merged.pop(what["into"], None)  # the last word on which of the two stays
            choices.merged[what["key"]] = what["into"]
        case "split" | "move":  # to a client of their own, or to one that is known
            choices.moved |= dict.fromkeys(what["parts"], what["key"])
        case "rename":
            choices.names[what["key"]] = what["name"]
        case "ignore":
            choices.ignored.add(what["key"])
        case "unignore":
            choices.ignored.discard(what["key"])
        case "sign":
            choices.signed[what["key"]] = date.fromisoformat(what["date"])
        case "unsign":
            choices.signed.pop(what["key"], None)
