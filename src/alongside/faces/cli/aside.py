"""`alongside aside`: whose mail is no client's, and why."""

import click

from alongside.desk import look
from alongside.faces.cli.show import as_json, console, print_json


@click.command("aside")
@click.option("--most", default=60, show_default=True, help="How many addresses, the busiest first.")
@as_json
def command(most: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """Whose mail was set apart as no client's (newsletters, suppliers, colleagues, one-way mail), and why."""
    found = look.set_apart()
    if as_json:
        print_json([dict(zip(("address", "taken_for", "why", "messages"), one, strict=True)) for one in found])
        return
    from rich.table import Table  # noqa: PLC0415 - not needed for --json
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("address", "taken for", "mails", "why"):
        table.add_column(name, justify="right" if name == "mails" else "left")
    for email, taken, why, count in found[:most]:
        table.add_row(Text(email), taken, f"{count:,}", Text(why))
    console().print(table)
    if len(found) > most:
        click.echo(f"… and {len(found) - most:,} more (--most).")
