"""How the command line shows things: tables on a terminal, plain lines elsewhere, JSON where asked."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")


def print_json(thing: object) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(thing, ensure_ascii=False, indent=None if not sys.stdout.isatty() else 2, default=str))


def console(*, error: bool = False) -> "Console":
    """A terminal that knows its width; plain text and a steady width where the output goes to a file or a pipe."""
    from rich.console import Console  # noqa: PLC0415 - 60 ms that --json and --help need not wait for
    from rich.theme import Theme  # noqa: PLC0415

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else 140
    return Console(file=stream, width=width, highlight=False, theme=Theme({"with": "dark_cyan", "for": "dark_orange3"}))


def style_of(label: str) -> str:
    """The colour of a label: one for with, one for for, none for the rest."""
    return "with" if label.endswith("with") else "for" if label.endswith("for") else "dim"


def dot_of(label: str) -> str:
    """Colour alone never carries meaning: a filled dot is with, an open one for."""
    return "●" if label.endswith("with") else "○" if label.endswith("for") else "·"


def reading_words(reading: dict[str, Any]) -> str:
    """`leaning for · 38, 27–50` or `too little to say`."""
    if reading["label"] == "too little to say":
        return "too little to say"
    return f"{reading['label']} · {reading['value']:.0f}, {reading['low']:.0f}–{reading['high']:.0f}"


def bar(reading: dict[str, Any], cells: int = 20) -> str:
    """The reading on a line from for (left) to with (right): the interval as a stroke, the value as a dot."""
    if reading["label"] == "too little to say":
        return "·" * cells
    low, at, high = (min(cells - 1, int(reading[name] / 100 * cells)) for name in ("low", "value", "high"))
    return "".join("●" if i == at else "━" if low <= i <= high else "·" for i in range(cells))


def hours_words(side: dict[str, Any]) -> str:
    """The median reply time in business hours, or why there is none."""
    if side["median"] is not None:
        return f"{side['median']:.1f} h"
    return "not reached" if side["answered"] + side["open"] else "–"
