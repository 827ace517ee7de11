"""`alongside clients`: the portfolio."""

from typing import TYPE_CHECKING, Any

import click

from alongside.desk import look
from alongside.desk.showing import client_of
from alongside.faces.cli.show import as_json, bar, console, dot_of, hours_words, print_json, reading_words, style_of

if TYPE_CHECKING:
    from rich.table import Table


@click.command("clients")
@as_json
def command(as_json: bool) -> None:  # noqa: FBT001 - click
    """Every client: with or for (0 to 100, with its 80 % interval), pushes per 10 mails, reply times of both sides."""
    documents = look.portfolio()
    if as_json:
        print_json([client_of(one) for one in documents])
    elif documents:
        console().print(table(documents))
    else:
        click.echo(look.why_nobody())


def table(documents: list[dict[str, Any]]) -> "Table":
    """The portfolio as a table."""
    from rich.table import Table  # noqa: PLC0415 - not needed for --json
    from rich.text import Text  # noqa: PLC0415

    made = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("client", "for ←      → with", "reading, 80 % interval"):
        made.add_column(name, no_wrap=True)
    for name in ("signals", "pushes /10", "they reply", "you reply", "in", "out", "last mail"):
        made.add_column(name, justify="right", no_wrap=True)
    for one in documents:
        reading = one["reading"]
        style = style_of(reading["label"])
        made.add_row(
            Text(one["name"]),
            Text(bar(reading), style=style),
            Text(f"{dot_of(reading['label'])} {reading_words(reading)}", style=style),
            str(reading["evidence"]),
            f"{one['pressure']:.1f}",
            hours_words(one["reply_hours_client"]),
            hours_words(one["reply_hours_me"]),
            str(one["messages_in"]),
            str(one["messages_out"]),
            (one["last"] or "")[:10],
        )
    return made
