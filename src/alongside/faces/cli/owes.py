"""`alongside owes`: who owes whom an answer."""

from typing import Any

import click

from alongside.desk.waiting import owed
from alongside.faces.cli.show import as_json, console, print_json


@click.command("owes")
@click.option("--days", default=90, show_default=True, help="Only what was asked in so many days; 0 for all.")
@as_json
def command(days: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """Open questions on both sides, oldest first, with their age in the business hours of who owes the answer.

    Ages are counted to the newest mail read: read again to bring them up to today.
    """
    mine, theirs = owed(days)
    if as_json:
        print_json({"by_me": mine, "by_clients": theirs})
        return
    _show("You owe an answer to", mine)
    _show("They owe you an answer", theirs)


def _show(title: str, lines: list[dict[str, Any]]) -> None:
    click.echo(f"{title}: {len(lines)}" if lines else f"{title}: nobody")
    if not lines:
        return
    from rich.table import Table  # noqa: PLC0415 - not needed for --json
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 2))
    for name in ("client", "business hours", "since", "subject"):
        table.add_column(name, justify="right" if name == "business hours" else "left", no_wrap=True)
    for one in lines:
        table.add_row(Text(one["client"]), f"{one['business_hours']:,.1f}", one["since"][:10], Text(one["subject"]))
    console().print(table)
