"""`alongside pushes`: what clients pushed for, and what was answered."""

import click

from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk import look
from alongside.faces.cli.show import as_json, console, print_json

_PUSHES = frozenset(kind.slug for kind in KINDS if kind.side is Side.PUSH)
_MOVES = {
    "trades": "you offered a trade",
    "yields": "you gave in",
    "holds": "you held",
    "counter_questions": "you asked back",
}


@click.command("pushes")
@click.option("--client", "name", default="", help="Only this client's.")
@click.option("--kind", type=click.Choice(sorted(_PUSHES)), help="Only this kind.")
@click.option("--most", default=40, show_default=True, help="How many, the newest first.")
@as_json
def command(name: str, kind: str | None, most: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """What clients pushed for, in their own words, newest first, and how you answered."""
    key = look.one_client(name)["key"] if name else ""
    found = look.evidence(key, frozenset({kind} if kind else _PUSHES), most)
    if as_json:
        print_json([one._asdict() | {"at": one.at.isoformat(), "answer": answer_word(one.answer)} for one in found])
        return
    if not found:
        click.echo("No pushes heard.")
        return
    from rich.table import Table  # noqa: PLC0415 - not needed for --json
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("when", "client", "what", "in their words", "your answer"):
        table.add_column(title, no_wrap=title in {"when", "client"})
    for one in found:
        words = (Text(one.client), Text(KIND[one.kind].label, style="for"), Text(f"“{one.quote}”"))
        table.add_row(f"{one.at:%Y-%m-%d}", *words, answer_word(one.answer) or "waiting")
    console().print(table)


def answer_word(moves: str) -> str:
    """How a push was answered, from the moves of the answer: a trade names a mixed answer."""
    return next((word for move, word in _MOVES.items() if move in moves.split()), "answered" if moves.strip() else "")
