"""`alongside rhythm`: who answers how fast."""

from typing import Any

import click

from alongside.desk.rhythms import measure_rhythms
from alongside.faces.cli.show import as_json, console, print_json


@click.command("rhythm")
@click.option(
    "--me", multiple=True, metavar="ADDRESS", help="Whose replies; without it, the addresses taken for yours."
)
@click.option("--clock", type=click.Choice(["calendar", "business"]), default="business", show_default=True)
@click.option("--most", default=30, show_default=True, help="How many counterparts to show; JSON has them all.")
@as_json
def command(me: tuple[str, ...], clock: str, most: int, as_json: bool) -> None:  # noqa: FBT001 - click
    """Reply times of both sides, per counterpart and in total.

    A run of messages from one side counts once, from its first. Open questions are not dropped but counted as at
    least as old as they are (Kaplan-Meier), so a median may be "not reached".
    """
    found = measure_rhythms(me, business=clock == "business")
    if as_json:
        print_json(found)
        return
    from rich.table import Table  # noqa: PLC0415 - not needed for --json
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(f"{clock} hours")
    for name in ("you: median", "90 %", "answers", "open", "they: median", "90 %", "answers", "open"):
        table.add_column(name, justify="right")
    lines = [*found["counterparts"][:most], {"name": "all", **found["total"]}]
    for one in lines:
        table.add_row(Text(one["name"]), *_cells(one["mine"]), *_cells(one["theirs"]))
    console().print(table)


def _cells(side: dict[str, Any]) -> list[str]:
    times = ["–" if side[name] is None else f"{side[name]:.1f}" for name in ("median_hours", "p90_hours")]
    return [*times, str(side["pairs"]), str(side["open"])]
