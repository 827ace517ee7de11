"""`alongside backup`: everything into one file."""

from pathlib import Path

import click

from alongside.desk.keep import back_up
from alongside.faces.cli.show import as_json, print_json


@click.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
@as_json
def command(path: Path, as_json: bool) -> None:  # noqa: FBT001 - click
    """Write everything into one file at PATH (a folder: named by the day), while the program goes on running.

    This version of Alongside and every newer one restores it. It is not encrypted and holds your clients' words.
    """
    target, manifest = back_up(path)
    if as_json:
        print_json({"path": str(target), **manifest._asdict()})
        return
    counts = manifest.counts
    click.echo(
        f"{target}: {counts['messages']:,} messages, the words of {counts['kept']:,},"
        f" {counts['decisions']:,} decisions. Keep it as you keep your mail; alongside restore {target} brings it back."
    )
