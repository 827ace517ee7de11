"""The stock of hand-written lines: read from `letters/`, drawn without early repeats, filled with the day's facts."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import Generic, TypeVar

from alongside.demo.nouns import Mark, Piece, Said

T = TypeVar("T")
LABEL = re.compile(r"\[([a-z_]+(?:\+[a-z_]+)*): ([^\]]*)\]")
CHOICE = re.compile(r"<([^<>]*\|[^<>]*)>")
SLOT = re.compile(r"\{(\w+)\}")
TONGUE = re.compile(r"(de|fr|es): ")
SENTENCE_START = re.compile(r"(?:^|[.?!] |/ )$")


@cache
def read_stock(name: str, tongue: str = "en") -> dict[str, tuple[Piece, ...]]:
    """The sections of `letters/<name>.txt`: one piece a line, `tongue` where the line names none."""
    text = files("alongside.demo").joinpath("letters", f"{name}.txt").read_text("utf-8")
    sections: dict[str, list[Piece]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        elif line and not line.startswith("//"):
            sections.setdefault(heading, []).append(read_piece(line, tongue))
    return {name: tuple(pieces) for name, pieces in sections.items()}


def read_piece(line: str, tongue: str) -> Piece:
    """One line of the stock with the kinds it is labelled with."""
    named = TONGUE.match(line)
    kinds = tuple(kind for label in LABEL.finditer(line) for kind in label[1].split("+"))
    return Piece(line[named.end() :] if named else line, named[1] if named else tongue, kinds)


class Deck(Generic[T]):
    """Things drawn like cards: none comes again before all have been on the table."""

    def __init__(self, cards: Sequence[T], dice: Random) -> None:
        self.cards, self.dice = cards, dice
        self.left: list[T] = []

    def draw(self) -> T:
        """The next card."""
        if not self.left:
            self.left = self.dice.sample(self.cards, len(self.cards))
        return self.left.pop()


def fill(piece: Piece, slot: Callable[[str], str], dice: Random) -> Said:
    """The piece as it is written today: choices made, slots filled, labels turned into marks."""
    chosen = CHOICE.sub(lambda found: dice.choice(found[1].split("|")), piece.text)
    text = SLOT.sub(lambda found: _in_place(found, slot), chosen).replace(" / ", "\n\n")
    marks = tuple(Mark(kind, label[2]) for label in LABEL.finditer(text) for kind in label[1].split("+"))
    return Said(LABEL.sub(lambda label: label[2], text), marks)


def _in_place(found: re.Match[str], slot: Callable[[str], str]) -> str:
    value = slot(found[1])
    begins = found[1] in {"page", "topic"} and SENTENCE_START.search(found.string[: found.start()])
    return value[:1].upper() + value[1:] if begins else value
