"""`alongside rebuild`: conclusions are a cache, and this redraws it."""

import sys

import click

from alongside.desk.read import rebuild
from alongside.faces.cli.read import progress
from alongside.faces.cli.show import as_json, print_json


@click.command("rebuild")
@as_json
def command(as_json: bool) -> None:  # noqa: FBT001 - click
    """Draw every conclusion anew from the mail on the shelf and your decisions; reads no mail, forgets nothing."""
    with progress(quiet=as_json or not sys.stderr.isatty()) as watcher:
        heard = rebuild(watcher)
    if as_json:
        print_json({"heard": heard})
        return
    click.echo(f"{heard:,} messages heard again; every reading is drawn anew.")
