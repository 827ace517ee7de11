"""`alongside log`: a push from a call or a chat, noted in ten seconds."""

from datetime import UTC, datetime

import click

from alongside.core.signals.nouns import KIND, KINDS, Side
from alongside.desk.correct import note

_THEIRS = [kind.slug for kind in KINDS if kind.side is not Side.OWN]  # what a client says; my own moves are mine
_HELP = """Note what CLIENT said on a call or in a chat: its KIND and the words, for example

\b
alongside log Birch rush_demand "can we have it on Monday instead"
alongside log Birch discount_ask "John does it for half" --on 2026-03-02

It counts like what stands in a mail, and is marked as noted by hand. `alongside pushes undo` takes it back.
"""


@click.command("log", help=_HELP)
@click.argument("client")
@click.argument("kind", type=click.Choice(_THEIRS), metavar="KIND")
@click.argument("quote")
@click.option(
    "--on", "at", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%d %H:%M"]), help="When it was said; now if left out."
)
def command(client: str, kind: str, quote: str, at: datetime | None) -> None:
    """Note what CLIENT said on a call or in a chat."""
    done = note(client, kind, quote, at.astimezone(UTC) if at else None)
    click.echo(f"{done.client}: “{done.quote}” is noted as “{KIND[kind].label}”.")
