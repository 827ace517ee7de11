"""`alongside pushes`: what clients pushed for, what was answered, and what was heard wrongly."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk import look
from alongside.desk.showing import answer_word, push_of
from alongside.faces.cli.show import as_json, console, print_json

_PUSHES = frozenset(kind.slug for kind in KINDS if kind.side is Side.PUSH)
_CORRECTIONS = ("correct", "missed", "undo", "clue")


class _ListOrCorrect(click.Group):
    """`pushes` lists them; `pushes correct ...` and its kin are loaded only when they are named."""

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The subcommand of that name."""
        if name not in _CORRECTIONS:
            return None
        command: click.Command = getattr(import_module("alongside.faces.cli.pushes_corrections"), name)
        return command

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order of their use."""
        return list(_CORRECTIONS)


@click.group("pushes", cls=_ListOrCorrect, invoke_without_command=True)
@click.option("--client", "name", default="", help="Only this client's.")
@click.option("--kind", type=click.Choice(sorted(_PUSHES)), help="Only this kind.")
@click.option("--most", default=40, show_default=True, help="How many, the newest first.")
@as_json
@click.pass_context
def command(ctx: click.Context, name: str, kind: str | None, most: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """What clients pushed for, in their own words, newest first, and how you answered.

    Heard wrongly? `alongside pushes correct NUMBER` says "not a push", `pushes missed` adds one, `pushes undo` takes
    the last correction back, `pushes clue` notes what a push revealed. They hold for every later read.
    """
    if ctx.invoked_subcommand is None:
        _list(name, kind, most, as_json=as_json)


def _list(name: str, kind: str | None, most: int, *, as_json: bool) -> None:
    key = look.one_client(name)["key"] if name else ""
    found = look.evidence(key, frozenset({kind} if kind else _PUSHES), most, asked=True)
    if as_json:
        print_json([push_of(one) for one in found])
        return
    if not found:
        click.echo("No pushes heard.")
        return
    from rich.table import Table  # noqa: PLC0415 - not needed for --json
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("", "when", "client", "what", "in their words", "asked for", "your answer"):
        table.add_column(title, no_wrap=title in {"", "when", "client"}, justify="left" if title else "right")
    for one in found:
        words = (Text(one.client), Text(KIND[one.kind].label, style="for"), Text(f"“{one.quote}”"))
        number = Text(str(one.signal), style="dim")
        table.add_row(
            number, f"{one.at:%Y-%m-%d}", *words, asked_words(one.asked), answer_word(one.answer) or "waiting"
        )
    console().print(table)


def asked_words(asked: Mapping[str, Any]) -> str:
    """What a push asks for, in a few words."""
    less = " off" if asked.get("off") else ""
    parts = [f"{asked['amount']}{less}"] if "amount" in asked else []
    parts += [f"{asked['percent']:.0f} % off"] if "percent" in asked else []
    parts += [f"against {asked['rival']}"] if "rival" in asked else []
    parts += [f"at {asked['rival_amount']}"] if "rival_amount" in asked else []
    parts += [f"{asked['rival_percent']:.0f} % lower"] if "rival_percent" in asked else []
    parts += [f"by {asked['due']}{' or so' if asked.get('vague') else ''}"] if "due" in asked else []
    parts += [str(asked["added"])] if "added" in asked else []
    return ", ".join(parts)
