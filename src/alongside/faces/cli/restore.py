"""`alongside restore`: back from one file."""

from pathlib import Path

import click

from alongside.desk.keep import former, restore
from alongside.faces.cli.show import as_json, print_json


@click.command("restore")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def command(path: Path, as_json: bool) -> None:  # noqa: FBT001 - click
    """Put the backup at PATH in the place of everything that is here.

    What was here stays beside it until the next restore. Who was erased since the backup was made is back again.
    """
    manifest = restore(path)
    if as_json:
        print_json({"path": str(path), **manifest._asdict()})
        return
    click.echo(f"Restored as of {manifest.written[:10]}: {manifest.counts.get('messages', 0):,} messages.")
    if former().exists():
        click.echo(f"What was here before lies in {former()} until the next restore.")
